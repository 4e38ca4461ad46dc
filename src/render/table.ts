import { Chalk, type ChalkInstance } from 'chalk';

import type { Row, Table } from '../model/table.ts';
import { cellText } from './cell.ts';
import type { FormOptions } from './form.ts';
import { drawBody } from './table-body.ts';
import { sanitise } from './sanitise.ts';
import { displayWidth, wrap } from './width.ts';
import { COLON, titleOf } from './words.ts';

const FACT_GAP = '   ';

/**
 * Text for a terminal: heading, facts, the aligned rows, totals, sections, notes. Fits `width` by leaving out wide
 * columns, then by wrapping; where not even that helps, a row is a block of lines. Warnings belong to stderr.
 */
export default async function* renderTable(table: Table, options: FormOptions): AsyncIterable<string> {
  const chalk = new Chalk({ level: options.colour ? 1 : 0 });
  const laidOut = layoutFor(table, options);
  if (laidOut === undefined) yield* drawn(table, options, chalk);
  else for (const line of laidOut) yield `${sanitise(line).trimEnd()}\n`;
  const notes = (table.notes ?? []).filter((note) => note.warning !== true);
  if (notes.length > 0) yield '\n';
  for (const note of notes) yield paragraph(note.words[options.lang], options.width);
}

/** The form as it is prescribed; where it is wider than the screen, the one for narrow ones. */
function layoutFor({ layout }: Table, { lang, width, isScreen }: FormOptions): readonly string[] | undefined {
  const isTooWide = isScreen === true && layout?.[lang].some((line) => displayWidth(line) > width) === true;
  return (isTooWide ? layout.narrow?.[lang] : undefined) ?? layout?.[lang];
}

async function* drawn(table: Table, options: FormOptions, chalk: ChalkInstance): AsyncIterable<string> {
  const { lang, width } = options;
  for (const line of wrap(sanitise(table.title[lang]), width)) yield `${chalk.bold(line)}\n`;
  yield* factLines(table, options);
  const { columns, rows, totals, facts } = table;
  if (columns.length > 0) yield '\n';
  yield* drawBody({ columns, rows, totals, facts }, options, chalk);
  for (const section of table.sections ?? []) {
    yield '\n';
    for (const line of wrap(sanitise(section.title[lang]), width)) yield `${chalk.bold(line)}\n`;
    yield* drawBody({ columns: section.columns, rows: section.rows, totals: undefined, facts }, options, chalk);
  }
}

/** As many facts a line as there is room for. */
function* factLines({ facts, columns }: Table, { lang, width }: FormOptions): Iterable<string> {
  let line = '';
  for (const fact of factTexts(facts ?? {}, columns, lang)) {
    if (line !== '' && displayWidth(line + FACT_GAP + fact) > width) {
      yield paragraph(line, width);
      line = '';
    }
    line = line === '' ? fact : line + FACT_GAP + fact;
  }
  if (line !== '') yield paragraph(line, width);
}

function factTexts(facts: Row, columns: Table['columns'], lang: FormOptions['lang']): readonly string[] {
  const currency = facts['currency'];
  const context = { lang, currency: typeof currency === 'string' ? currency : undefined };
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${titleOf(key, columns, lang)}${COLON[lang]}${cellText(value, { type: 'text' }, context)}`);
}

function paragraph(text: string, width: number): string {
  return wrap(sanitise(text), width)
    .map((line) => `${line}\n`)
    .join('');
}

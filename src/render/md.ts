import { rowBatches } from '../model/rows.ts';
import type { Column, Row, Rows, Table } from '../model/table.ts';
import { cellText, currencyShown, isRightAligned, visibleColumns } from './cell.ts';
import type { FormOptions } from './form.ts';
import { sanitise } from './sanitise.ts';
import { COLON, NONE, titleOf, TOTAL } from './words.ts';

interface Body {
  readonly columns: readonly Column[];
  readonly rows: Rows;
  readonly totals?: Row | undefined;
  readonly facts?: Row | undefined;
}

/** A Markdown page: heading, facts, pipe tables, notes. Whatever came from a file is escaped. */
export default async function* renderMarkdown(table: Table, options: FormOptions): AsyncIterable<string> {
  const { lang } = options;
  yield `# ${escaped(table.title[lang])}\n\n`;
  for (const [key, value] of Object.entries(table.facts ?? {})) {
    if (value === undefined) continue;
    yield `- ${escaped(titleOf(key, table.columns, lang))}${COLON[lang]}${escaped(cellText(value, { type: 'text' }, { lang }))}\n`;
  }
  if (table.facts !== undefined) yield '\n';
  yield* body({ columns: table.columns, rows: table.rows, totals: table.totals, facts: table.facts }, options);
  for (const section of table.sections ?? []) {
    yield `\n## ${escaped(section.title[lang])}\n\n`;
    yield* body({ columns: section.columns, rows: section.rows, facts: table.facts }, options);
  }
  for (const note of table.notes ?? []) if (note.warning !== true) yield `\n${escaped(note.words[lang])}\n`;
}

async function* body({ columns, rows, totals, facts }: Body, { lang }: FormOptions): AsyncIterable<string> {
  const shown = visibleColumns(columns);
  if (shown.length === 0) return;
  const line = (row: Row): string => {
    const context = { lang, currency: currencyShown(row, shown, facts) };
    return pipes(shown.map((column) => escaped(cellText(row[column.key], column, context))));
  };
  yield pipes(shown.map((column) => escaped(column.title[lang])));
  yield pipes(shown.map((column) => (isRightAligned(column) ? '---:' : '---')));
  let isEmpty = true;
  for await (const batch of rowBatches(rows)) {
    isEmpty = false;
    yield batch.map(line).join('');
  }
  if (isEmpty) yield `\n${NONE[lang]}\n`;
  if (totals === undefined) return;
  const first = shown[0];
  const label = first !== undefined && !isRightAligned(first) ? { [first.key]: TOTAL[lang] } : {};
  yield line({ ...label, ...totals });
  yield* hiddenTotals(totals, columns, shown, lang);
}

/** Totals that have no column in this form. */
function* hiddenTotals(
  totals: Row,
  columns: readonly Column[],
  shown: readonly Column[],
  lang: FormOptions['lang'],
): Iterable<string> {
  const rest = Object.entries(totals).filter(
    ([key]) => key !== 'currency' && !shown.some((column) => column.key === key),
  );
  if (rest.length > 0) yield '\n';
  for (const [key, value] of rest) {
    const type = columns.find((column) => column.key === key)?.type ?? 'text';
    yield `- ${escaped(titleOf(key, columns, lang))}${COLON[lang]}${escaped(cellText(value, { type }, { lang }))}\n`;
  }
}

function pipes(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that Markdown shows as it is: no cell ends early, no link, tag or emphasis comes alive. */
function escaped(text: string): string {
  return sanitise(text).replace(/[\\|`*[\]<>~&#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');
}

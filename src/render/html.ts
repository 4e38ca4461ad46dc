import { rowBatches } from '../model/rows.ts';
import type { Column, Row, Rows, Table } from '../model/table.ts';
import { cellLines, currencyShown, isRightAligned } from './cell.ts';
import type { FormOptions } from './form.ts';
import { sanitise } from './sanitise.ts';
import { COLON, NONE, titleOf, TOTAL } from './words.ts';

interface Body {
  readonly columns: readonly Column[];
  readonly rows: Rows;
  readonly totals?: Row | undefined;
  readonly facts?: Row | undefined;
}

/** Prints on paper as it shows on a screen; nothing is loaded from elsewhere. */
const STYLE = `body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em;color:#222}
h1{font-size:1.4em}h2{font-size:1.15em;margin-top:2em}dl{display:grid;grid-template-columns:max-content auto;gap:0 1em}
dd{margin:0}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.25em .5em;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tfoot td{font-weight:bold}thead{display:table-header-group}
@media print{body{margin:0;font-size:11px}tr{break-inside:avoid}}`;

/** A page of its own: every column, no script, and whatever came from a file as text. */
export default async function* renderHtml(table: Table, options: FormOptions): AsyncIterable<string> {
  const { lang } = options;
  const title = escaped(table.title[lang]);
  yield `<!DOCTYPE html>\n<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">\n<head>\n<meta charset="utf-8">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield `<title>${title}</title>\n<style>\n${STYLE}\n</style>\n</head>\n<body>\n<h1>${title}</h1>\n`;
  yield* facts(table, options);
  yield* body({ columns: table.columns, rows: table.rows, totals: table.totals, facts: table.facts }, options);
  for (const section of table.sections ?? []) {
    yield `<h2>${escaped(section.title[lang])}</h2>\n`;
    yield* body({ columns: section.columns, rows: section.rows, facts: table.facts }, options);
  }
  for (const note of table.notes ?? []) yield `<p>${escaped(note.words[lang])}</p>\n`;
  yield '</body>\n</html>\n';
}

function* facts(table: Table, { lang }: FormOptions): Iterable<string> {
  const known = Object.entries(table.facts ?? {}).filter(([, value]) => value !== undefined);
  if (known.length === 0) return;
  yield '<dl>\n';
  for (const [key, value] of known) {
    const text = cellLines(value, { type: 'text' }, { lang }).map(escaped).join('<br>');
    yield `<dt>${escaped(titleOf(key, table.columns, lang))}</dt><dd>${text}</dd>\n`;
  }
  yield '</dl>\n';
}

async function* body({ columns, rows, totals, facts: around }: Body, { lang }: FormOptions): AsyncIterable<string> {
  if (columns.length === 0) return;
  const cells = (row: Row, tag: 'td' | 'th'): string => {
    const context = { lang, currency: currencyShown(row, columns, around) };
    return columns
      .map((column) => {
        const text = cellLines(row[column.key], column, context).map(escaped).join('<br>');
        return `<${tag}${isRightAligned(column) ? ' class="n"' : ''}>${text}</${tag}>`;
      })
      .join('');
  };
  const titles = columns.map(
    (column) => `<th${isRightAligned(column) ? ' class="n"' : ''}>${escaped(column.title[lang])}</th>`,
  );
  yield `<table>\n<thead><tr>${titles.join('')}</tr></thead>\n<tbody>\n`;
  let isEmpty = true;
  for await (const batch of rowBatches(rows)) {
    isEmpty = false;
    yield batch.map((row) => `<tr>${cells(row, 'td')}</tr>\n`).join('');
  }
  yield '</tbody>\n';
  const first = columns[0];
  const label = first !== undefined && !isRightAligned(first) ? { [first.key]: TOTAL[lang] } : {};
  if (totals !== undefined) yield `<tfoot><tr>${cells({ ...label, ...totals }, 'td')}</tr></tfoot>\n`;
  yield '</table>\n';
  if (isEmpty) yield `<p>${escaped(NONE[lang])}</p>\n`;
  yield* hiddenTotals({ columns, totals }, lang);
}

/** Totals that have no column. */
function* hiddenTotals(
  { columns, totals }: Pick<Body, 'columns' | 'totals'>,
  lang: FormOptions['lang'],
): Iterable<string> {
  for (const [key, value] of Object.entries(totals ?? {})) {
    if (key === 'currency' || columns.some((column) => column.key === key)) continue;
    const text = cellLines(value, { type: 'text' }, { lang }).map(escaped).join('<br>');
    yield `<p>${escaped(titleOf(key, columns, lang))}${COLON[lang]}${text}</p>\n`;
  }
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that a browser shows as it is, without control or direction marks. */
function escaped(text: string): string {
  return sanitise(text).replace(/[&<>"']/gu, (mark) => MARKS[mark] ?? '');
}

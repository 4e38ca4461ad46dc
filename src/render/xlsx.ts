import { StopError } from '../model/problem.ts';
import { wholeTable } from '../model/rows.ts';
import type { Sheet, SheetCell } from '../model/sheet.ts';
import type { Cell, Column, Row, Section, Table } from '../model/table.ts';
import type { Language } from '../model/words.ts';
import { cellText, currencyShown, isMoney } from './cell.ts';
import type { FormOptions } from './form.ts';
import { withCurrency } from './json-value.ts';
import { titleOf, TOTAL } from './words.ts';

/** What a page of a spreadsheet holds. */
const ROWS_MAX = 1_048_576;

/**
 * A workbook: the table on the first page under its facts, each section on a page of its own, notes at the end. Amounts
 * and counts are numbers, everything else is text, never a formula. The writer takes a page whole, so rows are held.
 */
export default async function renderXlsx(given: Table, { lang }: FormOptions): Promise<Uint8Array> {
  const table = await wholeTable(given);
  const { workbookBytes } = await import('./workbook.ts');
  const first: Sheet = {
    name: table.title[lang],
    rows: [
      [table.title[lang]],
      ...Object.entries(table.facts ?? {}).flatMap(([key, value]) =>
        value === undefined ? [] : [[titleOf(key, table.columns, lang), cellText(value, { type: 'text' }, { lang })]],
      ),
      [],
      ...body(table, table.facts, lang),
      ...totals(table, lang),
      ...(table.notes ?? []).map((note) => [note.words[lang]]),
    ],
  };
  const sections = (table.sections ?? []).map((section): Sheet => ({
    name: section.title[lang],
    rows: body(section, table.facts, lang),
  }));
  const sheets = [first, ...sections];
  if (sheets.some((sheet) => sheet.rows.length > ROWS_MAX)) {
    throw new StopError('LIMIT_REACHED', { limit: 'sheetRows', allowed: ROWS_MAX });
  }
  return workbookBytes(sheets);
}

function body(
  { columns: given, rows }: Pick<Section, 'columns' | 'rows'>,
  around: Row | undefined,
  lang: Language,
): Sheet['rows'] {
  if (given.length === 0) return [];
  const columns = withCurrency(given);
  return [
    columns.map((column) => column.title[lang]),
    ...rows.map((row) => columns.map((column) => sheetCell(row, column, { around, columns, lang }))),
  ];
}

interface Around {
  readonly around: Row | undefined;
  readonly columns: readonly Column[];
  readonly lang: Language;
}

function sheetCell(row: Row, column: Column, { around, columns, lang }: Around): SheetCell {
  const cell = column.key === 'currency' ? (row['currency'] ?? currencyOf(row)) : row[column.key];
  if (cell === undefined) return undefined;
  if (isMoney(cell)) return cell;
  if (typeof cell === 'number' && column.type === 'integer') return cell;
  return cellText(cell, column, { lang, currency: currencyShown(row, columns, around) });
}

function currencyOf(row: Row): Cell {
  return Object.values(row).find(isMoney)?.currency;
}

/** The totals under their columns, and those without a column below. */
function totals({ totals: sums, columns: given, facts }: Table, lang: Language): Sheet['rows'] {
  if (sums === undefined) return [];
  const columns = withCurrency(given);
  const [first] = columns;
  const label = first !== undefined && sums[first.key] === undefined ? { [first.key]: TOTAL[lang] } : {};
  const row: Row = { ...label, ...sums };
  const rest = Object.entries(sums).filter(
    ([key]) => key !== 'currency' && !columns.some((column) => column.key === key),
  );
  return [
    ...(first === undefined ? [] : [columns.map((column) => totalCell(row, column, { around: facts, columns, lang }))]),
    ...rest.map(([key, value]) => [
      titleOf(key, given, lang),
      isMoney(value) ? value : cellText(value, { type: 'text' }, { lang }),
    ]),
  ];
}

function totalCell(row: Row, column: Column, around: Around): SheetCell {
  const cell = row[column.key];
  // The word «Total» stands in whichever column is first.
  return typeof cell === 'string' ? cell : sheetCell(row, column, around);
}

import type { ChalkInstance } from 'chalk';

import type { Cell, Column, Row } from '../model/table.ts';
import {
  cellLines,
  cellText,
  currencyShown,
  isMoney,
  isRightAligned,
  visibleColumns,
  type CellContext,
} from './cell.ts';
import { columnWidths } from './fit.ts';
import type { FormOptions } from './form.ts';
import { drawRows, drawRule, type GridColumn, type GridRow } from './grid.ts';
import { sanitise } from './sanitise.ts';
import { displayWidth, padEnd, wrap } from './width.ts';
import { COLON, NONE, titleOf, TOTAL } from './words.ts';

/** The rows of a table or section, with the totals and facts that concern them. */
export interface Body {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly totals: Row | undefined;
  readonly facts: Row | undefined;
}

/** Rows drawn at a time. */
const BATCH_ROWS = 200;

/** Header, rows and totals as lines of at most `options.width` columns. */
export function* drawBody(body: Body, options: FormOptions, chalk: ChalkInstance): Iterable<string> {
  const shown = visibleColumns(body.columns);
  if (shown.every((column) => column.below === true)) return;
  if (body.rows.length === 0) yield `${NONE[options.lang]}\n`;
  const { visible, columns, titles, texts, totals, widths } =
    [shown, shown.map(moved)].map((some) => fitted(body, some, options)).find((one) => one.widths !== undefined) ??
    fitted(body, shown, options);
  if (widths === undefined) yield* blocksOf(body, shown, options, chalk);
  if (widths !== undefined && body.rows.length > 0) {
    const grid = columns.map((column, at) => ({ width: widths[at] ?? 0, right: isRightAligned(column) }));
    yield drawRows([cells(titles, grid)], grid, (text) => chalk.bold(text)) + drawRule(grid);
    const below = (row: Row): readonly string[] => sentencesOf(row, visible, body.facts, options);
    yield* drawGrid(body.rows, { columns, grid, texts, below }, chalk);
    if (totals !== undefined)
      yield drawRule(grid) + drawRows([cells(texts(totals), grid)], grid, (text) => chalk.bold(text));
  }
  if (body.totals !== undefined) yield* otherTotals(body, columns, options);
}

interface Fitted {
  readonly visible: readonly Column[];
  /** Those that stand beside each other. */
  readonly columns: readonly Column[];
  readonly titles: readonly string[];
  readonly texts: (row: Row) => readonly string[];
  readonly totals: Row | undefined;
  /** Undefined where they don't fit. */
  readonly widths: readonly number[] | undefined;
}

function fitted({ rows, totals, facts }: Body, visible: readonly Column[], { lang, width }: FormOptions): Fitted {
  const columns = visible.filter((column) => column.below !== true);
  const titles = columns.map((column) => sanitise(column.title[lang]));
  const texts = (row: Row): readonly string[] => rowTexts(row, columns, facts, lang);
  const sums = totals === undefined ? undefined : labelled(totals, columns, lang);
  const all = sums === undefined ? rows : [...rows, sums];
  return {
    visible,
    columns,
    titles,
    texts,
    totals: sums,
    widths: columnWidths({ columns, titles, rows: all, texts, width }),
  };
}

/** A column that may not be broken gives its place up instead. */
function moved(column: Column): Column {
  return column.whole === true ? { ...column, below: true } : column;
}

interface Grid {
  readonly columns: readonly Column[];
  readonly grid: readonly GridColumn[];
  readonly texts: (row: Row) => readonly string[];
  /** The lines that stand below the row. */
  readonly below: (row: Row) => readonly string[];
}

function* drawGrid(
  rows: readonly Row[],
  { columns, grid, texts, below }: Grid,
  chalk: ChalkInstance,
): Iterable<string> {
  const paint = (text: string, at: number): string =>
    columns[at]?.type === 'money' && text.startsWith('-') ? chalk.red(text) : text;
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    const some = rows.slice(from, from + BATCH_ROWS);
    const batch = some.map((row) => cells(texts(row), grid));
    yield withBelow(drawRows(batch, grid, paint), batch, some.map(below));
  }
}

/** Drawn rows, each followed by its sentences. */
function withBelow(drawn: string, batch: readonly GridRow[], below: readonly (readonly string[])[]): string {
  if (below.every((lines) => lines.length === 0)) return drawn;
  const lines = drawn.split('\n');
  let from = 0;
  return batch
    .flatMap((row, at) => {
      const height = Math.max(1, ...row.map((cell) => cell.length));
      from += height;
      return [...lines.slice(from - height, from), ...(below[at] ?? [])];
    })
    .map((line) => `${line}\n`)
    .join('');
}

const INDENT = '  ';

function sentencesOf(
  row: Row,
  visible: readonly Column[],
  facts: Row | undefined,
  { lang, width }: FormOptions,
): readonly string[] {
  return visible
    .filter((column) => column.below === true)
    .flatMap((column) => cellLines(row[column.key], column, { lang, currency: currencyShown(row, visible, facts) }))
    .filter((text) => text !== '')
    .flatMap((text) => wrap(text, width - INDENT.length).map((line) => INDENT + line));
}

function cells(texts: readonly string[], grid: readonly GridColumn[]): GridRow {
  return texts.map((text, at) => wrap(text, grid[at]?.width ?? 0));
}

function rowTexts(
  row: Row,
  columns: readonly Column[],
  facts: Row | undefined,
  lang: FormOptions['lang'],
): readonly string[] {
  const context: CellContext = { lang, currency: currencyShown(row, columns, facts) };
  return columns.map((column) => cellText(row[column.key], column, context));
}

/** The totals with a word in front, where the first column leaves room for one. */
function labelled(totals: Row, columns: readonly Column[], lang: FormOptions['lang']): Row {
  const first = columns[0];
  if (first === undefined || isRightAligned(first)) return totals;
  return { [first.key]: TOTAL[lang], ...totals };
}

/** The rows and totals as blocks; amounts of all of them end below each other. */
function* blocksOf(
  { rows, totals, facts }: Body,
  visible: readonly Column[],
  { lang, width }: FormOptions,
  chalk: ChalkInstance,
): Iterable<string> {
  const all = totals === undefined ? rows : [...rows, labelled(totals, visible, lang)];
  const texts = all.map((row) => rowTexts(row, visible, facts, lang));
  const isMoneyAt = (at: number): boolean => visible[at]?.type === 'money';
  const amountWidth = Math.max(0, ...texts.flatMap((row) => row.filter((_, at) => isMoneyAt(at)).map(displayWidth)));
  const aligned = texts.map((row) =>
    row.map((text, at) => (isMoneyAt(at) && text !== '' ? text.padStart(amountWidth) : text)),
  );
  const names = visible.map((column) => sanitise(column.title[lang]));
  yield* drawBlocks(aligned, names, width, chalk);
}

/** Too narrow for columns: each row as lines of «name: value», a blank line between rows. */
function* drawBlocks(
  rows: readonly (readonly string[])[],
  titles: readonly string[],
  width: number,
  chalk: ChalkInstance,
): Iterable<string> {
  const nameWidth = Math.max(...titles.map(displayWidth));
  const beside = nameWidth + 2 < width / 2;
  for (const [index, row] of rows.entries()) {
    if (index > 0) yield '\n';
    for (const [at, text] of row.entries()) {
      if (text === '') continue;
      const name = titles[at] ?? '';
      if (beside)
        yield besideName(chalk.bold(padEnd(name, nameWidth)), wrap(text, width - nameWidth - 2), nameWidth + 2);
      else
        yield [...wrap(name, width).map((line) => chalk.bold(line)), ...wrap(text, width)]
          .map((line) => `${line}\n`)
          .join('');
    }
  }
}

function besideName(name: string, lines: readonly string[], indent: number): string {
  return lines.map((line, at) => `${at === 0 ? `${name}  ` : ' '.repeat(indent)}${line}\n`).join('');
}

/** Totals that have no column in a table. */
function* otherTotals(
  { totals, columns, facts }: Body,
  shown: readonly Column[],
  options: FormOptions,
): Iterable<string> {
  const { lang, width } = options;
  const context: CellContext = { lang, currency: currencyShown({}, [], facts) };
  const isOther = ([key, value]: readonly [string, Cell]): boolean =>
    value !== undefined && key !== 'currency' && !shown.some((column) => column.key === key);
  for (const [key, value] of Object.entries(totals ?? {}).filter(isOther)) {
    const type = columns.find((column) => column.key === key)?.type ?? (isMoney(value) ? 'money' : 'text');
    const text = `${titleOf(key, columns, lang)}${COLON[lang]}${cellText(value, { type }, context)}`;
    for (const line of wrap(text, width)) yield `${line}\n`;
  }
}

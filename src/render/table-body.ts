import type { ChalkInstance } from 'chalk';

import { rowBatches } from '../model/rows.ts';
import type { Cell, Column, Row, Rows } from '../model/table.ts';
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
  readonly rows: Rows;
  readonly totals: Row | undefined;
  readonly facts: Row | undefined;
}

/** Header, rows and totals as lines of at most `options.width` columns. Rows are gone through twice: widths, then text. */
export async function* drawBody(body: Body, options: FormOptions, chalk: ChalkInstance): AsyncIterable<string> {
  const shown = visibleColumns(body.columns);
  if (shown.every((column) => column.below === true)) return;
  const { visible, columns, titles, texts, totals, widths, isEmpty } = await bestFitted(body, shown, options);
  if (isEmpty) yield `${NONE[options.lang]}\n`;
  if (widths === undefined) yield* blocksOf(body, shown, options, chalk);
  if (widths !== undefined && !isEmpty) {
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
  readonly isEmpty: boolean;
}

/** All columns beside each other, else without those that need not be; where neither fits, as they were. */
async function bestFitted(body: Body, shown: readonly Column[], options: FormOptions): Promise<Fitted> {
  const asShown = await fitted(body, shown, options);
  if (asShown.widths !== undefined || !shown.some((column) => column.whole === true)) return asShown;
  const withMoved = await fitted(body, shown.map(moved), options);
  return withMoved.widths === undefined ? asShown : withMoved;
}

async function fitted(
  { rows, totals, facts }: Body,
  visible: readonly Column[],
  { lang, width }: FormOptions,
): Promise<Fitted> {
  const columns = visible.filter((column) => column.below !== true);
  const titles = columns.map((column) => sanitise(column.title[lang]));
  const texts = (row: Row): readonly string[] => rowTexts(row, columns, facts, lang);
  const sums = totals === undefined ? undefined : labelled(totals, columns, lang);
  const fit = await columnWidths({ columns, titles, rows, totals: sums, texts, width });
  return { visible, columns, titles, texts, totals: sums, ...fit };
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

async function* drawGrid(
  rows: Rows,
  { columns, grid, texts, below }: Grid,
  chalk: ChalkInstance,
): AsyncIterable<string> {
  const paint = (text: string, at: number): string =>
    columns[at]?.type === 'money' && text.startsWith('-') ? chalk.red(text) : text;
  for await (const some of rowBatches(rows)) {
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
async function* blocksOf(
  { rows, totals, facts }: Body,
  visible: readonly Column[],
  { lang, width }: FormOptions,
  chalk: ChalkInstance,
): AsyncIterable<string> {
  const sums = totals === undefined ? undefined : labelled(totals, visible, lang);
  const isMoneyAt = (at: number): boolean => visible[at]?.type === 'money';
  const texts = (row: Row): readonly string[] => rowTexts(row, visible, facts, lang);
  let amountWidth = 0;
  const measure = (row: Row): void => {
    for (const [at, text] of texts(row).entries())
      if (isMoneyAt(at)) amountWidth = Math.max(amountWidth, displayWidth(text));
  };
  for await (const batch of withTotals(rows, sums)) batch.forEach(measure);
  const names = visible.map((column) => sanitise(column.title[lang]));
  const block = (row: Row): string => {
    const aligned = texts(row).map((text, at) => (isMoneyAt(at) && text !== '' ? text.padStart(amountWidth) : text));
    return blockText(aligned, names, width, chalk);
  };
  let before = '';
  for await (const batch of withTotals(rows, sums)) {
    yield before + batch.map(block).join('\n');
    before = '\n';
  }
}

async function* withTotals(rows: Rows, totals: Row | undefined): AsyncIterable<readonly Row[]> {
  yield* rowBatches(rows);
  if (totals !== undefined) yield [totals];
}

/** Too narrow for columns: a row as lines of «name: value». */
function blockText(row: readonly string[], titles: readonly string[], width: number, chalk: ChalkInstance): string {
  const nameWidth = Math.max(...titles.map(displayWidth));
  const beside = nameWidth + 2 < width / 2;
  return row
    .map((text, at) => {
      if (text === '') return '';
      const name = titles[at] ?? '';
      if (beside)
        return besideName(chalk.bold(padEnd(name, nameWidth)), wrap(text, width - nameWidth - 2), nameWidth + 2);
      return [...wrap(name, width).map((line) => chalk.bold(line)), ...wrap(text, width)]
        .map((line) => `${line}\n`)
        .join('');
    })
    .join('');
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

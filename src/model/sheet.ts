import type { Money } from './money.ts';

/** A cell of a spreadsheet: text (never a formula), a whole number, or an amount; undefined is empty. */
export type SheetCell = string | number | Money | undefined;

/** A spreadsheet of one page: what accounting programs import. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A file for another program, not yet in bytes. */
export type Document =
  | { readonly kind: 'text'; readonly encoding: 'utf-8' | 'gbk'; readonly pieces: Iterable<string> }
  | { readonly kind: 'sheet'; readonly sheet: Sheet };

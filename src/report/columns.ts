import type { Currency } from '../model/currency.ts';
import { Decimal, minor, type Money } from '../model/money.ts';
import type { Column, ColumnType } from '../model/table.ts';
import type { Words } from '../model/words.ts';

/** What a column may say beside its key, type and title. */
type Extras = Pick<Column, 'values' | 'wide' | 'below' | 'whole' | 'shown'>;

/** `words` is «English | 中文»: titles stand in one line where a report lists its columns. */
export function wordsOf(words: string): Words {
  const [en = '', zh = ''] = words.split(' | ');
  return { en, zh };
}

function column(type: ColumnType, key: string, title: string, extras: Extras = {}): Column {
  return { key, title: wordsOf(title), type, ...extras };
}

export function textColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('text', key, title, extras);
}

export function moneyColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('money', key, title, extras);
}

export function dayColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('day', key, title, extras);
}

export function integerColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('integer', key, title, extras);
}

/** A share between 0 and 1, printed as a percentage. */
export function ratioColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('ratio', key, title, extras);
}

export function dataColumn(key: string, title: string, extras: Extras = {}): Column {
  return column('data', key, title, extras);
}

/** Kept in csv and json; tables have 80 columns and leave it out. */
export const WIDE: Extras = { wide: true };

/** A part of a whole to four places, half up; nothing where there is nothing. 1 (100 %) always means all of it. */
export function share(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined;
  const exact = new Decimal(part).dividedBy(whole);
  const rounded = exact.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber();
  return rounded === 1 && exact.lessThan(1) ? 0.9999 : rounded;
}

/** Minor units as a cell; undefined stays undefined: a missing amount is missing. */
export function money(amount: number, currency: Currency): Money;
export function money(amount: number | undefined, currency: Currency): Money | undefined;
export function money(amount: number | undefined, currency: Currency): Money | undefined {
  return amount === undefined ? undefined : { minor: minor(amount), currency };
}

/** Compares keys as code units, so that an order never depends on a locale. */
export function byKey<T>(keyOf: (item: T) => string): (left: T, right: T) => number {
  return (left, right) => {
    const one = keyOf(left);
    const other = keyOf(right);
    if (one === other) return 0;
    return one < other ? -1 : 1;
  };
}

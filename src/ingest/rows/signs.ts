import type { LineKind } from '../../model/statement.ts';

/**
 * How a column's amounts are to be taken: `signed` as printed; `inverted`: the other way round (a card's purchases are
 * positive); `in` and `out`: always so, whatever sign is printed.
 */
export const SIGNS = ['signed', 'inverted', 'in', 'out'] as const;
export type Sign = (typeof SIGNS)[number];

export interface Signs {
  /** Field → its sign; `signed` where nothing is said. */
  readonly columns: ReadonlyMap<string, Sign>;
  /** The words of the column `direction`, in lower case. */
  readonly in?: readonly string[];
  readonly out?: readonly string[];
}

/** What a platform's word for a row means. */
export interface KindRule {
  readonly kind: LineKind;
  readonly sign?: Sign;
  /** Of the fee: `in` given back, `out` charged. */
  readonly fee?: Sign;
}

export interface KindTable {
  /** By the platform's word in lower case. */
  readonly words: ReadonlyMap<string, KindRule>;
  /** `"*"`: for every other word, and for a file without the column. */
  readonly others?: KindRule;
}

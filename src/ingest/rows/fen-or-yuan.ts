import { ZERO, type Minor } from '../../model/money.ts';
import { StopError } from '../../model/problem.ts';
import type { Row } from '../profile.ts';

/** How a format whose header says fen, but whose amounts may be yuan, is read; each is a format of its own. */
export interface UnitChoice {
  /** The format that reads whole numbers as fen. */
  readonly fen: string;
  /** The format that reads amounts with a point as yuan. */
  readonly yuan: string;
}

/**
 * An amount in yuan under a header that says fen (formats/cn.md §14): it is yuan only if every amount of the file has
 * its point. One without leaves the unit open, for the whole file: throws FORMAT_AMBIGUOUS naming both.
 */
export function yuanUnderFen<F extends string>(row: Row<F>, field: F, choice: UnitChoice): Minor {
  const text = row.text(field) ?? '';
  if (/^[+-]?\d+$/u.test(text) && !/^[+-]?0+$/u.test(text)) {
    throw new StopError('FORMAT_AMBIGUOUS', { line: row.line, formats: `${choice.yuan}, ${choice.fen}` });
  }
  return row.needAmount(field);
}

/** An amount in fen; one with a point is none. */
export function fenAmount<F extends string>(row: Row<F>, field: F): Minor {
  if (row.text(field) === undefined) row.fail('AMOUNT_MISSING', field);
  return row.unitAmount(field, 2) ?? ZERO;
}

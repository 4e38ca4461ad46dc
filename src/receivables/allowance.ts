import { applyRate, minus, plus, ZERO, type Decimal, type Minor } from '../model/money.ts';

/** Which accounting standard a house follows: 企业会计准则, or 小企业会计准则 (no allowance, losses written off directly). */
export const ACCOUNTING_STANDARDS = ['enterprise', 'small-business'] as const;

export interface AllowanceCase {
  /** What is open by age, and the part of it that is expected to be lost. */
  readonly buckets: readonly { readonly name: string; readonly open: Minor; readonly rate: Decimal }[];
  readonly opening: Minor;
  /** Written off against the allowance since. */
  readonly writtenOff: Minor;
  /** Written off before, and paid after all. */
  readonly recovered: Minor;
}

export interface Allowance {
  /** By bucket, each rounded half-up. */
  readonly required: readonly { readonly name: string; readonly amount: Minor }[];
  readonly total: Minor;
  /** opening − written off + recovered. */
  readonly before: Minor;
  /** total − before: above 0 an addition, below 0 a release, 0 no entry. */
  readonly adjustment: Minor;
}

/** 坏账准备 by ages (账龄分析法, DOMAIN.md 3.8). */
export function allowance({ buckets, opening, writtenOff, recovered }: AllowanceCase): Allowance {
  const required = buckets.map(({ name, open, rate }) => ({ name, amount: applyRate(open, rate, 'half-up') }));
  const total = plus(ZERO, ...required.map(({ amount }) => amount));
  const before = plus(minus(opening, writtenOff), recovered);
  return { required, total, before, adjustment: minus(total, before) };
}

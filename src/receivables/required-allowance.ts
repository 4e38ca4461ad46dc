import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { plus, ZERO, type Decimal, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { age, BUCKETS, type AgeingRow, type Bucket, type Receivable } from './ageing.ts';
import { allowance, type Allowance } from './allowance.ts';

/** Every part of a debt ages by itself. */
export function partsToAge(one: ReceivableCase): readonly Receivable[] {
  const { ref, customer, currency, openedOn, salesperson } = one;
  const named = salesperson === undefined ? {} : { salesperson };
  return one.parts.map(({ dueOn, amount, reductions }) => ({
    ref,
    customer,
    currency,
    openedOn,
    dueOn,
    amount,
    payments: reductions,
    ...named,
  }));
}

/** Rates of settle.yaml by age. */
export type AllowanceRates = Readonly<Record<Bucket, Decimal>>;

interface AgedBucket {
  readonly name: Bucket;
  readonly open: Minor;
  readonly rate: Decimal;
}

/** 坏账准备 of aged debts of one currency by the rates of settle.yaml: each bucket with its own, and all of them. */
export function allowanceOf(
  rows: readonly AgeingRow[],
  rates: AllowanceRates,
): Pick<Allowance, 'required' | 'total'> & { readonly buckets: readonly AgedBucket[] } {
  const buckets = BUCKETS.map((name) => ({
    name,
    open: plus(ZERO, ...rows.map((row) => row.buckets[name])),
    rate: rates[name],
  }));
  const { required, total } = allowance({ buckets, opening: ZERO, writtenOff: ZERO, recovered: ZERO });
  return { buckets, required, total };
}

/** 坏账准备 that customers' debts need on a day, by currency (DOMAIN.md 3.8). */
export function requiredAllowance(
  debts: readonly ReceivableCase[],
  rates: AllowanceRates,
  asOf: Day,
): ReadonlyMap<Currency, Minor> {
  const rows = age(debts.flatMap(partsToAge), [], asOf);
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  return new Map(
    currencies.map((currency) => {
      const own = rows.filter((row) => row.currency === currency);
      return [currency, allowanceOf(own, rates).total];
    }),
  );
}

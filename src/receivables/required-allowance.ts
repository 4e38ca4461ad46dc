import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { plus, ZERO, type Decimal, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { age, BUCKETS, type Bucket, type Receivable } from './ageing.ts';
import { allowance } from './allowance.ts';

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

/** 坏账准备 that customers' debts need on a day by the rates of settle.yaml, by currency (DOMAIN.md 3.8). */
export function requiredAllowance(
  debts: readonly ReceivableCase[],
  rates: Readonly<Record<Bucket, Decimal>>,
  asOf: Day,
): ReadonlyMap<Currency, Minor> {
  const rows = age(debts.flatMap(partsToAge), [], asOf);
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  return new Map(
    currencies.map((currency) => {
      const own = rows.filter((row) => row.currency === currency);
      const buckets = BUCKETS.map((name) => ({
        name,
        open: plus(ZERO, ...own.map((row) => row.buckets[name])),
        rate: rates[name],
      }));
      return [currency, allowance({ buckets, opening: ZERO, writtenOff: ZERO, recovered: ZERO }).total];
    }),
  );
}

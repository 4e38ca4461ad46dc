import type { Currency } from '../model/currency.ts';
import { addDays, type Day } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import { loadOpenings } from './bank-world.ts';
import { boundsOf } from './facts.ts';
import { loadLastBalances } from './last-balance.ts';
import type { ReportContext } from './report.ts';
import { loadEnds } from './wallet-ends.ts';

/** What an account held by its statements' own word. */
export interface AccountBalance {
  readonly account: string;
  readonly currency: Currency;
  readonly amount: Minor;
}

export interface StatedBalances {
  /** Before the period's first row (the very first one, where no period is asked for). */
  readonly openings: readonly AccountBalance[];
  /** As of the day, or the period's last one. */
  readonly closings: readonly AccountBalance[];
}

/** Balances of banks and wallets before and after the period, as the reports show them. */
export async function statedBalances(context: ReportContext): Promise<StatedBalances> {
  const { period, db } = context;
  const { next } = boundsOf(context);
  const before = period === undefined ? [] : await loadLastBalances(dayBefore(context, period.from));
  const banks = (await loadOpenings({ db }, next as Day)).flatMap(({ account, currency, opening }) => {
    const known = before.find((one) => one.account === account && one.currency === currency)?.balance ?? opening;
    return known === undefined ? [] : [{ account, currency, amount: known }];
  });
  const wallets = (await loadEnds(context)).flatMap(({ account, currency, before: last, first }) => {
    const known = last ?? first;
    return known === null ? [] : [{ account, currency, amount: minor(known) }];
  });
  const closings = await loadLastBalances(context);
  return {
    openings: [...banks, ...wallets],
    closings: closings.map(({ account, currency, balance }) => ({ account, currency, amount: balance })),
  };
}

function dayBefore(context: ReportContext, day: Day): ReportContext {
  const { period: asked, ...rest } = context;
  return asked === undefined ? context : { ...rest, asOf: addDays(day, -1) };
}

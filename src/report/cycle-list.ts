import { daysBetween, type Day } from '../model/day.ts';
import { minus, negate } from '../model/money.ts';
import { lagInWorkingDays, payoutStatus } from '../settlement/index.ts';
import type { Cycle } from './cycle-footer.ts';
import { loadCyclePayouts, type CycleOptions, type CyclePayout } from './cycle-payouts.ts';
import { isListed } from './facts.ts';
import { platformOfAccounts } from './platform-names.ts';
import type { ReportContext } from './report.ts';

/** Every payout of the days asked for as of the day, narrowed by account and platform. */
export async function loadCycles(context: ReportContext, options: CycleOptions): Promise<readonly Cycle[]> {
  const platforms = await platformOfAccounts(context);
  const { account, platform } = context.filters;
  return (await loadCyclePayouts(context, options))
    .map((one) => cycleOf(one, platforms.get(one.payout.account), context))
    .filter((cycle) => account === undefined || cycle.account === account)
    .filter((cycle) => platform === undefined || cycle.platform === platform)
    .filter((cycle) => isListed(cycle.day, context.period));
}

/** How one payout stands as of the day. The lag counts from its own row, else from the last day it pays. */
function cycleOf(one: CyclePayout, platform: string | undefined, { asOf, calendar }: ReportContext): Cycle {
  const { payout, bank, sums, paid, amount, from, to, paidOn } = one;
  const { status, lateDays } = standingOf(one, asOf) ?? {};
  return {
    ...(platform === undefined ? {} : { platform }),
    account: payout.account,
    currency: payout.currency,
    rule: payout.rule,
    batchNo: payout.batchNo,
    day: payout.day,
    from,
    to,
    paidOn,
    sums,
    amount,
    expectedOn: payout.dueOn,
    bankOn: bank?.day,
    lagDays: bank && daysBetween(payout.day, bank.day),
    lagWorkdays: bank && lagInWorkingDays(payout.day, bank.day, calendar),
    lateDays,
    paidToBank: bank && paid.map(({ paidOn: day, gross }) => ({ days: daysBetween(day, bank.day), amount: gross })),
    bankAmount: bank?.amount,
    difference: status === 'overdue' ? negate(amount) : bank?.difference,
    status,
    isOnTime: isOnTime(one, asOf),
    isInTransit: payout.state === 'open' && status !== 'overdue',
  };
}

function standingOf({ payout, bank, amount }: CyclePayout, asOf: Day): Pick<Cycle, 'status' | 'lateDays'> | undefined {
  const { dueOn, lastOn } = payout;
  if (payout.state === 'returned') return { status: 'returned', lateDays: undefined };
  if (dueOn === undefined || lastOn === undefined) return undefined;
  if (bank === undefined) {
    // A day that earned nothing, or less than was refunded, waits for the days after it.
    if (amount <= 0) return { status: 'pending', lateDays: 0 };
    return payoutStatus({ expected: dueOn, graceDays: daysBetween(dueOn, lastOn), asOf });
  }
  return payoutStatus({
    expected: dueOn,
    graceDays: daysBetween(dueOn, lastOn),
    asOf,
    actual: bank.day,
    expectedAmount: minus(bank.amount, bank.difference),
    actualAmount: bank.amount,
    credits: bank.credits,
    payouts: bank.payouts,
  });
}

/** Undefined while it may still come in time. */
function isOnTime({ payout, bank, amount }: CyclePayout, asOf: Day): boolean | undefined {
  if (payout.lastOn === undefined || payout.state === 'returned' || amount <= 0) return undefined;
  if (bank !== undefined) return bank.day <= payout.lastOn;
  return asOf > payout.lastOn ? false : undefined;
}

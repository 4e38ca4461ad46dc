import type { WorkingCalendar } from '../model/calendar.ts';
import type { OrderCase, OrderFacts } from '../model/case.ts';
import { addDays, type Day, type Moment } from '../model/day.ts';
import { Decimal } from '../model/money.ts';
import type { BookSettings, CycleRule } from '../model/settings.ts';
import { feeChecks, feeReturnChecks, lastDayOf, payoutDueDay, type ScheduleOf } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadLinesWithoutOrder } from '../store/read/line-cases.ts';
import { loadOddOrders, type OrderWithLines, type RateFraction } from '../store/read/order-cases.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { termsOf, termsOfPlatform } from './book-terms.ts';

export interface CaseOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
}

/** Every order that may have something to it, and every number the books don't know, as cases for the findings. */
export async function* orderCases(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): AsyncIterable<OrderCase> {
  const { settings, asOf } = options;
  const next = addDays(asOf, 1);
  const schedules = new Map(accounts.map((account) => [account.ref, termsOf(settings, account).fee]));
  const scheduleOf: ScheduleOf = (line) => schedules.get(line.account);
  for await (const batch of loadOddOrders(db, next, fractions(accounts, settings))) {
    for (const one of batch) yield orderCase(one, scheduleOf, options);
  }
  for await (const one of loadLinesWithoutOrder(db, next)) yield orderCase(one, scheduleOf, options);
}

/** Largest part of a fraction that stays exact beside any amount. */
const FRACTION_MAX = 1_000_000;

/** Contract rates as fractions, for the set-based look: accounts without one aren't looked at, others judged one by one. */
function fractions(accounts: readonly StoredAccount[], settings: BookSettings): readonly RateFraction[] {
  return accounts.flatMap((account) => {
    const { fee } = termsOf(settings, account);
    if (!fee) return [];
    const [numerator, denominator] = fee.rate.toFraction(FRACTION_MAX);
    // A flat part, a minimum or a rounding other than to the nearest can't be told by the rate alone: the impossible
    // fraction makes every line odd.
    const isPlain = fee.flat === 0 && fee.max === undefined && fee.min === undefined && fee.rounding.startsWith('half');
    const isExact = new Decimal(numerator ?? 0).dividedBy(denominator ?? 1).equals(fee.rate);
    if (!isPlain || !isExact) return [{ accountId: account.id, numerator: 0, denominator: 0 }];
    return [
      { accountId: account.id, numerator: numerator?.toNumber() ?? 0, denominator: denominator?.toNumber() ?? 1 },
    ];
  });
}

function orderCase(one: OrderWithLines, scheduleOf: ScheduleOf, { settings, calendar }: CaseOptions): OrderCase {
  const { order } = one;
  const terms = termsOfPlatform(settings, order?.platform);
  const isOnAccount = order !== undefined && isSoldOnAccount(order, terms.settles);
  const isPaid = order !== undefined && !isOnAccount && wasPaid(order);
  const base = order && isPaid ? baseMoment(order, terms.settles) : undefined;
  const due =
    base === undefined || terms.settles === undefined || terms.settles.step.type === 'manual'
      ? {}
      : { dueOn: payoutDueDay(terms.settles, base, calendar), lastOn: lastDayOf(terms.settles, base, calendar) };
  return {
    kind: 'order',
    duplicates: one.duplicates,
    lines: one.lines,
    // A trade nobody knows is one finding: its fee is no second one.
    fees: order ? feeChecks(one.lines, scheduleOf) : [],
    feeReturns: order ? feeReturnChecks(one.lines, scheduleOf) : [],
    isPaid,
    isOnAccount,
    ...due,
    ...(one.orderNo === undefined ? {} : { orderNo: one.orderNo }),
    ...(order === undefined ? {} : { order }),
  };
}

/** CLI.md: with `paid_at` it was paid; without, with a customer and a due day or terms, it is a sale on account. */
function isSoldOnAccount(order: OrderFacts, settles: CycleRule | undefined): boolean {
  if (order.paidAt !== undefined || order.customer === undefined || order.status === 'cancelled') return false;
  return order.dueOn !== undefined || order.platform === undefined || settles === undefined;
}

function wasPaid(order: OrderFacts): boolean {
  if (order.paidAt !== undefined) return true;
  return order.status === 'paid' || order.status === 'shipped' || order.status === 'completed';
}

/** The moment the cycle counts from; undefined while it hasn't happened, so nothing is due. */
function baseMoment(order: OrderFacts, settles: CycleRule | undefined): Moment | undefined {
  const paid = order.paidAt ?? order.orderedAt;
  switch (settles?.base) {
    case 'shipped':
      return order.shippedAt;
    case 'delivered':
    case 'confirmed':
      return order.confirmedAt;
    case 'paid':
    case 'batch_end':
    case undefined:
      return paid;
  }
}

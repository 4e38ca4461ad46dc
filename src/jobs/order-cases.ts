import type { WorkingCalendar } from '../model/calendar.ts';
import type { OrderCase, OrderFacts } from '../model/case.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { parsePlatform } from '../model/platform.ts';
import type { BookSettings, CycleBase } from '../model/settings.ts';
import { isSoldOnAccount } from '../receivables/index.ts';
import {
  dueBy,
  feesByContract,
  platformDay,
  rateFraction,
  ruleOn,
  scheduleOn,
  type DatedRules,
  type Due,
  type ScheduleOf,
} from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadLinesWithoutOrder } from '../store/read/line-cases.ts';
import type { RateFraction } from '../store/read/odd-orders.ts';
import { loadOddOrders, type OrderWithLines } from '../store/read/order-cases.ts';
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
  const next = addDays(options.asOf, 1);
  const caseOf = caseMaker(accounts, options);
  const rates = rateFractions(accounts, options.settings);
  for await (const batch of loadOddOrders(db, { next, rates })) {
    for (const one of batch) yield caseOf(one);
  }
  for await (const one of loadLinesWithoutOrder(db, next, rates)) yield caseOf(one);
}

/** Makes cases of orders (or of lines without one) by the terms that hold for their accounts. */
export function caseMaker(
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): (one: OrderWithLines) => OrderCase {
  const { settings } = options;
  const schedules = new Map(accounts.map((account) => [account.ref, termsOf(settings, account).fees]));
  const terms: Terms = {
    ...options,
    scheduleOf: (line) => scheduleOn(schedules.get(line.account), dayOf(line.occurredAt)),
    cyclesOf: cyclesOf(settings),
  };
  return (one) => orderCase(one, terms);
}

/** Contract rates as fractions, for the set-based look: accounts without one aren't looked at, others judged one by one. */
export function rateFractions(accounts: readonly StoredAccount[], settings: BookSettings): readonly RateFraction[] {
  return accounts.flatMap((account) => {
    const { fees = [] } = termsOf(settings, account);
    return fees.length === 0 ? [] : [{ accountId: account.id, ...rateFraction(fees) }];
  });
}

/** What orders are judged by. */
interface Terms extends CaseOptions {
  readonly scheduleOf: ScheduleOf;
  readonly cyclesOf: (order: OrderFacts) => readonly DatedRules[];
}

function orderCase(one: OrderWithLines, terms: Terms): OrderCase {
  const { order } = one;
  const { scheduleOf } = terms;
  return {
    kind: 'order',
    duplicates: one.duplicates,
    lines: one.lines,
    ...feesByContract(one.lines, scheduleOf),
    ...(order === undefined ? { isPaid: false, isOnAccount: false } : orderTerms(order, terms)),
    ...(one.orderNo === undefined ? {} : { orderNo: one.orderNo }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Whether and when the platform's money for an order is due. */
function orderTerms(
  order: OrderFacts,
  { calendar, cyclesOf: cyclesFor }: Terms,
): Pick<OrderCase, 'isPaid' | 'isOnAccount' | 'dueOn' | 'lastOn'> {
  const isOnAccount = isSoldOnAccount({ ...order, isPaid: order.paidAt !== undefined });
  const isPaid = !isOnAccount && wasPaid(order);
  if (!isPaid) return { isPaid, isOnAccount };
  const dues = cyclesFor(order).flatMap((settles) => orderDues(order, settles, calendar));
  const last = dues.sort((left, right) => (left.lastOn < right.lastOn ? 1 : -1))[0];
  return { isPaid, isOnAccount, ...(last && { dueOn: last.dueOn, lastOn: last.lastOn }) };
}

/**
 * The cycles that may hold for an order: its platform's; where its file names none, that of the means of payment, else
 * those of all wallets, of which the slowest decides, so that nothing is called late too soon.
 */
function cyclesOf(settings: BookSettings): Terms['cyclesOf'] {
  const wallets = settings.accounts.filter((account) => account.kind === 'wallet').map((account) => account.platform);
  const known = new Map<string | undefined, readonly DatedRules[]>();
  return (order) => {
    const named = order.platform ?? parsePlatform(order.paymentMethod ?? '');
    const before = known.get(named);
    if (before !== undefined) return before;
    const platforms = named === undefined ? [...new Set(wallets)] : [named];
    const cycles = platforms.flatMap((platform) => {
      const { settles } = termsOfPlatform(settings, platform);
      return settles === undefined ? [] : [settles];
    });
    known.set(named, cycles);
    return cycles;
  };
}

/**
 * When an order is due: by the rule that held on the day its own base fell. Where rules count from other bases several
 * may fit (paid under one, confirmed under the next) or none: the slowest of them decides, else the rule of the day the
 * order was paid.
 */
function orderDues(order: OrderFacts, rules: DatedRules, calendar: WorkingCalendar): readonly Due[] {
  const own = rules.flatMap((rule) => {
    const base = baseMoment(order, rule.base);
    return base === undefined ? [] : [{ rule, base }];
  });
  const fitting = own.filter(({ rule, base }) => ruleOn(rules, platformDay(rules, base)) === rule);
  const paid = baseMoment(order, 'paid');
  const usual = paid === undefined ? undefined : ruleOn(rules, platformDay(rules, paid));
  const chosen = fitting.length > 0 ? fitting : own.filter(({ rule }) => rule === usual);
  return chosen
    .filter(({ rule }) => rule.step.type !== 'manual')
    .map(({ rule, base }) => dueBy(rule, platformDay(rules, base), calendar));
}

function wasPaid(order: OrderFacts): boolean {
  if (order.paidAt !== undefined) return true;
  return order.status === 'paid' || order.status === 'shipped' || order.status === 'completed';
}

/** The moment the cycle counts from; undefined while it hasn't happened, so nothing is due. */
function baseMoment(order: OrderFacts, base: CycleBase): Moment | undefined {
  const paid = order.paidAt ?? order.orderedAt;
  switch (base) {
    case 'shipped':
      return order.shippedAt;
    case 'delivered':
    case 'confirmed':
      return order.confirmedAt;
    case 'paid':
    case 'batch_end':
      return paid;
  }
}

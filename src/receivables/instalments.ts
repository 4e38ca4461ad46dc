import { dayInMonth, type Day } from '../model/day.ts';
import { allocate, Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import { bucketOf, sumBuckets, type Bucket, type Payment } from './ageing.ts';

/** Where what is left over by equal parts goes: to one of them, or a minor unit each to the first ones. */
export const REMAINDERS = ['last', 'first', 'spread'] as const;
export type Remainder = (typeof REMAINDERS)[number];

export interface InstalmentPlan {
  readonly total: Minor;
  readonly count: number;
  readonly firstDueOn: Day;
  readonly stepMonths: number;
  readonly remainder: Remainder;
}

export interface Instalment {
  /** Counts from 1. */
  readonly no: number;
  readonly dueOn: Day;
  readonly amount: Minor;
}

/**
 * The parts of a plan (分期, DOMAIN.md 3.3): equal, floored at the minor unit, and due in steps of months from the
 * first day, so that a short month doesn't move the later ones.
 */
export function instalmentsOf({
  total,
  count,
  firstDueOn,
  stepMonths,
  remainder,
}: InstalmentPlan): readonly Instalment[] {
  invariant(count >= 1 && total >= 0, 'a plan splits an amount into one part at least');
  const base = Math.floor(total / count);
  const spare = total - base * count;
  const spread = allocate(
    total,
    Array.from({ length: count }, () => 1),
  );
  const dayOfMonth = Number(firstDueOn.slice(8, 10));
  const taker = remainder === 'first' ? 0 : count - 1;
  return spread.map((evenly, index) => ({
    no: index + 1,
    dueOn: dayInMonth(firstDueOn, index * stepMonths, dayOfMonth),
    amount: remainder === 'spread' ? evenly : minor(base + (index === taker ? spare : 0)),
  }));
}

export interface InstalmentStanding {
  readonly parts: readonly (Instalment & { readonly open: Minor })[];
  readonly overdue: Minor;
  readonly buckets: Readonly<Record<Bucket, Minor>>;
  /** overdue ÷ total, exact; 0 where the total is 0. */
  readonly overdueShare: Decimal;
  /** Civil Code 634: a fifth of the price is overdue. */
  readonly oneFifthReached: boolean;
  /** Paid beyond the plan. */
  readonly advance: Minor;
}

/** A fifth, Civil Code 634. */
const ONE_IN = 5;

/** How a plan stands as of a day: receipts fill the parts one after the other, each part ages by itself. */
export function instalmentStanding(
  schedule: readonly Instalment[],
  payments: readonly Payment[],
  asOf: Day,
): InstalmentStanding {
  const paid = plus(...payments.filter((payment) => payment.on <= asOf).map((payment) => payment.amount));
  let left = minor(Math.max(0, paid));
  const parts = schedule.map((part) => {
    const taken = minor(Math.min(left, part.amount));
    left = minus(left, taken);
    return { ...part, open: minus(part.amount, taken) };
  });
  const total = plus(...schedule.map((part) => part.amount));
  const overdue = plus(...parts.filter((part) => part.dueOn < asOf).map((part) => part.open));
  return {
    parts,
    overdue,
    buckets: sumBuckets(parts.map((part) => ({ bucket: bucketOf(part.dueOn, asOf), open: part.open }))),
    overdueShare: total === 0 ? new Decimal(0) : new Decimal(overdue).dividedBy(total),
    oneFifthReached: overdue > 0 && new Decimal(overdue).times(ONE_IN).greaterThanOrEqualTo(total),
    advance: minor(Math.max(ZERO, left)),
  };
}

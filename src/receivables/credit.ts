import { daysBetween, type Day } from '../model/day.ts';
import { Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';

/** Days sales outstanding: closing receivables ÷ credit sales × days, exact; undefined without sales. */
export function daysSalesOutstanding(closing: Minor, sales: Minor, days: number): Decimal | undefined {
  return sales === 0 ? undefined : new Decimal(closing).dividedBy(sales).times(days);
}

export interface MonthOfSales {
  readonly sales: Minor;
  readonly days: number;
}

export interface CountBack {
  readonly days: Decimal;
  /** What is left when the months are used up. */
  readonly unexplained: Minor;
}

/**
 * DSO by counting back: newest month first, whole months while the balance covers their sales, then the fraction of
 * the month that isn't covered whole.
 */
export function countBackDso(closing: Minor, newestFirst: readonly MonthOfSales[]): CountBack {
  let left = minor(Math.max(0, closing));
  let days = new Decimal(0);
  for (const month of newestFirst) {
    if (left <= 0) break;
    if (left < month.sales) {
      days = days.plus(new Decimal(left).dividedBy(month.sales).times(month.days));
      left = ZERO;
    } else {
      days = days.plus(month.days);
      left = minus(left, minor(Math.max(0, month.sales)));
    }
  }
  return { days, unexplained: left };
}

export interface PaidItem {
  readonly amount: Minor;
  readonly dueOn: Day;
  readonly paidOn?: Day;
}

/**
 * Average days late, weighted by amount: what is paid counts from its due day to its payment, never below 0; what is
 * open and past due counts to the day of asking; what isn't due yet doesn't count. Undefined where nothing counts.
 */
export function weightedDaysLate(items: readonly PaidItem[], asOf: Day): Decimal | undefined {
  const counted = items.flatMap(({ amount, dueOn, paidOn }) => {
    if (paidOn !== undefined && paidOn <= asOf) return [{ amount, days: Math.max(0, daysBetween(dueOn, paidOn)) }];
    return dueOn < asOf ? [{ amount, days: daysBetween(dueOn, asOf) }] : [];
  });
  const total = plus(ZERO, ...counted.map(({ amount }) => amount));
  if (total === 0) return undefined;
  const weighted = counted.reduce((sum, { amount, days }) => sum.plus(new Decimal(amount).times(days)), new Decimal(0));
  return weighted.dividedBy(total);
}

export interface CreditFacts {
  readonly limit: Minor;
  readonly open: Minor;
  /** Shipped and not yet billed. */
  readonly unbilled: Minor;
  readonly advance: Minor;
}

export interface CreditStanding {
  /** open + unbilled − advance. */
  readonly exposure: Minor;
  /** limit − exposure; negative when over. */
  readonly available: Minor;
  /** Exactly at the limit is within it. */
  readonly isOver: boolean;
}

/** What a customer may still be sold on account (DOMAIN.md 3.9). */
export function creditStanding({ limit, open, unbilled, advance }: CreditFacts): CreditStanding {
  const exposure = minus(plus(open, unbilled), advance);
  const available = minus(limit, exposure);
  return { exposure, available, isOver: available < 0 };
}

export interface ScoreFacts {
  /** Of the last twelve months; undefined: nothing has been paid yet. */
  readonly daysLate: Decimal | undefined;
  readonly overdue: Minor;
  readonly open: Minor;
  readonly returnedCheques: number;
  readonly brokenPromises: number;
}

export type Grade = 'A' | 'B' | 'C' | 'D';

export interface CreditScore {
  /** 0 to 100, exact. */
  readonly score: Decimal;
  readonly grade: Grade;
  /** What each reason takes off. */
  readonly lateness: Decimal;
  readonly overdue: Decimal;
  readonly cheques: Decimal;
  readonly promises: Decimal;
}

/** The most that each reason may take off, and from what score a grade holds (DOMAIN.md 3.9). */
const MOST = { lateness: 50, overdue: 20, cheques: 20, promises: 10 } as const;
const A_CHEQUE = 10;
const A_PROMISE = 2;
const GRADES: readonly (readonly [Grade, number])[] = [
  ['A', 85],
  ['B', 70],
  ['C', 50],
];

/** A score that explains itself; undefined for a customer who hasn't paid anything yet («first order»). */
export function creditScore(facts: ScoreFacts): CreditScore | undefined {
  if (facts.daysLate === undefined) return undefined;
  const share = facts.open <= 0 ? new Decimal(0) : new Decimal(facts.overdue).dividedBy(facts.open);
  const taken = {
    lateness: Decimal.min(MOST.lateness, facts.daysLate),
    overdue: Decimal.min(MOST.overdue, share.times(MOST.overdue)),
    cheques: Decimal.min(MOST.cheques, A_CHEQUE * facts.returnedCheques),
    promises: Decimal.min(MOST.promises, A_PROMISE * facts.brokenPromises),
  };
  const score = new Decimal(100).minus(Decimal.sum(taken.lateness, taken.overdue, taken.cheques, taken.promises));
  return { score, grade: GRADES.find(([, least]) => score.greaterThanOrEqualTo(least))?.[0] ?? 'D', ...taken };
}

/** Collection effectiveness: (opening + sales − closing) ÷ (opening + sales − closing not due); undefined: nothing to collect. */
export function collectionEffectiveness(facts: {
  readonly opening: Minor;
  readonly sales: Minor;
  readonly closing: Minor;
  readonly closingNotDue: Minor;
}): Decimal | undefined {
  const owed = plus(facts.opening, facts.sales);
  const collectable = minus(owed, facts.closingNotDue);
  return collectable === 0 ? undefined : new Decimal(minus(owed, facts.closing)).dividedBy(collectable);
}

import type { Currency } from '../model/currency.ts';
import { daysBetween, type Day } from '../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import { dueInForceOn } from './chargeable.ts';

/** By days past the due day; the due day itself isn't late (DOMAIN.md 3.7). */
export const BUCKETS = ['not_due', 'd1_30', 'd31_60', 'd61_90', 'd91_180', 'd180_plus'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** By days since the invoice day, where a house ages that way. */
export const ISSUE_BUCKETS = ['d0_30', 'd31_60', 'd61_90', 'd91_180', 'd180_plus'] as const;
export type IssueBucket = (typeof ISSUE_BUCKETS)[number];

export interface Payment {
  readonly on: Day;
  readonly amount: Minor;
}

/** A later due day, in force from the day it was granted. */
export interface Extension {
  readonly grantedOn: Day;
  readonly dueOn: Day;
}

/** An invoice or a sale on account. `amount` is what it was at first; payments are those applied to it. */
export interface Receivable {
  readonly ref: string;
  readonly customer: string;
  readonly salesperson?: string;
  readonly currency: Currency;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly amount: Minor;
  readonly payments: readonly Payment[];
  readonly extensions?: readonly Extension[];
}

/** Money of a customer that is applied to nothing. */
export interface Credit {
  readonly customer: string;
  readonly currency: Currency;
  readonly on: Day;
  readonly amount: Minor;
}

/** How one receivable stands as of a day. */
export interface Standing {
  readonly open: Minor;
  /** The due day in force. */
  readonly dueOn: Day;
  /** Negative before the due day. */
  readonly daysPastDue: number;
  readonly bucket: Bucket;
}

/** One customer and currency of `report ageing`. Amounts are positive; the buckets add up to `open`. */
export interface AgeingRow {
  readonly customer: string;
  /** Only where all of the customer's open receivables have the same one. */
  readonly salesperson?: string;
  readonly currency: Currency;
  readonly open: Minor;
  readonly buckets: Readonly<Record<Bucket, Minor>>;
  /** The same amounts by days since they were invoiced. */
  readonly byIssue: Readonly<Record<IssueBucket, Minor>>;
  /** All buckets but `not_due`. */
  readonly overdue: Minor;
  /** Days past due of the oldest open receivable; 0 where none is overdue. */
  readonly oldestDays: number;
  /** Received and applied to nothing, overpayments included; never netted into a bucket. */
  readonly unapplied: Minor;
}

/** The bucket by due day. */
export function bucketOf(dueOn: Day, asOf: Day): Bucket {
  const days = daysBetween(dueOn, asOf);
  if (days <= 0) return 'not_due';
  if (days <= 30) return 'd1_30';
  if (days <= 60) return 'd31_60';
  if (days <= 90) return 'd61_90';
  return days <= 180 ? 'd91_180' : 'd180_plus';
}

/** The bucket by invoice day, where a house ages that way: the first reaches from day 0 to day 30. */
export function ageOfIssue(issuedOn: Day, asOf: Day): IssueBucket {
  const bucket = bucketOf(issuedOn, asOf);
  return bucket === 'not_due' || bucket === 'd1_30' ? 'd0_30' : bucket;
}

/** Open amounts added up by their buckets; every bucket is there. */
export function sumBuckets(
  items: readonly { readonly bucket: Bucket; readonly open: Minor }[],
): Readonly<Record<Bucket, Minor>> {
  const buckets = emptyBuckets();
  for (const { bucket, open } of items) buckets[bucket] = plus(buckets[bucket], open);
  return buckets;
}

function emptyBuckets(): Record<Bucket, Minor> {
  return { not_due: ZERO, d1_30: ZERO, d31_60: ZERO, d61_90: ZERO, d91_180: ZERO, d180_plus: ZERO };
}

/**
 * As of a day: what was opened, paid or granted later doesn't exist yet. Undefined before the receivable was opened;
 * `open` is negative when more was paid than it came to.
 */
export function standing(receivable: Receivable, asOf: Day): Standing | undefined {
  if (receivable.openedOn > asOf) return undefined;
  const paid = receivable.payments.filter((payment) => payment.on <= asOf).map((payment) => payment.amount);
  const dueOn = dueInForceOn(receivable.dueOn, receivable.extensions ?? [], asOf);
  return {
    open: minus(receivable.amount, plus(...paid)),
    dueOn,
    daysPastDue: daysBetween(dueOn, asOf),
    bucket: bucketOf(dueOn, asOf),
  };
}

/**
 * Ages what is open as of a day: a row per customer and currency with anything open or unapplied, in order of their
 * names. Every minor unit counts.
 */
export function age(receivables: readonly Receivable[], credits: readonly Credit[], asOf: Day): readonly AgeingRow[] {
  const tallies = new Map<string, Tally>();
  const tallyOf = (customer: string, currency: Currency): Tally => {
    const key = `${customer}\u0000${currency}`;
    const tally = tallies.get(key) ?? newTally(customer, currency);
    tallies.set(key, tally);
    return tally;
  };
  for (const receivable of receivables) {
    const stands = standing(receivable, asOf);
    if (stands !== undefined && stands.open !== 0) {
      addStanding(tallyOf(receivable.customer, receivable.currency), receivable, stands, asOf);
    }
  }
  for (const credit of credits) {
    if (credit.on > asOf || credit.amount === 0) continue;
    const tally = tallyOf(credit.customer, credit.currency);
    tally.unapplied = plus(tally.unapplied, credit.amount);
  }
  const keys = [...tallies.keys()].sort();
  return keys.flatMap((key) => rowOf(tallies.get(key)));
}

interface Tally {
  readonly customer: string;
  readonly currency: Currency;
  readonly salespeople: Set<string>;
  readonly buckets: Record<Bucket, Minor>;
  readonly byIssue: Record<IssueBucket, Minor>;
  oldestDays: number;
  unapplied: Minor;
}

function newTally(customer: string, currency: Currency): Tally {
  const byIssue = { d0_30: ZERO, d31_60: ZERO, d61_90: ZERO, d91_180: ZERO, d180_plus: ZERO };
  return {
    customer,
    currency,
    salespeople: new Set(),
    buckets: emptyBuckets(),
    byIssue,
    oldestDays: 0,
    unapplied: ZERO,
  };
}

function addStanding(tally: Tally, { salesperson = '', openedOn }: Receivable, stands: Standing, asOf: Day): void {
  if (stands.open < 0) {
    tally.unapplied = minus(tally.unapplied, stands.open);
    return;
  }
  tally.salespeople.add(salesperson);
  tally.buckets[stands.bucket] = plus(tally.buckets[stands.bucket], stands.open);
  const issued = ageOfIssue(openedOn, asOf);
  tally.byIssue[issued] = plus(tally.byIssue[issued], stands.open);
  tally.oldestDays = Math.max(tally.oldestDays, stands.daysPastDue);
}

function rowOf(tally: Tally | undefined): readonly AgeingRow[] {
  if (tally === undefined) return [];
  const { customer, currency, buckets, byIssue, oldestDays, unapplied } = tally;
  const named = nameOf([...tally.salespeople]);
  const open = plus(...Object.values(buckets));
  const overdue = minus(open, buckets.not_due);
  return [{ customer, ...named, currency, open, buckets, byIssue, overdue, oldestDays, unapplied }];
}

function nameOf([salesperson = '', ...others]: readonly string[]): Pick<AgeingRow, 'salesperson'> {
  return salesperson !== '' && others.length === 0 ? { salesperson } : {};
}

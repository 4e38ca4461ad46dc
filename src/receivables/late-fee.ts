import { addDays, daysBetween, type Day } from '../model/day.ts';
import type { Grace, LateFeeRate, LateFeeRounding } from '../model/late-fee-terms.ts';
import { applyRate, Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Payment } from './ageing.ts';
import { chargeableSpans, dueInForceOn, type LateFeeExtension, type Span } from './chargeable.ts';

/** Days, both ends included, on which nothing accrues; on `amount` of the principal where one is given (a dispute). */
export interface Suspension {
  readonly from: Day;
  /** Undefined: it still goes on. */
  readonly to?: Day;
  readonly amount?: Minor;
}

export interface LateFeeCase {
  readonly dueOn: Day;
  readonly asOf: Day;
  readonly principal: Minor;
  /** Payments on the principal, in any order; negative where one was taken back. */
  readonly payments: readonly Payment[];
  readonly rates: readonly LateFeeRate[];
  readonly rounding?: LateFeeRounding;
  readonly grace?: Grace;
  readonly extensions?: readonly LateFeeExtension[];
  readonly suspensions?: readonly Suspension[];
  /** The fee is at most this part of the original principal. */
  readonly capRatio?: Decimal;
  /** A fee below it isn't asked for. */
  readonly minFee?: Minor;
}

/** Chargeable days in a row on the same principal at the same rate, both ends included. */
export interface LateFeeSegment {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly principal: Minor;
  readonly ratePerDay: Decimal;
}

export interface LateFee {
  readonly fee: Minor;
  /** Before rounding, cap and minimum, in minor units. */
  readonly exact: Decimal;
  /** Principal still open as of the day, never below 0. */
  readonly outstanding: Minor;
  readonly chargeableDays: number;
  readonly segments: readonly LateFeeSegment[];
}

/**
 * Late fee 每日万分之五 (DOMAIN.md 3.4): Σ over the chargeable days up to `asOf` of the principal at the start of the
 * day × rate. So the due day is not late, and the day of a payment is still charged on the principal before it; no fee
 * on fees. What was paid or granted after `asOf` doesn't exist yet.
 */
export function lateFee(asked: LateFeeCase): LateFee {
  const known = knownBy(asked);
  const segments = segmentsOf(known);
  const exact = segments.reduce((sum, segment) => sum.plus(chargeOf(segment)), new Decimal(0));
  return {
    fee: bounded(rounded(segments, exact, known.rounding), known),
    exact,
    outstanding: minor(Math.max(0, openBefore(known, addDays(known.asOf, 1)))),
    chargeableDays: segments.reduce((sum, { days }) => sum + days, 0),
    segments,
  };
}

/** The case as it was known on the day: later payments and grants left out, paid in grace counted as paid when due. */
function knownBy(asked: LateFeeCase): LateFeeCase {
  const extensions = (asked.extensions ?? []).filter((extension) => extension.grantedOn <= asked.asOf);
  const payments = asked.payments.filter((payment) => payment.on <= asked.asOf);
  const { grace } = asked;
  if (grace?.mode !== 'waive') return { ...asked, extensions, payments };
  const inTime = payments.map(({ on, amount }) => {
    const dueOn = dueInForceOn(asked.dueOn, extensions, on);
    return { amount, on: on > dueOn && on <= addDays(dueOn, grace.days) ? dueOn : on };
  });
  return { ...asked, extensions, payments: inTime };
}

/** Between two neighbouring bounds nothing changes: each stretch is charged as a whole. */
function segmentsOf(known: LateFeeCase): readonly LateFeeSegment[] {
  const spans = chargeableSpans(known);
  const segments: LateFeeSegment[] = [];
  const bounds = boundsOf(known, spans);
  for (const [index, from] of bounds.entries()) {
    const next = bounds[index + 1];
    const ratePerDay = rateOn(known.rates, from);
    const principal = chargedOn(known, from);
    if (next === undefined || ratePerDay === undefined || principal <= 0 || !covers(spans, from)) continue;
    addStretch(segments, { from, to: addDays(next, -1), days: daysBetween(from, next), principal, ratePerDay });
  }
  return segments;
}

/** Lengthens the last segment where the stretch goes on with the same principal and rate. */
function addStretch(segments: LateFeeSegment[], stretch: LateFeeSegment): void {
  const last = segments.at(-1);
  const goesOn =
    last?.principal === stretch.principal &&
    addDays(last.to, 1) === stretch.from &&
    last.ratePerDay.equals(stretch.ratePerDay);
  if (last === undefined || !goesOn) segments.push(stretch);
  else segments[segments.length - 1] = { ...last, to: stretch.to, days: last.days + stretch.days };
}

/** The days on which something may change, ascending, the last one being the day after `asOf`. */
function boundsOf({ asOf, payments, suspensions = [], rates }: LateFeeCase, spans: readonly Span[]): readonly Day[] {
  const end = addDays(asOf, 1);
  const after = (day: Day | undefined): readonly Day[] => (day === undefined ? [] : [addDays(day, 1)]);
  const days = [
    ...spans.flatMap(({ from, to }) => [from, ...after(to)]),
    ...payments.flatMap(({ on }) => after(on)),
    ...suspensions.flatMap(({ from, to }) => [from, ...after(to)]),
    ...rates.flatMap(({ from, to }) => [...(from === undefined ? [] : [from]), ...after(to)]),
  ].filter((day) => day < end);
  return [...new Set([...days, end])].sort();
}

function covers(spans: readonly Span[], day: Day): boolean {
  return spans.some(({ from, to }) => from <= day && (to === undefined || day <= to));
}

function rateOn(rates: readonly LateFeeRate[], day: Day): Decimal | undefined {
  return rates.findLast(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to))
    ?.perDay;
}

/** Open at the start of the day, before what is paid on it. */
function openBefore({ principal, payments }: LateFeeCase, day: Day): Minor {
  return minus(principal, plus(...payments.filter(({ on }) => on < day).map(({ amount }) => amount)));
}

/** What a day is charged on: the open principal without what is suspended on that day. */
function chargedOn(known: LateFeeCase, day: Day): Minor {
  const open = openBefore(known, day);
  const active = (known.suspensions ?? []).filter(({ from, to }) => from <= day && (to === undefined || day <= to));
  if (active.some(({ amount }) => amount === undefined)) return ZERO;
  return minus(open, plus(...active.map(({ amount = ZERO }) => amount)));
}

function chargeOf({ principal, days, ratePerDay }: LateFeeSegment): Decimal {
  return new Decimal(principal).times(days).times(ratePerDay);
}

function rounded(segments: readonly LateFeeSegment[], exact: Decimal, rounding: LateFeeRounding = 'total'): Minor {
  const halfUp = (value: Decimal): Minor => minor(value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
  if (rounding === 'total') return halfUp(exact);
  const parts = segments.map((segment) =>
    rounding === 'segment'
      ? halfUp(chargeOf(segment))
      : minor(applyRate(segment.principal, segment.ratePerDay, 'half-up') * segment.days),
  );
  return plus(...parts);
}

/** The cap first, then the minimum. */
function bounded(fee: Minor, { principal, capRatio, minFee = ZERO }: LateFeeCase): Minor {
  const cap = capRatio === undefined ? fee : applyRate(principal, capRatio, 'half-up');
  const capped = minor(Math.min(fee, cap));
  return capped < minFee ? ZERO : capped;
}

import { addDays, type Day } from '../model/day.ts';
import type { Grace } from '../model/late-fee-terms.ts';

/**
 * A later due day, known from the day it was granted. `keepAccrued`: the days up to and with the granting stay
 * charged; otherwise only days after the new due day count.
 */
export interface LateFeeExtension {
  readonly grantedOn: Day;
  readonly dueOn: Day;
  readonly keepAccrued: boolean;
}

/** What decides on which days a late fee may run. */
export interface ChargeableCase {
  readonly dueOn: Day;
  readonly asOf: Day;
  readonly grace?: Grace;
  /** Those granted up to `asOf`. */
  readonly extensions?: readonly LateFeeExtension[];
}

/** Days in a row, both ends included; without an end for ever. */
export interface Span {
  readonly from: Day;
  readonly to?: Day;
}

/** The due day in force on a day: that of the extension granted last; of several on one day, the one listed last. */
export function dueInForceOn(
  dueOn: Day,
  extensions: readonly { readonly grantedOn: Day; readonly dueOn: Day }[],
  day: Day,
): Day {
  return byGrant(extensions.filter(({ grantedOn }) => grantedOn <= day)).at(-1)?.dueOn ?? dueOn;
}

/**
 * The days that a late fee may be charged on, whatever is open on them: those after the due day in force, and what
 * earlier due days left behind where an extension keeps it. While the days of a `waive` grace run, nothing is charged:
 * it may still be paid in time.
 */
export function chargeableSpans({ dueOn, asOf, grace, extensions = [] }: ChargeableCase): readonly Span[] {
  let spans: readonly Span[] = [after(dueOn, grace)];
  let inForce = dueOn;
  for (const extension of byGrant(extensions)) {
    spans = [...kept(spans, extension, isRunning(inForce, grace, extension.grantedOn)), after(extension.dueOn, grace)];
    inForce = extension.dueOn;
  }
  return isRunning(inForce, grace, asOf) ? spans.slice(0, -1) : spans;
}

function kept(spans: readonly Span[], { grantedOn, keepAccrued }: LateFeeExtension, nothingYet: boolean): Span[] {
  if (!keepAccrued) return [];
  const stay = nothingYet ? spans.slice(0, -1) : spans;
  return stay.flatMap(({ from, to }) => {
    const last = to === undefined || to > grantedOn ? grantedOn : to;
    return from > last ? [] : [{ from, to: last }];
  });
}

/** Does a grace that waives still run on the day? */
function isRunning(dueOn: Day, grace: Grace | undefined, day: Day): boolean {
  return grace?.mode === 'waive' && day <= addDays(dueOn, grace.days);
}

function after(dueOn: Day, grace: Grace | undefined): Span {
  return { from: addDays(dueOn, grace?.mode === 'deduct' ? grace.days + 1 : 1) };
}

/** In the order they were granted; the sort is stable. */
function byGrant<T extends { readonly grantedOn: Day }>(extensions: readonly T[]): readonly T[] {
  return [...extensions].sort((left, right) =>
    left.grantedOn < right.grantedOn ? -1 : Number(left.grantedOn > right.grantedOn),
  );
}

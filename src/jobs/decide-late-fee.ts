import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { formatAmount, minor, minus, plus, type Minor } from '../model/money.ts';
import { StopError } from '../model/problem.ts';
import type { Decision, ReceivableEvent } from '../model/receivable.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { billedLevel, lateFeeStanding, type LateFeeStanding } from '../receivables/index.ts';
import type { Books } from '../store/open.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import {
  debtsOn,
  keepDecisions,
  refuse,
  refuseUnapproved,
  type DecideOptions,
  type Decided,
} from './decide-receivable.ts';

/** `late-fee` bills what has come up by the day, `waive` gives up what is asked for. */
export type LateFeeWord = Extract<Decision['kind'], 'late-fee' | 'waive'>;

export interface LateFeeOptions extends DecideOptions {
  /** So much of it, in the debt's currency; undefined: all. */
  readonly amountIn: (currency: Currency) => Minor | undefined;
}

/** All debts whose late fee there is something to decide about. */
const ALL = 'all';

/**
 * Bills or waives the late fee of the debts named: `order:NO`, `invoice:NO`, `customer:NAME`, `all`; of the last two
 * those with nothing to decide are left out. What was billed, paid or waived by the day is billed no second time. All or
 * none: one that can't be is refused with its reason (DECISION_REFUSED), an unknown ref as REF_UNKNOWN.
 */
export async function decideLateFees(
  books: Books,
  word: LateFeeWord,
  refs: readonly string[],
  options: LateFeeOptions,
): Promise<readonly Decided[]> {
  const standings = (await debtsOn(books.db, options)).map((one) => ({ one, fee: standingOf(one, options) }));
  const events = await loadReceivableEvents(books.db);
  const chosen = new Map(refs.flatMap((ref) => meantBy(ref, word, standings)).map((each) => [each.one.ref, each]));
  const planned = [...chosen.values()].map(({ one, fee }): Decided => {
    const { ref, customer, currency, open, dueOn } = one;
    refuseBefore(ref, events, options);
    const amount = amountOf(word, { one, fee }, options);
    if (word === 'waive') refuseWaiver(one, amount, fee, options);
    const decision = word === 'waive' ? waiver(amount, fee) : bill(amount, one);
    return { ref, customer, currency, open, dueOn, decision };
  });
  return keepDecisions(books, planned, options);
}

interface Standing {
  readonly one: ReceivableCase;
  readonly fee: LateFeeStanding;
}

function standingOf(one: ReceivableCase, { settings, on }: LateFeeOptions): LateFeeStanding {
  return lateFeeStanding(one, lateFeeTermsFor(settings, one.customer, one.currency), on);
}

/** What can be billed: nobody decided about it; what can be waived: whatever is asked for. */
function mostOf(word: LateFeeWord, { owed, undecided }: LateFeeStanding): Minor {
  return word === 'waive' ? plus(owed, undecided) : undecided;
}

function meantBy(ref: string, word: LateFeeWord, standings: readonly Standing[]): readonly Standing[] {
  if (ref === ALL) return standings.filter(({ fee }) => mostOf(word, fee) > 0);
  const name = ref.startsWith('customer:') ? ref.slice('customer:'.length) : undefined;
  const found = standings.filter(({ one }) =>
    name === undefined ? [one.ref, one.orderNo, one.invoiceNo].includes(ref) : one.customer === name,
  );
  if (found.length === 0) throw new StopError('REF_UNKNOWN', { text: ref });
  return name === undefined ? found : found.filter(({ fee }) => mostOf(word, fee) > 0);
}

/** Days are billed in their order: else those before a bill would be billed twice. */
function refuseBefore(ref: string, events: readonly ReceivableEvent[], { on }: LateFeeOptions): void {
  const later = events.findLast(
    ({ ref: other, on: day, decision, undoneOn }) =>
      other === ref && lastHeld(day, undoneOn) > on && (decision.kind === 'late-fee' || decision.kind === 'waive'),
  );
  if (later !== undefined) refuse(ref, 'late-fee-later', { day: lastHeld(later.on, later.undoneOn) });
}

/** The last day on which a decision changed anything: what was taken back on its own day never held. */
function lastHeld(on: Day, undoneOn: Day | undefined): Day | '' {
  if (undoneOn === undefined) return on;
  return undoneOn > on ? undoneOn : '';
}

function amountOf(word: LateFeeWord, { one, fee }: Standing, { amountIn, on }: LateFeeOptions): Minor {
  const { ref, currency } = one;
  const most = mostOf(word, fee);
  if (most <= 0) refuse(ref, word === 'waive' ? 'late-fee-none' : 'late-fee-done', { day: on });
  const amount = amountIn(currency) ?? most;
  if (amount > most) refuse(ref, 'late-fee-less', { amount: formatAmount(most, currency), day: on });
  return amount;
}

/**
 * What the contract doesn't give is no fee to give up: a waiver of it would be taken off later days' fees. The bill is
 * taken back instead.
 */
function refuseWaiver(one: ReceivableCase, amount: Minor, fee: LateFeeStanding, options: LateFeeOptions): void {
  const { ref, customer, currency } = one;
  const isCharged = lateFeeTermsFor(options.settings, customer, currency) !== undefined;
  if (isCharged && fee.booked > fee.accrued) {
    refuse(ref, 'late-fee-over', { amount: formatAmount(fee.accrued, currency), day: options.on });
  }
  refuseUnapproved(one, amount, options);
}

/** What was paid before it was ever billed is billed with it. */
function bill(amount: Minor, { lateFeeMoves }: ReceivableCase): Decision {
  const level = billedLevel(lateFeeMoves);
  const paid = plus(minor(0), ...lateFeeMoves.filter(({ kind }) => kind === 'paid').map((move) => move.amount));
  const before = minor(Math.max(0, minus(paid, level)));
  return { kind: 'late-fee', amount, ...(before === 0 ? {} : { paid: before }) };
}

/** What the customer holds a bill of first, then what was never billed. */
function waiver(amount: Minor, { owed }: LateFeeStanding): Decision {
  return { kind: 'waive', amount, billed: minor(Math.min(amount, owed)) };
}

import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { formatAmount, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { StopError } from '../model/problem.ts';
import type { Decision, PlanPart, ReceivableEvent } from '../model/receivable.ts';
import type { ReceiptCase, ReceivableCase } from '../model/receivable-case.ts';
import { mayWriteOff } from '../model/rules.ts';
import type { BookSettings } from '../model/settings.ts';
import { billedLevel, decidedLateFees, instalmentsOf, lateFeeDropped } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import type { Books } from '../store/open.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveReceivableEvent, saveUndo } from '../store/write/receivable-events.ts';
import { refuseClosedDay } from './closed-days.ts';
import { moneyCases } from './money-cases.ts';

/** Who decides, on which day, why. */
export interface DecisionMaker {
  /** The business day from which it holds. */
  readonly on: Day;
  readonly reason: string;
  readonly operator: string;
  readonly approvedBy?: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly dryRun: boolean;
}

export interface DecideOptions extends DecisionMaker {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
}

/** Makes the decision for one debt, once it is known: a plan needs to know what is open. */
export type DecisionFor = (one: ReceivableCase) => Decision;

/** One decision taken (or, under a dry run, one that would be). */
export interface Decided {
  /** Its name; undefined under a dry run. */
  readonly id?: string;
  readonly ref: string;
  readonly customer: string;
  readonly currency: ReceivableCase['currency'];
  readonly open: Minor;
  readonly dueOn: Day;
  readonly decision: Decision;
  /** Late fee that had come up, that nobody billed, and that falls away with it; left out where none does. */
  readonly lateFeeDropped?: Minor;
}

/**
 * Keeps one decision for each of the receivables named: `order:NO`, `invoice:NO`, or `customer:NAME` for all its open
 * ones. All or none: one that can't be is refused with its reason (DECISION_REFUSED), an unknown ref as REF_UNKNOWN.
 */
export async function decideReceivables(
  books: Books,
  refs: readonly string[],
  decisionFor: DecisionFor,
  options: DecideOptions,
): Promise<readonly Decided[]> {
  const debts = await debtsOn(books.db, options);
  const chosen = new Map(refs.flatMap((ref) => debtsOf(ref, debts)).map((one) => [one.ref, one]));
  const planned = [...chosen.values()].map((one): Decided => {
    const decision = decisionFor(one);
    refuseImpossible(one, decision, options);
    const { ref, customer, currency, open, dueOn } = one;
    const terms = lateFeeTermsFor(options.settings, customer, currency);
    const dropped = lateFeeDropped(one, decision, terms, options.on);
    const decided = { ref, customer, currency, open, dueOn, decision };
    return dropped === 0 ? decided : { ...decided, lateFeeDropped: dropped };
  });
  return keepDecisions(books, planned, options);
}

/** What customers owe as of the day that decides. */
export async function debtsOn(db: Database, options: DecideOptions): Promise<readonly ReceivableCase[]> {
  const cases = await moneyCases(db, await loadAccounts(db), { ...options, asOf: options.on });
  return cases.flatMap((one) => (one.kind === 'receivable' ? [one] : []));
}

/** Keeps that a receipt (`receipt:NO`, `bank:ACCOUNT/REF`) was sent back on a day. */
export async function decideReturn(books: Books, ref: string, options: DecideOptions): Promise<readonly Decided[]> {
  const { db } = books;
  const cases = await moneyCases(db, await loadAccounts(db), { ...options, asOf: options.on });
  const receipt = cases.find(
    (one): one is ReceiptCase =>
      one.kind === 'receipt' && (one.ref === ref || `receipt:${one.receiptNo ?? ''}` === ref),
  );
  if (receipt === undefined) throw new StopError('REF_UNKNOWN', { text: ref });
  if (receipt.returnedOn !== undefined) refuse(ref, 'returned-already', { day: receipt.returnedOn });
  const { customer, currency, amount: open, on: dueOn } = receipt;
  const decided: Decided = { ref: receipt.ref, customer, currency, open, dueOn, decision: { kind: 'return' } };
  return keepDecisions(books, [decided], options);
}

/** A plan of equal parts over what is open, the rest on the last. */
export function equalParts(open: Minor, count: number, firstDueOn: Day, stepMonths: number): readonly PlanPart[] {
  return instalmentsOf({ total: open, count, firstDueOn, stepMonths, remainder: 'last' }).map(({ dueOn, amount }) => ({
    dueOn,
    amount,
  }));
}

/** Takes decisions back from a day on, all or none. Throws REF_UNKNOWN, DECISION_REFUSED. */
export async function undoDecisions(
  { db }: Books,
  names: readonly string[],
  maker: DecisionMaker,
): Promise<readonly ReceivableEvent[]> {
  await refuseClosedDay(db, maker.on);
  const known = await loadReceivableEvents(db);
  const events = new Map(names.map((name) => eventNamed(name, known, maker.on)).map((event) => [event.id, event]));
  for (const event of events.values()) refuseWaivedSince(event, known, events);
  if (!maker.dryRun) {
    await db.atomic(async () => {
      for (const event of events.values()) {
        await saveUndo(db, { ...maker, ref: event.ref, undoes: event.id });
        await appendEvent(db, {
          ...maker,
          verb: 'receivable-undo',
          target: event.ref,
          detail: { undoes: event.id, on: maker.on, reason: maker.reason },
        });
      }
    });
  }
  return [...events.values()].map((event) => ({ ...event, undoneOn: maker.on }));
}

/** The one decision whose name begins so, where it may be taken back on the day. */
function eventNamed(name: string, known: readonly ReceivableEvent[], on: Day): ReceivableEvent {
  const [event, ...others] = known.filter(({ id }) => id.startsWith(name));
  if (event === undefined || others.length > 0) throw new StopError('REF_UNKNOWN', { text: name });
  if (event.undoneOn !== undefined) refuse(event.id, 'undone-already', { day: event.undoneOn });
  if (on < event.on) refuse(event.id, 'undone-before', { day: event.on });
  return event;
}

/** A bill of which something was waived stands until the waiver is taken back: what was never billed isn't waived in red. */
function refuseWaivedSince(
  event: ReceivableEvent,
  known: readonly ReceivableEvent[],
  undone: ReadonlyMap<string, ReceivableEvent>,
): void {
  if (event.decision.kind !== 'late-fee') return;
  const left = known.filter((one) => one.ref === event.ref && one.undoneOn === undefined && !undone.has(one.id));
  const waiver = left.findLast(({ decision }) => decision.kind === 'waive' && decision.billed > 0);
  const level = billedLevel(left.flatMap((one) => decidedLateFees([one], one.on)));
  if (waiver !== undefined && level < 0) refuse(event.id, 'waived-since', { day: waiver.on, waiver: waiver.id });
}

function debtsOf(ref: string, debts: readonly ReceivableCase[]): readonly ReceivableCase[] {
  const name = ref.startsWith('customer:') ? ref.slice('customer:'.length) : undefined;
  const found = debts.filter((one) =>
    name === undefined ? one.ref === ref || bareNumber(one) === ref : one.customer === name && one.open > 0,
  );
  if (found.length === 0) throw new StopError('REF_UNKNOWN', { text: ref });
  return found;
}

function bareNumber({ orderNo, invoiceNo }: ReceivableCase): string | undefined {
  return orderNo ?? invoiceNo;
}

/** Keeps what was planned, all of it or nothing; their names. Under a dry run the plan itself. Throws PERIOD_CLOSED. */
export async function keepDecisions(
  books: Books,
  planned: readonly Decided[],
  maker: DecisionMaker,
): Promise<readonly Decided[]> {
  const { db } = books;
  await refuseClosedDay(db, maker.on);
  if (maker.dryRun) return planned;
  return db.atomic(async () => {
    const kept: Decided[] = [];
    for (const one of planned) {
      const id = await saveReceivableEvent(db, { ...maker, ref: one.ref, decision: one.decision });
      await appendEvent(db, {
        ...maker,
        verb: `receivable-${one.decision.kind}`,
        target: one.ref,
        detail: { event: id, on: maker.on, reason: maker.reason, decision: JSON.stringify(one.decision) },
      });
      kept.push({ ...one, id });
    }
    return kept;
  });
}

/** What would make the books say something that can't be. */
function refuseImpossible(one: ReceivableCase, decision: Decision, options: DecideOptions): void {
  const { ref, open, currency } = one;
  if (open <= 0 && decision.kind !== 'method') refuse(ref, 'nothing-open', {});
  const amount = 'amount' in decision ? decision.amount : undefined;
  if (amount !== undefined && amount > open) refuse(ref, 'more-than-open', { amount: formatAmount(open, currency) });
  if (decision.kind === 'extend') refuseExtension(one, decision.newDue);
  if (decision.kind === 'plan') refuseWrongPlan(one, plus(ZERO, ...decision.parts.map((part) => part.amount)));
  if (decision.kind === 'write-off') refuseUnapproved(one, decision.amount, options);
  const last = lastDayOf(decision);
  if (last !== undefined && last < options.on) refuse(ref, 'ends-before', { day: options.on });
}

function lastDayOf(decision: Decision): Day | undefined {
  if (decision.kind === 'dispute') return decision.to;
  return decision.kind === 'promise' ? decision.by : undefined;
}

function refuseExtension({ ref, parts, dueOn }: ReceivableCase, newDue: Day): void {
  if (parts.some(({ no, isByTerms }) => no !== undefined && isByTerms !== true)) refuse(ref, 'has-plan', {});
  if (newDue <= dueOn) refuse(ref, 'not-later', { day: dueOn });
}

function refuseWrongPlan({ ref, open, currency }: ReceivableCase, sum: Minor): void {
  if (sum !== open) {
    refuse(ref, 'plan-sum', { amount: formatAmount(sum, currency), open: formatAmount(open, currency) });
  }
}

/** Beyond what settle.yaml lets one person write off, a second one must have said yes. */
export function refuseUnapproved(
  { ref, original, currency }: ReceivableCase,
  amount: Minor,
  { approvedBy, operator, settings: { writeOff, currency: own } }: DecideOptions,
): void {
  const isSmall = currency === own && mayWriteOff(writeOff, minus(ZERO, amount), original);
  if (isSmall) return;
  if (approvedBy === undefined) refuse(ref, 'approval-needed', { amount: formatAmount(amount, currency) });
  if (approvedBy === operator) refuse(ref, 'approved-by-oneself', { operator });
}

/** Throws DECISION_REFUSED; `reason` is one of the CLI's words for it. */
export function refuse(ref: string, reason: string, params: Readonly<Record<string, string>>): never {
  throw new StopError('DECISION_REFUSED', { ref, reason, ...params });
}

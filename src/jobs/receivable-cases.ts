import { addDays, daysBetween, type Day } from '../model/day.ts';
import { minus, plus, ZERO } from '../model/money.ts';
import { debtRef, LATE_FEE, type ReceivableEvent } from '../model/receivable.ts';
import type { LateFeeMove, ReceivableCase, Reduction } from '../model/receivable-case.ts';
import { debtState, decidedLateFees, type DebtState } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import type { GroupMember } from '../store/read/groups.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { loadCreditNotes, loadSettledOnAccount, type ReceivableRow } from '../store/read/receivables.ts';
import type { CustomerBook } from './customer-book.ts';
import type { CaseOptions } from './order-cases.ts';
import { agreedParts, offeredDiscount, receivableDue } from './receivable-book.ts';

/** What of the match groups speaks of customers' money as of the day. */
export interface CustomerGroups {
  /** Members of groups whose receipt hasn't been sent back. */
  readonly members: readonly GroupMember[];
  /** `incomingKey` of a receipt → the day it was sent back. */
  readonly returned: ReadonlyMap<string, Day>;
}

/** What customers owe as of the day, with what lowered it and what people decided by then. */
export async function receivableCases(
  db: Database,
  book: CustomerBook,
  groups: CustomerGroups,
  options: CaseOptions,
): Promise<readonly ReceivableCase[]> {
  const { settings, calendar, asOf } = options;
  const rows = book.receivables;
  const events = eventsByRef(await loadReceivableEvents(db, asOf));
  const reductions = await reductionsOf(db, rows, groups, asOf);
  return rows.map((row) => {
    const own = reductions.get(row.ref) ?? [];
    const state = debtState({
      original: row.amount,
      dueOn: receivableDue(row, settings, calendar),
      agreed: agreedParts(row, settings, calendar),
      reductions: [...own, ...discountTaken(row, own, options)],
      events: events.get(row.ref) ?? [],
      asOf,
      promiseGraceDays: settings.receivables.promiseGraceDays,
    });
    return {
      kind: 'receivable',
      ref: row.ref,
      customer: row.customer,
      openedOn: row.openedOn,
      currency: row.currency,
      place: row.place,
      lateFeeMoves: lateFeeMoves(events.get(row.ref) ?? [], reductions.get(`${LATE_FEE}${row.ref}`) ?? [], asOf),
      ...state,
      ...openOffer(row, state, options),
      ...(row.salesperson === undefined ? {} : { salesperson: row.salesperson }),
      ...(row.item === 'order' ? { orderNo: row.number } : { invoiceNo: row.number }),
    };
  });
}

/** What was decided about a late fee, and what money paid of it, by day. */
function lateFeeMoves(
  events: readonly ReceivableEvent[],
  paid: readonly Reduction[],
  asOf: Day,
): readonly LateFeeMove[] {
  const moves = [
    ...decidedLateFees(events, asOf),
    ...paid.map(({ on, amount }): LateFeeMove => ({ on, kind: 'paid', amount })),
  ];
  return moves.sort((left, right) => daysBetween(right.on, left.on));
}

function eventsByRef(events: readonly ReceivableEvent[]): ReadonlyMap<string, readonly ReceivableEvent[]> {
  const byRef = new Map<string, ReceivableEvent[]>();
  for (const event of events) byRef.set(event.ref, [...(byRef.get(event.ref) ?? []), event]);
  return byRef;
}

/** A discount that can still be had. */
function openOffer(
  row: ReceivableRow,
  { open, credited, isDisputed }: DebtState,
  { settings, asOf }: CaseOptions,
): Pick<ReceivableCase, 'offered'> {
  const offered = offeredDiscount(row, settings);
  if (offered === undefined || offered.amount <= 0 || offered.until < asOf) return {};
  return open <= offered.amount || credited > 0 || isDisputed ? {} : { offered };
}

/** The discount for paying early, once all but it came by its day. */
function discountTaken(row: ReceivableRow, own: readonly Reduction[], { settings }: CaseOptions): readonly Reduction[] {
  const offered = offeredDiscount(row, settings);
  if (offered === undefined || offered.amount <= 0) return [];
  const inTime = own.filter((one) => one.on <= offered.until);
  const came = plus(ZERO, ...inTime.map((one) => one.amount));
  const last = inTime
    .map((one) => one.on)
    .sort()
    .at(-1);
  const rest = minus(row.amount, came);
  if (last === undefined || rest <= 0 || rest > offered.amount) return [];
  return [{ on: last, amount: rest, kind: 'discount' }];
}

async function reductionsOf(
  db: Database,
  rows: readonly ReceivableRow[],
  { members }: CustomerGroups,
  asOf: Day,
): Promise<ReadonlyMap<string, readonly Reduction[]>> {
  const byRef = new Map<string, Reduction[]>();
  const add = (ref: string, reduction: Reduction): void => {
    if (reduction.amount === 0) return;
    byRef.set(ref, [...(byRef.get(ref) ?? []), reduction]);
  };
  for (const { side, ref, matchedOn, amount } of members) {
    if (side === 'expected') add(debtRef(ref), { on: matchedOn, amount, kind: 'receipt' });
  }
  const orders = new Map(rows.filter((row) => row.item === 'order').map((row) => [row.id, row.ref]));
  for (const { orderId, on, amount } of await loadSettledOnAccount(db, addDays(asOf, 1))) {
    add(orders.get(orderId) ?? '', { on, amount, kind: 'platform' });
  }
  const refs = new Set(rows.map((row) => row.ref));
  for (const note of await loadCreditNotes(db)) {
    if (note.on > asOf) continue;
    const named = [`order:${note.orderNo ?? ''}`, `invoice:${note.originalNo ?? ''}`];
    const ref = named.find((one) => refs.has(one)) ?? '';
    add(ref, { on: note.on, amount: note.amount, kind: 'credit-note' });
  }
  return byRef;
}

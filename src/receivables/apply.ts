import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, minus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';

/** What is still open on a receivable before any of the receipts. */
export interface OpenReceivable {
  readonly ref: string;
  readonly currency: Currency;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly open: Minor;
}

/** Money received on account, with the refs of the receivables it names, in any order. */
export interface Receipt {
  readonly ref: string;
  readonly currency: Currency;
  readonly receivedOn: Day;
  readonly amount: Minor;
  readonly names: readonly string[];
}

/** So much of this receipt pays that receivable; it counts from the day on which both were there. */
export interface Allocation {
  readonly receipt: string;
  readonly receivable: string;
  readonly amount: Minor;
  readonly on: Day;
}

export interface UnappliedReceipt {
  readonly receipt: string;
  readonly amount: Minor;
  readonly on: Day;
}

export interface Application {
  readonly allocations: readonly Allocation[];
  readonly unapplied: readonly UnappliedReceipt[];
  /** What is left open on each receivable, by its ref. */
  readonly open: ReadonlyMap<string, Minor>;
}

/**
 * Applies receipts to the receivables they name (核销, DOMAIN.md 3.5, explicit): receipts in the order they came, each
 * filling what it names by due day, then ref. What is left over, what names nothing that is known and what comes in
 * another currency stays unapplied. The order of the arguments doesn't matter; nothing falls below zero, and every
 * unit of a receipt ends in one allocation or stays unapplied.
 */
export function applyReceipts(receivables: readonly OpenReceivable[], receipts: readonly Receipt[]): Application {
  const byRef = new Map(receivables.map((receivable) => [receivable.ref, receivable]));
  invariant(byRef.size === receivables.length, 'every receivable has a ref of its own');
  const open = new Map(receivables.map((receivable) => [receivable.ref, receivable.open]));
  const allocations: Allocation[] = [];
  const unapplied: UnappliedReceipt[] = [];
  for (const receipt of inOrder(receipts, (one) => one.receivedOn)) {
    invariant(receipt.amount >= 0, 'a receipt brings money in');
    const named = [...new Set(receipt.names)].flatMap((ref) => byRef.get(ref) ?? []);
    const taken = fill(
      receipt,
      inOrder(named, (one) => one.dueOn),
      open,
    );
    allocations.push(...taken);
    const left = taken.reduce((rest, allocation) => minus(rest, allocation.amount), receipt.amount);
    if (left > 0) unapplied.push({ receipt: receipt.ref, amount: left, on: receipt.receivedOn });
  }
  return { allocations, unapplied, open };
}

/** Fills the receivables one after the other and lowers what is open on each. */
function fill(receipt: Receipt, named: readonly OpenReceivable[], open: Map<string, Minor>): readonly Allocation[] {
  const allocations: Allocation[] = [];
  let left = receipt.amount;
  for (const { ref, currency, openedOn } of named) {
    const wanted = open.get(ref) ?? ZERO;
    const amount = minor(Math.min(left, wanted));
    if (currency !== receipt.currency || amount <= 0) continue;
    left = minus(left, amount);
    open.set(ref, minus(wanted, amount));
    const on = openedOn > receipt.receivedOn ? openedOn : receipt.receivedOn;
    allocations.push({ receipt: receipt.ref, receivable: ref, amount, on });
  }
  return allocations;
}

/** By day, then by ref; both compare by code unit. */
function inOrder<T extends { readonly ref: string }>(items: readonly T[], dayOf: (item: T) => Day): readonly T[] {
  return [...items].sort((left, right) => compare(dayOf(left), dayOf(right)) || compare(left.ref, right.ref));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import { compareText } from './order.ts';

/** What is still open on a receivable before any of the receipts. */
export interface OpenReceivable {
  readonly ref: string;
  readonly customer?: string;
  readonly currency: Currency;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly open: Minor;
}

/** Money received on account, with the refs of the receivables it names, in any order. */
export interface Receipt {
  readonly ref: string;
  /** Who paid; undefined where nobody knows. */
  readonly customer?: string;
  readonly currency: Currency;
  readonly receivedOn: Day;
  readonly amount: Minor;
  readonly names: readonly string[];
  /** The day on which it was sent back (退票). */
  readonly returnedOn?: Day;
}

/** So much of this receipt pays that receivable; it counts from the day on which both were there. */
export interface Allocation {
  readonly receipt: string;
  readonly receivable: string;
  readonly amount: Minor;
  readonly on: Day;
  /** Not named by the receipt: spread over the customer's open items by the books' policy. */
  readonly byPolicy?: true;
  /** Pays the late fee of the receivable, not its principal (民法典 561). */
  readonly isLateFee?: true;
}

export interface UnappliedReceipt {
  readonly receipt: string;
  readonly amount: Minor;
  readonly on: Day;
}

export interface Application {
  readonly allocations: readonly Allocation[];
  /** Allocations undone because the receipt was sent back; `on` is the day of the return. */
  readonly returned: readonly Allocation[];
  readonly unapplied: readonly UnappliedReceipt[];
  /** What is left open on each receivable, by its ref. */
  readonly open: ReadonlyMap<string, Minor>;
}

/** What a policy answers: so much on that receivable's principal, or on its late fee. */
export interface Share {
  readonly ref: string;
  readonly amount: Minor;
  readonly isLateFee?: true;
}

/** What a customer owes when money is spread: what was open at first, and what has been paid on it so far. */
export interface SpreadItem extends OpenReceivable {
  readonly original: Minor;
  readonly paid: readonly Allocation[];
}

/** Spreads money that names nothing over what its customer owes on a day. */
export type Spread = (items: readonly SpreadItem[], amount: Minor, on: Day) => readonly Share[];

/**
 * Applies receipts to the receivables they name (核销, DOMAIN.md 3.5, explicit), in the order of days: on each day what
 * opened, then what was received, then what was sent back. A receipt fills what it names by due day, then ref, as far
 * as it is there; what it names and isn't there yet it pays on the day it opens. With `spread` what is left over pays
 * its customer's other items. A return reopens what the receipt had paid. So no day's answer depends on a later day.
 * What names nothing that is known, and what comes in another currency, stays unapplied. The order of the arguments
 * doesn't matter; nothing falls below zero, and every unit of a receipt ends in one allocation or stays unapplied.
 */
export function applyReceipts(
  receivables: readonly OpenReceivable[],
  receipts: readonly Receipt[],
  spread?: Spread,
): Application {
  const walk = new Walk(receivables, receipts, spread);
  return walk.answer();
}

class Walk {
  readonly #byRef: ReadonlyMap<string, OpenReceivable>;
  readonly #open: Map<string, Minor>;
  readonly #left: Map<string, Minor>;
  readonly #there = new Set<string>();
  readonly #byCustomer = new Map<string, OpenReceivable[]>();
  /** Receipts with something left, in the order they came. */
  readonly #waiting = new Set<Receipt>();
  readonly #allocations: Allocation[] = [];
  readonly #returned: Allocation[] = [];
  /** Allocations that still hold, by receivable. */
  readonly #paidOn = new Map<string, readonly Allocation[]>();
  readonly #spread: Spread | undefined;
  readonly #steps: readonly Step[];

  constructor(receivables: readonly OpenReceivable[], receipts: readonly Receipt[], spread: Spread | undefined) {
    this.#byRef = new Map(receivables.map((receivable) => [receivable.ref, receivable]));
    invariant(this.#byRef.size === receivables.length, 'every receivable has a ref of its own');
    this.#open = new Map(receivables.map((receivable) => [receivable.ref, receivable.open]));
    this.#left = new Map(receipts.map((receipt) => [receipt.ref, receipt.amount]));
    for (const receivable of receivables) {
      const { customer = '' } = receivable;
      const own = this.#byCustomer.get(customer);
      if (own) own.push(receivable);
      else this.#byCustomer.set(customer, [receivable]);
    }
    this.#spread = spread;
    this.#steps = stepsOf(receivables, receipts);
  }

  answer(): Application {
    for (const step of this.#steps) this.#take(step);
    const unapplied = [...this.#waiting].map((receipt) => ({
      receipt: receipt.ref,
      amount: this.#leftOf(receipt),
      on: receipt.receivedOn,
    }));
    return { allocations: this.#allocations, returned: this.#returned, unapplied, open: this.#open };
  }

  #take(step: Step): void {
    switch (step.kind) {
      case 'opened':
        // All of the day first: of two that open together the one due earlier is paid first.
        for (const { ref } of step.receivables) this.#there.add(ref);
        this.#offer(step.receivables, step.on);
        break;
      case 'received':
        invariant(step.receipt.amount >= 0, 'a receipt brings money in');
        if (step.receipt.amount > 0) this.#waiting.add(step.receipt);
        this.#pay(step.receipt, step.on);
        break;
      case 'returned':
        this.#giveBack(step.receipt, step.on);
        break;
    }
  }

  /** Receivables that opened or reopened: money that waits for them pays them. */
  #offer(receivables: readonly OpenReceivable[], on: Day): void {
    const refs = new Set(receivables.map((one) => one.ref));
    const customers = new Set(receivables.map((one) => one.customer));
    for (const receipt of this.#waiting) {
      const isMeant = receipt.names.some((name) => refs.has(name));
      const isOwn = this.#spread !== undefined && receipt.customer !== undefined && customers.has(receipt.customer);
      if (isMeant || isOwn) this.#pay(receipt, on);
    }
  }

  #pay(receipt: Receipt, on: Day): void {
    this.#payNamed(receipt, on);
    if (this.#leftOf(receipt) > 0) this.#payByPolicy(receipt, on);
    if (this.#leftOf(receipt) === 0) this.#waiting.delete(receipt);
  }

  #payNamed(receipt: Receipt, on: Day): void {
    const named = [...new Set(receipt.names)].flatMap((ref) => this.#byRef.get(ref) ?? []);
    for (const receivable of inOrder(named, (one) => one.dueOn)) this.#fill(receipt, receivable, on);
  }

  #payByPolicy(receipt: Receipt, on: Day): void {
    const { customer } = receipt;
    if (this.#spread === undefined || customer === undefined) return;
    const own = (this.#byCustomer.get(customer) ?? []).map((one) => ({
      ...one,
      original: one.open,
      open: this.#owed(one, receipt),
      paid: this.#paidOn.get(one.ref) ?? [],
    }));
    const items = own.filter((one) => one.open > 0);
    if (items.length === 0) return;
    for (const share of this.#spread(
      inOrder(items, (one) => one.dueOn),
      this.#leftOf(receipt),
      on,
    )) {
      this.#allot({
        receipt: receipt.ref,
        receivable: share.ref,
        amount: share.amount,
        on,
        byPolicy: true,
        ...feeMark(share),
      });
    }
  }

  #fill(receipt: Receipt, receivable: OpenReceivable, on: Day): void {
    const amount = minor(Math.min(this.#leftOf(receipt), this.#owed(receivable, receipt)));
    if (amount > 0) this.#allot({ receipt: receipt.ref, receivable: receivable.ref, amount, on });
  }

  /** What the receipt could pay of it: nothing before it is there, nor in another currency. */
  #owed({ ref, currency }: OpenReceivable, receipt: Receipt): Minor {
    return this.#there.has(ref) && currency === receipt.currency ? (this.#open.get(ref) ?? ZERO) : ZERO;
  }

  #allot(allocation: Allocation): void {
    const { receipt, receivable, amount, isLateFee } = allocation;
    const left = minus(this.#left.get(receipt) ?? ZERO, amount);
    const open = minus(this.#open.get(receivable) ?? ZERO, isLateFee === true ? ZERO : amount);
    invariant(amount > 0 && left >= 0 && open >= 0, 'a share is at most what is left and what is open');
    this.#left.set(receipt, left);
    this.#open.set(receivable, open);
    this.#allocations.push(allocation);
    this.#paidOn.set(receivable, [...(this.#paidOn.get(receivable) ?? []), allocation]);
  }

  #giveBack(receipt: Receipt, on: Day): void {
    const own = this.#allocations.filter((one) => one.receipt === receipt.ref);
    this.#left.set(receipt.ref, ZERO);
    this.#waiting.delete(receipt);
    for (const one of own) {
      if (one.isLateFee !== true)
        this.#open.set(one.receivable, plus(this.#open.get(one.receivable) ?? ZERO, one.amount));
      this.#returned.push({ ...one, on });
      const others = (this.#paidOn.get(one.receivable) ?? []).filter((other) => other !== one);
      this.#paidOn.set(one.receivable, others);
    }
    this.#offer(
      own.flatMap((one) => this.#byRef.get(one.receivable) ?? []),
      on,
    );
  }

  #leftOf(receipt: Receipt): Minor {
    return this.#left.get(receipt.ref) ?? ZERO;
  }
}

type Step =
  | { readonly kind: 'opened'; readonly on: Day; readonly ref: string; readonly receivables: readonly OpenReceivable[] }
  | { readonly kind: 'received' | 'returned'; readonly on: Day; readonly ref: string; readonly receipt: Receipt };

const STEP_ORDER = ['opened', 'received', 'returned'];

/** By day, then what opened, what came, what went back; each by ref. */
function stepsOf(receivables: readonly OpenReceivable[], receipts: readonly Receipt[]): readonly Step[] {
  const steps: Step[] = [
    ...[...openedByDay(receivables)].map(([on, opened]) => ({
      kind: 'opened' as const,
      on,
      ref: '',
      receivables: opened,
    })),
    ...receipts.map((receipt) => ({ kind: 'received' as const, on: receipt.receivedOn, ref: receipt.ref, receipt })),
    ...receipts.flatMap((receipt) => {
      const { ref, returnedOn } = receipt;
      return returnedOn === undefined ? [] : [{ kind: 'returned' as const, on: returnedOn, ref, receipt }];
    }),
  ];
  return steps.sort(
    (left, right) =>
      compareText(left.on, right.on) ||
      STEP_ORDER.indexOf(left.kind) - STEP_ORDER.indexOf(right.kind) ||
      compareText(left.ref, right.ref),
  );
}

function openedByDay(receivables: readonly OpenReceivable[]): ReadonlyMap<Day, readonly OpenReceivable[]> {
  const days = new Map<Day, OpenReceivable[]>();
  for (const receivable of receivables) {
    const opened = days.get(receivable.openedOn);
    if (opened) opened.push(receivable);
    else days.set(receivable.openedOn, [receivable]);
  }
  return days;
}

function feeMark({ isLateFee }: Share): { readonly isLateFee?: true } {
  return isLateFee === true ? { isLateFee } : {};
}

/** By day, then by ref; both compare by code unit. */
function inOrder<T extends { readonly ref: string }>(items: readonly T[], dayOf: (item: T) => Day): readonly T[] {
  return [...items].sort((left, right) => compareText(dayOf(left), dayOf(right)) || compareText(left.ref, right.ref));
}

import type { Day } from '../model/day.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { Allocation, Application, OpenReceivable, Receipt, Share, Spread, SpreadItem } from './application.ts';
import { stepsOf, type Step } from './apply-steps.ts';
import { compareText } from './order.ts';

/**
 * Applies receipts to the receivables they name (核销, DOMAIN.md 3.5, explicit), in the order of days: on each day what
 * opened, then what was received, then what was sent back. A receipt fills what it names by due day, then ref, as far
 * as it is there; what it names and isn't there yet it pays on the day it opens. What is left over pays the late fees
 * billed on what it names, then, with `spread`, its customer's other items. A return reopens what the receipt had paid. So no day's answer depends on a later day.
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
      case 'billed':
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
    const ordered = inOrder(named, (one) => one.dueOn);
    for (const receivable of ordered) this.#fill(receipt, receivable, on);
    for (const receivable of ordered) this.#fillFee(receipt, receivable, on);
  }

  #payByPolicy(receipt: Receipt, on: Day): void {
    const { customer } = receipt;
    if (this.#spread === undefined || customer === undefined) return;
    const own = (this.#byCustomer.get(customer) ?? []).map((one) => ({
      ...one,
      original: one.open,
      open: this.#owed(one, receipt),
      paid: this.#paidOn.get(one.ref) ?? [],
      ...this.#billedFee(one, receipt, on),
    }));
    const items = own.filter((one) => one.open > 0 || one.billedFee !== undefined);
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

  #fillFee(receipt: Receipt, receivable: OpenReceivable, on: Day): void {
    const owed = this.#billedFee(receivable, receipt, on).billedFee?.amount ?? ZERO;
    const amount = minor(Math.min(this.#leftOf(receipt), owed));
    if (amount > 0) this.#allot({ receipt: receipt.ref, receivable: receivable.ref, amount, on, isLateFee: true });
  }

  /** What the receipt could pay of the late fee that was billed by the day. */
  #billedFee(one: OpenReceivable, receipt: Receipt, on: Day): Pick<SpreadItem, 'billedFee'> {
    const known = (one.billed ?? []).filter((bill) => bill.on <= on);
    const last = known.findLast((bill) => bill.amount > 0);
    if (last === undefined || !this.#there.has(one.ref) || one.currency !== receipt.currency) return {};
    const fees = (this.#paidOn.get(one.ref) ?? []).filter((paid) => paid.isLateFee === true);
    const amount = minus(sumOf(known), sumOf(fees));
    return amount > 0 ? { billedFee: { on: last.on, amount } } : {};
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

function sumOf(parts: readonly { readonly amount: Minor }[]): Minor {
  return plus(ZERO, ...parts.map(({ amount }) => amount));
}

function feeMark({ isLateFee }: Share): { readonly isLateFee?: true } {
  return isLateFee === true ? { isLateFee } : {};
}

/** By day, then by ref; both compare by code unit. */
function inOrder<T extends { readonly ref: string }>(items: readonly T[], dayOf: (item: T) => Day): readonly T[] {
  return [...items].sort((left, right) => compareText(dayOf(left), dayOf(right)) || compareText(left.ref, right.ref));
}

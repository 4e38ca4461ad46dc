import type { Day } from '../model/day.ts';
import { INVOICE_FAULTS, type InvoiceFault } from '../model/invoice-fault.ts';
import { absolute, minus, negate, plus, ZERO, type Decimal, type Minor } from '../model/money.ts';
import { isTaxIdPlausible } from './tax-id.ts';
import { isTaxRate, splitTax } from './tax-rates.ts';

export interface ChargedLine {
  readonly name: string;
  readonly amount: Minor;
}

/** The side of the order, as of a day. */
export interface BilledOrder {
  readonly buyerTaxId?: string;
  /** What is charged, each component by its name; 0 is not charged, and what has no name isn't looked for. */
  readonly lines: readonly ChargedLine[];
  /** Positive amounts. */
  readonly refunds: readonly Minor[];
  readonly isCancelled?: boolean;
  readonly paidOn?: Day;
}

export interface InvoiceFacts {
  readonly number?: string;
  readonly issuedOn?: Day;
  /** With tax; negative on a red invoice. */
  readonly gross: Minor;
  readonly tax?: Minor;
  readonly rate?: Decimal;
  readonly buyerTaxId?: string;
  /** Names of its lines; undefined where nobody knows them. */
  readonly lineNames?: readonly string[];
  /** Of a red invoice: the number it takes back. */
  readonly originalNo?: string;
  readonly notifiedOn?: Day;
}

export interface InvoiceCase {
  readonly order: BilledOrder;
  readonly invoices: readonly InvoiceFacts[];
  /** Σ invoices may differ from the order by so much. */
  readonly tolerance: Minor;
  /** The tax of one invoice may differ from net × rate by so much. */
  readonly taxTolerance: Minor;
  /** A paid order has its invoice by this day; not asked for where undefined. */
  readonly invoiceDue?: { readonly asOf: Day; readonly by: Day };
  /** The house tells customers of their invoices and notes the day. */
  readonly notifies?: boolean;
  /** Numbers that other invoices bear too. */
  readonly numbersTwice?: ReadonlySet<string>;
}

export interface InvoiceVerdict {
  readonly orderNet: Minor;
  readonly invoiced: Minor;
  /** invoiced − orderNet. */
  readonly difference: Minor;
  /** Each once, in the order of `INVOICE_FAULTS`. */
  readonly faults: readonly InvoiceFault[];
  /** Components of the order that stand on no blue invoice, in the order's order. */
  readonly missingLines: readonly string[];
}

/** One order beside its invoices, blue and red (发票核对, DOMAIN.md 1.8). */
export function checkInvoices(asked: InvoiceCase): InvoiceVerdict {
  const { order, invoices, tolerance } = asked;
  const refunded = plus(ZERO, ...order.refunds);
  const orderNet = order.isCancelled === true ? ZERO : minus(totalOf(order), refunded);
  const invoiced = plus(ZERO, ...invoices.map(({ gross }) => gross));
  const difference = minus(invoiced, orderNet);
  const missingLines = order.isCancelled === true ? [] : missing(asked);
  const sums: Sums = {
    difference,
    isOff: order.isCancelled !== true && absolute(difference) > tolerance,
    refunded,
    hasMissing: missingLines.length > 0,
  };
  const names = Object.keys(INVOICE_FAULTS) as readonly InvoiceFault[];
  return { orderNet, invoiced, difference, missingLines, faults: names.filter((name) => CHECKS[name](asked, sums)) };
}

interface Sums {
  readonly difference: Minor;
  readonly isOff: boolean;
  readonly refunded: Minor;
  readonly hasMissing: boolean;
}

const CHECKS: Readonly<Record<InvoiceFault, (asked: InvoiceCase, sums: Sums) => boolean>> = {
  'amount-differs': (asked, { isOff }) => isOff && !isAwaited(asked),
  'line-missing': (asked, { hasMissing }) => hasMissing && !isAwaited(asked),
  // What was refunded before the invoice was issued needs no red one: then the sums agree.
  // Within the tolerance an excess is a missing red invoice only where a refund explains it to the fen.
  'red-invoice-missing': ({ order, invoices }, { isOff, difference, refunded }) => {
    const takenBack = negate(sumOf(red(invoices)));
    const isRefund = difference === minus(refunded, takenBack) || order.refunds.includes(difference);
    return order.isCancelled !== true && difference > 0 && takenBack < refunded && (isOff || isRefund);
  },
  'rate-unknown': ({ invoices }) =>
    invoices.some(({ rate, issuedOn }) => rate !== undefined && !isTaxRate(rate, issuedOn)),
  'tax-differs': ({ invoices, taxTolerance }) =>
    invoices.some(
      ({ gross, tax, rate }) =>
        tax !== undefined && rate !== undefined && absolute(minus(tax, splitTax(gross, rate).tax)) > taxTolerance,
    ),
  'tax-id-differs': ({ order, invoices }) =>
    order.buyerTaxId !== undefined &&
    invoices.some(({ buyerTaxId }) => buyerTaxId !== undefined && plain(buyerTaxId) !== plain(order.buyerTaxId ?? '')),
  'tax-id-check': ({ order, invoices }) =>
    [order, ...invoices].some(({ buyerTaxId = '' }) => !isTaxIdPlausible(buyerTaxId)),
  'red-exceeds-blue': ({ invoices }) => sumOf(invoices) < 0,
  'red-without-original': ({ invoices }) => red(invoices).some((one) => !namesOneOf(one, blue(invoices))),
  'invoiced-twice': ({ order, invoices }) => isTwice(order, invoices),
  'number-twice': ({ invoices, numbersTwice }) =>
    numbersOf(invoices).some(
      (number, index, all) => all.indexOf(number) !== index || numbersTwice?.has(number) === true,
    ),
  'not-notified': ({ invoices, notifies }) =>
    notifies === true && blue(invoices).some(({ notifiedOn }) => notifiedOn === undefined),
  'not-invoiced': ({ order, invoices, invoiceDue }) =>
    invoiceDue !== undefined && order.paidOn !== undefined && invoices.length === 0 && invoiceDue.by < invoiceDue.asOf,
  'cancelled-invoiced': ({ order, invoices }) => order.isCancelled === true && sumOf(invoices) > 0,
};

/** No invoice yet, and a day until which there needn't be one: nothing to compare. */
function isAwaited({ invoices, invoiceDue }: InvoiceCase): boolean {
  return invoices.length === 0 && invoiceDue !== undefined;
}

function missing({ order, invoices }: InvoiceCase): readonly string[] {
  const bills = blue(invoices);
  if (bills.some(({ lineNames }) => lineNames === undefined)) return [];
  const named = new Set(bills.flatMap(({ lineNames = [] }) => lineNames.map((name) => name.trim())));
  return order.lines
    .filter(({ name, amount }) => name !== '' && amount !== 0 && !named.has(name.trim()))
    .map(({ name }) => name);
}

/** Without one of its blue invoices the order would still be billed whole. */
function isTwice(order: BilledOrder, invoices: readonly InvoiceFacts[]): boolean {
  const bills = invoices.filter(({ gross }) => gross > 0);
  const least = Math.min(...bills.map(({ gross }) => gross));
  return bills.length > 1 && totalOf(order) > 0 && sumOf(invoices) - least >= totalOf(order);
}

/** Where numbers aren't known, nobody can say which invoice a red one takes back. */
function namesOneOf({ originalNo }: InvoiceFacts, bills: readonly InvoiceFacts[]): boolean {
  const numbers = numbersOf(bills);
  return numbers.length < bills.length || numbers.length === 0
    ? bills.length > 0
    : originalNo !== undefined && numbers.includes(originalNo);
}

function totalOf({ lines }: BilledOrder): Minor {
  return plus(ZERO, ...lines.map(({ amount }) => amount));
}

function sumOf(invoices: readonly InvoiceFacts[]): Minor {
  return plus(ZERO, ...invoices.map(({ gross }) => gross));
}

function blue(invoices: readonly InvoiceFacts[]): readonly InvoiceFacts[] {
  return invoices.filter(({ gross }) => gross >= 0);
}

function red(invoices: readonly InvoiceFacts[]): readonly InvoiceFacts[] {
  return invoices.filter(({ gross }) => gross < 0);
}

function numbersOf(invoices: readonly InvoiceFacts[]): readonly string[] {
  return invoices.flatMap(({ number }) => (number === undefined ? [] : [number]));
}

function plain(taxId: string): string {
  return taxId.normalize('NFKC').trim().toUpperCase();
}

import type { InvoiceCase } from '../model/case.ts';
import { addDays, type Day } from '../model/day.ts';
import { ZERO } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { InvoicingSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadCustomers } from '../store/read/customers.ts';
import { loadInvoicedOrders, loadUninvoiced, type UninvoicedOrder } from '../store/read/invoices.ts';

/** F11: paid, and no invoice within the days of settle.yaml. What was sold on account is paid by its last receipt. */
export async function uninvoicedCases(
  db: Database,
  { dueDays, whose }: InvoicingSettings,
  asOf: Day,
  receivables: readonly ReceivableCase[],
): Promise<readonly InvoiceCase[]> {
  const paidBefore = addDays(asOf, -dueDays);
  const next = addDays(asOf, 1);
  const paid = await loadUninvoiced(db, { paidBefore, next, isListed: whose === 'customers' });
  const listed = new Set((await loadCustomers(db)).map((one) => one.customer));
  const onAccount = receivables
    .flatMap(paidOff)
    .filter((one) => one.paidOn < paidBefore && (whose === 'all' || listed.has(one.customer ?? '')));
  const invoiced = onAccount.length === 0 ? new Set<string>() : await loadInvoicedOrders(db, next);
  return [...paid, ...onAccount.filter((one) => !invoiced.has(one.orderNo))].map((one) => caseOf(one, dueDays));
}

/** An order sold on account that money has paid whole, on the day of the last of it. */
function paidOff(one: ReceivableCase): readonly UninvoicedOrder[] {
  const { orderNo, customer, currency, place, reductions, open, paid } = one;
  const paidOn = reductions.findLast(({ kind }) => kind === 'receipt' || kind === 'platform')?.on;
  if (orderNo === undefined || paidOn === undefined || open > 0 || paid <= 0) return [];
  return [{ orderNo, customer, paidOn, amount: paid, currency, place }];
}

/** It is late from the day after its last. */
function caseOf(one: UninvoicedOrder, dueDays: number): InvoiceCase {
  return {
    kind: 'invoice',
    orderNo: one.orderNo,
    expected: one.amount,
    actual: ZERO,
    currency: one.currency,
    faults: ['not-invoiced'],
    invoiceNos: [],
    day: addDays(one.paidOn, dueDays + 1),
    place: one.place,
    ...(one.customer === undefined ? {} : { customer: one.customer }),
  };
}

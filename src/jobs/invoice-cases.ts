import type { InvoiceCase } from '../model/case.ts';
import { addDays, type Day } from '../model/day.ts';
import { invariant } from '../model/problem.ts';
import { Decimal, minor, minus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import { checkInvoices, type BilledOrder, type InvoiceFacts } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import { loadInvoices, type StoredInvoice } from '../store/read/invoices.ts';
import type { CaseOptions } from './order-cases.ts';
import { uninvoicedCases } from './uninvoiced-cases.ts';

/** One minor unit: what issuing programs may differ by (DOMAIN.md 1.8, F02). */
const TAX_TOLERANCE = minor(1);

/**
 * Invoices beside their orders as of a day, where something is wrong (F01 to F12). Which components stand on an invoice
 * (F05) is judged where the list names its lines, which paid orders should have one (F11) where settle.yaml says.
 */
export async function invoiceCases(
  db: Database,
  { asOf, settings }: CaseOptions,
  receivables: readonly ReceivableCase[],
): Promise<readonly InvoiceCase[]> {
  const invoices = await loadInvoices(db, addDays(asOf, 1));
  const notifies = invoices.some(({ notifiedOn }) => notifiedOn !== undefined);
  const tolerance = settings.tolerance.legs['order-settlement'].amount;
  const wrong = grouped(invoices).flatMap((group) => {
    const found = caseOf(group, { asOf, notifies, tolerance });
    return found.faults.length === 0 ? [] : [found];
  });
  const missing =
    settings.invoices === undefined ? [] : await uninvoicedCases(db, settings.invoices, asOf, receivables);
  return [...wrong, ...missing];
}

interface Around {
  readonly asOf: Day;
  readonly notifies: boolean;
  readonly tolerance: Minor;
}

/** Those of an order together, in one currency; one without an order alone. */
function grouped(invoices: readonly StoredInvoice[]): readonly (readonly StoredInvoice[])[] {
  const groups = new Map<string, StoredInvoice[]>();
  for (const [index, invoice] of invoices.entries()) {
    const { orderNo, order, currency } = invoice;
    const key = order === undefined ? `${index}` : `order ${orderNo ?? ''} ${currency}`;
    groups.set(key, [...(groups.get(key) ?? []), invoice]);
  }
  return [...groups.values()];
}

function caseOf(group: readonly StoredInvoice[], { asOf, notifies, tolerance }: Around): InvoiceCase {
  const last = group.at(-1);
  invariant(last !== undefined, 'a group of invoices has one');
  const { order, orderNo } = last;
  const verdict = checkInvoices({
    order: order === undefined ? selfBilled(group) : billedOrder(group, order),
    invoices: group.map(factsOf),
    tolerance,
    taxTolerance: TAX_TOLERANCE,
    // On the day of issue there is still time to tell.
    notifies: notifies && group.some(({ issuedOn, notifiedOn }) => issuedOn < asOf && notifiedOn === undefined),
    numbersTwice: new Set(group.filter(({ isTwice }) => isTwice).map(({ invoiceNo }) => invoiceNo)),
  });
  return {
    kind: 'invoice',
    customer: last.customer,
    actual: verdict.invoiced,
    currency: last.currency,
    faults: order === undefined ? verdict.faults.filter((fault) => !ASKS_FOR_ORDER.has(fault)) : verdict.faults,
    invoiceNos: [...new Set(group.map(({ invoiceNo }) => invoiceNo))],
    day: last.issuedOn,
    place: last.place,
    ...(order === undefined ? {} : { expected: verdict.orderNet }),
    ...(verdict.missingLines.length === 0 ? {} : { missing: verdict.missingLines }),
    ...(orderNo === undefined ? {} : { orderNo }),
  };
}

/** Faults that only an order can show. A red invoice alone may take back one that is its own. */
const ASKS_FOR_ORDER: ReadonlySet<string> = new Set(['red-exceeds-blue', 'red-without-original']);

function billedOrder(
  [first]: readonly StoredInvoice[],
  { payable, shipping = ZERO, refunded, status }: NonNullable<StoredInvoice['order']>,
): BilledOrder {
  return {
    lines: [
      { name: 'goods', amount: minus(payable, shipping) },
      { name: 'shipping', amount: shipping },
    ],
    refunds: [refunded],
    isCancelled: status === 'cancelled',
    ...(first?.customersTaxId === undefined ? {} : { buyerTaxId: first.customersTaxId }),
  };
}

/** Without an order of the books an invoice is compared with itself: its sum is right, its tax may not be. */
function selfBilled(group: readonly StoredInvoice[]): BilledOrder {
  const [first] = group;
  return {
    lines: [{ name: '', amount: group.reduce((sum, { total }) => minor(sum + total), ZERO) }],
    refunds: [],
    ...(first?.customersTaxId === undefined ? {} : { buyerTaxId: first.customersTaxId }),
  };
}

function factsOf(invoice: StoredInvoice): InvoiceFacts {
  const { invoiceNo, issuedOn, total, tax, taxId, originalNo, notifiedOn, items } = invoice;
  const rate = rateOf(invoice.taxRate);
  return {
    number: invoiceNo,
    issuedOn,
    gross: total,
    ...(tax === undefined ? {} : { tax }),
    ...(rate === undefined ? {} : { rate }),
    ...(taxId === undefined ? {} : { buyerTaxId: taxId }),
    ...(originalNo === undefined ? {} : { originalNo }),
    ...(notifiedOn === undefined ? {} : { notifiedOn }),
    ...(items === undefined ? {} : { lineNames: items.map(componentOf) }),
  };
}

const SHIPPING = /运费|快递|物流|配送|邮费|运输|shipping|freight|delivery|postage/iu;

/** `*运输服务*运费` is shipping; whatever isn't is goods. */
function componentOf(item: string): string {
  return SHIPPING.test(item.normalize('NFKC')) ? 'shipping' : 'goods';
}

const RATE = /^(\d{1,3}(?:\.\d{1,6})?)(%?)$/;
const EXEMPT: ReadonlySet<string> = new Set(['免税', '不征税', 'exempt']);

/** `13%`, `0.13`, `免税`; undefined for what says no rate (`***`, several rates on one invoice). */
function rateOf(text: string | undefined): Decimal | undefined {
  const plain = text?.normalize('NFKC').trim() ?? '';
  if (EXEMPT.has(plain)) return new Decimal(0);
  const parts = RATE.exec(plain);
  return parts === null ? undefined : new Decimal(parts[1] ?? '').dividedBy(parts[2] === '%' ? 100 : 1);
}

import { addDays, dayOf, type Day } from '../model/day.ts';
import type { BookFact, VoucherSettings } from '../model/ledger.ts';
import { minor } from '../model/money.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import {
  loadInvoiceFacts,
  streamLineFacts,
  streamOrderFacts,
  type FactSpan,
  type InvoiceFactRow,
  type LineFactRow,
  type OrderFactRow,
  type SoldOrder,
} from '../store/read/book-facts.ts';
import { loadReceivables, type ReceivableRow } from '../store/read/receivables.ts';
import { recognisedOn, reversedBeforeSettlement, type Sold } from '../vouchers/index.ts';
import { moneyFacts } from './money-facts.ts';
import { isReceivable } from './receivable-book.ts';

export interface FactOptions {
  readonly vouchers: VoucherSettings;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
}

/** Everything of these days that has to stand in the ledger, in no order. Rows and matches after `asOf` don't exist. */
export async function* voucherFacts(db: Database, options: FactOptions): AsyncIterable<readonly BookFact[]> {
  const end = addDays(options.asOf, 1);
  const last = addDays(options.to, 1);
  const span: FactSpan = { from: options.from, next: last < end ? last : end, end };
  if (span.from >= span.next) return;
  const { saleOn } = options.vouchers;
  const receivables = (await loadReceivables(db)).filter((row) => row.item === 'order' && isReceivable(row));
  const onAccount = new Map(receivables.map((row) => [row.id, row]));
  for await (const rows of streamOrderFacts(db, saleOn, span)) {
    yield rows.filter((row) => !onAccount.has(row.order_id)).flatMap((row) => orderFacts(row, saleOn));
  }
  yield receivables.filter((row) => row.openedOn >= span.from && row.openedOn < span.next).map(accountSale);
  yield (await loadInvoiceFacts(db, span)).map(invoiceSale);
  for await (const rows of streamLineFacts(db, span)) yield rows.map((row) => lineFact(row, saleOn, onAccount));
  yield await moneyFacts(db, await loadAccounts(db), span);
}

function soldOf(row: Omit<SoldOrder, 'order_id'>): Sold {
  return {
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.paid_at === null ? {} : { paidAt: row.paid_at }),
    ...(row.ordered_at === null ? {} : { orderedAt: row.ordered_at }),
    ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }),
    ...(row.first_sale === null ? {} : { firstSaleAt: row.first_sale }),
  };
}

/** The sale, and what of it was refunded before a platform settled it; such a refund has no day but the sale's. */
function orderFacts(row: OrderFactRow, saleOn: VoucherSettings['saleOn']): readonly BookFact[] {
  const on = recognisedOn(soldOf(row), saleOn);
  if (on === undefined || row.payable === 0) return [];
  const base = {
    on,
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.platform === null ? {} : { platform: row.platform }),
  };
  const reversed = reversedBeforeSettlement({
    payable: minor(row.payable),
    refunded: minor(row.refunded ?? 0),
    sold: minor(row.sold ?? 0),
    givenBack: minor(row.given_back ?? 0),
  });
  const sale: BookFact = { ...base, kind: 'sale', gross: minor(row.payable) };
  return reversed === 0 ? [sale] : [sale, { ...base, kind: 'sale-reversed', gross: reversed }];
}

function accountSale({ openedOn, currency, place, customer, amount, platform }: ReceivableRow): BookFact {
  const whose = { customer, ...(platform === undefined ? {} : { platform }) };
  return { kind: 'sale', on: openedOn, currency, place, gross: amount, ...whose };
}

function invoiceSale(row: InvoiceFactRow): BookFact {
  return {
    kind: 'sale',
    on: row.issued_on,
    currency: row.currency,
    place: { file: row.file, line: row.line },
    customer: row.customer,
    gross: minor(row.total),
    ...(row.tax === null ? {} : { tax: minor(row.tax) }),
  };
}

function lineFact(
  row: LineFactRow,
  saleOn: VoucherSettings['saleOn'],
  onAccount: ReadonlyMap<number, ReceivableRow>,
): BookFact {
  const account = row.order_id === null ? undefined : onAccount.get(row.order_id);
  const order = account === undefined ? 'platform' : 'account';
  return {
    kind: 'line',
    line: row.kind,
    on: dayOf(row.occurred_at),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    wallet: row.wallet,
    gross: minor(row.gross),
    fee: minor(row.fee),
    net: minor(row.net),
    order: row.order_id === null ? 'none' : order,
    isRecognised: account !== undefined || (row.order_id !== null && recognisedOn(soldOf(row), saleOn) !== undefined),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(account === undefined ? {} : { customer: account.customer }),
  };
}

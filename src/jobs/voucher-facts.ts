import { addDays, dayOf, type Day } from '../model/day.ts';
import type { MoneyCase } from '../model/case.ts';
import type { BookFact, VoucherSettings } from '../model/ledger.ts';
import { minor } from '../model/money.ts';
import type { Database } from '../store/database.ts';
import {
  streamLineFacts,
  streamOrderFacts,
  type FactSpan,
  type LineFactRow,
  type OrderFactRow,
  type SoldOrder,
} from '../store/read/book-facts.ts';
import { loadReceivables, type ReceivableRow } from '../store/read/receivables.ts';
import { isCalledOff, recognisedOn, reversedBeforeSettlement, type Sold } from '../vouchers/index.ts';
import { customerFacts } from './customer-facts.ts';
import { moneyFacts } from './money-facts.ts';
import { isReceivable } from './receivable-book.ts';

export interface FactOptions {
  readonly vouchers: VoucherSettings;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
  /** What customers owe and paid as of the day. */
  readonly money: () => Promise<readonly MoneyCase[]>;
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
  for await (const rows of streamLineFacts(db, span)) yield rows.map((row) => lineFact(row, saleOn, onAccount));
  const money = await options.money();
  yield await customerFacts(db, money, span);
  yield await moneyFacts(db, money, span);
}

function soldOf(row: Omit<SoldOrder, 'order_id'>): Sold {
  return {
    status: row.status ?? undefined,
    paidAt: row.paid_at ?? undefined,
    orderedAt: row.ordered_at ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    firstSaleAt: row.first_sale ?? undefined,
    kept: row.kept === null ? undefined : minor(row.kept),
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
  const sale: BookFact = { ...base, kind: 'sale', gross: minor(row.payable) };
  if ((row.refunded ?? 0) === 0) return [sale];
  const reversed = reversedBeforeSettlement({
    payable: minor(row.payable),
    refunded: minor(row.refunded ?? 0),
    sold: minor(row.sold ?? 0),
    givenBack: minor(row.given_back ?? 0),
  });
  return reversed === 0 ? [sale] : [sale, { ...base, kind: 'sale-reversed', gross: reversed }];
}

function lineFact(
  row: LineFactRow,
  saleOn: VoucherSettings['saleOn'],
  onAccount: ReadonlyMap<number, ReceivableRow>,
): BookFact {
  const account = row.order_id === null ? undefined : onAccount.get(row.order_id);
  const sold = soldOf(row);
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
    order: row.order_id === null ? 'none' : orderOf(account, sold),
    // A customer who gets money back owes it again, until a red invoice takes it off.
    isRecognised: account === undefined && row.order_id !== null && recognisedOn(sold, saleOn) !== undefined,
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(account === undefined ? {} : { customer: account.customer }),
  };
}

/** How the order of a line was sold. */
function orderOf(
  account: ReceivableRow | undefined,
  sold: Sold,
): Extract<BookFact, { readonly kind: 'line' }>['order'] {
  if (account !== undefined) return 'account';
  return isCalledOff(sold) ? 'called-off' : 'platform';
}

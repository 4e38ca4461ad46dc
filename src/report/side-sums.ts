import type { LineFacts, MoneyCase, OrderCase, OrderFacts } from '../model/case.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf } from '../model/day.ts';
import { findIn } from '../discrepancy/index.ts';
import { boundsOf, isListed } from './facts.ts';
import { platformOfAccounts } from './platform-names.ts';
import type { ReportContext } from './report.ts';
import { newSideBook, sumOf, take, NO_SUM, type SideBook, type SideKey, type SideSums, type Sum } from './side-book.ts';
import { loadLineSides, type LineSides } from './side-lines.ts';
import { standingOfMoney, standingOfOrder, type Standing } from './standing.ts';

interface Work {
  readonly context: ReportContext;
  readonly book: SideBook;
  readonly platforms: ReadonlyMap<string, string>;
}

/** What a report that looks at more than the sides shares with them, so that nothing is read twice. */
export interface SharedLook {
  /** The lines, where they were gathered already. */
  readonly lines?: LineSides;
  /** Sees each of the context's orders. */
  readonly seeOrder?: (subject: OrderCase) => void;
}

/** Where every order, platform line, payout and bank line stands as of the day, by side, currency and platform. */
export async function loadSideSums(context: ReportContext, look: SharedLook = {}): Promise<readonly SideSums[]> {
  const work: Work = { context, book: newSideBook(), platforms: await platformOfAccounts(context) };
  const money = await context.money();
  await addOrdersAndLines(work, money, look);
  addPayouts(work, money);
  await addBank(work, money);
  return work.book.sums();
}

/** Rows that are matched as far as the keyed passes say, less those that a case says more about: the clean ones. */
type Clean = Map<string, { readonly key: SideKey; sum: Sum }>;

async function addOrdersAndLines(
  work: Work,
  money: readonly MoneyCase[],
  { lines, seeOrder }: SharedLook,
): Promise<void> {
  const clean: Clean = new Map();
  await storeOrders(work, clean);
  storeLines(work, clean, lines ?? (await loadLineSides(work.context)));
  const receivables = new Map(
    money.flatMap((one) =>
      one.kind === 'receivable' && one.orderNo !== undefined ? [[one.orderNo, one] as const] : [],
    ),
  );
  for await (const subject of work.context.orders()) {
    seeOrder?.(subject);
    const standing = standingOf(subject, receivables, work.context);
    if (subject.order) addOrder(work, clean, { order: subject.order, standing, hasLines: subject.lines.length > 0 });
    for (const line of subject.lines) addLine(work, clean, { line, standing, isLinked: subject.order !== undefined });
  }
  for (const { key, sum } of clean.values()) work.book.stand(key, 'matched', sum);
}

/** Sold on account, an order stands as its receivable does. */
function standingOf(
  subject: OrderCase,
  receivables: ReadonlyMap<string, ReceivableCase>,
  { check }: ReportContext,
): Standing {
  const { standing } = standingOfOrder(subject, check);
  const receivable = receivables.get(subject.orderNo ?? '');
  if (standing === 'finding' || receivable === undefined || subject.lines.length > 0) return standing;
  return standingOfMoney(receivable, check);
}

interface OrderItem {
  readonly order: OrderFacts;
  readonly standing: Standing;
  readonly hasLines: boolean;
}

function addOrder({ context, book }: Work, clean: Clean, { order, standing, hasLines }: OrderItem): void {
  const moment = order.paidAt ?? order.orderedAt;
  if (!isListed(moment === undefined ? undefined : dayOf(moment), context.period)) return;
  const key: SideKey = { side: 'orders', currency: order.currency, platform: order.platform ?? '' };
  const sum = sumOf(1, order.payable);
  book.stand(key, standing, sum);
  if (hasLines) uncleanse(clean, key, sum);
}

interface LineItem {
  readonly line: LineFacts;
  readonly standing: Standing;
  readonly isLinked: boolean;
}

function addLine({ context, book, platforms }: Work, clean: Clean, { line, standing, isLinked }: LineItem): void {
  const isCounted = line.kind === 'sale' || line.kind === 'refund';
  if (!isCounted || !isListed(dayOf(line.occurredAt), context.period)) return;
  const key = lineKey(line.kind, line.currency, platforms.get(line.account));
  const sum = sumOf(1, line.gross);
  book.stand(key, standing === 'finding' ? 'finding' : 'matched', sum);
  if (isLinked) uncleanse(clean, key, sum);
}

function lineKey(kind: string, currency: Currency, platform: string | null | undefined): SideKey {
  return { side: kind === 'sale' ? 'platform_sales' : 'platform_refunds', currency, platform: platform ?? '' };
}

function cleanse(clean: Clean, key: SideKey, sum: Sum): void {
  uncleanse(clean, key, take(NO_SUM, sum));
}

function uncleanse(clean: Clean, key: SideKey, sum: Sum): void {
  const name = JSON.stringify(key);
  const before = clean.get(name) ?? { key, sum: NO_SUM };
  clean.set(name, { key, sum: take(before.sum, sum) });
}

interface StoredRow {
  readonly currency: Currency;
  readonly platform: string | null;
  readonly items: number;
  readonly amount: number;
  readonly linked: number;
  readonly linked_amount: number | null;
}

/** So many orders are put in groups at once: memory doesn't grow with their number. */
const ORDERS_AT_ONCE = 10_000;

/** Orders by platform and currency; of them, those with a line as of the day. */
const ORDERS = `
  SELECT g.platform, g.currency, g.linked, COUNT(*) AS items, SUM(g.amount) AS amount
  FROM (SELECT o.platform, o.currency, o.payable_minor AS amount, CASE WHEN EXISTS (
                 SELECT 1 FROM v_line_match m JOIN v_line l ON l.id = m.line_id
                 WHERE m.order_id = o.id AND l.occurred_at < :known) THEN 1 ELSE 0 END AS linked
        FROM v_order o
        WHERE o.id BETWEEN :first AND :last AND ((o.booked_at IS NULL AND :from IS NULL)
          OR (o.booked_at >= COALESCE(:from, '') AND o.booked_at < :next))) AS g
  GROUP BY g.linked, g.platform, g.currency`;

interface OrdersRow {
  readonly platform: string | null;
  readonly currency: Currency;
  readonly linked: number;
  readonly items: number;
  readonly amount: number;
}

async function storeOrders({ context, book }: Work, clean: Clean): Promise<void> {
  const { db, asOf } = context;
  const params = { ...boundsOf(context), known: addDays(asOf, 1) };
  const [ids] = await db.all<{ lowest: number | null; highest: number | null }>(
    'SELECT (SELECT MIN(id) FROM v_order) AS lowest, (SELECT MAX(id) FROM v_order) AS highest',
  );
  for (let first = ids?.lowest ?? 0; first <= (ids?.highest ?? -1); first += ORDERS_AT_ONCE) {
    for (const row of await db.all<OrdersRow>(ORDERS, { ...params, first, last: first + ORDERS_AT_ONCE - 1 })) {
      const key: SideKey = { side: 'orders', currency: row.currency, platform: row.platform ?? '' };
      const sum = sumOf(row.items, row.amount);
      book.store(key, sum);
      if (row.linked === 1) cleanse(clean, key, sum);
    }
  }
}

function storeLines({ book, platforms }: Work, clean: Clean, lines: LineSides): void {
  for (const { account, kind, currency, stored, linked } of lines.all()) {
    const key = lineKey(kind, currency, platforms.get(account));
    book.store(key, stored);
    uncleanse(clean, key, take(NO_SUM, linked));
  }
}

function addPayouts({ context, book, platforms }: Work, money: readonly MoneyCase[]): void {
  const wrong = wrongBatches(money, context);
  for (const one of money) {
    if (one.kind !== 'payout' || !isListed(one.day, context.period)) continue;
    const platform = platforms.get(one.account) ?? '';
    const key: SideKey = { side: 'platform_payouts', currency: one.currency, platform };
    const sum = sumOf(1, one.amount);
    book.store(key, sum);
    const isWrong = wrong.has(`${one.account} ${one.batchNo ?? ''}`);
    book.stand(key, isWrong ? 'finding' : standingOfMoney(one, context.check), sum);
  }
}

/** Batches whose payout isn't what their lines come to. */
function wrongBatches(money: readonly MoneyCase[], { check }: ReportContext): ReadonlySet<string> {
  return new Set(
    money.flatMap((one) =>
      one.kind === 'batch' && findIn(one, check).length > 0 ? [`${one.account} ${one.batchNo}`] : [],
    ),
  );
}

/** Bank lines in a group, those of them whose payout says they are wrong, and those in none. */
async function addBank({ context, book }: Work, money: readonly MoneyCase[]): Promise<void> {
  const { db, asOf, check, period } = context;
  const rows = await db.all<{ side: 'bank_in' | 'bank_out'; currency: Currency } & Omit<StoredRow, 'platform'>>(
    `WITH grouped AS (
       SELECT DISTINCT m.item_id FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
       WHERE m.item = 'bank' AND g.state <> 'suggested' AND g.matched_on < :known
     )
     SELECT CASE WHEN b.amount_minor < 0 THEN 'bank_out' ELSE 'bank_in' END AS side, b.currency, COUNT(*) AS items,
            SUM(b.amount_minor) AS amount, COUNT(g.item_id) AS linked,
            SUM(b.amount_minor) FILTER (WHERE g.item_id IS NOT NULL) AS linked_amount
     FROM v_bank b LEFT JOIN grouped g ON g.item_id = b.id
     WHERE b.booked_at >= COALESCE(:from, '') AND b.booked_at < :next
     GROUP BY CASE WHEN b.amount_minor < 0 THEN 'bank_out' ELSE 'bank_in' END, b.currency`,
    { ...boundsOf(context), known: addDays(asOf, 1) },
  );
  for (const row of rows) {
    const key: SideKey = { side: row.side, currency: row.currency, platform: '' };
    book.store(key, sumOf(row.items, row.amount));
    book.stand(key, 'matched', sumOf(row.linked, row.linked_amount));
  }
  for (const one of money) {
    if (one.kind === 'bank' && isListed(one.day, period)) {
      book.stand(bankKey(one.amount, one.currency), standingOfMoney(one, check), sumOf(1, one.amount));
    }
    if (one.kind !== 'payout' || one.state !== 'matched' || one.came === undefined) continue;
    if (one.bankDay === undefined || !isListed(one.bankDay, period) || findIn(one, check).length === 0) continue;
    const key = bankKey(one.came.amount, one.currency);
    book.stand(key, 'finding', sumOf(one.came.count, one.came.amount));
    book.stand(key, 'matched', sumOf(-one.came.count, -one.came.amount));
  }
}

function bankKey(amount: number, currency: Currency): SideKey {
  return { side: amount < 0 ? 'bank_out' : 'bank_in', currency, platform: '' };
}

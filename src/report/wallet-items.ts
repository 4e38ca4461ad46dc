import { duplicateSales, isVoid, sumsOf } from '../discrepancy/index.ts';
import type { LineFacts, OrderCase, OrderFacts } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { dayOf, type Day } from '../model/day.ts';
import { absolute, minor, minus, type Minor } from '../model/money.ts';
import type { Words } from '../model/words.ts';
import { loadUnusualLines } from '../store/read/line-cases.ts';
import type { BankItem, ItemKind } from './bank-items.ts';
import { byKey } from './columns.ts';
import { boundsOf } from './facts.ts';
import { loadLastBalances } from './last-balance.ts';
import type { ReportContext } from './report.ts';

/** A wallet with a balance of its own: what it began with, what its rows moved, what it prints at the end. */
export interface WalletBalances {
  readonly account: string;
  readonly platform: string | undefined;
  readonly currency: Currency;
  readonly opening: Minor;
  readonly moved: Minor;
  readonly closing: Minor;
  /** Of the statements it rests on. */
  readonly fingerprint: string;
}

/** An item of one wallet and currency. */
export type WalletItem = BankItem & { readonly account: string; readonly currency: Currency };

interface MovedRow {
  readonly account: string;
  readonly platform: string | null;
  readonly currency: Currency;
  readonly opening: number;
  readonly moved: number;
}

/** From the first printed balance (less its own row) to the day; trade bills tell the same money again. */
export async function loadWalletBalances(context: ReportContext): Promise<readonly WalletBalances[]> {
  const { next } = boundsOf(context);
  const rows = await context.db.all<MovedRow>(
    `WITH line AS (
       SELECT l.account_id, l.currency, l.net_minor, l.balance_minor, ROW_NUMBER() OVER (
                PARTITION BY l.account_id, l.currency
                ORDER BY substr(l.occurred_at, 1, 10), s.from_on, s.sha256, CASE WHEN s.newest_first = 1 THEN -l.line ELSE l.line END
              ) AS place
       FROM v_line l JOIN v_statement s ON s.id = l.statement_id
       WHERE l.bill <> 'trade' AND l.balance_minor IS NOT NULL AND l.occurred_at < :next
     ), total AS (
       SELECT l.account_id, l.currency, SUM(l.net_minor) AS moved FROM v_line l
       WHERE l.bill <> 'trade' AND l.occurred_at < :next GROUP BY l.account_id, l.currency
     )
     SELECT a.ref AS account, a.platform, f.currency, f.balance_minor - f.net_minor AS opening, t.moved
     FROM line f JOIN total t ON t.account_id = f.account_id AND t.currency = f.currency
     JOIN v_account a ON a.id = f.account_id
     WHERE f.place = 1 AND a.kind = 'wallet' ORDER BY a.ref, f.currency`,
    { next },
  );
  const balances = await loadLastBalances(context);
  const fingerprint = await fingerprintOf(context);
  return rows.flatMap(({ account, platform, currency, opening, moved }) => {
    const closing = balances.find((one) => one.account === account && one.currency === currency)?.balance;
    if (closing === undefined) return [];
    return [
      {
        ...{ account, platform: platform ?? undefined, currency, closing, fingerprint },
        opening: minor(opening),
        moved: minor(moved),
      },
    ];
  });
}

/** What one side knows and the other not yet, over all wallets: orders, refunds, lines nobody knows. */
export async function loadWalletItems(context: ReportContext): Promise<readonly WalletItem[]> {
  const walletOf = new Map(
    [...context.settings.accounts]
      .reverse()
      .flatMap((one) => (one.platform === undefined ? [] : [[one.platform, one.id]])),
  );
  const items: WalletItem[] = [];
  for await (const subject of context.orders()) items.push(...fromOrder(subject, walletOf));
  for (const { line } of await loadUnusualLines(context.db, boundsOf(context).next as Day)) {
    if (line.kind === 'unknown') items.push(lineItem(line, line.net, { en: 'unknown movement', zh: '未知收支' }));
  }
  return items.sort(byKey((item) => `${item.date}\n${item.ref}\n${item.kind}`));
}

function fromOrder(subject: OrderCase, walletOf: ReadonlyMap<string, string>): readonly WalletItem[] {
  const { order, lines } = subject;
  if (order === undefined)
    return lines.map((line) => lineItem(line, line.net, { en: 'no order in the books', zh: '无对应订单' }));
  const again = duplicateSales(lines).map((line) =>
    lineItem(line, line.gross, { en: 'settled twice', zh: '重复结算' }),
  );
  const account = lines[0]?.account ?? walletOf.get(order.platform ?? '');
  if (account === undefined || (!subject.isPaid && lines.length === 0)) return again;
  const { sale, refund } = sumsOf(subject);
  const due = subject.isPaid && !isVoid(subject) ? order.payable : minor(0);
  const refunded = minor(order.refunded ?? 0);
  return [
    ...again,
    ...orderItem(order, account, {
      amount: minus(due, sale),
      kinds: ['book_in_not_bank', 'bank_in_not_book'],
      words: saleWords(subject),
    }),
    ...orderItem(order, account, {
      amount: minor(refunded + refund),
      kinds: ['book_out_not_bank', 'bank_out_not_book'],
      words: REFUND,
    }),
  ];
}

const SALE: Words = { en: 'order', zh: '订单' };
/** Nothing should have come for these: finding status-mismatch. */
const VOID: Readonly<Record<string, Words>> = {
  cancelled: { en: 'cancelled order', zh: '已取消订单' },
  unpaid: { en: 'unpaid order', zh: '未付款订单' },
};
function saleWords(subject: OrderCase): Words {
  return (isVoid(subject) ? VOID[subject.order?.status ?? ''] : undefined) ?? SALE;
}
const REFUND: Words = { en: 'refund', zh: '退款' };

interface Lack {
  /** What the books have more than the platform; negative: the platform has more. */
  readonly amount: Minor;
  readonly kinds: readonly [books: ItemKind, platform: ItemKind];
  readonly words: Words;
}

function orderItem(order: OrderFacts, account: string, { amount, kinds, words }: Lack): readonly WalletItem[] {
  if (amount === 0) return [];
  const moment = order.paidAt ?? order.orderedAt;
  return [
    {
      kind: amount > 0 ? kinds[0] : kinds[1],
      date: moment === undefined ? ('1970-01-01' as Day) : dayOf(moment),
      ref: `order:${order.orderNo}`,
      counterparty: order.customer,
      summary: words,
      amount: absolute(amount),
      place: order.place,
      clearedOn: undefined,
      account,
      currency: order.currency,
    },
  ];
}

function lineItem(line: LineFacts, amount: Minor, summary: Words): WalletItem {
  const number = line.tradeNo ?? line.orderNo;
  return {
    kind: amount < 0 ? 'bank_out_not_book' : 'bank_in_not_book',
    date: dayOf(line.occurredAt),
    ref: number === undefined ? `${line.place.file}:${line.place.line}` : `trade:${number}`,
    counterparty: undefined,
    summary,
    amount: absolute(amount),
    place: line.place,
    clearedOn: undefined,
    account: line.account,
    currency: line.currency,
  };
}

/** Eight hexadecimal digits that change with the statements the answer rests on. */
async function fingerprintOf(context: ReportContext): Promise<string> {
  const rows = await context.db.all<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM v_statement WHERE COALESCE(from_on, :next) < :next AND kind IN ('settlement', 'orders') ORDER BY sha256`,
    { next: boundsOf(context).next },
  );
  const mixed = rows.reduce((sum, row) => (sum ^ Number.parseInt(row.sha256.slice(0, 8), 16)) >>> 0, 0);
  return mixed.toString(16).padStart(8, '0');
}

import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, minus, negate, plus, type Minor } from '../model/money.ts';
import type { LineKind } from '../model/statement.ts';
import type { Column, Row } from '../model/table.ts';
import { loadWalletBreaks, type BalanceBreak } from '../store/read/balance-breaks.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { boundsOf, factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { loadEnds, type Ends } from './wallet-ends.ts';
import { LINE_KIND_WORDS } from './words.ts';

const ACCOUNT = textColumn('account', 'Account | 账户');
const CURRENCY = textColumn('currency', 'Currency | 币种', WIDE);

const COLUMNS: readonly Column[] = [
  ACCOUNT,
  textColumn('platform', 'Platform | 平台'),
  CURRENCY,
  dayColumn('from', 'First row | 首笔日期'),
  dayColumn('to', 'Last row | 末笔日期'),
  moneyColumn('opening', 'Opening balance | 期初余额'),
  moneyColumn('income', '+ Income | 加：收入'),
  moneyColumn('refunds', '− Refunds | 减：退款'),
  moneyColumn('fees', '− Fees | 减：费用'),
  moneyColumn('other', '± Other | 加减：其他'),
  moneyColumn('payouts', '− Payouts | 减：提现'),
  moneyColumn('closing', '= Closing balance | 期末余额（推算）'),
  moneyColumn('statement_closing', 'Per statement | 账单期末余额'),
  moneyColumn('difference', 'Difference | 差额'),
  integerColumn('breaks', 'Breaks | 断点数', WIDE),
];

const MOVEMENTS: readonly Column[] = [
  ACCOUNT,
  CURRENCY,
  textColumn('kind', 'Kind | 类型', { values: LINE_KIND_WORDS }),
  integerColumn('count', 'Rows | 笔数'),
  moneyColumn('gross', 'Gross | 总额'),
  moneyColumn('fee', 'Fee | 手续费'),
  moneyColumn('net', 'Net | 净额'),
];

const BREAKS: readonly Column[] = [
  ACCOUNT,
  CURRENCY,
  dayColumn('date', 'Date | 日期'),
  moneyColumn('expected', 'Expected | 推算余额'),
  moneyColumn('actual', 'Statement | 账单余额'),
  moneyColumn('difference', 'Difference | 差额'),
  textColumn('file', 'File | 文件'),
  integerColumn('line', 'Line | 行'),
];

const report: Report = {
  name: 'wallet',
  title: wordsOf('Wallet roll-forward | 平台资金余额滚存表'),
  summary: wordsOf(
    'opening + movements − payouts against the statement’s own balance | 期初 + 变动 − 提现，与账单余额核对',
  ),
  filters: ['account', 'platform'],
  async build(context) {
    const [movements, ends] = [await loadMovements(context), await loadEnds(context)];
    const { from, next } = boundsOf(context);
    const breaks = (await loadWalletBreaks(context.db, next as Day)).filter((one) => from === null || one.day >= from);
    const wallets = walletsOf(movements, ends, context);
    const shown = breaks.filter((one) => wallets.some((wallet) => wallet.account === one.account));
    return {
      schema: 'settle.report.wallet/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: wallets.map((wallet) => walletRow(wallet, shown)),
      sections: [
        {
          key: 'movements',
          title: wordsOf('By kind of movement | 按变动类型'),
          columns: MOVEMENTS,
          rows: wallets.flatMap((wallet) => wallet.movements.map((one) => movementRow(wallet, one))),
        },
        {
          key: 'breaks',
          title: wordsOf('Where the balance breaks | 余额断点'),
          columns: BREAKS,
          rows: shown.map(breakRow),
        },
      ],
      notes: [
        note(
          'Opening is the balance before the first row. Trade bills tell the same money again and are left out.',
          '期初余额为首笔之前的余额；交易账单与资金账单为同一资金，不重复计入。',
        ),
      ],
    };
  },
};

export default report;

interface Movement {
  readonly account: string;
  readonly platform: string | null;
  readonly currency: Currency;
  readonly kind: LineKind;
  readonly count: number;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
}

/** What moved in the period, by account, currency and kind. */
async function loadMovements(context: ReportContext): Promise<readonly Movement[]> {
  const { from, next } = boundsOf(context);
  return context.db.all<Movement>(
    `SELECT a.ref AS account, a.platform, l.currency, l.kind, COUNT(*) AS count, SUM(l.gross_minor) AS gross,
            SUM(l.fee_minor) AS fee, SUM(l.net_minor) AS net
     FROM v_line l JOIN v_account a ON a.id = l.account_id
     WHERE l.bill <> 'trade' AND l.occurred_at < :next AND (:from IS NULL OR l.occurred_at >= :from)
     GROUP BY a.ref, a.platform, l.currency, l.kind ORDER BY a.ref, l.currency, l.kind`,
    { from, next },
  );
}

interface Wallet {
  readonly account: string;
  readonly platform: string | null;
  readonly currency: Currency;
  readonly movements: readonly Movement[];
  readonly ends: Ends | undefined;
}

function walletsOf(movements: readonly Movement[], ends: readonly Ends[], context: ReportContext): readonly Wallet[] {
  const { account, platform } = context.filters;
  const keyOf = (one: Movement | Ends): string => `${one.account}\n${one.currency}`;
  const keys = [...new Set([...ends, ...movements].map(keyOf))].sort();
  return keys.flatMap((key) => {
    const own = movements.filter((one) => keyOf(one) === key);
    const end = ends.find((one) => keyOf(one) === key);
    const named = end ?? own[0];
    if (!named) return [];
    if (account !== undefined && named.account !== account) return [];
    if (platform !== undefined && named.platform !== platform) return [];
    return [{ account: named.account, platform: named.platform, currency: named.currency, movements: own, ends: end }];
  });
}

/** Kinds that are costs as a whole, whether the statement prints them as an amount or as a fee. */
const COSTS: ReadonlySet<LineKind> = new Set(['fee', 'commission', 'tax']);
const PAYOUTS: ReadonlySet<LineKind> = new Set(['payout', 'payout-return']);

function grossOf(wallet: Wallet, wanted: (kind: LineKind) => boolean): Minor {
  return plus(...wallet.movements.filter((one) => wanted(one.kind)).map((one) => minor(one.gross)));
}

interface Sums {
  readonly income: Minor;
  readonly refunds: Minor;
  readonly fees: Minor;
  readonly other: Minor;
  readonly payouts: Minor;
}

function sumsOf(wallet: Wallet): Sums {
  const charged = plus(...wallet.movements.map((one) => minor(one.fee)));
  const isOther = (kind: LineKind): boolean =>
    kind !== 'sale' && kind !== 'refund' && !COSTS.has(kind) && !PAYOUTS.has(kind);
  return {
    income: grossOf(wallet, (kind) => kind === 'sale'),
    refunds: negate(grossOf(wallet, (kind) => kind === 'refund')),
    fees: minus(
      charged,
      grossOf(wallet, (kind) => COSTS.has(kind)),
    ),
    other: grossOf(wallet, isOther),
    payouts: negate(grossOf(wallet, (kind) => PAYOUTS.has(kind))),
  };
}

/** The balance that follows from the rows; undefined where no row has one to begin with. */
function closingOf(opening: Minor | undefined, { income, refunds, fees, other, payouts }: Sums): Minor | undefined {
  if (opening === undefined) return undefined;
  return plus(opening, income, negate(refunds), negate(fees), other, negate(payouts));
}

function walletRow(wallet: Wallet, breaks: readonly BalanceBreak[]): Row {
  const { account, currency, ends } = wallet;
  const sums = sumsOf(wallet);
  const opening = amountOf(ends?.before ?? ends?.first);
  const closing = closingOf(opening, sums);
  const stated = amountOf(ends?.last);
  const isKnown = closing !== undefined && stated !== undefined;
  const amounts = { opening, ...sums, closing, statement_closing: stated };
  return {
    account,
    platform: wallet.platform ?? undefined,
    currency,
    from: ends?.first_on ?? undefined,
    to: ends?.last_on ?? undefined,
    ...Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, money(amount, currency)])),
    difference: money(isKnown ? minus(stated, closing) : undefined, currency),
    breaks: breaks.filter((one) => one.account === account && one.currency === currency).length,
  };
}

function amountOf(amount: number | null | undefined): Minor | undefined {
  return amount === null || amount === undefined ? undefined : minor(amount);
}

function movementRow({ account, currency }: Wallet, one: Movement): Row {
  return {
    account,
    currency,
    kind: one.kind,
    count: one.count,
    gross: money(one.gross, currency),
    fee: money(one.fee, currency),
    net: money(one.net, currency),
  };
}

function breakRow(one: BalanceBreak): Row {
  const { currency } = one;
  return {
    account: one.account,
    currency,
    date: one.day,
    expected: money(one.expected, currency),
    actual: money(one.actual, currency),
    difference: money(minus(one.actual, one.expected), currency),
    file: one.place.file,
    line: one.place.line,
  };
}

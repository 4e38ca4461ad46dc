import { addDays, daysBetween, type Day } from '../model/day.ts';
import { minus, plus, type Minor } from '../model/money.ts';
import type { Column, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { maskedNumber } from './accounts.ts';
import { hintsOf } from './bank-hints.ts';
import type { BankItem, ItemKind } from './bank-items.ts';
import { formsOf, sumOf, type BankStatement, type FormWords } from './bank-layout.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { boundsOf, factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { loadWalletBalances, loadWalletItems, type WalletBalances } from './wallet-items.ts';

/** The bank's form with the platform in the bank's place. */
const FORM: FormWords = {
  title: wordsOf('WALLET RECONCILIATION STATEMENT | 平 台 余 额 调 节 表'),
  item: wordsOf('Item | 项  目'),
  amount: wordsOf('Amount | 金额'),
  book: wordsOf('Balance per books | 企业平台资金日记账余额'),
  bank: wordsOf('Balance per platform | 平台账单余额'),
  bank_in_not_book: wordsOf('Add: at platform, not in books | 加：平台已收、企业未收'),
  bank_out_not_book: wordsOf('Less: out there, not in books | 减：平台已付、企业未付'),
  book_in_not_bank: wordsOf('Add: in books, not there | 加：企业已收、平台未收'),
  book_out_not_bank: wordsOf('Less: out of books, not there | 减：企业已付、平台未付'),
  adjusted: wordsOf('Adjusted balance | 调节后的平台余额'),
};

/** The kinds of items as csv and json name them. */
const KIND_OF: Readonly<Record<ItemKind, string>> = {
  bank_in_not_book: 'platform_in_not_book',
  bank_out_not_book: 'platform_out_not_book',
  book_in_not_bank: 'book_in_not_platform',
  book_out_not_bank: 'book_out_not_platform',
};

const KINDS: Readonly<Record<string, Words>> = {
  balance: wordsOf('balance | 余额'),
  platform_in_not_book: wordsOf('at platform, not in books | 平台已收、企业未收'),
  platform_out_not_book: wordsOf('out at platform, not in books | 平台已付、企业未付'),
  book_in_not_platform: wordsOf('in books, not at platform | 企业已收、平台未收'),
  book_out_not_platform: wordsOf('out of books, not at platform | 企业已付、平台未付'),
  adjusted_balance: wordsOf('adjusted balance | 调节后余额'),
  difference: wordsOf('difference | 差额'),
};

const SIDES: Readonly<Record<string, Words>> = {
  book: wordsOf('books | 企业'),
  platform: wordsOf('platform | 平台'),
  both: wordsOf('both | 双方'),
};

const COLUMNS: readonly Column[] = [
  textColumn('account', 'Account | 账户'),
  dayColumn('as_of', 'As of | 截止日期', WIDE),
  textColumn('side', 'Side | 方', { values: SIDES }),
  textColumn('kind', 'Kind | 类别', { values: KINDS }),
  dayColumn('date', 'Date | 日期'),
  textColumn('ref', 'Ref | 单号'),
  textColumn('counterparty', 'Counterparty | 对方', WIDE),
  { key: 'summary', title: wordsOf('Summary | 摘要'), type: 'words', wide: true },
  moneyColumn('amount', 'Amount | 金额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  integerColumn('age_days', 'Days | 账龄'),
  textColumn('first_period', 'First month | 首见月份', WIDE),
  textColumn('source_file', 'File | 文件', WIDE),
  integerColumn('source_line', 'Line | 行', WIDE),
  dayColumn('cleared_on', 'Cleared | 消除日期', WIDE),
];

const report: Report = {
  name: 'wallet-reconciliation',
  title: wordsOf('Wallet reconciliation statement | 平台余额调节表'),
  summary: wordsOf(
    'the books’ balance of each wallet and the platform’s, adjusted by what each has not got yet | 企业账面与平台余额，按未达账项调节',
  ),
  filters: ['account', 'platform'],
  isOfOneDay: true,
  async build(context) {
    const day = addDays(boundsOf(context).next as Day, -1);
    const { account, platform } = context.filters;
    const wallets = (await loadWalletBalances(context)).filter(
      (one) =>
        (account === undefined || one.account === account) && (platform === undefined || one.platform === platform),
    );
    const items = await loadWalletItems(context);
    const statements = wallets.map((wallet) => ({ wallet, statement: statementOf(wallet, items, { context, day }) }));
    return {
      schema: 'settle.report.wallet-reconciliation/1',
      title: report.title,
      facts: { ...factsOf(context), as_of: day },
      columns: COLUMNS,
      rows: statements.flatMap(({ wallet, statement }) => rowsOf(statement, wallet.account)),
      notes: [
        ...statements.flatMap(({ statement }) => hintsOf(statement, { breaks: [], gaps: [] })),
        note(
          "The books' side is the first balance and what orders, refunds, fees and withdrawals say came and went since.",
          '企业方余额由期初余额加上订单、退款、费用与提现所示收支得出。',
        ),
      ],
      ...formsOf(
        statements.map(({ statement }) => statement),
        FORM,
      ),
    };
  },
};

export default report;

interface Asked {
  readonly context: ReportContext;
  readonly day: Day;
}

/** What the platform moved and the books know is the books' side; the platform's is the balance it prints. */
function statementOf(
  { account, currency, opening, moved, closing, fingerprint }: WalletBalances,
  all: readonly (BankItem & { readonly account: string; readonly currency: string })[],
  { context: { settings }, day }: Asked,
): BankStatement {
  const items = all.filter((item) => item.account === account && item.currency === currency);
  const sum = (kind: ItemKind): Minor => sumOf(items, kind);
  const known = plus(opening, moved);
  const unknown = minus(sum('bank_in_not_book'), sum('bank_out_not_book'));
  const awaited = minus(sum('book_in_not_bank'), sum('book_out_not_bank'));
  const bookBalance = plus(minus(known, unknown), awaited);
  const adjustedBook = plus(bookBalance, unknown);
  const adjustedBank = plus(closing, awaited);
  const number = maskedNumber(settings.accounts.find((one) => one.id === account)?.number);
  return {
    book: settings.book,
    name: number === undefined ? account : `${account} ${number}`,
    currency,
    day,
    bookBalance,
    bankBalance: closing,
    adjustedBook,
    adjustedBank,
    difference: minus(adjustedBook, adjustedBank),
    items,
    fingerprint,
  };
}

function rowsOf(statement: BankStatement, account: string): readonly Row[] {
  const { currency, day, items } = statement;
  const total = (side: string, kind: string, amount: Minor | undefined): Row => ({
    ...{ account, as_of: day, side, kind },
    amount: money(amount, currency),
    currency,
  });
  const ofSide = (isBook: boolean): readonly Row[] =>
    items.filter((item) => item.kind.startsWith('bank') === isBook).map((item) => itemRow(item, account, statement));
  return [
    total('book', 'balance', statement.bookBalance),
    ...ofSide(true),
    total('book', 'adjusted_balance', statement.adjustedBook),
    total('platform', 'balance', statement.bankBalance),
    ...ofSide(false),
    total('platform', 'adjusted_balance', statement.adjustedBank),
    total('both', 'difference', statement.difference),
  ];
}

function itemRow(item: BankItem, account: string, { currency, day }: BankStatement): Row {
  return {
    account,
    as_of: day,
    side: item.kind.startsWith('bank') ? 'book' : 'platform',
    kind: KIND_OF[item.kind],
    date: item.date,
    ref: item.ref,
    counterparty: item.counterparty,
    summary: item.summary,
    amount: money(item.amount, currency),
    currency,
    age_days: daysBetween(item.date, day),
    first_period: item.date.slice(0, 7),
    source_file: item.place?.file,
    source_line: item.place?.line,
    cleared_on: item.clearedOn,
  };
}

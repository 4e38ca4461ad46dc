import { reconcile } from '../close/index.ts';
import { addDays, dayInMonth, daysBetween, type Day } from '../model/day.ts';
import { plus, type Minor } from '../model/money.ts';
import type { Cell, Column, Note, Row } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { gapsOf } from '../model/coverage.ts';
import { loadBankBreaks } from '../store/read/balance-breaks.ts';
import { loadCoverage, loadIssues } from '../store/read/statement-cases.ts';
import { maskedNumber } from './accounts.ts';
import { hintsOf, type StatementFaults } from './bank-hints.ts';
import { bookSide, type BankItem, type ItemKind } from './bank-items.ts';
import { formsOf, type BankStatement } from './bank-layout.ts';
import { loadBankWorld, type BankAccount, type BankWorld } from './bank-world.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { boundsOf, factsOf } from './facts.ts';
import { loadLastBalances, type LastBalance } from './last-balance.ts';
import { note } from './notes.ts';
import type { Report, ReportContext } from './report.ts';

const SIDES: Readonly<Record<string, Words>> = {
  book: wordsOf('books | 企业'),
  bank: wordsOf('bank | 银行'),
  both: wordsOf('both | 双方'),
};

const KINDS: Readonly<Record<string, Words>> = {
  balance: wordsOf('balance | 余额'),
  bank_in_not_book: wordsOf('in bank, not in books | 银行已收、企业未收'),
  bank_out_not_book: wordsOf('out of bank, not of books | 银行已付、企业未付'),
  book_in_not_bank: wordsOf('in books, not in bank | 企业已收、银行未收'),
  book_out_not_bank: wordsOf('out of books, not of bank | 企业已付、银行未付'),
  adjusted_balance: wordsOf('adjusted balance | 调节后余额'),
  difference: wordsOf('difference | 差额'),
};

const COLUMNS: readonly Column[] = [
  textColumn('account', 'Account | 账户'),
  dayColumn('as_of', 'As of | 截止日期', WIDE),
  textColumn('side', 'Side | 方', { values: SIDES }),
  textColumn('kind', 'Kind | 类别', { values: KINDS }),
  dayColumn('date', 'Date | 日期'),
  textColumn('ref', 'Ref | 凭证/流水号'),
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
  name: 'bank-reconciliation',
  title: wordsOf('Bank reconciliation statement | 银行存款余额调节表'),
  summary: wordsOf(
    'the books’ balance and the bank’s, adjusted by what each has not got yet | 企业账面余额与银行余额，按未达账项调节',
  ),
  filters: ['account'],
  isOfOneDay: true,
  async build(context, later) {
    const { asOf, filters } = context;
    const day = addDays(boundsOf(context).next as Day, -1);
    const [world, balances] = [await loadBankWorld(context), await loadLastBalances(context)];
    const fingerprint = await fingerprintOf(context);
    const wanted = world.accounts.filter(
      (one) => one.firstOn <= day && (filters.account === undefined || filters.account === one.account),
    );
    const since = later === undefined ? undefined : await loadBankWorld(later);
    const statements = wanted.map((account) => {
      const given = { world, account, balances, day, fingerprint };
      return statementOf(since === undefined ? given : { ...given, since }, context);
    });
    const faults = await faultsOf(context, day);
    return {
      schema: 'settle.report.bank-reconciliation/1',
      title: report.title,
      facts: { ...factsOf(context), as_of: day < asOf ? day : asOf },
      columns: COLUMNS,
      rows: statements.flatMap((statement, at) => rowsOf(statement, wanted[at]?.account ?? '')),
      sections: [
        {
          key: 'cleared',
          title: wordsOf('Open a month before, cleared since | 上月末未达、本月已消除'),
          columns: COLUMNS,
          rows: wanted.flatMap((account) =>
            clearedItems(world, account, day).map((item) => itemRow(item, account, day)),
          ),
        },
      ],
      notes: [
        ...statements.flatMap((statement, at) => hintsOf(statement, faults(wanted[at]?.account ?? ''))),
        ...CAVEATS,
      ],
      ...formsOf(statements),
    };
  },
};

export default report;

const CAVEATS: readonly Note[] = [
  note(
    'This statement is no voucher: what the bank has and the books have not is booked when its paper arrives.',
    '调节表不得作为记账凭证：银行已入账而企业未入账的款项，待凭证到达后方可记账。',
  ),
  note(
    "The books' side is what orders, platforms and receipts say came to the account, from the first statement's opening balance on.",
    '企业方余额由首份对账单的期初余额加上订单、平台与收款记录所示入账款项得出。',
  ),
];

interface Given {
  readonly world: BankWorld;
  readonly account: BankAccount;
  readonly balances: readonly LastBalance[];
  readonly day: Day;
  readonly fingerprint: string;
  /** The same world as of a later day: it tells when an item was cleared and changes no number. */
  readonly since?: BankWorld;
}

/** The books' side is added up from our own items, the bank's from its balance: only then do the two have to agree. */
function statementOf(
  { world, account, balances, day, fingerprint, since }: Given,
  { settings }: ReportContext,
): BankStatement {
  const { currency, opening } = account;
  const { booked, items: open } = bookSide(world, account, day);
  const items = since === undefined ? open : clearedSince(open, bookSide(since, account, day).items);
  const bankBalance = balances.find((one) => one.account === account.account && one.currency === currency)?.balance;
  const bookBalance = opening === undefined ? undefined : plus(opening, booked);
  const { adjustedBook, adjustedBank, difference } = reconcile(bookBalance, bankBalance, items);
  const number = maskedNumber(settings.accounts.find((one) => one.id === account.account)?.number);
  return {
    book: settings.book,
    name: number === undefined ? account.account : `${account.account} ${number}`,
    currency,
    day,
    bookBalance,
    bankBalance,
    adjustedBook,
    adjustedBank,
    difference,
    items,
    fingerprint,
  };
}

function keyOf({ kind, ref }: BankItem): string {
  return `${kind} ${ref}`;
}

/** The items with the day on which each was cleared, as far as it is known by now. */
function clearedSince(items: readonly BankItem[], known: readonly BankItem[]): readonly BankItem[] {
  const days = new Map(known.map((item) => [keyOf(item), item.clearedOn]));
  return items.map((item) => ({ ...item, clearedOn: days.get(keyOf(item)) }));
}

/** What was open at the end of the month before and isn't any more (DOMAIN.md 1.4). */
function clearedItems(world: BankWorld, account: BankAccount, day: Day): readonly BankItem[] {
  const monthBefore = addDays(dayInMonth(day, 0, 1), -1);
  if (monthBefore < account.firstOn) return [];
  const open = new Set(bookSide(world, account, day).items.map(keyOf));
  return bookSide(world, account, monthBefore).items.filter((item) => !open.has(keyOf(item)));
}

function rowsOf(statement: BankStatement, account: string): readonly Row[] {
  const { currency, day, items } = statement;
  const total = (side: string, kind: string, amount: Minor | undefined): Row => ({
    account,
    as_of: day,
    side,
    kind,
    amount: money(amount, currency),
    currency,
  });
  const own = { account, currency };
  const ofSide = (side: string): readonly Row[] =>
    items.filter((item) => sideOf(item.kind) === side).map((item) => itemRow(item, own, day));
  return [
    total('book', 'balance', statement.bookBalance),
    ...ofSide('book'),
    total('book', 'adjusted_balance', statement.adjustedBook),
    total('bank', 'balance', statement.bankBalance),
    ...ofSide('bank'),
    total('bank', 'adjusted_balance', statement.adjustedBank),
    total('both', 'difference', statement.difference),
  ];
}

/** The side whose balance the item adjusts. */
function sideOf(kind: ItemKind): 'book' | 'bank' {
  return kind.startsWith('bank') ? 'book' : 'bank';
}

function itemRow(item: BankItem, { account, currency }: Pick<BankAccount, 'account' | 'currency'>, day: Day): Row {
  const cells: Record<string, Cell> = {
    account,
    as_of: day,
    side: sideOf(item.kind),
    kind: item.kind,
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
  return cells;
}

/** Breaks and gaps of an account's statements up to the day. */
async function faultsOf({ db }: ReportContext, day: Day): Promise<(account: string) => StatementFaults> {
  const next = addDays(day, 1);
  const inside = (await loadIssues(db, next)).flatMap((issue) =>
    issue.code === 'balance-break' && issue.account_kind === 'bank'
      ? [{ ...issue, expected: issue.expected as Minor, actual: issue.actual as Minor, place: issue }]
      : [],
  );
  const between = await loadBankBreaks(db, next);
  const coverage = (await loadCoverage(db)).filter((row) => row.account_kind === 'bank' && row.from_on <= day);
  return (account) => ({
    breaks: [...inside, ...between].filter((one) => one.account === account),
    gaps: gapsOf(
      coverage
        .filter((row) => row.account === account)
        .map((row) => ({
          from: row.from_on,
          to: row.to_on,
          ...(row.opening === null ? {} : { opening: row.opening }),
          ...(row.closing === null ? {} : { closing: row.closing }),
        })),
    ).filter((gap) => gap.from <= day),
  });
}

/** Eight hexadecimal digits that change with the statements the answer rests on, whatever order they were imported in. */
async function fingerprintOf(context: ReportContext): Promise<string> {
  const { next } = boundsOf(context);
  const rows = await context.db.all<{ sha256: string }>(
    'SELECT DISTINCT sha256 FROM v_statement WHERE COALESCE(from_on, :next) < :next ORDER BY sha256',
    { next },
  );
  const mixed = rows.reduce((sum, row) => (sum ^ Number.parseInt(row.sha256.slice(0, 8), 16)) >>> 0, 0);
  return mixed.toString(16).padStart(8, '0');
}

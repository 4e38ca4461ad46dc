import type { Currency } from '../model/currency.ts';
import type { AccountSettings } from '../model/settings.ts';
import type { Column, Note, Row, Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { loadAccounts, type StoredAccount } from '../store/read/accounts.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCoverageRanges, type CoverageRange } from './coverage-ranges.ts';
import { boundsOf, factsOf } from './facts.ts';
import { loadLastBalances } from './last-balance.ts';
import { note } from './notes.ts';
import type { ReportContext } from './report.ts';
import { COVERAGE_WORDS } from './words.ts';

const KINDS: Readonly<Record<string, Words>> = { bank: wordsOf('bank | 银行'), wallet: wordsOf('wallet | 平台账户') };

const STATES: Readonly<Record<string, Words>> = { ...COVERAGE_WORDS, empty: wordsOf('no statement | 无账单') };

const COLUMNS: readonly Column[] = [
  textColumn('account', 'Account | 账户'),
  textColumn('kind', 'Kind | 类型', { values: KINDS, ...WIDE }),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('number', 'Number | 账号'),
  textColumn('currency', 'Currency | 币种', WIDE),
  moneyColumn('balance', 'Balance | 余额'),
  dayColumn('balance_on', 'Balance of | 余额日期', WIDE),
  dayColumn('from', 'From | 账单起'),
  dayColumn('to', 'To | 账单止'),
  integerColumn('rows', 'Rows | 行数', WIDE),
  integerColumn('missing_days', 'Missing days | 缺失天数'),
  textColumn('state', 'State | 状态', { values: STATES }),
  { key: 'known', title: wordsOf('In settle.yaml | 已配置'), type: 'text', wide: true },
];

/** What `settle accounts` prints: every account of settle.yaml and every one that files spoke of, as of the day. */
export async function accountsTable(context: ReportContext): Promise<Table> {
  const accounts = await allAccounts(context);
  const [counts, ranges] = [await loadRowCounts(context), await loadCoverageRanges(context)];
  const balances = await loadLastBalances(context);
  const rows = accounts.map((account): Row => {
    const own = ranges.filter((range) => range.account === account.ref);
    const seen = own.filter((range) => range.state !== 'missing');
    const balance = balances.find((one) => one.account === account.ref && one.currency === account.currency);
    return {
      account: account.ref,
      kind: account.kind,
      platform: account.platform,
      number: maskedNumber(account.number),
      currency: account.currency,
      balance: money(balance?.balance, account.currency),
      balance_on: balance?.day,
      from: seen.map((range) => range.from).sort()[0],
      to: seen
        .map((range) => range.to)
        .sort()
        .at(-1),
      rows: counts.get(account.ref) ?? 0,
      missing_days: missingDays(own),
      state: stateOf(own),
      known: account.isKnown,
    };
  });
  return {
    schema: 'settle.accounts/1',
    title: wordsOf('Accounts | 账户'),
    facts: factsOf(context),
    columns: COLUMNS,
    rows,
    notes: accounts.filter((account) => !account.isKnown).map(missingNote),
  };
}

interface ListedAccount {
  readonly ref: string;
  readonly kind: AccountSettings['kind'];
  readonly platform: string | undefined;
  readonly number: string | undefined;
  readonly currency: Currency;
  readonly isKnown: boolean;
}

/** Settings first: they say what an account is called; then the accounts only files know. */
async function allAccounts({ db, settings, filters }: ReportContext): Promise<readonly ListedAccount[]> {
  const known = settings.accounts.map((account) => listed(account.id, account, true));
  const met = (await loadAccounts(db)).flatMap((account) =>
    isMoneyAccount(account) && !known.some((one) => one.ref === account.ref)
      ? [listed(account.ref, account, false)]
      : [],
  );
  return [...known, ...met]
    .filter((account) => filters.account === undefined || filters.account === account.ref)
    .filter((account) => filters.platform === undefined || filters.platform === account.platform)
    .sort(byKey((account) => `${account.kind}\n${account.ref}`));
}

function isMoneyAccount(account: StoredAccount): account is StoredAccount & { readonly kind: 'bank' | 'wallet' } {
  return account.kind === 'bank' || account.kind === 'wallet';
}

type AccountParts = Pick<AccountSettings, 'kind' | 'platform' | 'number' | 'currency'>;

function listed(ref: string, { kind, platform, number, currency }: AccountParts, isKnown: boolean): ListedAccount {
  return { ref, kind, platform, number, currency, isKnown };
}

/** Rows of the account's statements up to the day. */
async function loadRowCounts(context: ReportContext): Promise<ReadonlyMap<string, number>> {
  const { from, next } = boundsOf(context);
  const rows = await context.db.all<{ account: string; count: number }>(
    `SELECT a.ref AS account, COUNT(*) AS count FROM v_line l JOIN v_account a ON a.id = l.account_id
     WHERE l.occurred_at < :next AND (:from IS NULL OR l.occurred_at >= :from) GROUP BY a.ref
     UNION ALL
     SELECT a.ref, COUNT(*) FROM v_bank b JOIN v_account a ON a.id = b.account_id
     WHERE b.booked_at < :next AND (:from IS NULL OR b.booked_at >= :from) GROUP BY a.ref`,
    { from, next },
  );
  return new Map(rows.map((row) => [row.account, row.count]));
}

/** Shows the last four digits only. */
export function maskedNumber(number: string | undefined): string | undefined {
  if (number === undefined) return undefined;
  return number.length <= 4 ? number : `****${number.slice(-4)}`;
}

/** A day counts once, whichever of the account's bills lacks it. */
function missingDays(ranges: readonly CoverageRange[]): number {
  const bills = [...new Set(ranges.map((range) => range.bill))];
  const daysOf = (bill: string | undefined): number =>
    ranges
      .filter((range) => range.bill === bill && range.state === 'missing')
      .reduce((sum, range) => sum + range.days, 0);
  return Math.max(0, ...bills.map(daysOf));
}

/** The worst state any of its days has. */
function stateOf(ranges: readonly CoverageRange[]): string {
  const worst = (['missing', 'disagreeing', 'twice', 'covered'] as const).find((state) =>
    ranges.some((range) => range.state === state),
  );
  return worst ?? 'empty';
}

/** The lines to add to settle.yaml, as one line of YAML. */
function missingNote(account: ListedAccount): Note {
  const parts = [
    `id: ${account.ref}`,
    `kind: ${account.kind}`,
    ...(account.platform === undefined ? [] : [`platform: ${account.platform}`]),
    ...(account.number === undefined ? [] : [`number: "${account.number}"`]),
  ];
  const line = `- { ${parts.join(', ')} }`;
  return note(
    `${account.ref} isn't in settle.yaml. Under accounts, add: ${line}`,
    `settle.yaml 中没有账户 ${account.ref}，请在 accounts 下添加：${line}`,
  );
}

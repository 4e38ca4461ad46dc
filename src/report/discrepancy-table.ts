import { KINDS, messageOf } from '../discrepancy/index.ts';
import { daysBetween } from '../model/day.ts';
import type { FindingCount, FindingStream, NamedFinding } from '../model/finding.ts';
import { absolute, plus, ZERO } from '../model/money.ts';
import { batchesOf, streamOf } from '../model/rows.ts';
import type { Column, Row, Section, Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { platformOfAccounts, platformOfOrders } from './platform-names.ts';
import type { ReportContext } from './report.ts';
import { accountName } from './shown-names.ts';
import { tally, type Tally } from './tally.ts';
import { FINDING_STATE_WORDS, LEG_WORDS, SEVERITY_WORDS, WORST_FIRST } from './words.ts';

/** What each kind of finding is called. */
export const CODE_WORDS: Readonly<Record<string, Words>> = Object.fromEntries(
  KINDS.map((kind) => [kind.code, kind.title]),
);

const SEVERITY: Column = textColumn('severity', 'Severity | 级别', { values: SEVERITY_WORDS });
const CODE: Column = textColumn('code', 'What | 差异', { values: CODE_WORDS });

const COLUMNS: readonly Column[] = [
  textColumn('finding', 'Finding | 编号', { whole: true }),
  SEVERITY,
  CODE,
  textColumn('leg', 'Leg | 环节', { values: LEG_WORDS, ...WIDE }),
  textColumn('order_no', 'Order no. | 订单号', WIDE),
  textColumn('trade_no', 'Trade no. | 交易号', WIDE),
  textColumn('batch_no', 'Batch no. | 批次号', WIDE),
  textColumn('bank_ref', 'Bank ref. | 银行流水号', WIDE),
  textColumn('account', 'Account | 账户', WIDE),
  textColumn('counterparty', 'Counterparty | 对方', WIDE),
  moneyColumn('expected', 'Expected | 应有'),
  moneyColumn('actual', 'Actual | 实有'),
  moneyColumn('difference', 'Difference | 差额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  dayColumn('date', 'Date | 日期', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
  textColumn('state', 'State | 状态', { values: FINDING_STATE_WORDS, ...WIDE }),
  integerColumn('age_days', 'Days | 天数', WIDE),
  { key: 'message', title: wordsOf('What is wrong | 说明'), type: 'words', below: true },
];

/** Findings of the period and filters asked for as a report, in the order given. */
export async function discrepancyTable(findings: readonly NamedFinding[], context: ReportContext): Promise<Table> {
  const listed = listedFindings(batchesOf(findings), context);
  return tableOfFindings(listed, await countsOf(listed), context);
}

/** Those of them that are open. */
export function openFindings(findings: FindingStream): FindingStream {
  const { counts } = findings;
  const open = streamOf(async function* () {
    for await (const batch of findings) yield batch.filter(({ state }) => state === 'open');
  });
  return counts === undefined
    ? open
    : { ...open, counts: async () => (await counts()).filter(({ state }) => state === 'open') };
}

/** The findings of the period and filters asked for. */
export function listedFindings(findings: FindingStream, context: ReportContext): FindingStream {
  if (context.period === undefined && Object.keys(context.filters).length === 0) return findings;
  return streamOf(async function* () {
    for await (const batch of findings) {
      yield await wanted(
        batch.filter((finding) => isListed(finding.date, context.period)),
        context,
      );
    }
  });
}

/** Where findings of several states stand in one list, their state is shown. */
function isOpenOnly(states: ReadonlySet<string>): boolean {
  return [...states].every((state) => state === 'open');
}

/** How many findings there are of each sort: where that isn't known, they are gone through. */
export async function countsOf(findings: FindingStream): Promise<readonly FindingCount[]> {
  if (findings.counts !== undefined) return findings.counts();
  const counts = new Map<string, FindingCount>();
  for await (const batch of findings) {
    for (const { code, severity, state, currency, difference = ZERO } of batch) {
      const key = [code, severity, state, currency].join(' ');
      const before = counts.get(key);
      counts.set(key, {
        ...{ code, severity, state, currency },
        count: (before?.count ?? 0) + 1,
        amount: plus(before?.amount ?? ZERO, absolute(difference)),
      });
    }
  }
  return [...counts.values()];
}

/**
 * The findings as they are given and counted (`countsOf`), accounts by their ids (`withNames`). They are gone through when
 * the rows are printed.
 */
export function tableOfFindings(
  findings: FindingStream,
  counts: readonly FindingCount[],
  context: ReportContext,
): Table {
  const bySeverity = tally(counts, (one) => ({ ...one, key: one.severity }));
  const byCode = tally(counts, (one) => ({ ...one, key: one.code }));
  const states = new Set(counts.map(({ state }) => state));
  return {
    schema: 'settle.report.discrepancies/1',
    title: wordsOf('Discrepancies | 差异明细'),
    facts: factsOf(context),
    columns: COLUMNS.map((column) => (column.key === 'state' ? { ...column, wide: isOpenOnly(states) } : column)),
    rows: streamOf(async function* () {
      for await (const batch of findings) yield batch.map((finding) => findingRow(finding, context));
    }),
    totals: { count: counts.reduce((sum, { count }) => sum + count, 0) },
    sections: [severitySection(bySeverity), codeSection(byCode)],
  };
}

/** The findings within the filters. An order without any line belongs to the platform it was sold on. */
async function wanted(findings: readonly NamedFinding[], context: ReportContext): Promise<readonly NamedFinding[]> {
  const { account, platform, customer, order } = context.filters;
  const narrowed = findings.filter(
    (finding) =>
      (account === undefined || finding.account === account) &&
      (customer === undefined || finding.counterparty === customer) &&
      (order === undefined || finding.orderNo === order),
  );
  if (platform === undefined) return narrowed;
  const ofAccount = await platformOfAccounts(context);
  const homeless = narrowed.flatMap((finding) => (finding.account === undefined ? (finding.orderNo ?? []) : []));
  const ofOrder = await platformOfOrders(context.db, homeless);
  return narrowed.filter((finding) => {
    const own = finding.account === undefined ? ofOrder.get(finding.orderNo ?? '') : ofAccount.get(finding.account);
    return own === platform;
  });
}

function findingRow(finding: NamedFinding, { asOf, settings }: ReportContext): Row {
  const { currency } = finding;
  const account = finding.account === undefined ? undefined : accountName(finding.account, settings);
  return {
    finding: finding.id,
    code: finding.code,
    severity: finding.severity,
    leg: finding.leg,
    order_no: finding.orderNo,
    trade_no: finding.tradeNo,
    batch_no: finding.batchNo,
    bank_ref: finding.bankRef,
    account: finding.account,
    counterparty: finding.counterparty,
    expected: money(finding.expected, currency),
    actual: money(finding.actual, currency),
    difference: money(finding.difference, currency),
    currency,
    date: finding.date,
    file: finding.place?.file,
    line: finding.place?.line,
    state: finding.state,
    age_days: daysBetween(finding.since, asOf),
    message: new FindingWords(finding, account),
  };
}

/** What is wrong: the sentence is made in the language that is asked for. */
class FindingWords implements Words {
  readonly #finding: NamedFinding;
  readonly #account: Words | undefined;

  constructor(finding: NamedFinding, account: Words | undefined) {
    this.#finding = finding;
    this.#account = account;
  }

  get en(): string {
    return messageOf(this.#finding, 'en', this.#account?.en);
  }

  get zh(): string {
    return messageOf(this.#finding, 'zh', this.#account?.zh);
  }
}

const TALLY_COLUMNS: readonly Column[] = [
  integerColumn('count', 'Count | 笔数'),
  moneyColumn('amount', 'Amount (absolute) | 金额（绝对值）'),
  textColumn('currency', 'Currency | 币种'),
];

function severitySection(tallies: readonly Tally[]): Section {
  const worst = byKey((row: Tally) => String(WORST_FIRST.findIndex((one) => one === row.key)));
  return {
    key: 'by_severity',
    title: wordsOf('By severity | 按级别'),
    columns: [SEVERITY, ...TALLY_COLUMNS],
    rows: [...tallies].sort(worst).map((one) => ({ severity: one.key, ...tallyCells(one) })),
  };
}

function codeSection(tallies: readonly Tally[]): Section {
  return {
    key: 'by_code',
    title: wordsOf('By kind | 按差异类型'),
    columns: [CODE, ...TALLY_COLUMNS],
    rows: tallies.map((one) => ({ code: one.key, ...tallyCells(one) })),
  };
}

function tallyCells({ count, amount, currency }: Tally): Row {
  return { count, amount: money(amount, currency), currency };
}

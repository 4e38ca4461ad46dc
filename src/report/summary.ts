import type { NamedFinding } from '../model/finding.ts';
import { absolute } from '../model/money.ts';
import { platformName } from '../model/platform.ts';
import type { Cell, Column, Note, Row, Section, Table } from '../model/table.ts';
import { addDays } from '../model/day.ts';
import type { Words } from '../model/words.ts';
import { byKey, integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import type { Report, ReportContext } from './report.ts';
import { acrossPlatforms, isConserved, take, type SideSums, type Sum } from './side-book.ts';
import { loadSideSums } from './side-sums.ts';
import { tally } from './tally.ts';
import { SEVERITY_WORDS, WORST_FIRST } from './words.ts';

const SIDE: Column = textColumn('side', 'Side | 方', {
  values: {
    orders: wordsOf('orders | 订单'),
    platform_sales: wordsOf('platform: sales | 平台收款'),
    platform_refunds: wordsOf('platform: refunds | 平台退款'),
    platform_payouts: wordsOf('platform: payouts | 平台打款'),
    bank_in: wordsOf('bank: money in | 银行收入'),
    bank_out: wordsOf('bank: money out | 银行支出'),
  },
});
const CURRENCY: Column = textColumn('currency', 'Currency | 币种', WIDE);

const COUNTS: readonly Column[] = [
  integerColumn('count', 'Count | 笔数'),
  integerColumn('matched', 'Matched | 已勾对'),
  integerColumn('open', 'In transit | 在途'),
  integerColumn('findings', 'With findings | 有差异'),
  ratioColumn('match_rate', 'Rate | 勾对率'),
];

const AMOUNTS: readonly Column[] = [
  SIDE,
  moneyColumn('amount', 'Amount | 金额'),
  moneyColumn('matched', 'Matched | 已勾对'),
  moneyColumn('open', 'In transit | 在途'),
  moneyColumn('findings', 'With findings | 有差异'),
  ratioColumn('match_rate', 'Rate | 勾对率'),
  CURRENCY,
];

const summary: Report = {
  name: 'summary',
  title: wordsOf('Reconciliation summary | 对账汇总'),
  summary: wordsOf(
    'orders, platforms and bank: matched, in transit, with findings | 订单、平台、银行三方：已勾对、在途、有差异',
  ),
  filters: [],
  async build(context): Promise<Table> {
    const byPlatform = await loadSideSums(context);
    const sides = acrossPlatforms(byPlatform);
    const findings = (await context.findings()).filter((finding) => isListed(finding.date, context.period));
    return {
      schema: 'settle.report.summary/1',
      title: summary.title,
      facts: factsOf(context),
      columns: [SIDE, ...COUNTS, CURRENCY],
      rows: sides.map((side) => ({ side: side.side, ...countsOf(side), currency: side.currency })),
      sections: [amounts(sides), severities(findings), platforms(byPlatform)],
      notes: await notesOf(sides, context),
    };
  },
};

export default summary;

/** Everything money is expected of: cancelled and unpaid orders stand apart. */
function expected({ stored, standings }: SideSums): Sum {
  return take(stored, standings.nothing);
}

function countsOf(side: SideSums): Row {
  const { matched, open, finding } = side.standings;
  const { count } = expected(side);
  const rate = share(matched.count, count);
  return { count, matched: matched.count, open: open.count, findings: finding.count, match_rate: rate };
}

function amounts(sides: readonly SideSums[]): Section {
  return {
    key: 'amounts',
    title: wordsOf('Amounts | 金额'),
    columns: AMOUNTS,
    rows: sides.map((side) => ({ side: side.side, ...amountsOf(side) })),
  };
}

function amountsOf(side: SideSums): Row {
  const { standings, currency } = side;
  const { amount } = expected(side);
  return {
    amount: money(amount, currency),
    matched: money(standings.matched.amount, currency),
    open: money(standings.open.amount, currency),
    findings: money(standings.finding.amount, currency),
    match_rate: share(standings.matched.amount, amount),
    currency,
  };
}

function severities(findings: readonly NamedFinding[]): Section {
  const tallies = tally(findings, ({ severity, currency, difference }) => ({
    key: severity,
    currency,
    amount: difference === undefined ? undefined : absolute(difference),
  }));
  const worst = byKey((one: (typeof tallies)[number]) =>
    String(WORST_FIRST.findIndex((severity) => severity === one.key)),
  );
  return {
    key: 'by_severity',
    title: wordsOf('Findings by severity | 差异按级别'),
    columns: [
      textColumn('severity', 'Severity | 级别', { values: SEVERITY_WORDS }),
      integerColumn('count', 'Count | 笔数'),
      moneyColumn('amount', 'Amount (absolute) | 金额（绝对值）'),
      CURRENCY,
    ],
    rows: [...tallies].sort(worst).map((one) => ({
      severity: one.key,
      count: one.count,
      amount: money(one.amount, one.currency),
      currency: one.currency,
    })),
  };
}

/** Orders, sales and refunds of each platform; an order without a platform is the shop's own. */
function platforms(sums: readonly SideSums[]): Section {
  const listed = sums.filter(({ side }) => side !== 'bank_in' && side !== 'bank_out');
  return {
    key: 'by_platform',
    title: wordsOf('By platform | 按平台'),
    columns: [
      textColumn('platform', 'Platform | 平台', { shown: platformShown }),
      SIDE,
      ...COUNTS,
      moneyColumn('amount', 'Amount | 金额'),
      CURRENCY,
    ],
    rows: [...listed].sort(byKey((one) => one.platform)).map((side) => ({
      platform: side.platform === '' ? undefined : side.platform,
      side: side.side,
      ...countsOf(side),
      amount: money(expected(side).amount, side.currency),
      currency: side.currency,
    })),
  };
}

const NO_PLATFORM = wordsOf('no platform | 无平台（线下）');

function platformShown(cell: Cell): readonly Words[] {
  if (typeof cell !== 'string') return [NO_PLATFORM];
  return [platformName(cell) ?? { en: cell, zh: cell }];
}

async function notesOf(sides: readonly SideSums[], context: ReportContext): Promise<readonly Note[]> {
  const ties = await context.db.all<{ ties: number }>(
    `SELECT COUNT(*) AS ties FROM v_fund_tie t JOIN v_line l ON l.id = t.fund_line_id WHERE l.occurred_at < :next`,
    { next: addDays(context.asOf, 1) },
  );
  const tied = ties[0]?.ties ?? 0;
  const nothing = sides.reduce((count, side) => count + side.standings.nothing.count, 0);
  const broken = sides.filter((side) => !isConserved(side));
  return [
    ...(broken.length === 0 ? [CONSERVED] : broken.map(brokenNote)),
    ...(nothing === 0 ? [] : [{ words: nothingWords(nothing) }]),
    ...(tied === 0 ? [] : [{ words: tiedWords(tied) }]),
  ];
}

const CONSERVED: Note = {
  words: wordsOf(
    'Check: total = matched + in transit + with findings, on every side: yes. | 核验：各方合计 = 已勾对 + 在途 + 有差异：相符。',
  ),
};

function brokenNote({ side, currency }: SideSums): Note {
  return {
    warning: true,
    words: {
      en: `total ≠ matched + in transit + with findings: ${side} ${currency}`,
      zh: `合计 ≠ 已勾对 + 在途 + 有差异：${side} ${currency}`,
    },
  };
}

function nothingWords(count: number): Note['words'] {
  return {
    en: `Orders of which no money is expected (cancelled, unpaid), left out above: ${count}.`,
    zh: `已取消或未付款、无应收款的订单（未计入上表）：${count} 笔。`,
  };
}

function tiedWords(count: number): Note['words'] {
  return {
    en: `Fund bill lines that tell the money of a trade bill line once more, counted once: ${count}.`,
    zh: `资金账单与交易账单重复记载、只计一次的明细：${count} 笔。`,
  };
}

import type { NamedFinding } from '../model/finding.ts';
import { ZERO } from '../model/money.ts';
import type { Column, Note, Row, Section } from '../model/table.ts';
import {
  byKey,
  dayColumn,
  integerColumn,
  money,
  moneyColumn,
  ratioColumn,
  share,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { isListed } from './facts.ts';
import type { FeeKey } from './fee-lines.ts';
import { note } from './notes.ts';
import { shopOfOrders } from './platform-names.ts';
import type { ReportContext } from './report.ts';

const COLUMNS: readonly Column[] = [
  dayColumn('date', 'Date | 日期'),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  textColumn('shop', 'Shop | 店铺', WIDE),
  textColumn('order_no', 'Order | 订单号', { whole: true }),
  textColumn('trade_no', 'Trade no. | 交易号', WIDE),
  moneyColumn('expected', 'Contract | 应收费用'),
  moneyColumn('charged', 'Charged | 实扣费用'),
  moneyColumn('difference', 'Diff. | 差异'),
  ratioColumn('off', 'Off | 偏差率'),
  textColumn('currency', 'Currency | 币种', WIDE),
  textColumn('finding', 'Finding | 编号', WIDE),
  textColumn('file', 'File | 文件', WIDE),
  integerColumn('line', 'Line | 行', WIDE),
];

/** As many as REPORTS.md 6 asks for, in each currency. */
const MOST = 20;

export interface OutlierOptions {
  readonly platforms: ReadonlyMap<string, string>;
  readonly isWanted: (one: Pick<FeeKey, 'account' | 'shop'>) => boolean;
}

/** The lines whose fee is furthest from the contract's: those of the findings `fee-mismatch`, a person's word or not. */
export async function outlierSection(
  context: ReportContext,
  { platforms, isWanted }: OutlierOptions,
): Promise<{ readonly section: Section; readonly notes: readonly Note[] }> {
  const found = (await context.findings()).filter(
    ({ code, date }) => code === 'fee-mismatch' && isListed(date, context.period),
  );
  const shops = await shopOfOrders(
    context.db,
    found.flatMap(({ orderNo }) => orderNo ?? []),
  );
  const shopOf = ({ orderNo = '' }: NamedFinding): string | undefined => shops.get(orderNo);
  const own = found.filter((one) => isWanted({ account: one.account ?? '', shop: shopOf(one) }));
  const currencies = [...new Set(own.map(({ currency }) => currency))].sort();
  const rows = currencies.flatMap((currency) =>
    own
      .filter((one) => one.currency === currency)
      .sort(byKey((one) => `${one.orderNo ?? ''}\n${one.tradeNo ?? ''}\n${one.id}`))
      .sort((one, other) => sizeOf(other) - sizeOf(one))
      .slice(0, MOST)
      .map((one) => outlierRow(one, platforms.get(one.account ?? ''), shopOf(one))),
  );
  return {
    section: {
      key: 'outliers',
      title: wordsOf('Furthest from the contract | 偏离合同最多的明细'),
      columns: COLUMNS,
      rows,
    },
    notes: moreNotes(own.length - rows.length),
  };
}

function sizeOf({ difference = ZERO }: NamedFinding): number {
  return Math.abs(difference);
}

function outlierRow(one: NamedFinding, platform: string | undefined, shop: string | undefined): Row {
  const { currency, expected, actual, difference, place } = one;
  return {
    date: one.date,
    platform,
    account: one.account,
    shop,
    order_no: one.orderNo,
    trade_no: one.tradeNo,
    expected: money(expected, currency),
    charged: money(actual, currency),
    difference: money(difference, currency),
    off: expected === undefined || difference === undefined ? undefined : share(difference, expected),
    currency,
    finding: one.id,
    file: place?.file,
    line: place?.line,
  };
}

function moreNotes(more: number): readonly Note[] {
  if (more <= 0) return [];
  return [
    note(
      `${more} more lines are charged other than by the contract: settle report discrepancies`,
      `另有 ${more} 笔未按合同计费：settle report discrepancies`,
    ),
  ];
}

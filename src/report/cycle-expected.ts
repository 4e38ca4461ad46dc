import { plus, ZERO } from '../model/money.ts';
import type { Column, Row, Section } from '../model/table.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import type { ReportContext } from './report.ts';

const COLUMNS: readonly Column[] = [
  dayColumn('due', 'Due | 应到日'),
  textColumn('platform', 'Platform | 平台', WIDE),
  textColumn('account', 'Account | 账户'),
  textColumn('kind', 'What | 类别', {
    values: { payout: wordsOf('payout to the bank | 打款到账'), order: wordsOf('orders to be settled | 订单待结算') },
  }),
  integerColumn('items', 'Items | 笔数'),
  moneyColumn('amount', 'Amount | 金额'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

/** What is to come and isn't late yet, a line a due day: payouts at the bank, and paid orders at the platform. */
export async function expectedSection(context: ReportContext): Promise<Section> {
  const { asOf } = context;
  const groups = new Map<string, PlatformMoney[]>();
  for (const one of await loadPlatformMoney(context)) {
    if (one.lastOn !== undefined && one.lastOn < asOf) continue;
    // What has no due day comes last.
    const key = [one.dueOn ?? '~', one.account ?? one.platform, one.kind, one.currency].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return {
    key: 'expected',
    title: wordsOf('Expected | 预计到账'),
    columns: COLUMNS,
    rows: [...groups].sort(byKey(([key]) => key)).flatMap(([, own]) => expectedRow(own)),
  };
}

function expectedRow(own: readonly PlatformMoney[]): readonly Row[] {
  const [first] = own;
  if (first === undefined) return [];
  const { dueOn, platform, account, kind, currency } = first;
  const amount = plus(ZERO, ...own.map((one) => one.amount));
  return [{ due: dueOn, platform, account, kind, items: own.length, amount: money(amount, currency), currency }];
}

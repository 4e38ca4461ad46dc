import { negate, ZERO } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';

const columns = {
  rowNo: ['流水单号'],
  account: ['账号', '帐号'],
  occurredAt: ['投放日期'],
  type: ['交易类型'],
  plan: ['计划ID'],
  outgo: ['支出'],
} as const;
type Field = keyof typeof columns;

/** 京准通 (formats/cn.md §9): what advertising cost, by day and plan. A top-up is a deposit of the seller's own money. */
const jdAds: FormatProfile<'settlement', Field> = {
  id: 'jd-ads',
  title: { en: 'JD advertising account', zh: '京准通资金流水' },
  kind: 'settlement',
  platform: 'jd',
  bill: 'fund',
  grade: 'B',
  joins: { en: 'nothing: costs of advertising', zh: '广告支出，无订单号' },
  columns,
  known: ['rowNo', 'account', 'occurredAt', 'plan', 'outgo'],
  read: (row) => {
    const outgo = row.needAmount('outgo');
    const type = row.text('type') ?? '';
    const isTopUp = /充值|转入/u.test(type);
    // The column is for what goes out: a top-up printed there without a minus may mean either.
    if (isTopUp && outgo > ZERO) row.fail('AMOUNT_SIGN', 'outgo');
    const kind: LineKind = isTopUp ? 'deposit' : 'commission';
    const plan = row.id('plan');
    return defined({
      line: row.line,
      account: row.id('account'),
      kind,
      occurredAt: row.needMoment('occurredAt'),
      tradeNo: row.needId('rowNo'),
      ...lineAmounts(kind, negate(outgo), ZERO),
      currency: row.currency,
      typeWords: type === '' ? undefined : type,
      memo: plan === undefined ? undefined : `计划 ${plan}`,
    });
  },
};
export default jdAds;

import { absolute, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { jdWalletKind } from './words/jd-fees.ts';

const columns = {
  account: ['账户代码', '帐户代码'],
  occurredAt: ['日期'],
  batchNo: ['商户订单号'],
  balance: ['账户余额(元)', '帐户余额(元)'],
  income: ['收入金额(元)'],
  outgo: ['支出金额(元)'],
  memo: ['交易备注'],
} as const;
type Field = keyof typeof columns;

/**
 * 京东钱包 · 资金表 (formats/cn.md §9): movements of the wallet. A day's settlement comes in as one sum on the next day,
 * under the number its lines carry as their batch.
 */
const jdWallet: FormatProfile<'settlement', Field> = {
  id: 'jd-wallet',
  title: { en: 'JD wallet movements', zh: '京东钱包资金表' },
  kind: 'settlement',
  platform: 'jd',
  bill: 'fund',
  grade: 'B',
  joins: { en: '商户订单号 = payout batch of the settlement', zh: '商户订单号 = 结算明细的批次' },
  columns,
  known: ['account', 'occurredAt', 'batchNo', 'balance', 'income', 'outgo', 'memo'],
  chained: true,
  // A day's row may hold both sides (what came in, what was taken): two movements, the balance
  // printed is the one after the second.
  read: (row) => {
    const income = absolute(row.amount('income') ?? ZERO);
    const outgo = absolute(row.amount('outgo') ?? ZERO);
    if (row.text('income') === undefined && row.text('outgo') === undefined) row.fail('AMOUNT_MISSING', 'income');
    if (income === ZERO || outgo === ZERO) {
      return [movement(row, income === ZERO ? negate(outgo) : income, row.amount('balance'))];
    }
    const after = row.amount('balance');
    const between = after === undefined ? undefined : plus(after, outgo);
    return [movement(row, income, between), movement(row, negate(outgo), after)];
  },
};
export default jdWallet;

/** Of a sum paid in, the number is the batch's, told by the settlement; of a withdrawal, the payout's own. */
function movement(row: Row<Field>, moved: Minor, balance?: Minor): SettlementLine {
  const memo = row.text('memo');
  const kind = jdWalletKind(memo ?? '', moved);
  const number = row.id('batchNo');
  const isPayout = kind === 'payout' || kind === 'payout-return';
  return defined({
    line: row.line,
    account: row.id('account'),
    kind,
    occurredAt: row.needMoment('occurredAt'),
    tradeNo: isPayout ? undefined : number,
    batchNo: isPayout ? number : undefined,
    ...lineAmounts(kind, moved, ZERO),
    currency: row.currency,
    balance,
    typeWords: memo,
  });
}

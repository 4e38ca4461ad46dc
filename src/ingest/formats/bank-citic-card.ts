import type { FormatProfile } from '../profile.ts';
import { spendingPositive, type CardField } from '../rows/card-line.ts';

/** 中信银行信用卡 · 本期账单明细 (formats/cn.md §16): a purchase positive, a repayment or refund negative. */
const bankCiticCard: FormatProfile<'bank', CardField | 'amount'> = {
  id: 'bank-citic-card',
  title: { en: 'China CITIC Bank credit card statement', zh: '中信银行信用卡账单' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  columns: {
    tradedOn: ['交易日期'],
    bookedOn: ['入账日期', '入帐日期'],
    memo: ['交易描述'],
    card: ['卡末四位'],
    currency: ['结算币种'],
    amount: ['结算金额'],
  },
  known: ['tradedOn', 'bookedOn', 'memo', 'card', 'currency', 'amount'],
  read: spendingPositive,
};
export default bankCiticCard;

import type { FormatProfile } from '../profile.ts';
import { spendingPositive, type CardField } from '../rows/card-line.ts';

/** 广发银行信用卡 (formats/cn.md §16): a purchase positive, a repayment or refund negative. */
const bankCgbCard: FormatProfile<'bank', CardField | 'amount'> = {
  id: 'bank-cgb-card',
  title: { en: 'China Guangfa Bank credit card statement', zh: '广发银行信用卡账单' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  columns: {
    tradedOn: ['交易日期'],
    bookedOn: ['入账日期', '入帐日期'],
    card: ['卡号', '卡号末四位'],
    memo: ['交易摘要'],
    currency: ['入账货币', '入帐货币'],
    amount: ['入账金额', '入帐金额'],
  },
  known: ['tradedOn', 'bookedOn', 'memo', 'currency', 'amount'],
  read: spendingPositive,
};
export default bankCgbCard;

import { negate, ZERO } from '../../model/money.ts';
import type { FormatProfile } from '../profile.ts';
import { cardLine, type CardField } from '../rows/card-line.ts';

/** 中国银行信用卡账单 (formats/cn.md §16): what was paid in and what was spent in columns of their own. */
const bankBocCard: FormatProfile<'bank', CardField | 'credit' | 'debit'> = {
  id: 'bank-boc-card',
  title: { en: 'Bank of China credit card statement', zh: '中国银行信用卡账单' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  columns: {
    tradedOn: ['交易日'],
    bookedOn: ['银行记账日'],
    card: ['卡号后四位'],
    memo: ['交易描述'],
    credit: ['存入'],
    debit: ['支出'],
    currency: ['币种'],
  },
  known: ['tradedOn', 'bookedOn', 'card', 'memo', 'credit', 'debit', 'currency'],
  read: (row) => {
    const credit = row.amount('credit') ?? ZERO;
    const debit = row.amount('debit') ?? ZERO;
    if (row.text('credit') === undefined && row.text('debit') === undefined) row.fail('AMOUNT_MISSING', 'debit');
    if (credit !== ZERO && debit !== ZERO) row.fail('AMOUNT_SIGN', 'debit');
    return cardLine(row, credit === ZERO ? negate(debit) : credit);
  },
};
export default bankBocCard;

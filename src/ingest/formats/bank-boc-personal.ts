import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 中国银行 · 交易流水明细单 of a person, made from a PDF (formats/cn.md §16): signed amounts, dashes for empty cells. */
const bankBocPersonal: FormatProfile<'bank'> = {
  id: 'bank-boc-personal',
  title: { en: 'Bank of China personal statement', zh: '中国银行个人交易流水明细单' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['记账日期'],
    bookedTime: ['记账时间'],
    currency: ['币别', '币种'],
    amount: ['金额'],
    balance: ['余额'],
    counterparty: ['对方账户名', '对方账户名称'],
    counterpartyAccount: ['对方卡号/账号'],
    account: ['借记卡号'],
    memo: [...MEMO_COLUMNS, '交易名称', '渠道'],
  } satisfies BankColumns,
  known: ['bookedOn', 'bookedTime', 'currency', 'amount', 'balance', 'counterparty', 'counterpartyAccount'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  read: bankLine,
};
export default bankBocPersonal;

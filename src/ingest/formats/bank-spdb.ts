import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 上海浦东发展银行 · 账户明细: day and time of day in columns of their own (formats/cn.md §15). */
const bankSpdb: FormatProfile<'bank'> = {
  id: 'bank-spdb',
  title: { en: 'SPD Bank statement', zh: '浦发银行账户明细' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['交易日期'],
    bookedTime: ['交易时间'],
    debit: ['借方金额'],
    credit: ['贷方金额'],
    balance: ['余额'],
    currency: ['币种'],
    counterparty: ['对方户名'],
    counterpartyAccount: ['对方账号'],
    reference: ['交易流水号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'bookedTime', 'debit', 'credit', 'balance', 'counterparty', 'reference'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankSpdb;

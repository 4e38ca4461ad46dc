import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 中国农业银行 · 账户明细: no numbers of entries, its sums in the last row (formats/cn.md §15). */
const bankAbc: FormatProfile<'bank'> = {
  id: 'bank-abc',
  title: { en: 'Agricultural Bank of China statement', zh: '农业银行账户明细' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['交易时间'],
    credit: ['收入金额'],
    debit: ['支出金额'],
    balance: ['账户余额'],
    currency: ['币种'],
    counterparty: ['对方户名'],
    counterpartyAccount: ['对方账号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'credit', 'debit', 'balance', 'counterparty', 'memo'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankAbc;

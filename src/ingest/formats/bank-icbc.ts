import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/**
 * 中国工商银行 · historydetail: `[HISTORYDETAIL]` stands alone in the first row or in the first cell of the header. It
 * numbers no entries (formats/cn.md §15). 华夏银行 uses the same layout.
 */
const bankIcbc: FormatProfile<'bank'> = {
  id: 'bank-icbc',
  title: { en: 'ICBC statement (historydetail)', zh: '工商银行账户明细（historydetail）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    account: ['本方账号'],
    bookedOn: ['交易时间'],
    credit: ['转入金额'],
    debit: ['转出金额'],
    balance: ['余额'],
    currency: ['币种'],
    counterparty: ['对方单位'],
    counterpartyAccount: ['对方账号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'credit', 'debit', 'balance', 'counterparty'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankIcbc;

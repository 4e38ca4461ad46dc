import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 中国工商银行 · 账户明细, the older .xls with `借/贷` and 个性化信息 (formats/cn.md §15). */
const bankIcbcOld: FormatProfile<'bank'> = {
  id: 'bank-icbc-old',
  title: { en: 'ICBC statement (old layout)', zh: '工商银行账户明细（旧版）' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    account: ['本方账号'],
    bookedOn: ['交易时间'],
    direction: ['借/贷'],
    debit: ['借方发生额'],
    credit: ['贷方发生额'],
    balance: ['余额'],
    currency: ['币种'],
    counterparty: ['对方单位名称'],
    counterpartyAccount: ['对方账号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['account', 'bookedOn', 'direction', 'debit', 'credit', 'balance', 'counterparty'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankIcbcOld;

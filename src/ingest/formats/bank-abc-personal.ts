import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/**
 * 中国农业银行 · a person's account, made from a PDF (formats/cn.md §16): `yyyyMMdd`, `+10000.00`, 日 志 号 with blanks in
 * its name; empty cells at a row's end are left out.
 */
const bankAbcPersonal: FormatProfile<'bank'> = {
  id: 'bank-abc-personal',
  title: { en: 'Agricultural Bank of China personal statement', zh: '农业银行个人明细' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['交易日期'],
    bookedTime: ['交易时间'],
    amount: ['交易金额'],
    balance: ['本次余额'],
    party: ['对手信息'],
    reference: ['日志号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'bookedTime', 'amount', 'balance', 'party', 'reference'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  ragged: true,
  chained: true,
  read: bankLine,
};
export default bankAbcPersonal;

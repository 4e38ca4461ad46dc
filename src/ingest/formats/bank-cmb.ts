import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 招商银行 · 账务明细: 公司名称 and 银行账号 above, numbers as numbers (formats/cn.md §15). */
const bankCmb: FormatProfile<'bank'> = {
  id: 'bank-cmb',
  title: { en: 'China Merchants Bank statement', zh: '招商银行账务明细' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['交易日'],
    bookedTime: ['交易时间'],
    valueOn: ['起息日'],
    debit: ['借方金额'],
    credit: ['贷方金额'],
    balance: ['余额'],
    currency: ['币种'],
    counterparty: ['收(付)方名称'],
    counterpartyAccount: ['收(付)方账号'],
    reference: ['流水号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'debit', 'credit', 'balance', 'counterparty', 'reference'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankCmb;

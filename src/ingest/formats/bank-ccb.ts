import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/** 中国建设银行 · 活期账户明细, the new export and the old one (`A058171TB_…`): formats/cn.md §15. */
const bankCcb: FormatProfile<'bank'> = {
  id: 'bank-ccb',
  title: { en: 'China Construction Bank statement', zh: '建设银行活期账户明细' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    account: ['账号', '本方账号'],
    bookedOn: ['交易时间'],
    debit: ['借方发生额/元(支取)', '借方发生额(支取)'],
    credit: ['贷方发生额/元(收入)', '贷方发生额(收入)'],
    balance: ['余额'],
    currency: ['币种'],
    counterparty: ['对方户名'],
    counterpartyAccount: ['对方账号'],
    reference: ['账户明细编号-交易流水号'],
    memo: MEMO_COLUMNS,
  } satisfies BankColumns,
  known: ['bookedOn', 'debit', 'credit', 'balance', 'reference'],
  preamble: BANK_PREAMBLE,
  footer: BANK_FOOTER,
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankCcb;

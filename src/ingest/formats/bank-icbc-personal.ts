import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, MEMO_COLUMNS, type BankColumns } from '../rows/bank-shape.ts';

/**
 * 中国工商银行 · 明细查询文件下载, a person's account or card (formats/cn.md §16): every cell padded, two pairs of money
 * columns. What the account itself moved by is 记账金额; 交易金额 may be in another currency.
 */
const bankIcbcPersonal: FormatProfile<'bank'> = {
  id: 'bank-icbc-personal',
  title: { en: 'ICBC personal statement', zh: '工商银行个人明细' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['记账日期', '交易日期'],
    credit: ['记账金额(收入)'],
    debit: ['记账金额(支出)'],
    currency: ['记账币种'],
    balance: ['余额'],
    counterparty: ['对方户名'],
    counterpartyAccount: ['对方账户', '对方账号'],
    memo: [...MEMO_COLUMNS, '交易详情', '交易场所'],
  } satisfies BankColumns,
  known: ['bookedOn', 'credit', 'debit', 'currency', 'balance'],
  preamble: { ...BANK_PREAMBLE, account: [/卡\s*号[：:]\s*([\d*]{8,30})/u] },
  // `人民币合计`, `合计金额`: sums under the columns they are of.
  footer: { ...BANK_FOOTER, starts: /^\S{0,6}合计/u },
  chained: true,
  debits: 'file',
  read: bankLine,
};
export default bankIcbcPersonal;

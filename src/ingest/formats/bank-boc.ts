import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import { BANK_FOOTER, BANK_PREAMBLE, type BankColumns } from '../rows/bank-shape.ts';

/**
 * 中国银行 · 企业网银交易流水: `|` text, UTF-16 with tabs called .csv, xls(x). Bilingual names, one signed amount;
 * the other side is the payer of a 来账 and the payee of a 往账. Counts and sums stand above (formats/cn.md §15).
 */
const bankBoc: FormatProfile<'bank'> = {
  id: 'bank-boc',
  title: { en: 'Bank of China statement', zh: '中国银行交易流水' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    bookedOn: ['交易日期'],
    bookedTime: ['交易时间'],
    valueOn: ['起息日期'],
    amount: ['交易金额'],
    balance: ['交易后余额'],
    currency: ['交易货币'],
    payer: ['付款人名称'],
    payerAccount: ['付款人账号'],
    payee: ['收款人名称'],
    payeeAccount: ['收款人账号'],
    reference: ['交易流水号', '记录标识号'],
    memo: ['摘要', '用途', '交易附言', '备注'],
  } satisfies BankColumns,
  known: ['bookedOn', 'amount', 'balance', 'payer', 'payee', 'reference'],
  preamble: {
    ...BANK_PREAMBLE,
    totals: [
      { pattern: /^总笔数\D*(?<count>[\d,]+)/u, what: '总笔数', tally: 'all' },
      { pattern: /^借方发生总笔数\D*(?<count>[\d,]+)/u, what: '借方发生总笔数', tally: 'debit' },
      { pattern: /^借方发生总额[^\d.+-]*(?<amount>[\d,.+-]+)/u, what: '借方发生总额', tally: 'debit', absolute: true },
      { pattern: /^贷方发生总笔数\D*(?<count>[\d,]+)/u, what: '贷方发生总笔数', tally: 'credit' },
      { pattern: /^贷方发生总额[^\d.+-]*(?<amount>[\d,.+-]+)/u, what: '贷方发生总额', tally: 'credit', absolute: true },
    ],
  },
  footer: BANK_FOOTER,
  chained: true,
  read: bankLine,
};
export default bankBoc;

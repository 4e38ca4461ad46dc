import type { FormatProfile } from '../profile.ts';
import { bankLine, type BankField } from '../rows/bank-line.ts';

const columns = {
  account: ['account', '账号', '帐号'],
  bookedOn: ['booked_on', '记账日期', '记帐日期'],
  valueOn: ['value_on', '起息日期', '起息日'],
  amount: ['amount', '金额'],
  credit: ['credit', '贷方金额'],
  debit: ['debit', '借方金额'],
  balance: ['balance', '余额'],
  currency: ['currency', '币种'],
  counterparty: ['counterparty', '对方户名'],
  counterpartyAccount: ['counterparty_account', '对方账号', '对方帐号'],
  reference: ['reference', '流水号'],
  memo: ['memo', '摘要'],
} as const satisfies Partial<Record<BankField, readonly string[]>>;
type Field = keyof typeof columns;

/** 规范银行流水表: a bank's rows in the columns of CLI.md; money in one signed column or in two. */
const canonicalBank: FormatProfile<'bank', Field> = {
  id: 'canonical-bank',
  title: { en: 'Bank statement (canonical CSV)', zh: '银行流水（规范 CSV）' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns,
  known: ['bookedOn', ['amount', 'credit', 'debit']],
  general: true,
  chained: true,
  example: {
    account: '33050161763500000123',
    bookedOn: '2026-06-02',
    valueOn: '2026-06-02',
    amount: '4384.56',
    balance: '50000.00',
    currency: 'CNY',
    counterparty: '财付通支付科技有限公司',
    reference: 'B260602000001',
    memo: '提现',
  },
  read: bankLine,
};
export default canonicalBank;

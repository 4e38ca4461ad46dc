import type { FormatProfile } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import type { BankColumns } from '../rows/bank-shape.ts';

/** HSBC Hong Kong, account and card (formats/cn.md §16): `dd/MM/yyyy`, what goes out is negative on both. */
const bankHsbcHk: FormatProfile<'bank'> = {
  id: 'bank-hsbc-hk',
  title: { en: 'HSBC Hong Kong statement', zh: '汇丰银行（香港）明细' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  columns: {
    bookedOn: ['Post date', 'Date'],
    amount: ['Billing amount'],
    currency: ['Billing currency'],
    balance: ['Balance'],
    counterparty: ['Merchant name'],
    memo: ['Description', 'Transaction status'],
  } satisfies BankColumns,
  known: ['bookedOn', 'amount', 'currency', 'memo'],
  dateOrder: 'dmy',
  chained: true,
  read: bankLine,
};
export default bankHsbcHk;

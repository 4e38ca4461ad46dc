import { minus, negate, ZERO, type Minor } from '../../model/money.ts';
import type { BankLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  day: ['Transaction Date', 'Date'],
  time: ['Transaction Time', 'Time'],
  zone: ['Time Zone'],
  reference: ['Transaction ID'],
  description: ['Description'],
  credit: ['Credit Amount', 'Credit'],
  debit: ['Debit Amount', 'Debit'],
  currency: ['Currency'],
  status: ['Status'],
  balance: ['Running Balance'],
  more: ['Additional Description'],
  store: ['Store Name'],
  source: ['Source'],
  target: ['Target'],
  otherReference: ['Reference ID'],
  transferAmount: ['Transfer Amount'],
  transferCurrency: ['Transfer Amount Currency'],
} as const;
type Field = keyof typeof columns;

/**
 * Payoneer · account statement (formats/intl.md §14): an account that marketplaces pay out to and that pays suppliers
 * and banks, so it is a bank's statement, not a platform's. Dates are day or month first, as the account's country has it.
 */
const payoneer: FormatProfile<'bank', Field> = {
  id: 'payoneer',
  title: { en: 'Payoneer account statement', zh: '派安盈（Payoneer）账户流水' },
  kind: 'bank',
  grade: 'A',
  joins: { en: 'amount, date, memo', zh: '金额、日期、摘要' },
  columns,
  known: ['day', 'time', 'zone', 'reference', 'credit', 'debit', 'balance'],
  dateOrder: 'file',
  times: 'as-printed',
  decimal: 'shown',
  chained: true,
  read: (row) => {
    const status = row.text('status');
    if (status !== undefined && NOT_BOOKED.test(status)) return undefined;
    if (status !== undefined && !BOOKED.test(status)) row.fail('KIND_UNKNOWN', 'status');
    const amount = signedAmount(row);
    return lineOf(row, amount);
  },
};
export default payoneer;

const BOOKED = /^(?:completed|paid|settled|approved)$/iu;
const NOT_BOOKED = /^(?:pending|in progress|processing|cancell?ed|declined|rejected|failed|expired|on hold)$/iu;

function signedAmount(row: Row<Field>): Minor {
  const [credit, debit] = [row.amount('credit'), row.amount('debit')];
  if (credit === undefined && debit === undefined) row.fail('AMOUNT_MISSING', 'credit');
  if ((credit ?? ZERO) !== ZERO && (debit ?? ZERO) !== ZERO) row.fail('AMOUNT_SIGN', 'debit');
  // A debit may carry its minus.
  const out = debit !== undefined && debit < ZERO ? negate(debit) : (debit ?? ZERO);
  return minus(credit ?? ZERO, out);
}

function lineOf(row: Row<Field>, amount: Minor): BankLine {
  const words = ['description', 'more', 'store', 'otherReference', 'transferAmount', 'transferCurrency'] as const;
  const memo = words
    .flatMap((field) => row.text(field) ?? [])
    .join(' ')
    .trim();
  return defined({
    line: row.line,
    bookedAt: row.momentOf('day', 'time') ?? row.needMoment('day'),
    amount,
    currency: row.currency,
    balance: row.amount('balance'),
    counterparty: row.text(amount < ZERO ? 'target' : 'source'),
    reference: row.id('reference'),
    memo: memo === '' ? undefined : memo,
  });
}

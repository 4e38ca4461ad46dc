import { absolute, negate, ZERO } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  type: ['Type'],
  occurredAt: ['Creation date'],
  settledOn: ['Settlement date'],
  reference: ['Reference'],
  invoice: ['Invoice'],
  amount: ['Net Amount (local)'],
  amountInDollars: ['Amount (USD)'],
  currency: ['currency'],
  status: ['Status'],
  originalReference: ['Transaction Reference'],
  originalInvoice: ['Transaction Invoice'],
  fee: ['Fee'],
  tax: ['IOF'],
} as const;
type Field = keyof typeof columns;

/** A type's kind and sign: amounts are unsigned. */
const KINDS: readonly (readonly [words: RegExp, kind: LineKind])[] = [
  [/^payments?$/iu, 'sale'],
  [/^refunds?$/iu, 'refund'],
  [/^charge ?backs?$/iu, 'chargeback'],
];
const MOVED = /^(?:cleared|completed|settled|paid|approved|refunded|success)$/iu;
const NOT_MOVED = /^(?:pending|rejected|cancell?ed|expired|declined|in progress|requested|initiated)$/iu;

/**
 * dLocal · the older report of payments, refunds and chargebacks (formats/intl.md §14). Its amounts are the shopper's;
 * fee and IOF are of the dollars settled, which its rows don't always name: they stand in the memo.
 */
const dlocalReport: FormatProfile<'settlement', Field> = {
  id: 'dlocal-report',
  title: { en: 'dLocal transaction report', zh: 'dLocal 交易报告' },
  kind: 'settlement',
  platform: 'dlocal',
  bill: 'trade',
  grade: 'A',
  joins: { en: 'Invoice = order no., Reference = trade no.', zh: 'Invoice = 订单号，Reference = 交易号' },
  columns,
  known: ['type', 'occurredAt', 'reference', 'invoice', 'amount', 'currency', 'status', 'originalReference'],
  times: 'as-printed',
  read: (row) => {
    const kind = KINDS.find(([words]) => words.test(row.text('type') ?? ''))?.[1];
    if (kind === undefined) row.fail('KIND_UNKNOWN', 'type');
    const status = row.text('status') ?? '';
    if (NOT_MOVED.test(status)) return undefined;
    if (!MOVED.test(status)) row.fail('KIND_UNKNOWN', 'status');
    const amount = row.needAmount('amount');
    if (kind === 'sale' && amount < ZERO) row.fail('AMOUNT_SIGN', 'amount');
    const moved = kind === 'sale' ? amount : negate(absolute(amount));
    return defined({
      line: row.line,
      kind: kind ?? 'unknown',
      occurredAt: row.needMoment('occurredAt'),
      settledOn: row.day('settledOn'),
      ...numbersOf(row, kind),
      gross: moved,
      fee: ZERO,
      net: moved,
      currency: row.currency,
      typeWords: row.text('type'),
      memo: dollarsOf(row),
    });
  },
};
export default dlocalReport;

function numbersOf(
  row: Row<Field>,
  kind: LineKind | undefined,
): { orderNo?: string | undefined; tradeNo?: string | undefined; refundNo?: string } {
  const own = row.needId('reference');
  if (kind === 'sale') return { orderNo: row.id('invoice'), tradeNo: own };
  return { orderNo: row.id('originalInvoice'), tradeNo: row.id('originalReference'), refundNo: own };
}

function dollarsOf(row: Row<Field>): string | undefined {
  const amount = row.text('amountInDollars');
  if (amount === undefined) return undefined;
  return [`USD ${amount}`, `fee ${row.text('fee') ?? '0'}`, `IOF ${row.text('tax') ?? '0'}`].join(', ');
}

import { ZERO, type Minor } from '../../model/money.ts';
import type { LineKind } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { orderNumberIn } from './words/order-numbers.ts';

const columns = {
  occurredAt: ['Date'],
  method: ['Payment method'],
  paidCurrency: ['Currency'],
  paidAmount: ['Amount'],
  status: ['Status'],
  id: ['ID'],
  description: ['Description'],
  currency: ['Settlement currency'],
  amount: ['Settlement amount'],
  batchNo: ['Settlement reference'],
} as const;
type Field = keyof typeof columns;

/**
 * Mollie · settlement: the rows of a reference come to what the bank receives under that reference; there is no row of
 * the payout itself (formats/intl.md 8).
 */
const mollieSettlement: FormatProfile<'settlement', Field> = {
  id: 'mollie-settlement',
  title: { en: 'Mollie settlement', zh: 'Mollie 结算明细' },
  kind: 'settlement',
  platform: 'mollie',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'order no. in Description, ID = trade no., Settlement reference = payout and bank',
    zh: 'Description 中的订单号，ID = 交易号，Settlement reference = 出款与银行',
  },
  columns,
  known: ['occurredAt', 'method', 'id', 'currency', 'amount', 'batchNo'],
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => {
    const amount = row.needAmount('amount');
    const kind = kindOf(row, amount);
    const id = row.id('id');
    const description = row.text('description');
    return defined({
      line: row.line,
      kind,
      occurredAt: row.needMoment('occurredAt'),
      orderNo: kind === 'fee' ? undefined : orderNumberIn(description),
      tradeNo: kind === 'refund' ? undefined : id,
      refundNo: kind === 'refund' ? id : undefined,
      batchNo: row.id('batchNo'),
      ...lineAmounts(kind, amount, ZERO),
      currency: row.currency,
      typeWords: row.text('method') ?? row.text('status'),
      memo: memoOf(row, description),
    });
  },
};
export default mollieSettlement;

/** Kind when money comes in, kind when it goes out, by what an id begins with. */
const BY_ID: readonly (readonly [begins: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/^(?:tr|cpt)_/u, 'sale', 'adjustment'],
  [/^re_/u, 'adjustment', 'refund'],
  [/^chb_/u, 'adjustment', 'chargeback'],
];
const WITHHELD = /fee|costs?\b|commission|kosten|invoice/iu;

/** Fees are withheld without an id, once or once a method. */
function kindOf(row: Row<Field>, amount: Minor): LineKind {
  const id = row.id('id');
  if (id === undefined) return WITHHELD.test(row.text('description') ?? '') ? 'fee' : 'unknown';
  const found = BY_ID.find(([begins]) => begins.test(id));
  return found?.[amount < ZERO ? 2 : 1] ?? 'unknown';
}

/** What the customer paid, where it was another currency. */
function memoOf(row: Row<Field>, description: string | undefined): string | undefined {
  const currency = row.text('paidCurrency');
  if (currency === undefined || currency.toUpperCase() === row.currency) return description;
  return [description, `${row.text('paidAmount') ?? ''} ${currency}`].filter((text) => text !== undefined).join('; ');
}

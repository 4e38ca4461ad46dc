import { negate, ZERO } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';

const columns = {
  account: ['Client Entity ID'],
  currency: ['Holding Currency'],
  batchNo: ['Payout ID'],
  occurredAt: ['Payout Date'],
  from: ['Reporting Start Date'],
  to: ['Reporting End Date'],
  amount: ['Payout Amount'],
  payments: ['Payments'],
  refunds: ['Refunds'],
  chargebacks: ['Chargebacks'],
} as const;
type Field = keyof typeof columns;

/** Checkout.com · payouts (formats/intl.md §14): a row a payout; what it is made of stands in the settlement breakdown. */
const checkoutPayouts: FormatProfile<'settlement', Field> = {
  id: 'checkout-payouts',
  title: { en: 'Checkout.com payouts', zh: 'Checkout.com 出款' },
  kind: 'settlement',
  platform: 'checkoutcom',
  bill: 'fund',
  grade: 'A',
  joins: { en: 'Payout ID = payout', zh: 'Payout ID = 出款号' },
  columns,
  known: ['account', 'currency', 'batchNo', 'occurredAt', 'amount', 'payments', 'refunds'],
  times: 'as-printed',
  read: (row) => {
    const paid = row.roundedAmount('amount');
    if (paid === undefined) row.fail('AMOUNT_MISSING', 'amount');
    if (paid === undefined || paid === ZERO) return [];
    const net = negate(paid);
    const [from, to] = [row.day('from'), row.day('to')];
    return defined({
      line: row.line,
      account: row.id('account'),
      // Below zero nothing is paid out: the next payout carries it.
      kind: paid > 0 ? ('payout' as const) : ('transfer' as const),
      occurredAt: row.needMoment('occurredAt'),
      batchNo: row.needId('batchNo'),
      gross: net,
      fee: ZERO,
      net,
      currency: row.currency,
      memo: from === undefined || to === undefined ? undefined : `${from}–${to}`,
    });
  },
};
export default checkoutPayouts;

import { negate, ZERO } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { shownCurrency } from '../rows/shown-currency.ts';
import { SQUARE_PAYS } from './words/square-currencies.ts';

const columns = {
  depositedOn: ['Deposit Date', 'Date'],
  collected: ['Total Collected', 'Collected'],
  fees: ['Fees', 'Total Fees'],
  deposited: ['Deposited', 'Deposit Amount', 'Net Total'],
  depositNo: ['Deposit ID'],
} as const;
type Field = keyof typeof columns;

/** Square · deposit details, one row a transfer to the bank (formats/intl.md 7). */
const squareDeposits: FormatProfile<'settlement', Field> = {
  id: 'square-deposits',
  title: { en: 'Square deposit details (from documentation)', zh: 'Square 存款明细（据文档）' },
  kind: 'settlement',
  platform: 'square',
  bill: 'fund',
  grade: 'C',
  joins: { en: 'Deposit ID = payout', zh: 'Deposit ID = 出款' },
  columns,
  known: ['depositedOn', 'collected', 'fees', 'deposited', 'depositNo'],
  // With these a row is a payment, and its Deposit ID is shared by many.
  never: ['Transaction ID', 'Payment ID'],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read: deposit,
};
export default squareDeposits;

function deposit(row: Row<Field>): Reading<SettlementLine> {
  const currency = shownCurrency(row.text('deposited'), row.currency, SQUARE_PAYS);
  if (currency === undefined) row.fail('CURRENCY_UNKNOWN', 'deposited');
  if (row.text('deposited') === undefined) row.fail('AMOUNT_MISSING', 'deposited');
  const paid = row.amountIn('deposited', currency ?? row.currency) ?? ZERO;
  if (paid === ZERO) return [];
  return defined({
    line: row.line,
    // Below zero the money was drawn from the bank: the seller topped the balance up.
    kind: paid > ZERO ? ('payout' as const) : ('deposit' as const),
    occurredAt: row.needMoment('depositedOn'),
    settledOn: row.day('depositedOn'),
    batchNo: row.needId('depositNo'),
    gross: negate(paid),
    fee: ZERO,
    net: negate(paid),
    currency: currency ?? row.currency,
  });
}

import type { Currency } from '../../model/currency.ts';
import { absolute, negate, ZERO } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { shownCurrency } from '../rows/shown-currency.ts';

const columns = {
  batchNo: ['Deposit Id', 'Payout Id'],
  occurredAt: ['Date'],
  type: ['Type'],
  amount: ['Amount'],
  status: ['Status'],
  bank: ['Bank account'],
  currency: ['Currency'],
  reference: ['Bank reference ID', 'Bank reference key'],
} as const;
type Field = keyof typeof columns;

/** WooPayments · deposits (payouts) export: transfers to the bank, and withdrawals from it (formats/intl.md 14). */
const woopaymentsPayouts: FormatProfile<'settlement', Field> = {
  id: 'woopayments-payouts',
  title: { en: 'WooPayments deposits export (from documentation)', zh: 'WooPayments 存款导出（据文档）' },
  kind: 'settlement',
  platform: 'woocommerce',
  bill: 'fund',
  grade: 'B',
  joins: { en: 'Deposit Id = payout', zh: 'Deposit Id = 出款' },
  columns,
  known: ['batchNo', 'occurredAt', 'type', 'amount', 'status', 'bank'],
  dateOrder: 'file',
  times: 'as-printed',
  read,
};
export default woopaymentsPayouts;

function read(row: Row<Field>): Reading<SettlementLine> {
  if (/^(?:pending|estimated|failed|cancell?ed)$/iu.test(row.needText('status'))) return undefined;
  const currency = currencyOf(row);
  const amount = row.amountIn('amount', currency) ?? ZERO;
  if (amount === ZERO) row.fail('AMOUNT_MISSING', 'amount');
  // A withdrawal is drawn from the seller's bank when refunds exceed sales: money into the balance.
  const drawn = /withdrawal/iu.test(row.text('type') ?? '') || amount < ZERO;
  const gross = drawn ? absolute(amount) : negate(amount);
  return defined({
    line: row.line,
    kind: drawn ? ('deposit' as const) : ('payout' as const),
    occurredAt: row.needMoment('occurredAt'),
    batchNo: row.needId('batchNo'),
    gross,
    fee: ZERO,
    net: gross,
    currency,
    typeWords: row.text('type'),
    memo: row.text('reference') ?? row.text('bank'),
  });
}

function currencyOf(row: Row<Field>): Currency {
  const currency = row.has('currency') ? row.currency : shownCurrency(row.text('amount'), row.currency);
  if (currency === undefined) row.fail('CURRENCY_UNKNOWN', 'amount');
  return currency ?? row.currency;
}

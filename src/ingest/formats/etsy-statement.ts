import { absolute, minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { amountInWords, etsyKind, isEtsyDeposit } from './words/etsy-entries.ts';
import { orderNumberIn } from './words/order-numbers.ts';

const columns = {
  occurredAt: ['Date'],
  type: ['Type'],
  title: ['Title'],
  info: ['Info'],
  currency: ['Currency'],
  amount: ['Amount'],
  fees: ['Fees & Taxes'],
  net: ['Net'],
} as const;
type Field = keyof typeof columns;

/** Etsy · monthly statement: several rows an order, equal ones too (a fee an item), `--` for none (formats/intl.md 9). */
const etsyStatement: FormatProfile<'settlement', Field> = {
  id: 'etsy-statement',
  title: { en: 'Etsy monthly statement', zh: 'Etsy 月结单' },
  kind: 'settlement',
  platform: 'etsy',
  bill: 'both',
  grade: 'C',
  joins: { en: 'order no. in Title and Info', zh: 'Title 与 Info 中的订单号' },
  columns,
  known: ['occurredAt', 'type', 'title', 'info', 'fees', 'net'],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => (isEtsyDeposit(row.needText('type')) ? deposit(row) : entry(row)),
};
export default etsyStatement;

function entry(row: Row<Field>): Reading<SettlementLine> {
  const moved = movedBy(row);
  if (moved === undefined) return [];
  const title = row.text('title') ?? '';
  const kind = etsyKind(row.text('type') ?? '', title, moved);
  const ofOrder = kind !== 'deposit' && kind !== 'reserve' && kind !== 'release';
  return defined({
    line: row.line,
    kind,
    occurredAt: row.needMoment('occurredAt'),
    orderNo: ofOrder ? orderNumberOf(row) : undefined,
    ...amountsOf(row, kind, moved),
    currency: row.currency,
    typeWords: row.text('type'),
    memo: [title, row.text('info')].filter((text) => text !== undefined && text !== '').join('; '),
  });
}

/** Beside an amount of its own, an entry's fees are its fee; without one they are all of it. */
function amountsOf(row: Row<Field>, kind: LineKind, moved: Minor): ReturnType<typeof lineAmounts> {
  const amount = row.amount('amount');
  if (amount === undefined || kind === 'fee') return lineAmounts(kind, moved, ZERO);
  return lineAmounts(kind, amount, minus(amount, moved));
}

/** A listing has a number too: only what is called an order is one. */
function orderNumberOf(row: Row<Field>): string | undefined {
  const [info, title] = [row.text('info'), row.text('title')];
  const named = [info, title].find((text) => text !== undefined && /#\s*\d/u.test(text) && !/^listing/iu.test(text));
  return orderNumberIn(named);
}

/** Net = Amount + Fees & Taxes; undefined where all three are `--`: the entry came to nothing. */
function movedBy(row: Row<Field>): Minor | undefined {
  const [amount, fees, net] = [row.amount('amount'), row.amount('fees'), row.amount('net')];
  const sum = plus(amount ?? ZERO, fees ?? ZERO);
  if (net === undefined && amount === undefined && fees === undefined) {
    if (/^(?:sale|refund)$/iu.test(row.text('type') ?? '')) row.fail('AMOUNT_MISSING', 'net');
    return undefined;
  }
  if (net !== undefined && net !== sum) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  return sum;
}

/** The amount of a transfer to the bank stands in its title alone. */
function deposit(row: Row<Field>): Reading<SettlementLine> {
  const title = row.needText('title');
  const said = amountInWords(title, row.currency);
  const printed = row.amount('net') ?? row.amount('amount');
  const paid = said ?? absolute(printed ?? ZERO);
  if (said === undefined && printed === undefined) row.fail('AMOUNT_UNREADABLE', 'title');
  if (paid < ZERO) row.fail('AMOUNT_SIGN', 'title');
  if (printed !== undefined && absolute(printed) !== paid) row.fail('CONTROL_TOTAL_DIFFERS', 'net');
  const gross = negate(paid);
  return {
    line: row.line,
    kind: 'payout',
    occurredAt: row.needMoment('occurredAt'),
    gross,
    fee: ZERO,
    net: gross,
    currency: row.currency,
    typeWords: row.text('type') ?? '',
    memo: title,
  };
}

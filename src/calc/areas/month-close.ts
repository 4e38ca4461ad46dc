import { monthSums, type MonthFacts, type MonthSums, type Passed } from '../../close/index.ts';
import type { Currency } from '../../model/currency.ts';
import { dayOf, parseMonth } from '../../model/day.ts';
import { formatAmount, plus, minus, type Minor } from '../../model/money.ts';
import type { Area } from '../area.ts';
import type { Fields } from '../fields.ts';
import { isTimezone } from '../moment.ts';

const ZONE = 'Asia/Shanghai';

const monthClose: Area = {
  name: 'month-close',
  work(input) {
    const currency = input.currency();
    const month = input.text('month');
    const facts = factsOf(input, month, currency);
    const sums = monthSums(facts);
    const money = (amount: Minor): string => formatAmount(amount, currency);
    return { result: resultOf(sums, money), working: workingOf(month, sums, money) };
  },
};
export default monthClose;

function factsOf(input: Fields, month: string, currency: Currency): MonthFacts {
  const span = parseMonth(month) ?? input.refuse('month', 'month');
  const timezone = input.textIf('business_timezone') ?? ZONE;
  if (!isTimezone(timezone)) input.refuse('business_timezone', 'timezone');
  const on = (one: Fields, key: string): MonthFacts['from'] => dayOf(one.moment(key, timezone));
  const passed = (key: string): readonly Passed[] =>
    input
      .list(key)
      .map((one) => ({ ref: one.text('ref'), on: on(one, 'date'), amount: one.amount('amount', currency) }));
  return {
    ...span,
    orders: input
      .list('orders')
      .map((one) => ({ ref: one.text('id'), paidOn: on(one, 'paid_at'), amount: one.amount('amount', currency) })),
    lines: input.list('settlement_lines').map((one) => ({
      order: one.text('order'),
      on: on(one, 'date'),
      gross: one.amount('gross', currency),
      fee: one.amount('fee', currency),
    })),
    payouts: passed('payouts'),
    bankCredits: passed('bank_credits'),
  };
}

function resultOf(sums: MonthSums, money: (amount: Minor) => string): ReturnType<Area['work']>['result'] {
  const net = minus(minus(sums.settledGross, sums.refunds), sums.fees);
  const where = plus(sums.paidOut, sums.balanceChange);
  return {
    sales_by_paid_date: money(sums.sales),
    settled_gross: money(sums.settledGross),
    refunds: money(sums.refunds),
    fees: money(sums.fees),
    net_settled: money(sums.netSettled),
    paid_out: money(sums.paidOut),
    bank_received: money(sums.bankReceived),
    platform_balance_change: money(sums.balanceChange),
    orders_unsettled_at_month_end: sums.unsettled,
    settled_without_order: sums.withoutOrder,
    amount_differences: sums.differences.map(({ order, amount, settled, difference }) => ({
      order,
      order_amount: money(amount),
      settled: money(settled),
      difference: money(difference),
    })),
    payouts_in_transit: sums.inTransit,
    conservation: {
      'gross - refunds - fees': money(net),
      '= paid_out + balance_change': money(where),
      ok: net === where,
    },
    voucher_totals: { debit: money(sums.voucherTotal), credit: money(sums.voucherTotal) },
  };
}

function workingOf(month: string, sums: MonthSums, money: (amount: Minor) => string): { en: string; zh: string } {
  const formula = `${money(sums.settledGross)} − ${money(sums.refunds)} − ${money(sums.fees)} = ${money(sums.netSettled)}`;
  const carried = sums.unsettled.length + sums.inTransit.length;
  return {
    en: `${month}: ${formula}, of it paid out ${money(sums.paidOut)}; ${carried} items carried over`,
    zh: `${month}：${formula}，其中已出款 ${money(sums.paidOut)}；结转下月 ${carried} 项`,
  };
}

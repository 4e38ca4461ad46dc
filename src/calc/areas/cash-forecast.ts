import type { Currency } from '../../model/currency.ts';
import { Decimal, formatAmount, type Minor } from '../../model/money.ts';
import { cashForecast, type DatedAmount, type ExpectedReceipt } from '../../receivables/index.ts';
import type { Area } from '../area.ts';
import type { Fields } from '../fields.ts';

/** A quarter of a year, where a case doesn't say; ten years at most. */
const USUAL_WEEKS = 13;
const MOST_WEEKS = 520;

const forecast: Area = {
  name: 'cash-forecast',
  work(input) {
    const currency = input.currency();
    const reserve = input.amountIf('reserve', currency);
    const rows = cashForecast({
      asOf: input.day('as_of'),
      opening: input.amount('opening_cash', currency),
      weeks: input.countIf('weeks', 0, MOST_WEEKS) ?? USUAL_WEEKS,
      receivables: input.listIf('receivables').map((one) => receiptOf(one, currency)),
      payouts: datedOf(input.listIf('expected_payouts'), 'expected', currency),
      payments: datedOf(input.listIf('planned_payments'), 'date', currency),
      ...(reserve === undefined ? {} : { reserve }),
    });
    const money = (amount: Minor): string => formatAmount(amount, currency);
    const low = rows.filter(({ belowReserve }) => belowReserve).map(({ from }) => from);
    const last = rows.at(-1);
    return {
      result: {
        weeks: rows.map(({ from, cashIn, cashOut, closing, belowReserve }) => ({
          week_start: from,
          in: money(cashIn),
          out: money(cashOut),
          closing: money(closing),
          below_reserve: belowReserve,
        })),
      },
      working: {
        en: `${rows.length} weeks${last === undefined ? '' : `, at the end ${money(last.closing)}`}${low.length === 0 ? '' : `; below the reserve in the weeks of ${low.join(', ')}`}`,
        zh: `${rows.length} 周${last === undefined ? '' : `，期末 ${money(last.closing)}`}${low.length === 0 ? '' : `；低于资金储备的周：${low.join('、')}`}`,
      },
    };
  },
};
export default forecast;

function receiptOf(one: Fields, currency: Currency): ExpectedReceipt {
  const probability = one.rateIf('probability');
  if (probability?.greaterThan(new Decimal(1)) === true) one.refuse('probability', 'probability');
  return {
    amount: one.amount('amount', currency),
    dueOn: one.day('due'),
    delayDays: one.countIf('expected_delay_days', -365) ?? 0,
    ...(probability === undefined ? {} : { probability }),
  };
}

function datedOf(list: readonly Fields[], key: string, currency: Currency): readonly DatedAmount[] {
  return list.map((one) => ({ on: one.day(key), amount: one.amount('amount', currency) }));
}

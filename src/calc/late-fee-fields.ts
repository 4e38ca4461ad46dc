import type { Currency } from '../model/currency.ts';
import type { LateFeeRate } from '../model/late-fee-terms.ts';
import { Decimal } from '../model/money.ts';
import type { Payment } from '../receivables/index.ts';
import type { Fields } from './fields.ts';

/** 每日万分之五, the usual contract clause. */
const USUAL_RATE_PER_DAY = '0.0005';

/** The late fee's rate: `rate_per_day`, or `rates` with days from which and to which they hold; else the usual one. */
export function ratesOf(input: Fields): readonly LateFeeRate[] {
  const always = input.rateIf('rate_per_day') ?? input.rateIf('rate');
  const dated = input.listIf('rates').map((one) => {
    const from = one.dayIf('from') ?? one.dayIf('valid_from');
    const to = one.dayIf('to') ?? one.dayIf('valid_to');
    const perDay = one.rateIf('rate_per_day') ?? one.rate('rate');
    return { perDay, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  });
  if (dated.length > 0) return [...(always === undefined ? [] : [{ perDay: always }]), ...dated];
  return [{ perDay: always ?? new Decimal(USUAL_RATE_PER_DAY) }];
}

/** `payments: [{ date, amount }]`; negative where one was taken back. */
export function paymentsOf(input: Fields, currency: Currency): readonly Payment[] {
  return input.listIf('payments').map((one) => ({ on: one.day('date'), amount: one.amount('amount', currency) }));
}

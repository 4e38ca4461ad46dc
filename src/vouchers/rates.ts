import type { WorkingCalendar } from '../model/calendar.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayInMonth, type Day } from '../model/day.ts';
import type { KnownRate, StoredRate, VoucherSettings } from '../model/ledger.ts';
import { Decimal } from '../model/money.ts';
import type { KeptRate, Voucher } from '../model/voucher.ts';

export interface RateBook {
  /** Nothing says any rate: nobody asked for home amounts. */
  readonly isEmpty: boolean;
  /** What a foreign voucher is booked at. */
  booking(voucher: Pick<Voucher, 'currency' | 'period' | 'on' | 'of'>): KnownRate | undefined;
  /** What foreign balances are worth at a month's end. */
  closing(currency: Currency, period: string): KnownRate | undefined;
}

export interface RateSources {
  readonly settings: VoucherSettings;
  readonly stored: readonly StoredRate[];
  readonly home: Currency;
  readonly calendar: WorkingCalendar;
  /** What vouchers of closed months were booked at. */
  readonly kept?: readonly KeptRate[];
}

/**
 * Which rate holds (DOMAIN.md 4; a missing one stays missing). Booked at: in a closed month, and of an adjustment of it,
 * the rate it was closed with; else the month's rate of settle.yaml, else that of
 * a file; else of a voucher of a day that day's rate, of a month's voucher the rate of the month's first working day.
 * At the month's end: the rate of its last day, else the month's. A day that isn't worked has the rate of the last day
 * that was, as none is published then.
 */
export function rateBook({ settings, stored, home, calendar, kept = [] }: RateSources): RateBook {
  const closed = new Map(kept.map((one) => [`${one.currency} ${one.of}`, one] as const));
  const ofClosed = (currency: Currency, of: string): KnownRate | undefined => {
    const own = closed.get(`${currency} ${of}`);
    return own && { rate: new Decimal(own.rate), place: own.place };
  };
  const rates = new Map(
    stored.filter(({ to }) => to === home).map((one) => [`${one.currency} ${one.validOn}`, one] as const),
  );
  const ofMonth = (currency: Currency, period: string): KnownRate | undefined =>
    settings.rates[currency]?.[period] ?? rates.get(`${currency} ${period}`);
  const ofDay = (currency: Currency, day: Day): KnownRate | undefined => {
    let published = day;
    while (!rates.has(`${currency} ${published}`) && !calendar.isWorkingDay(published))
      published = addDays(published, -1);
    return rates.get(`${currency} ${published}`);
  };
  const firstWorked = (period: string): Day => calendar.nextWorkingDay(addDays(`${period}-01` as Day, -1));
  return {
    isEmpty: rates.size === 0 && closed.size === 0 && Object.keys(settings.rates).length === 0,
    booking: ({ currency, of, ...voucher }) => {
      const [period, day] = of === undefined ? [voucher.period, voucher.on] : [of.slice(0, 7), of];
      return (
        ofClosed(currency, period) ??
        ofClosed(currency, day) ??
        ofMonth(currency, period) ??
        ofDay(currency, settings.groupBy === 'day' ? day : firstWorked(period))
      );
    },
    closing: (currency, period) =>
      ofDay(currency, dayInMonth(`${period}-01` as Day, 0, 31)) ?? ofMonth(currency, period),
  };
}

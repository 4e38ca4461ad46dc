import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY, type Currency } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { Decimal } from '../../src/model/money.ts';
import { rateBook, type RateBook } from '../../src/vouchers/index.ts';
import { settingsOf } from './facts.ts';

const USD = 'USD' as Currency;

/** `2026-06-01 7.19` a line, all of dollars in yuan; `agreed` are those of settle.yaml, by month. */
function book(
  lines: readonly string[],
  {
    agreed = {},
    groupBy = 'month',
  }: { readonly agreed?: Record<string, string>; readonly groupBy?: 'month' | 'day' } = {},
): RateBook {
  const rates = {
    USD: Object.fromEntries(
      Object.entries(agreed).map(([month, rate]) => [
        month,
        { rate: new Decimal(rate), place: { file: 'settle.yaml', line: 9 } },
      ]),
    ),
  };
  return rateBook({
    settings: { ...settingsOf(), groupBy, rates },
    stored: lines.map((text, line) => {
      const [validOn = '', rate = ''] = text.split(' ');
      return { currency: USD, to: CNY, validOn, rate: new Decimal(rate), place: { file: 'rates.csv', line } };
    }),
    home: CNY,
    calendar: calendarFrom(),
  });
}

const booked = (rates: RateBook, on: string): string | undefined =>
  rates.booking({ currency: USD, period: on.slice(0, 7), on: on as Day })?.rate.toString();
const closed = (rates: RateBook, month: string): string | undefined => rates.closing(USD, month)?.rate.toString();

describe('the rate of a foreign voucher', () => {
  it('of a month is that of its first working day: 6 May 2026 after the holiday', () => {
    const rates = book(['2026-04-30 7.30', '2026-05-06 7.25', '2026-05-07 7.24', '2026-06-02 7.19']);
    expect(booked(rates, '2026-05-31')).toBe('7.25');
    // 1 June is a working day without a rate: no other day's stands in for it.
    expect(booked(rates, '2026-06-30')).toBeUndefined();
  });

  it('of a day is that of the day; a rest day has the rate of the last working day', () => {
    const rates = book(['2026-06-05 7.18', '2026-06-09 7.16'], { groupBy: 'day' });
    expect(
      ['2026-06-05', '2026-06-06', '2026-06-07', '2026-06-08', '2026-06-09'].map((on) => booked(rates, on)),
    ).toEqual(['7.18', '7.18', '7.18', undefined, '7.16']);
  });

  it('is the month’s where there is one, settle.yaml’s before a file’s', () => {
    const lines = ['2026-06 7.15', '2026-06-01 7.19'];
    expect(booked(book(lines), '2026-06-30')).toBe('7.15');
    expect(booked(book(lines, { agreed: { '2026-06': '7.10' } }), '2026-06-30')).toBe('7.1');
  });
});

describe('the rate of a month’s end', () => {
  it('is that of its last day, else of the last working day before it, else the month’s', () => {
    // 31 May 2026 is a Sunday, 30 June a Tuesday.
    const rates = book(['2026-05-29 7.20', '2026-05 7.21', '2026-06-29 7.11', '2026-06 7.12']);
    expect([closed(rates, '2026-05'), closed(rates, '2026-06'), closed(rates, '2026-07')]).toEqual([
      '7.2',
      '7.12',
      undefined,
    ]);
  });
});

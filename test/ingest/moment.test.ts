import { describe, expect, it } from 'vitest';

import { readClock, readMoment } from '../../src/ingest/moment.ts';

const moment = (text: string, order?: 'dmy' | 'mdy' | 'ymd'): string => {
  const reading = readMoment(text, order);
  return reading.ok ? reading.moment : reading.fault;
};

describe('a date is read in every spelling that statements use', () => {
  it.each([
    ['2026-06-05 09:12:09', '2026-06-05 09:12:09'],
    ['2026-06-05', '2026-06-05'],
    ['2026/06/05  09:12:09', '2026-06-05 09:12:09'],
    ['2026/6/5 8:00', '2026-06-05 08:00:00'],
    ['2026.6.5', '2026-06-05'],
    ['2026年06月01日 00:00:00', '2026-06-01 00:00:00'],
    ['20260606', '2026-06-06'],
    ['20260606 08:45:10', '2026-06-06 08:45:10'],
    ['20260606084510', '2026-06-06 08:45:10'],
    ['2026-06-05T09:12:09+08:00', '2026-06-05 09:12:09'],
    ['2026-06-05 09:12:09.123', '2026-06-05 09:12:09'],
    ['２０２６-０６-０５', '2026-06-05'],
  ])('%s → %s', (text, expected) => {
    expect(moment(text)).toBe(expected);
  });

  it.each([
    ['September 24, 2026', '2026-09-24'],
    ['Sep 4, 2026 1:05:07 AM', '2026-09-04 01:05:07'],
    ['Aug 31, 2026, 12:05 p.m.', '2026-08-31 12:05:00'],
    ['24-Sep-2026', '2026-09-24'],
    ['24-Sep-26', '2026-09-24'],
    ['04 sept. 2026', '2026-09-04'],
    ['4 août 2026 17:33:27', '2026-08-04 17:33:27'],
    ['4. März 2026', '2026-03-04'],
    ['4 de marzo de 2026', '2026-03-04'],
    ['4 giu 2026', '2026-06-04'],
    ['4 de dezembro de 2026', '2026-12-04'],
    ['4 mei 2026', '2026-05-04'],
    ['9/24/2026 3:04 PM', '2026-09-24 15:04:00'],
    ['12/25/2026 12:00:00 AM', '2026-12-25 00:00:00'],
    ['05.03.2021', '2021-03-05'],
    ['05.03.2021 17:33:27', '2021-03-05 17:33:27'],
  ])('%s → %s, as printed abroad', (text, expected) => {
    expect(moment(text)).toBe(expected);
  });

  it.each([
    ['2026/01/06 00:00:30 -0800', '2026-01-06 00:00:30'],
    ['2025-08-14T22:07:18+00:00', '2025-08-14 22:07:18'],
    ['2026-01-30T10:11:12.123Z', '2026-01-30 10:11:12'],
    ['Sep 4, 2026 1:05:07 PM PDT', '2026-09-04 13:05:07'],
    ['05.03.2021 17:33:27 UTC', '2021-03-05 17:33:27'],
    ['4 giu 2026 01:05:07 GMT+02:00', '2026-06-04 01:05:07'],
    ['2026-01-30 10:11 GMT+2', '2026-01-30 10:11:00'],
    ['2026-01-30 10:11:12 Eastern Time (US & Canada)', '2026-01-30 10:11:12'],
    ['2026-01-30', '2026-01-30'],
  ])('%s keeps its printed time where a format says so', (text, expected) => {
    const reading = readMoment(text, undefined, 'as-printed');
    expect(reading).toEqual({ ok: true, moment: expected });
  });

  it('a spreadsheet’s day number, with the time as its fraction', () => {
    expect(moment('44500')).toBe('2021-10-31');
    expect(moment('44500.5')).toBe('2021-10-31 12:00:00');
    expect(moment('44500.999999')).toBe('2021-11-01');
  });
});

describe('a date that isn’t one is refused', () => {
  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-06-05 24:00:00',
    '2026-06-05 09:60:00',
    '2026-06-05 09:12:61',
    'yesterday',
    '2026-06-05T09:12:09Z',
    '05.03.2021 17:33:27 UTC',
    '4 Foo 2026',
    'Feb 30, 2026',
    '9/24/2026 13:04 PM',
    '9/24/2026 0:04 AM',
    '1234567890123',
  ])('%s', (text) => {
    expect(moment(text)).toBe('unreadable');
  });
});

describe('day and month are never guessed', () => {
  it('05/06/2026 needs to be told which is which', () => {
    expect(moment('05/06/2026')).toBe('ambiguous');
    expect(moment('05/06/2026', 'dmy')).toBe('2026-06-05');
    expect(moment('05/06/2026', 'mdy')).toBe('2026-05-06');
    expect(moment('05.06.2026', 'mdy')).toBe('2026-05-06');
  });

  it('31/01/2026 can only be one day, and so can 05/05/2026', () => {
    expect(moment('31/01/2026')).toBe('2026-01-31');
    expect(moment('05/05/2026')).toBe('2026-05-05');
  });

  it('a year of two digits is read only where the order is told', () => {
    expect(moment('26-06-05')).toBe('ambiguous');
    expect(moment('26-06-05', 'ymd')).toBe('2026-06-05');
    expect(moment('05/06/26', 'dmy')).toBe('2026-06-05');
    expect(moment('31/02/26', 'dmy')).toBe('unreadable');
  });
});

it('a time of day may stand alone, also as a number without its leading zero', () => {
  expect(readClock('8:45')).toBe('08:45:00');
  expect(readClock('84510')).toBe('08:45:10');
  expect(readClock('08:45:10')).toBe('08:45:10');
  expect(readClock('1:05:07 PM')).toBe('13:05:07');
  expect(readClock('256000')).toBeUndefined();
});

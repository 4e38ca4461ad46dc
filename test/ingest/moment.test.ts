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
  expect(readClock('256000')).toBeUndefined();
});

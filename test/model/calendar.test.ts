import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { calendarFrom, parseCalendar, rollDay, workingCalendar } from '../../src/model/calendar.ts';
import { addDays, type Day } from '../../src/model/day.ts';

const SHARED = new URL('../../../shared/corpus/rules/calendar-cn.json', import.meta.url);
const day = (text: string): Day => text as Day;
const china = calendarFrom();

describe('working days in China', () => {
  it('a make-up Saturday is worked, a holiday Monday is not', () => {
    expect(china.isWorkingDay(day('2026-02-14'))).toBe(true);
    expect(china.isWorkingDay(day('2026-02-16'))).toBe(false);
    expect(china.isWorkingDay(day('2026-02-21'))).toBe(false);
    expect(china.isWorkingDay(day('2026-03-07'))).toBe(false);
    expect(china.isWorkingDay(day('2026-03-09'))).toBe(true);
  });

  it.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 0, '2026-03-07'],
    ['2020-01-23', 1, '2020-02-03'],
  ])('counts from %s, %i working days on, to %s', (from, count, to) => {
    expect(china.addWorkingDays(day(from), count)).toBe(to);
  });

  it('the next working day is never the day itself', () => {
    expect(china.nextWorkingDay(day('2026-03-06'))).toBe('2026-03-09');
    expect(china.nextWorkingDay(day('2026-03-07'))).toBe('2026-03-09');
  });

  it('refuses to count backwards', () => {
    expect(() => china.addWorkingDays(day('2026-03-06'), -1)).toThrow('counted forward');
  });

  it('a year without a notice is plain Monday to Friday, and named when asked', () => {
    expect(china.isWorkingDay(day('2027-10-01'))).toBe(true);
    expect(china.covers(2026)).toBe(true);
    expect(china.covers(2027)).toBe(false);
    expect(china.uncovered(day('2026-12-31'), day('2028-01-03'))).toEqual([2027, 2028]);
    expect(china.uncovered(day('2028-01-03'), day('2026-12-31'))).toEqual([2027, 2028]);
    expect(china.uncovered(day('2019-01-01'), day('2026-12-31'))).toEqual([]);
    expect(china.uncovered(day('2018-12-31'), day('2019-01-01'))).toEqual([2018]);
  });

  it.skipIf(!existsSync(SHARED))(
    'equals the shared calendar day by day (skipped where the shared data is not there)',
    () => {
      const shared = JSON.parse(readFileSync(SHARED, 'utf8')) as { off: string[]; work: string[] };
      const off = new Set(shared.off);
      const work = new Set(shared.work);
      for (let at = day('2024-01-01'); at <= day('2026-12-31'); at = addDays(at, 1)) {
        const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
        const worked = work.has(at) || (weekday !== 0 && weekday !== 6 && !off.has(at));
        expect([at, china.isWorkingDay(at)]).toEqual([at, worked]);
      }
    },
  );
});

describe('a day that is not worked', () => {
  it.each([
    ['2026-05-30', 'none', '2026-05-30'],
    ['2026-05-30', 'following', '2026-06-01'],
    ['2026-05-30', 'preceding', '2026-05-29'],
    ['2026-05-30', 'modified-following', '2026-05-29'],
    ['2026-05-23', 'modified-following', '2026-05-25'],
    ['2026-05-29', 'preceding', '2026-05-29'],
    ['2026-10-03', 'preceding', '2026-09-30'],
  ] as const)('%s rolled %s is %s', (from, roll, to) => {
    expect(rollDay(day(from), roll, china)).toBe(to);
  });
});

describe("a user's own calendar", () => {
  const file = { '2027': { off: ['2027-01-01', '2026-12-31'], work: ['2027-01-30'] } };

  it('extends the one we know', () => {
    const reading = parseCalendar(file);
    if (!reading.ok) throw new Error('the file is sound');
    const calendar = calendarFrom(reading.years);
    expect(calendar.covers(2027)).toBe(true);
    expect(calendar.isWorkingDay(day('2027-01-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-12-31'))).toBe(false);
    expect(calendar.isWorkingDay(day('2027-01-30'))).toBe(true);
    expect(calendar.isWorkingDay(day('2026-10-01'))).toBe(false);
  });

  it('stands for the whole year where we know the year too', () => {
    const calendar = calendarFrom({ '2026': { off: [day('2026-10-01')], work: [] } });
    expect(calendar.isWorkingDay(day('2026-10-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-10-02'))).toBe(true);
    expect(calendar.isWorkingDay(day('2026-10-10'))).toBe(false);
  });

  it('may leave out make-up days', () => {
    expect(parseCalendar({ '2027': { off: [] } })).toEqual({ ok: true, years: { '2027': { off: [], work: [] } } });
  });

  it.each([
    ['a list', [], [{ code: 'CONFIG_VALUE', path: '', text: '[]' }]],
    ['nothing', undefined, [{ code: 'CONFIG_VALUE', path: '', text: '' }]],
    ['a year that is none', { next: { off: [] } }, [{ code: 'CONFIG_UNKNOWN_KEY', path: 'next', text: 'next' }]],
    ['a year without content', { '2027': null }, [{ code: 'CONFIG_VALUE', path: '2027', text: 'null' }]],
    ['no rest days', { '2027': { work: [] } }, [{ code: 'CONFIG_VALUE', path: '2027.off', text: '' }]],
    [
      'a misspelt key',
      { '2027': { off: [], wrok: [] } },
      [{ code: 'CONFIG_UNKNOWN_KEY', path: '2027.wrok', text: 'wrok' }],
    ],
    [
      'days that do not exist, of another year, or no text',
      { '2027': { off: ['2027-02-29', '2026-05-01', 20270101] } },
      [
        { code: 'CONFIG_VALUE', path: '2027.off[0]', text: '2027-02-29' },
        { code: 'CONFIG_VALUE', path: '2027.off[1]', text: '2026-05-01' },
        { code: 'CONFIG_VALUE', path: '2027.off[2]', text: '20270101' },
      ],
    ],
    [
      'a day both off and worked',
      { '2027': { off: ['2027-01-30'], work: ['2027-01-30'] } },
      [{ code: 'CONFIG_VALUE', path: '2027.work[0]', text: '2027-01-30' }],
    ],
  ])('refuses %s, and says where', (_what, value, problems) => {
    expect(parseCalendar(value)).toEqual({ ok: false, problems });
  });

  it('a calendar of no years at all is Monday to Friday', () => {
    const plain = workingCalendar({});
    expect(plain.addWorkingDays(day('2026-09-30'), 1)).toBe('2026-10-01');
    expect(plain.uncovered(day('2026-09-30'), day('2026-10-01'))).toEqual([2026]);
  });
});

import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { parseCycleRule, parseCycleStep } from '../../src/model/cycle.ts';
import type { Day, Moment } from '../../src/model/day.ts';
import type { CycleRule } from '../../src/model/settings.ts';
import { cutoffMoment, dueDay, lastDayOf, payoutDueDay, uncoveredYears } from '../../src/settlement/index.ts';

const china = calendarFrom();

function rule(text: string, more: Partial<CycleRule> & { readonly lag?: string } = {}): CycleRule {
  const parsed = parseCycleRule(text);
  if (parsed === undefined) throw new Error(`no rule: ${text}`);
  const { lag, ...keys } = more;
  const bankLag = lag === undefined ? undefined : parseCycleStep(lag);
  return { ...parsed, ...keys, ...(bankLag && { bankLag }) };
}
const due = (one: CycleRule, base: string): Day => dueDay(one, base as Moment, china);
const inBank = (one: CycleRule, base: string): Day => payoutDueDay(one, base as Moment, china);

describe('the day money is due by the cycle', () => {
  it.each([
    ['T+1', '2026-03-06', '2026-03-09'],
    ['T+1', '2026-03-07', '2026-03-09'],
    ['T+0', '2026-03-07', '2026-03-07'],
    ['T+1', '2026-09-30', '2026-10-08'],
    ['T+3', '2026-09-30', '2026-10-10'],
    ['D+1', '2026-09-30', '2026-10-01'],
    ['D+0', '2026-05-20 23:59:59', '2026-05-20'],
    ['weekly:thu', '2026-05-20', '2026-05-28'],
    ['weekly:thu', '2026-05-24', '2026-05-28'],
    ['weekly:mon', '2026-05-24', '2026-05-25'],
    ['weekly:sun', '2026-05-18', '2026-05-31'],
    ['half-month:20,5', '2026-05-15', '2026-05-20'],
    ['half-month:20,5', '2026-05-16', '2026-06-05'],
    ['half-month:31,31', '2026-02-03', '2026-02-28'],
    ['half-month:31,31', '2026-01-31', '2026-02-28'],
    ['monthly:10', '2026-05-31', '2026-06-10'],
    ['monthly:31', '2026-01-05', '2026-02-28'],
    ['monthly:29', '2028-01-05', '2028-02-29'],
    ['monthly:10+2', '2026-11-30', '2027-01-10'],
    ['biweekly:2026-01-05', '2026-01-05', '2026-01-19'],
    ['biweekly:2026-01-05', '2026-01-18', '2026-01-19'],
    ['biweekly:2026-01-05', '2026-01-04', '2026-01-05'],
    ['manual', '2026-03-07', '2026-03-07'],
  ])('%s of %s is %s', (text, base, day) => {
    expect(due(rule(text), base)).toBe(day);
  });

  it('a week may begin on another day', () => {
    const fromSaturday = rule('weekly:thu', { step: { type: 'weekly', weekday: 4, weekStart: 6 } });
    expect(due(fromSaturday, '2026-05-22')).toBe('2026-05-28');
    expect(due(fromSaturday, '2026-05-23')).toBe('2026-06-04');
  });

  it('at or after the cut-off a trade belongs to the next day; a trade without a time comes before it', () => {
    const late = rule('D+1', { cutoffTime: '23:00' });
    expect(due(late, '2026-05-20 22:59:59')).toBe('2026-05-21');
    expect(due(late, '2026-05-20 23:00:00')).toBe('2026-05-22');
    expect(due(late, '2026-05-20')).toBe('2026-05-21');
    expect(due(late, '2026-12-31 23:30:00')).toBe('2027-01-02');
  });

  it.each([
    ['none', '2026-10-01'],
    ['following', '2026-10-08'],
    ['preceding', '2026-09-30'],
    ['modified-following', '2026-10-08'],
  ] as const)('D+1 of 30 September, rolled %s, is %s', (roll, day) => {
    expect(due(rule('D+1', { roll }), '2026-09-30')).toBe(day);
  });

  it('a trade day that is not worked moves first where the contract says so', () => {
    expect(due(rule('T+1', { rollTradeDate: true }), '2026-03-07')).toBe('2026-03-10');
    expect(due(rule('D+1', { rollTradeDate: true }), '2026-03-07')).toBe('2026-03-10');
  });

  it('days held are added before the step', () => {
    expect(due(rule('T+1', { holdDays: 7 }), '2026-02-27')).toBe('2026-03-09');
  });
});

describe('the day a payout must be in the bank', () => {
  const byHand = rule('manual', { lag: 'T+1', graceDays: 1 });

  it('withdrawn by hand on a Friday: the next working day, with one day of grace', () => {
    expect(inBank(byHand, '2026-03-06 18:00:00')).toBe('2026-03-09');
    expect(lastDayOf(byHand, '2026-03-06' as Day, china)).toBe('2026-03-10');
  });

  it('withdrawn by hand on a Saturday: a roll touches the arrival, not the sending', () => {
    expect(inBank(rule('manual', { lag: 'T+1', roll: 'following' }), '2026-03-07')).toBe('2026-03-09');
    expect(inBank(rule('manual', { lag: 'D+0', roll: 'following' }), '2026-03-07')).toBe('2026-03-09');
  });

  it('paid out every day, in the bank that day or the next working one', () => {
    const daily = rule('D+0', { roll: 'following' });
    expect(inBank(daily, '2026-03-06')).toBe('2026-03-06');
    expect(inBank(daily, '2026-03-07')).toBe('2026-03-09');
  });

  it('a bank lag comes on top of the step, and is rolled too', () => {
    expect(inBank(rule('T+1', { lag: 'T+1' }), '2026-03-06')).toBe('2026-03-10');
    expect(inBank(rule('weekly:fri', { lag: 'D+1', roll: 'following' }), '2026-03-06')).toBe('2026-03-16');
    expect(due(rule('T+1', { lag: 'T+1' }), '2026-03-06')).toBe('2026-03-09');
  });
});

describe('what is past due as of a day', () => {
  it.each([
    ['D+0', {}, '2026-06-30', '2026-06-30'],
    ['D+0', { graceDays: 1 }, '2026-06-30', '2026-06-29'],
    ['T+1', {}, '2026-03-09', '2026-03-06'],
    ['T+1', {}, '2026-03-10', '2026-03-09'],
    ['D+1', { cutoffTime: '23:00' }, '2026-05-22', '2026-05-20 23:00'],
    ['monthly:10', {}, '2026-06-10', '2026-05-01'],
    ['monthly:10', {}, '2026-06-11', '2026-06-01'],
  ])('by %s %o as of %s it happened before %s', (text, keys, asOf, boundary) => {
    expect(cutoffMoment(rule(text, keys), asOf as Day, china)).toBe(boundary);
  });
});

describe('a due day that leans on a year without a calendar', () => {
  it('names the year, but only where working days matter', () => {
    expect(uncoveredYears(rule('T+1'), '2026-12-31' as Day, china)).toEqual([2027]);
    expect(uncoveredYears(rule('D+1', { roll: 'following' }), '2026-12-31' as Day, china)).toEqual([2027]);
    expect(uncoveredYears(rule('manual', { lag: 'T+1' }), '2026-12-31' as Day, china)).toEqual([2027]);
    expect(uncoveredYears(rule('D+0', { rollTradeDate: true }), '2027-02-01' as Day, china)).toEqual([2027]);
    expect(uncoveredYears(rule('D+1'), '2026-12-31' as Day, china)).toEqual([]);
    expect(uncoveredYears(rule('T+1'), '2026-12-30' as Day, china)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { parsePaymentTerms } from '../../src/model/cycle.ts';
import type { Day } from '../../src/model/day.ts';
import { dueOn } from '../../src/receivables/index.ts';

const china = calendarFrom();

describe('the day a sale on account is due', () => {
  it.each([
    ['net 30', '2026-01-31', '2026-03-02'],
    ['net 0', '2026-01-31', '2026-01-31'],
    ['net 30 following', '2026-01-17', '2026-02-24'],
    ['net 30 following', '2026-01-15', '2026-02-14'],
    ['net 30 preceding', '2026-01-17', '2026-02-14'],
    ['net 30 modified-following', '2026-01-01', '2026-01-30'],
    ['eom', '2026-02-03', '2026-02-28'],
    ['eom+10', '2026-02-28', '2026-03-10'],
    ['月结30天', '2026-01-15', '2026-03-02'],
    ['月结60天 cutoff:25', '2026-01-25', '2026-03-26'],
    ['月结60天 cutoff:25', '2026-01-26', '2026-04-26'],
    ['月结0天 cutoff:30', '2026-02-28', '2026-02-28'],
    ['monthly:+1', '2026-01-15', '2026-02-28'],
    ['monthly:10+2', '2026-12-15', '2027-02-10'],
    ['monthly:10 cutoff:25', '2026-12-26', '2027-02-10'],
    ['months:1', '2026-01-31', '2026-02-28'],
    ['months:1', '2028-01-31', '2028-02-29'],
    ['months:12', '2028-02-29', '2029-02-28'],
  ])('%s from %s is %s', (text, from, due) => {
    const terms = parsePaymentTerms(text);
    expect(terms && dueOn(terms, from as Day, china)).toBe(due);
  });

  it('terms that roll need a calendar, the others do not', () => {
    expect(dueOn({ type: 'net', days: 1, roll: 'none' }, '2026-01-31' as Day)).toBe('2026-02-01');
    expect(() => dueOn({ type: 'net', days: 1, roll: 'following' }, '2026-01-31' as Day)).toThrow('calendar');
  });
});

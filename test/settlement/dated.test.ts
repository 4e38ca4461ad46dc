import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { parseCycleRule } from '../../src/model/cycle.ts';
import type { Day, Moment } from '../../src/model/day.ts';
import type { CycleRule } from '../../src/model/settings.ts';
import { accountTerms, dueOf } from '../../src/settlement/index.ts';

const china = calendarFrom();

function rule(text: string, keys: Partial<CycleRule> = {}): CycleRule {
  const read = parseCycleRule(text);
  if (read === undefined) throw new Error(text);
  return { ...read, ...keys };
}

const due = (rules: readonly CycleRule[], base: string): string => {
  const found = dueOf(rules, base as Moment, china);
  return found === undefined ? 'nothing agreed' : `${found.rule.text} ${found.dueOn}`;
};

/** A platform that pays after seven working days, and after one from 16 June on (Dragon Boat: the 19th is no work). */
const QUICKER = [rule('T+7'), rule('T+1', { validFrom: '2026-06-16' as Day })];

describe('rules of which each begins on a day', () => {
  it('the rule of the day a cycle counts from decides, also when a later day is paid before an earlier one', () => {
    expect(due(QUICKER, '2026-06-12 18:00:00')).toBe('T+7 2026-06-24');
    expect(due(QUICKER, '2026-06-15 23:59:59')).toBe('T+7 2026-06-25');
    expect(due(QUICKER, '2026-06-16 00:00:00')).toBe('T+1 2026-06-17');
    expect(due(QUICKER, '2026-06-18')).toBe('T+1 2026-06-22');
  });

  it('what comes after the cut-off goes by the rule of the day it counts for', () => {
    const cut = QUICKER.map((one) => ({ ...one, cutoffTime: '23:00' }));
    expect(due(cut, '2026-06-15 22:59:59')).toBe('T+7 2026-06-25');
    expect(due(cut, '2026-06-15 23:00:00')).toBe('T+1 2026-06-17');
  });

  it('a cut-off that came with the second rule moves nothing before it', () => {
    const cut = [rule('T+7'), rule('T+1', { validFrom: '2026-06-16' as Day, cutoffTime: '23:00' })];
    expect(due(cut, '2026-06-15 23:30:00')).toBe('T+7 2026-06-25');
    expect(due(cut, '2026-06-16 23:30:00')).toBe('T+1 2026-06-18');
  });

  it('before the first of them the usual terms of the platform hold, and nothing where none are known', () => {
    const own = { settles: [rule('T+1', { validFrom: '2026-06-16' as Day })] };
    const texts = (platform: string): readonly string[] =>
      (accountTerms(platform, own).settles ?? []).map(({ text }) => text);
    expect(texts('alipay')).toEqual(['D+0', 'T+1']);
    expect(texts('corner-shop')).toEqual(['T+1']);
    expect(due(own.settles, '2026-06-15')).toBe('nothing agreed');
    expect(accountTerms('alipay', { settles: QUICKER }).settles).toEqual(QUICKER);
  });
});

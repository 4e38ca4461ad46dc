import { describe, expect, it } from 'vitest';

import { parseCutoffTime, parseCycleRule, parseCycleStep, parsePaymentTerms } from '../../src/model/cycle.ts';

describe('a settlement cycle as people write it', () => {
  it.each([
    ['', 'T+', 'T1', 'T+1.5', 'T+-1', 'D+999', 'X+1', 'daily'],
    ['weekly', 'weekly:', 'weekly:friday', 'weekly:fri:mon', 'manual:1'],
    [
      'half-month:20',
      'half-month:20,5,1',
      'half-month:32,5',
      'half-month:10,25',
      'half-month:20,0',
      'half-month:15,30',
    ],
    ['monthly:0', 'monthly:32', 'monthly:10+0', 'monthly:10+25', 'monthly:+1', 'monthly:10+1+1'],
    ['biweekly:', 'biweekly:2026-02-30', 'biweekly:05-01-2026'],
  ])('is refused when it says none of the rules: %s …', (...texts) => {
    for (const text of texts) expect([text, parseCycleStep(text)]).toEqual([text, undefined]);
  });

  it.each([
    ['T+1', { type: 'T', days: 1 }],
    ['t+10', { type: 'T', days: 10 }],
    [' D+0 ', { type: 'D', days: 0 }],
    ['weekly:fri', { type: 'weekly', weekday: 5, weekStart: 1 }],
    ['Weekly: Mon', { type: 'weekly', weekday: 1, weekStart: 1 }],
    ['half-month:20,5', { type: 'half-month', first: 20, second: 5 }],
    ['monthly:10', { type: 'monthly', day: 10, months: 1 }],
    ['monthly:31+2', { type: 'monthly', day: 31, months: 2 }],
    ['biweekly:2026-01-05', { type: 'biweekly', anchor: '2026-01-05' }],
    ['manual', { type: 'manual' }],
  ])('%s is read', (text, step) => {
    expect(parseCycleStep(text)).toEqual(step);
  });

  it('alone is a rule that neither rolls nor holds nor waits', () => {
    expect(parseCycleRule(' T+1 ', 'confirmed')).toEqual({
      base: 'confirmed',
      step: { type: 'T', days: 1 },
      text: 'T+1',
      roll: 'none',
      rollTradeDate: false,
      holdDays: 0,
      graceDays: 0,
    });
    expect(parseCycleRule('T+1')?.base).toBe('paid');
    expect(parseCycleRule('sometimes')).toBeUndefined();
  });

  it('a cut-off is a time of day with both digits', () => {
    expect(parseCutoffTime(' 23:00 ')).toBe('23:00');
    for (const text of ['9:00', '24:00', '12:60', '23', '23:00:00']) expect(parseCutoffTime(text)).toBeUndefined();
  });
});

describe('payment terms as people write them', () => {
  it.each([
    ['', 'soon', 'net', 'net -3', 'net 401', 'net 3.5', '天'],
    ['eom+', 'eom+401', '月结30', 'months:', 'months:25', 'monthly:', 'monthly:32', 'monthly:+25'],
    ['net 30 sideways', 'following', 'net 30 cutoff:25', 'eom cutoff:32', 'eom cutoff:0'],
  ])('are refused when nobody can tell what they say: %s …', (...texts) => {
    for (const text of texts) expect([text, parsePaymentTerms(text)]).toEqual([text, undefined]);
  });

  it.each([
    ['net 30', { type: 'net', days: 30 }],
    ['net:30', { type: 'net', days: 30 }],
    ['Net 30 days', { type: 'net', days: 30 }],
    ['３０天', { type: 'net', days: 30 }],
    ['60', { type: 'net', days: 60 }],
    ['货到付款', { type: 'net', days: 0 }],
    ['eom', { type: 'end-of-month', days: 0 }],
    ['eom+10', { type: 'end-of-month', days: 10 }],
    ['月结', { type: 'end-of-month', days: 0 }],
    ['月结30天', { type: 'end-of-month', days: 30 }],
    ['月结60天 cutoff:25', { type: 'end-of-month', days: 60, cutoff: 25 }],
    ['monthly:10', { type: 'monthly', months: 1, day: 10 }],
    ['monthly:10+2', { type: 'monthly', months: 2, day: 10 }],
    ['monthly:+1', { type: 'monthly', months: 1 }],
    ['monthly:10 cutoff:25', { type: 'monthly', months: 1, day: 10, cutoff: 25 }],
    ['months:1', { type: 'months', months: 1 }],
    ['net 30 following', { type: 'net', days: 30, roll: 'following' }],
    ['eom modified-following', { type: 'end-of-month', days: 0, roll: 'modified-following' }],
  ])('%s is read', (text, terms) => {
    expect(parsePaymentTerms(text)).toEqual(terms);
  });
});

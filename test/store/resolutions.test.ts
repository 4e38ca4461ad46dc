import { expect, it } from 'vitest';

import { lastStanding, TAKEN_BACK } from '../../src/store/read/findings.ts';

const PARKED = { resolution: 'parked', decided_on: '2026-06-01' } as const;
const ACCEPTED = { resolution: 'accepted', decided_on: '2026-07-04' } as const;
const UNDONE = { resolution: TAKEN_BACK, decided_on: '2026-06-30' } as const;

it('an undo takes back the decision before it, from its own day on; the one before that stands on every day', () => {
  const on = (day: string): string | undefined => lastStanding([PARKED, ACCEPTED, UNDONE], day)?.resolution;
  expect([on('2026-05-31'), on('2026-06-15'), on('2026-07-01'), on('2026-07-10')]).toEqual([
    undefined,
    'parked',
    'parked',
    'parked',
  ]);
});

it('before the undo counts, the decision holds', () => {
  const decisions = [PARKED, { ...ACCEPTED, decided_on: '2026-06-10' }, UNDONE] as const;
  expect(lastStanding(decisions, '2026-06-20')?.resolution).toBe('accepted');
  expect(lastStanding(decisions, '2026-06-30')?.resolution).toBe('parked');
});

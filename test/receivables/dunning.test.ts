import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { dunningStep, levelOf } from '../../src/receivables/index.ts';

const day = (text: string): Day => text as Day;

describe('levels of dunning', () => {
  it.each([
    [-8, undefined],
    [-7, -1],
    [-1, -1],
    [0, 0],
    [2, 0],
    [3, 1],
    [14, 1],
    [15, 2],
    [30, 3],
    [60, 4],
    [89, 4],
    [90, 5],
  ])('%i days past due is level %s', (days, level) => {
    expect(levelOf(days)?.level).toBe(level);
  });

  it('one message a customer, at the highest level any of its items has reached', () => {
    const step = dunningStep(
      [
        { key: 'A', daysPastDue: 4 },
        { key: 'B', daysPastDue: 31 },
        { key: 'C', daysPastDue: -30 },
      ],
      [],
      day('2026-04-01'),
      7,
    );
    expect(step).toMatchObject({ level: { level: 3 }, state: 'due' });
  });

  it('a level is written once for an item; the next one waits until the pause is over', () => {
    const letters = [{ level: 1, on: day('2026-04-01'), keys: ['A'] }];
    const at = (daysPastDue: number, asOf: string): string | undefined =>
      dunningStep([{ key: 'A', daysPastDue }], letters, day(asOf), 7)?.state;
    expect(at(5, '2026-04-02')).toBe('asked');
    expect(at(15, '2026-04-07')).toBe('paused');
    expect(at(15, '2026-04-08')).toBe('due');
  });

  it('an item that was in no letter is new, also at a level that others were asked at', () => {
    const letters = [{ level: 3, on: day('2026-04-01'), keys: ['A'] }];
    const items = [
      { key: 'A', daysPastDue: 45 },
      { key: 'B', daysPastDue: 3 },
    ];
    expect(dunningStep(items, letters, day('2026-04-20'), 7)?.state).toBe('due');
  });

  it('nothing due soon or past due: nothing to say', () => {
    expect(dunningStep([{ key: 'A', daysPastDue: -20 }], [], day('2026-04-01'), 7)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';

import { askedBooks } from './asked-books.ts';
import { WEEK, WEEK_REVERSED } from './week.ts';

test.each(['summary', 'discrepancies', 'matches', 'open', 'cycles'])(
  'the order of import never shows in %s',
  async (name) => {
    const [one, other] = [await askedBooks(WEEK), await askedBooks(WEEK_REVERSED)];
    for (const asOf of ['2026-06-02', '2026-06-10']) {
      expect(await other.ask(name, { asOf })).toBe(await one.ask(name, { asOf }));
    }
  },
);

test.each(['summary', 'discrepancies', 'matches', 'open', 'cycles'])(
  '%s before the first row is an empty answer, not an error',
  async (name) => {
    const books = await askedBooks(WEEK);
    expect((await books.json(name, { asOf: '2026-05-31' })).rows).toEqual([]);
  },
);

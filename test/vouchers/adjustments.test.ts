import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import type { BookFact } from '../../src/model/ledger.ts';
import { minor } from '../../src/model/money.ts';
import type { Voucher } from '../../src/model/voucher.ts';
import { adjustments, numberVouchers, verdictOf } from '../../src/vouchers/index.ts';
import { draftsOf, fact, row } from './facts.ts';

/* What closed months would be today less what was kept of them, in the first open month: nothing is lost or told twice. */

const MONTHS = ['2026-04', '2026-05', '2026-06', '2026-07'] as const;
const inMonth = (month: string, one: BookFact): BookFact => ({ ...one, on: `${month}${one.on.slice(7)}` as Day });

interface Known {
  readonly month: (typeof MONTHS)[number];
  readonly fact: BookFact;
  /** The close (0, 1, 2, or 3: of the open month) by which it is known, and from which on it isn't any more. */
  readonly from: number;
  readonly till: number;
}

/** The months up to `step` closed one after the other, each by what was known then, and the month after them. */
function ledger(all: readonly Known[], step: number, groupBy: 'month' | 'day'): readonly Voucher[] {
  const kept = step === 0 ? [] : ledger(all, step - 1, groupBy);
  const known = all.filter(({ from, till }) => from <= step && step < till);
  const drafts = (months: readonly string[]): ReturnType<typeof draftsOf> =>
    months.flatMap((month) =>
      draftsOf(
        known.filter((one) => one.month === month).map((one) => one.fact),
        { vat: '0.13', groupBy },
      ),
    );
  const period = MONTHS[step] ?? expect.fail('a month a step');
  const adjusted = adjustments({ now: drafts(MONTHS.slice(0, step)), kept }, `${period}-01` as Day);
  const own = numberVouchers([...drafts([period]), ...adjusted], [], { period, word: '记' });
  expect(verdictOf(own)).toMatchObject({ unbalanced: [], gaps: [] });
  return [...kept, ...own];
}

function balances(vouchers: readonly Pick<Voucher, 'lines'>[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { account, customer = '', platform = '', debit, credit } of vouchers.flatMap(({ lines }) => lines)) {
    const key = [account.code, account.name, customer, platform].join(' ');
    sums.set(key, (sums.get(key) ?? 0) + debit - credit);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
}

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
const day = fc.integer({ min: 1, max: 30 }).map((of) => `2026-06-${String(of).padStart(2, '0')}` as Day);
const facts: fc.Arbitrary<BookFact> = fc
  .tuple(fc.integer({ min: 0, max: 9 }), amount, amount, day)
  .map(([what, sum, fee, on]) => {
    const place = { file: 'any.csv', line: Math.abs(sum) + 2 };
    const bare = ((): BookFact => {
      switch (what) {
        case 0:
          return fact({ kind: 'sale', customer: '甲', gross: minor(Math.abs(sum)) });
        case 1:
          return fact({ kind: 'sale-reversed', platform: 'market', gross: minor(Math.abs(sum)) });
        case 2:
          return fact({ kind: 'bank', bank: 'ccb', purpose: 'unknown', amount: minor(sum) });
        case 3:
          return fact({ kind: 'bank', bank: 'ccb', purpose: 'payout', wallet: 'shop', amount: minor(Math.abs(sum)) });
        case 4:
          return row('payout', -Math.abs(sum), 0);
        case 5:
          return row('refund', -Math.abs(sum), 0);
        case 6:
          return row('sale', Math.abs(sum), Math.abs(fee) % (Math.abs(sum) + 1));
        default:
          return fact({ kind: 'sale', platform: 'market', gross: minor(Math.abs(sum)) });
      }
    })();
    return { ...bare, on, place };
  });
const known: fc.Arbitrary<Known> = fc
  .tuple(fc.constantFrom(...MONTHS), facts, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 9 }))
  .map(([month, one, from, till]) => ({ month, fact: inMonth(month, one), from, till }));

test('kept months and adjustments together come to what the same facts come to without any close', () => {
  fc.assert(
    fc.property(fc.array(known, { maxLength: 40 }), fc.constantFrom('month', 'day'), (all, groupBy) => {
      const now = all.filter(({ from, till }) => from <= 3 && till > 3).map((one) => one.fact);
      expect(balances(ledger(all, 3, groupBy))).toEqual(balances(draftsOf(now, { vat: '0.13', groupBy })));
    }),
  );
});

test('where nothing came late nothing is adjusted', () => {
  fc.assert(
    fc.property(fc.array(known, { maxLength: 40 }), (all) => {
      const early = all.map((one) => ({ ...one, from: 0, till: 9 }));
      expect(ledger(early, 3, 'month').filter(({ of }) => of !== undefined)).toEqual([]);
    }),
  );
});

test('an adjustment of an adjusted month says only what has changed since', () => {
  const sale = (gross: number, line: number): BookFact => ({
    ...inMonth('2026-04', fact({ kind: 'sale', platform: 'market', gross: minor(gross) })),
    place: { file: 'april.csv', line },
  });
  const all: readonly Known[] = [
    { month: '2026-04', fact: sale(113, 2), from: 0, till: 9 },
    { month: '2026-04', fact: sale(226, 3), from: 1, till: 2 },
    { month: '2026-04', fact: sale(200, 4), from: 2, till: 9 },
  ];
  const told = ledger(all, 3, 'month').map(({ period, of, lines }) => {
    const [first] = lines;
    return [period, of, first?.debit, first?.sources.flatMap(({ runs }) => runs)];
  });
  expect(told).toEqual([
    ['2026-04', undefined, 113, [[2, 2]]],
    ['2026-05', '2026-04-30', 226, [[3, 3]]],
    ['2026-06', '2026-04-30', -26, [[3, 4]]],
  ]);
});

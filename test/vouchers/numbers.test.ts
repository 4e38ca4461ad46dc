import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import type { BookFact } from '../../src/model/ledger.ts';
import { minor } from '../../src/model/money.ts';
import type { Voucher } from '../../src/model/voucher.ts';
import { numberVouchers, verdictOf } from '../../src/vouchers/index.ts';
import { draftsOf, fact, row, type Rules } from './facts.ts';

const JUNE = { period: '2026-06', word: '记' };

function vouchersOf(
  facts: readonly BookFact[],
  exported: readonly Voucher[] = [],
  rules: Rules = {},
): readonly Voucher[] {
  return numberVouchers(draftsOf(facts, rules), exported, JUNE);
}

function asExported(vouchers: readonly Voucher[]): readonly Voucher[] {
  return vouchers.map((voucher) => ({ ...voucher, isExported: true }));
}

function textOf({ number, kind, part, lines }: Voucher): string {
  const amounts = lines.map(({ account, debit, credit }) => `${account.code} ${debit}/${credit}`);
  return [`${number} ${kind} ${part}`, ...amounts].join(', ');
}

const sale = (gross: number): BookFact => fact({ kind: 'sale', platform: 'market', gross: minor(gross) });

test('one voucher a month, kind and platform; by day one a day', () => {
  const facts = [sale(100), { ...sale(200), on: '2026-06-11' as Day }, row('sale', 100, 1)];
  expect(vouchersOf(facts).map(textOf)).toEqual([
    '1 sale 1, 1122 300/0, 6001 0/300',
    '2 settlement 1, 1012 99/0, 6603 1/0, 1122 0/100',
  ]);
  expect(vouchersOf(facts, [], { groupBy: 'day' }).map((one) => `${one.number} ${one.on} ${one.kind}`)).toEqual([
    '1 2026-06-10 sale',
    '2 2026-06-10 settlement',
    '3 2026-06-11 sale',
  ]);
});

test('every line names the rows it rests on, as runs', () => {
  const at = (line: number): BookFact => ({ ...sale(100), place: { file: 'june.csv', line } });
  const [voucher] = vouchersOf([at(9), at(3), at(4), at(2), at(12), at(2)]);
  expect(voucher?.lines[0]?.sources).toEqual([
    {
      file: 'june.csv',
      runs: [
        [2, 4],
        [9, 9],
        [12, 12],
      ],
    },
  ]);
});

test('what was exported keeps its number; what came later is a further voucher with the difference', () => {
  const first = asExported(vouchersOf([sale(100), row('sale', 100, 1)]));
  const again = vouchersOf([sale(100), row('sale', 100, 1), sale(50), row('fee', -3, 0)], first);
  expect(again.slice(0, 2)).toEqual(first);
  expect(again.slice(2).map(textOf)).toEqual(['3 sale 2, 1122 50/0, 6001 0/50', '4 fees 1, 6603 3/0, 1012 0/3']);
});

test('a fact that is gone or smaller is taken back in red', () => {
  const first = asExported(vouchersOf([sale(100), row('sale', 100, 1)]));
  expect(
    vouchersOf([sale(70)], first)
      .slice(2)
      .map(textOf),
  ).toEqual(['3 sale 2, 1122 -30/0, 6001 0/-30', '4 settlement 2, 1012 -99/0, 6603 -1/0, 1122 0/-100']);
});

test('nothing new after an export: the same vouchers', () => {
  const first = asExported(vouchersOf([sale(100), row('refund', -40, 0)]));
  expect(vouchersOf([row('refund', -40, 0), sale(100)], first)).toEqual(first);
});

test('a gap and an unbalanced voucher are named', () => {
  const [voucher] = vouchersOf([sale(100)]);
  if (!voucher) throw new Error('no voucher');
  const crooked = { ...voucher, number: 3, lines: voucher.lines.slice(0, 1) };
  expect(verdictOf([voucher, crooked])).toMatchObject({ count: 2, gaps: [2], unbalanced: [3], unexported: [1, 3] });
});

const LINES = ['sale', 'refund', 'fee', 'commission', 'subsidy', 'reserve', 'payout', 'tax', 'adjustment', 'unknown'];
const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 });
const days = fc.integer({ min: 1, max: 30 }).map((day) => `2026-06-${String(day).padStart(2, '0')}` as Day);
const facts: fc.Arbitrary<BookFact> = fc.oneof(
  fc.tuple(amounts, days).map(([gross, on]) => ({ ...sale(Math.abs(gross)), on })),
  fc
    .tuple(fc.constantFrom(...LINES), amounts, amounts, days)
    .map(([line, gross, fee, on]) => ({ ...row(line, gross, fee), on })),
  fc
    .tuple(fc.constantFrom('payout', 'receipt', 'fee', 'interest', 'unknown', 'days'), amounts, days)
    .map(([purpose, amount, on]) =>
      fact({ kind: 'bank', bank: 'ccb', wallet: 'shop', purpose, amount: minor(amount), on } as never),
    ),
);

test('every voucher balances, numbers have no gaps, and the order of facts is nothing', () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 40 }), fc.constantFrom('month', 'day'), (some, groupBy) => {
      const rules = { vat: '0.13', groupBy } as const;
      const vouchers = vouchersOf(some, [], rules);
      expect(verdictOf(vouchers)).toMatchObject({ unbalanced: [], gaps: [] });
      const reversed = vouchersOf(some.toReversed(), [], rules);
      expect(reversed).toEqual(vouchers);
    }),
  );
});

test('exported or not, all vouchers together come to what the facts come to', () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 20 }), fc.array(facts, { maxLength: 20 }), (before, after) => {
      const first = asExported(vouchersOf(before));
      const all = vouchersOf(after, first);
      expect(verdictOf(all)).toMatchObject({ unbalanced: [], gaps: [] });
      expect(balances(all)).toEqual(balances(vouchersOf(after)));
    }),
  );
});

function balances(vouchers: readonly Voucher[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { account, debit, credit } of vouchers.flatMap((voucher) => voucher.lines)) {
    const key = `${account.code} ${account.name}`;
    sums.set(key, (sums.get(key) ?? 0) + debit - credit);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
}

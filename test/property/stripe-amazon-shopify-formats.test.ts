import fc from 'fast-check';
import { expect, test } from 'vitest';

import { dayBetween } from './arbitrary.ts';
import { readText } from '../ingest/read-text.ts';

const RUNS = { numRuns: 25 };

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const moment = fc.tuple(dayBetween('2026-06-01', '2026-06-30'), clock).map((parts) => parts.join(' '));
const cents = fc.integer({ min: 1, max: 9_999_999 });
const fee = fc.integer({ min: 0, max: 99_999 });
const serial = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String);

/** `1234` cents as a file prints them. */
function printed(amount: number, mark = '.'): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}

function table(rows: readonly (readonly string[])[], delimiter: string): string {
  return rows.map((row) => `${row.join(delimiter)}\n`).join('');
}

interface Line {
  readonly kind: string;
  readonly occurredAt: string;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
}

async function linesOf(text: string): Promise<readonly Line[]> {
  const { rows, outcome } = await readText(text);
  expect([outcome.problems, outcome.issues]).toEqual([[], []]);
  return (rows as readonly Line[]).map(({ kind, occurredAt, gross, fee: charged, net }) => {
    return { kind, occurredAt, gross, fee: charged, net };
  });
}

const STRIPE_HEADER = ['balance_transaction_id', 'created', 'currency', 'gross', 'fee', 'net', 'reporting_category'];
const STRIPE_KINDS = [
  ['charge', 'sale', 1],
  ['refund', 'refund', -1],
  ['dispute', 'chargeback', -1],
  ['dispute_reversal', 'adjustment', 1],
  ['payout_reversal', 'payout-return', 1],
  ['transfer', 'transfer', -1],
] as const;

test('a Stripe report’s lines are read back, whichever columns a person chose, in whatever order and punctuation', async () => {
  const row = fc.record({ id: serial, at: moment, size: cents, fee, kind: fc.constantFrom(...STRIPE_KINDS) });
  const order = fc.shuffledSubarray([...STRIPE_HEADER.keys()], { minLength: 7 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      order,
      fc.boolean(),
      async (drawn, places, comma) => {
        const mark = comma ? ',' : '.';
        const cells = drawn.map(({ id, at, size, fee: charged, kind: [words, , sign] }) => {
          const gross = size * sign;
          const amounts = [gross, charged, gross - charged].map((amount) => printed(amount, mark));
          return [`txn_${id}`, at, 'usd', ...amounts, words];
        });
        const moved = [STRIPE_HEADER, ...cells].map((line) => places.map((place) => line[place] ?? ''));
        const expected = drawn.map(({ at, size, fee: charged, kind: [, kind, sign] }) => {
          return { kind, occurredAt: at, gross: size * sign, fee: charged, net: size * sign - charged };
        });
        expect(await linesOf(table(moved, comma ? ';' : ','))).toEqual(expected);
      },
    ),
    RUNS,
  );
});

const V2_HEADER =
  'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time';
const V2_PARTS = [
  ['Order', 'ItemPrice', 'Principal', 'sale', 1],
  ['Order', 'Promotion', 'Shipping', 'sale', -1],
  ['Order', 'ItemFees', 'Commission', 'commission', -1],
  ['Order', 'ItemFees', 'FBAPerUnitFulfillmentFee', 'fee', -1],
  ['Refund', 'ItemPrice', 'Principal', 'refund', -1],
  ['Refund', 'ItemFees', 'Commission', 'commission', 1],
] as const;

test('an Amazon settlement comes to its total in every marketplace’s dates and decimals; one cent less is told', async () => {
  const row = fc.record({ at: moment, size: cents, part: fc.constantFrom(...V2_PARTS) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), async (drawn, europe) => {
      const mark = europe ? ',' : '.';
      const day = (text: string): string => (europe ? text.split('-').reverse().join('.') : text);
      const total = drawn.reduce((sum, { size, part: [, , , , sign] }) => sum + size * sign, 0);
      const lines = drawn.map(({ at, size, part: [type, amountType, words, , sign] }) => {
        const [on = '', time = ''] = at.split(' ');
        const amount = printed(size * sign, mark);
        const posted = [day(on), `${day(on)} ${time} UTC`];
        return [
          '77',
          '',
          '',
          '',
          '',
          '',
          type,
          '112-1',
          '',
          '',
          '',
          'Amazon',
          amountType,
          words,
          amount,
          '',
          ...posted,
        ];
      });
      const summary = (sum: number): readonly string[] => {
        return ['77', '', day('2026-06-30'), day('2026-07-02'), printed(sum, mark), europe ? 'EUR' : 'USD'];
      };
      const text = (sum: number): string => table([[V2_HEADER], summary(sum), ...lines], '\t');
      const expected = drawn.map(({ at, size, part: [, , , kind, sign] }) => {
        const net = size * sign;
        const isFee = kind === 'fee';
        return { kind, occurredAt: at, gross: isFee ? 0 : net, fee: isFee ? -net : 0, net };
      });
      const own = { occurredAt: '2026-06-30', gross: -total, fee: 0, net: 0 - total };
      const payout = total === 0 ? [] : [{ kind: total > 0 ? 'payout' : 'transfer', ...own }];
      expect(await linesOf(text(total))).toEqual([...payout, ...expected]);
      if (total < 2) return;
      const { outcome } = await readText(text(total - 1));
      expect(outcome.issues).toMatchObject([{ code: 'control-total', expected: total - 1, actual: total }]);
    }),
    RUNS,
  );
});

const SHOPIFY_HEADER =
  'Transaction Date,Type,Order,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Presentment Amount,Presentment Currency,Currency';

test('Shopify’s movements are read in the payout’s currency, whatever the customer paid in', async () => {
  const types = fc.constantFrom(['charge', 'sale', 1] as const, ['refund', 'refund', -1] as const);
  const row = fc.record({
    at: moment,
    size: cents,
    shown: cents,
    type: types,
    offset: fc.constantFrom('+0400', '-0700'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (drawn) => {
      const cells = drawn.map(({ at, size, shown, offset, type: [words, , sign] }, index) => {
        const amounts = [size * sign, 0, size * sign].map((amount) => printed(amount));
        const payout = ['paid', '2026-07-02', '900', '2026-07-01'];
        const paid = [`#9${String(index)}`, printed(shown), 'SAR', 'AED'];
        return [`${at} ${offset}`, words, `#${String(index)}`, ...payout, ...amounts, ...paid];
      });
      const expected = drawn.map(({ at, size, type: [, kind, sign] }) => {
        return { kind, occurredAt: at, gross: size * sign, fee: 0, net: size * sign };
      });
      expect(await linesOf(table([[SHOPIFY_HEADER], ...cells], ','))).toEqual(expected);
    }),
    RUNS,
  );
});

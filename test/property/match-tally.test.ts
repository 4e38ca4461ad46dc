import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { linkItems } from '../../src/jobs/link-items.ts';
import { REPORTS } from '../../src/report/index.ts';
import { asJson, smallBooks, type Asked, type JsonRow } from '../report/small-books.ts';

/*
 * The tallies of `report matches` are counted where the rows lie; here they are counted once more from the list that the
 * report prints. Orders have one line, several, none that counts, the same trade twice, or money in another currency.
 */
const ORDERS = 40;

interface Sold {
  readonly payable: number;
  readonly refunded: number;
  /** What the wallet says of it. */
  readonly lines: readonly ('sale' | 'less' | 'again' | 'refund' | 'fee' | 'dollars')[];
  readonly day: number;
  readonly platform: 'wechat' | 'alipay';
}

const sold: fc.Arbitrary<Sold> = fc.record({
  payable: fc.integer({ min: 1, max: 500 }),
  refunded: fc.constantFrom(0, 0, 0, 1),
  lines: fc.oneof(
    { weight: 3, arbitrary: fc.constant(['sale' as const]) },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom('sale', 'less', 'again', 'refund', 'fee', 'dollars'), { maxLength: 4 }),
    },
  ),
  day: fc.integer({ min: 1, max: 28 }),
  platform: fc.constantFrom('wechat', 'alipay'),
});

const WALLET = { wechat: 'shop', alipay: 'other' } as const;
const YAML = `book: 测试商行
accounts:
  - { id: bank, kind: bank, number: "6222000011112222" }
  - { id: shop, kind: wallet, platform: wechat, number: "1900000009", settles: D+0, pays_out: { to: bank, rule: D+0, grace_days: 1 } }
  - { id: other, kind: wallet, platform: alipay, settles: D+0 }
`;

function filesOf(orders: readonly Sold[]): Readonly<Record<string, string>> {
  const at = (day: number, minute: number): string =>
    `2026-06-${String(day).padStart(2, '0')} 10:${String(minute).padStart(2, '0')}:00`;
  const lines = orders.flatMap(({ payable, lines: said, day, platform }, order) =>
    said.map((line, nth) => {
      const kind = line === 'refund' || line === 'fee' ? line : 'sale';
      const gross = { sale: payable, less: payable - 1, again: payable, refund: -1, fee: 0, dollars: payable }[line];
      const trade = line === 'again' ? `T${order}` : `T${order}-${nth}`;
      const refund = line === 'refund' ? `R${order}-${nth}` : '';
      // A line may come after the month's end.
      const moment = nth === 3 ? `2026-07-02 10:00:00` : at(day, nth);
      const currency = line === 'dollars' ? 'USD' : 'CNY';
      return `${trade},${refund},O${order},${WALLET[platform]},${kind},${moment},${gross}.00,${line === 'fee' ? '1.00' : '0.00'},${currency}`;
    }),
  );
  return {
    'orders.csv': [
      'order_no,platform,ordered_at,paid_at,payable,refunded,currency',
      ...orders.map(
        ({ payable, refunded, day, platform }, order) =>
          `O${order},${platform},2026-06-01,${at(day, 0)},${payable}.00,${refunded}.00,CNY`,
      ),
    ].join('\n'),
    'lines.csv': ['trade_no,refund_no,order_no,account,kind,occurred_at,gross,fee,currency', ...lines].join('\n'),
    'odd.csv': `trade_no,refund_no,order_no,account,kind,occurred_at,gross,fee,batch_no
T-hand,,X1,shop,sale,2026-06-05 11:00:00,1.00,0.00,
,,,shop,payout,2026-06-06 09:00:00,-20.00,0,P20
`,
    'bank.csv': `account,booked_on,amount,currency,counterparty,reference,memo
6222000011112222,2026-06-06,20.00,CNY,财付通,B3,结算
`,
  };
}

const QUESTIONS: readonly (Asked & { readonly asOf: string })[] = [
  { asOf: '2026-06-30' },
  { asOf: '2026-07-31' },
  { asOf: '2026-07-31', period: { from: '2026-06-05', to: '2026-06-20' } },
  { asOf: '2026-07-31', filters: { account: 'shop' } },
  { asOf: '2026-07-31', filters: { account: 'bank' } },
  { asOf: '2026-07-31', filters: { platform: 'alipay' } },
  { asOf: '2026-07-31', filters: { order: 'O1' } },
];

/** `leg state pass currency: groups, differing, difference` in the order in which the list comes to them. */
function counted(rows: readonly JsonRow[]): readonly string[] {
  const tallies = new Map<string, [number, number, number]>();
  for (const row of rows) {
    const key = [row['leg'], row['state'], row['pass'], row['currency']].join(' ');
    const [count, differing, difference] = tallies.get(key) ?? [0, 0, 0];
    const fen = Math.round(Number(row['difference']) * 100);
    tallies.set(key, [count + 1, differing + (fen === 0 ? 0 : 1), difference + fen]);
  }
  return [...tallies].map(([key, sums]) => `${key}: ${sums.join(', ')}`);
}

test('the tallies of the matches are those of the list, whatever is asked for', async () => {
  const report = REPORTS.find((one) => one.name === 'matches');
  await fc.assert(
    fc.asyncProperty(fc.array(sold, { minLength: ORDERS, maxLength: ORDERS }), async (orders) => {
      const small = await smallBooks(
        filesOf([{ payable: 1, refunded: 0, lines: [], day: 5, platform: 'wechat' }, ...orders]),
        YAML,
      );
      const { settings, calendar } = await small.context('2026-07-31');
      const decided = { settings, calendar, operator: 'Li', at: '2026-07-01T09:00:00+08:00', dryRun: false };
      await linkItems(small.books, {
        ...{ ...decided, asOf: '2026-07-01' as Day, reason: 'seen on paper' },
        ...{ refs: ['order:O0', 'trade:T-hand'], writeOff: false },
      });
      for (const { asOf, ...asked } of QUESTIONS) {
        const answer = await asJson(await report?.build(await small.context(asOf, asked)));
        const tallies = answer['by_pass'] as readonly JsonRow[];
        const said = tallies.map((one) => {
          const key = [one['leg'], one['state'], one['pass'], one['currency']].join(' ');
          return `${key}: ${String(one['count'])}, ${String(one['differing'])}, ${Math.round(Number(one['difference']) * 100)}`;
        });
        expect(said).toEqual(counted(answer.rows));
        expect(answer.totals?.['count']).toBe(answer.rows.length);
      }
      await small.remove();
    }),
    { numRuns: 12 },
  );
});

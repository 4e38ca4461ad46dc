import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStatements } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { SettlementLine, StatementIssue } from '../../src/model/statement.ts';
import { textFile } from '../ingest/read-text.ts';

interface Answer {
  readonly lines: readonly SettlementLine[];
  readonly issues: readonly StatementIssue[];
}

async function read(text: string): Promise<Answer> {
  const lines: SettlementLine[] = [];
  const issues: StatementIssue[] = [];
  for await (const statement of openStatements(textFile(text), { currency: CNY })) {
    for await (const batch of statement.batches) lines.push(...(batch.rows as readonly SettlementLine[]));
    issues.push(...statement.outcome().issues);
  }
  return { lines: lines.sort((left, right) => left.line - right.line), issues };
}

/** Cents in the shortest form: `96.9`, `26`, `.91`. */
function shortest(cents: number): string {
  const text = String(Math.abs(cents) / 100).replace(/^0(?=\.)/u, '');
  return `${cents < 0 ? '-' : ''}${text}`;
}
const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);
const cents = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

interface Entry {
  readonly type: string;
  /** Signed cents: what the shopper paid or got back. */
  readonly gross: number;
  /** Four parts; a negative one is given back. */
  readonly fees: readonly number[];
  readonly currency: 'EUR' | 'USD';
  /** The net stands in the other column, with its sign turned. */
  readonly turned: boolean;
}

const entry: fc.Arbitrary<Entry> = fc
  .record({
    type: fc.constantFrom('Settled', 'Refunded', 'Chargeback'),
    size: cents(900_000),
    fees: fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 4, maxLength: 4 }),
    currency: fc.constantFrom('EUR' as const, 'USD' as const),
    turned: fc.boolean(),
  })
  .map(({ size, ...rest }) => ({ ...rest, gross: rest.type === 'Settled' ? size : -size }));

const ADYEN_KINDS: Readonly<Record<string, string>> = { Settled: 'sale', Refunded: 'refund', Chargeback: 'chargeback' };
const ADYEN = [
  'Company Account,Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type',
  'Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC)',
  'Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number',
]
  .join(',')
  .split(',');

/** An amount in a credit or a debit column, and the other one empty. */
function columns(amount: number, turned: boolean): readonly [debit: string, credit: string] {
  if (turned) return amount > 0 ? [shortest(-amount), ''] : ['', shortest(amount)];
  return amount > 0 ? ['', shortest(amount)] : [shortest(-amount), ''];
}

const netOf = ({ gross, fees }: Entry): number => gross - sum(fees);

/** The columns in an order of their own, and a payout for each currency that has come to something. */
function adyenReport(entries: readonly Entry[], first: number): string {
  const shared = (type: string, at: string): Record<string, string> => {
    const where = { 'Company Account': 'Shop', 'Merchant Account': 'ShopCOM', 'Batch Number': '380', Type: type };
    const known = { 'Psp Reference': at === '' ? '' : `P${at}`, 'Merchant Reference': at === '' ? '' : `A-${at}` };
    return { ...where, ...known, 'Creation Date': '2026-09-10 10:00:00', TimeZone: 'CET' };
  };
  const rows = entries.map((one, at) => {
    const [grossDebit, grossCredit] = columns(one.gross, false);
    const [netDebit, netCredit] = columns(netOf(one), one.turned);
    const [commission = 0, markup = 0, scheme = 0, interchange = 0] = one.fees;
    return {
      ...shared(one.type, String(at)),
      'Gross Currency': one.currency,
      'Gross Debit (GC)': grossDebit,
      'Gross Credit (GC)': grossCredit,
      'Net Currency': one.currency,
      'Net Debit (NC)': netDebit,
      'Net Credit (NC)': netCredit,
      'Commission (NC)': shortest(commission),
      'Markup (NC)': shortest(markup),
      'Scheme Fees (NC)': shortest(scheme),
      'Interchange (NC)': shortest(interchange),
    };
  });
  const payouts = (['EUR', 'USD'] as const).flatMap((currency) => {
    const paid = sum(entries.filter((one) => one.currency === currency).map(netOf));
    const [netDebit, netCredit] = columns(-paid, false);
    const amounts = { 'Net Currency': currency, 'Net Debit (NC)': netDebit, 'Net Credit (NC)': netCredit };
    return paid === 0 ? [] : [{ ...shared('MerchantPayout', ''), ...amounts }];
  });
  const order = [...ADYEN.slice(first), ...ADYEN.slice(0, first)];
  const cells = [...rows, ...payouts].map((row: Readonly<Record<string, string>>) =>
    order.map((name) => row[name] ?? '').join(','),
  );
  return [order.join(','), ...cells].join('\n');
}

test('an Adyen batch is read back whatever the order of its columns, each currency closed by its payout', async () => {
  const batch = fc.array(entry, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(batch, fc.nat(ADYEN.length - 1), async (entries, first) => {
      const { lines, issues } = await read(adyenReport(entries, first));
      expect(issues).toEqual([]);
      const trades = lines.filter(({ tradeNo }) => tradeNo !== undefined);
      expect(
        trades.map(({ kind, gross, fee, net, currency, orderNo }) => [kind, gross, fee + 0, net, currency, orderNo]),
      ).toEqual(
        entries.map((one, at) => {
          const kind = ADYEN_KINDS[one.type];
          return [kind, one.gross, sum(one.fees), netOf(one), one.currency, `A-${String(at)}`];
        }),
      );
    }),
    { numRuns: 40 },
  );
});

test('an Adyen batch whose payout was changed by any amount is told to differ', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), cents(500), async (entries, more) => {
      const paid = sum(entries.map(netOf));
      fc.pre(paid > 0);
      const same = entries.map((one) => ({ ...one, currency: 'EUR' as const }));
      const [lastOf = ''] = adyenReport(same, 0).split('\n').slice(-1);
      const changed = lastOf.replace(`,${shortest(paid)},`, `,${shortest(paid + more)},`);
      const { issues } = await read(adyenReport(same, 0).replace(lastOf, changed));
      expect(issues.map(({ expected }) => expected)).toEqual([paid + more]);
    }),
    { numRuns: 30 },
  );
});

const KLARNA_TYPES: Readonly<Record<string, readonly [kind: string, sign: 1 | -1]>> = {
  SALE: ['sale', 1],
  RETURN: ['refund', -1],
  REVERSAL: ['chargeback', -1],
  FEE: ['fee', -1],
  HOLDBACK: ['reserve', -1],
  RELEASE: ['release', 1],
};
const klarnaRow = fc.record({ type: fc.constantFrom(...Object.keys(KLARNA_TYPES)), size: cents(900_000) });

test('a Klarna report is read back with its types as signs, and its totals agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(klarnaRow, { minLength: 1, maxLength: 10 }), async (rows) => {
      const sizes = (type: string): number => sum(rows.filter((row) => row.type === type).map(({ size }) => size));
      const types = Object.keys(KLARNA_TYPES);
      const settled = sum(rows.map(({ type, size }) => size * (KLARNA_TYPES[type]?.[1] ?? 0)));
      const totals = types.map((type) => `total_${type.toLowerCase()}_amount`);
      const text = [
        ['payment_reference', 'payout_date', 'currency', 'merchant_id', ...totals, 'total_settlement_amount'],
        ['XISA', '2026-09-14', 'EUR', 'K1', ...types.map((type) => fixed(sizes(type))), fixed(settled)],
        [],
        ['type', 'capture_date', 'order_id', 'merchant_reference1', 'capture_id', 'amount', 'currency_code'],
        ...rows.map(({ type, size }, at) => {
          const no = String(at);
          return [type, '2026-09-02T10:00:00Z', `o${no}`, `A-${no}`, 'c1', fixed(size), 'EUR'];
        }),
      ];
      const { lines, issues } = await read(text.map((cells) => cells.join(';')).join('\n'));
      expect(issues).toEqual([]);
      const own = lines.filter(({ tradeNo }) => tradeNo !== undefined);
      expect(own.map(({ kind, net, tradeNo }) => [kind, net, tradeNo])).toEqual(
        rows.map(({ type, size }, at) => {
          const [kind, sign] = KLARNA_TYPES[type] ?? ['', 1];
          return [kind, size * sign, `o${String(at)}`];
        }),
      );
    }),
    { numRuns: 40 },
  );
});

test('a Klarna page of its interface is read back line by line, whatever its comments hold', async () => {
  const commented = fc.tuple(klarnaRow, fc.string({ maxLength: 12 }), fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.array(commented, { minLength: 1, maxLength: 10 }), async (rows) => {
      const listed = rows.map(([{ type, size }, comment, spread], at) => ({
        spread,
        value: {
          links: [{ comment }],
          amount: size,
          type,
          capture_date: '2026-09-02T10:00:00Z',
          currency_code: 'EUR',
          order_id: `o${String(at)}`,
          payment_reference: 'XISA',
          klarna_comment: comment,
        },
      }));
      const texts = listed.map(({ spread, value }) => JSON.stringify(value, null, spread ? 1 : 0));
      const text = `{"links": [{"a": "transactions"}],\n"transactions": [\n${texts.join(',\n')}\n]}`;
      const { lines } = await read(text);
      let next = 3;
      const expected = rows.map(([{ type, size }], at) => {
        const line = next;
        next += (texts[at] ?? '').split('\n').length;
        const [kind, sign] = KLARNA_TYPES[type] ?? ['', 1];
        return [line, kind, size * sign, `o${String(at)}`];
      });
      expect(lines.map(({ line, kind, net, tradeNo }) => [line, kind, net, tradeNo])).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

function fixed(amount: number): string {
  return (amount / 100).toFixed(2);
}

const payment = fc.record({ size: cents(900_000), isRefund: fc.boolean(), orderNo: fc.string({ maxLength: 12 }) });

test('Braintree payments are read back from a list and from an object a line, whatever their texts hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { minLength: 1, maxLength: 6 }), fc.boolean(), async (payments, isList) => {
      const objects = payments.map(({ size, isRefund, orderNo }, at) => ({
        id: `id${String(at)}`,
        note: `${orderNo}{"[`,
        orderId: `A-${String(at)}`,
        createdAt: '2026-09-01T22:58:37.000000Z',
        merchantAccountId: 'shop',
        status: 'SETTLED',
        statusHistory: [{}, []],
        disbursementDetails: {
          date: '2026-09-02',
          amount: { value: fixed(isRefund ? -size : size), currencyCode: 'USD' },
        },
        ...(isRefund && { refundedTransaction: { id: 'id0' } }),
        amount: { value: fixed(size), currencyCode: 'USD' },
      }));
      const text = isList
        ? JSON.stringify(objects, undefined, 1)
        : objects.map((one) => JSON.stringify(one)).join('\n');
      const { lines } = await read(text);
      expect(lines.map(({ kind, net, orderNo }) => [kind, net, orderNo])).toEqual(
        payments.map(({ size, isRefund }, at) => {
          return [isRefund ? 'refund' : 'sale', isRefund ? -size : size, `A-${String(at)}`];
        }),
      );
    }),
    { numRuns: 40 },
  );
});

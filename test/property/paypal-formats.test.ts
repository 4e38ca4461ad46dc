import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStatements } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { SettlementLine, StatementIssue } from '../../src/model/statement.ts';
import { textFile } from '../ingest/read-text.ts';

interface Event {
  readonly code: string;
  readonly currency: 'USD' | 'JPY' | 'KWD';
  /** Whole units, so that they are whole in every currency. */
  readonly gross: number;
  readonly fee: number;
}

interface Told {
  readonly kind: string;
  readonly currency: string;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
  readonly tradeNo: string | undefined;
}

/** Kind on the side that money comes in, kind on the side that it goes out: from the page of event codes. */
const CODES: Readonly<Record<string, readonly [string, string]>> = {
  T0006: ['sale', 'transfer'],
  T0106: ['fee', 'fee'],
  T0200: ['transfer', 'transfer'],
  T0400: ['payout-return', 'payout'],
  T1107: ['transfer', 'refund'],
  T1110: ['release', 'reserve'],
  T1201: ['chargeback', 'chargeback'],
  T1900: ['adjustment', 'adjustment'],
  T9900: ['unknown', 'unknown'],
};
const MINOR = { USD: 100, JPY: 1, KWD: 1000 } as const;

const event: fc.Arbitrary<Event> = fc.record({
  code: fc.constantFrom(...Object.keys(CODES)),
  currency: fc.constantFrom('USD' as const, 'JPY' as const, 'KWD' as const),
  gross: fc.integer({ min: -90_000, max: 90_000 }).filter((amount) => amount !== 0),
  fee: fc.integer({ min: -300, max: 300 }),
});

const side = (amount: number): string => (amount > 0 ? 'CR' : 'DR');
/** Hundredths, whatever the currency. */
const printed = (amount: number): string => String(Math.abs(amount) * 100);
const quote = (cell: string): string => `"${cell}"`;

const NAMES = [
  'CH',
  'Transaction ID',
  'Invoice ID',
  'PayPal Reference ID',
  'PayPal Reference ID Type',
  'Transaction Event Code',
  'Transaction Initiation Date',
  'Transaction Completion Date',
  'Transaction Debit or Credit',
  'Gross Transaction Amount',
  'Gross Transaction Currency',
  'Fee Debit or Credit',
  'Fee Amount',
  'Fee Currency',
  'Custom Field',
];

function report(events: readonly Event[]): string {
  const stamp = '2026/09/01 10:11:12 -0700';
  const body = events.map(({ code, currency, gross, fee }, at) => {
    const feeCells = fee === 0 ? ['', '', ''] : [side(fee), printed(fee), currency];
    const cells = ['SB', `T${String(at)}`, 'A-1', '', '', code, stamp, stamp, side(gross), printed(gross), currency];
    return [...cells, ...feeCells, ''].map(quote).join(',');
  });
  const sums = (['USD', 'JPY', 'KWD'] as const).map((currency) => {
    const own = events.filter((one) => one.currency === currency);
    const sum = (amounts: readonly number[]): string => String(amounts.reduce((left, right) => left + right, 0) * 100);
    const of = (key: 'gross' | 'fee', sign: 1 | -1): string =>
      sum(own.map((one) => one[key] * sign).filter((amount) => amount > 0));
    return `"SF","${currency}",${of('gross', 1)},${of('gross', -1)},${of('fee', 1)},${of('fee', -1)}`;
  });
  const count = String(events.length);
  const head = [
    `"RH",2026/09/02 02:21:10 -0700,"A","ACCT",009,`,
    '"FH",01',
    '"SH",2026/09/01 00:00:00 -0700,2026/09/01 23:59:59 -0700,"ACCT",""',
  ];
  const names = NAMES.map(quote).join(',');
  return [...head, names, ...body, ...sums, `"SC",${count}`, `"RC",${count}`, `"FF",${count}`].join('\n');
}

function expected({ code, currency, gross, fee }: Event, at: number): Told {
  const kind = CODES[code]?.[gross > 0 ? 0 : 1] ?? '';
  const scale = MINOR[currency];
  const net = (gross + fee) * scale;
  const tradeNo = `T${String(at)}`;
  if (kind === 'fee') return { kind, currency, gross: 0, fee: -net, net, tradeNo };
  return { kind, currency, gross: gross * scale, fee: -fee * scale, net, tradeNo };
}

async function read(text: string): Promise<{ lines: readonly SettlementLine[]; issues: readonly StatementIssue[] }> {
  const lines: SettlementLine[] = [];
  const issues: StatementIssue[] = [];
  for await (const statement of openStatements(textFile(text), { currency: CNY })) {
    for await (const batch of statement.batches) lines.push(...(batch.rows as readonly SettlementLine[]));
    issues.push(...statement.outcome().issues);
  }
  return { lines: lines.sort((left, right) => left.line - right.line), issues };
}

const told = ({ kind, currency, gross, fee, net, tradeNo }: SettlementLine): Told => {
  // Minus zero is zero.
  return { kind, currency, gross: gross + 0, fee: fee + 0, net: net + 0, tradeNo };
};
const unsigned = (line: Told): Told => ({ ...line, gross: line.gross + 0, fee: line.fee + 0, net: line.net + 0 });

test('a settlement report of any events is read back as those events, in hundredths of every currency', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
      const { lines, issues } = await read(report(events));
      expect(lines.map(told)).toEqual(events.map((one, at) => unsigned(expected(one, at))));
      expect(issues).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('a settlement report that lacks any one of its rows says which totals differ', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), fc.nat(7), async (events, gone) => {
      const lines = report(events).split('\n');
      lines.splice(4 + (gone % events.length), 1);
      const { issues } = await read(lines.join('\n'));
      expect(issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});

interface Movement {
  readonly words: string;
  readonly cents: number;
  readonly fee: number;
}

const movement: fc.Arbitrary<Movement> = fc.record({
  words: fc.constantFrom('Website Payment', 'Payment Refund', 'General Withdrawal', 'General Currency Conversion'),
  cents: fc.integer({ min: -500_000, max: 500_000 }).filter((amount) => amount !== 0),
  fee: fc.integer({ min: -900, max: 0 }),
});
const ACTIVITY_KINDS: Readonly<Record<string, readonly [string, string]>> = {
  'Website Payment': ['sale', 'transfer'],
  'Payment Refund': ['transfer', 'refund'],
  'General Withdrawal': ['payout-return', 'payout'],
  'General Currency Conversion': ['transfer', 'transfer'],
};

/** `-1.234,05` or `-1,234.05`. */
function grouped(cents: number, point: ',' | '.'): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/gu, point === ',' ? '.' : ',');
  return `${cents < 0 ? '-' : ''}${whole}${point}${digits.slice(-2)}`;
}

test('an activity download is read back in the punctuation of any language, its balances followed', async () => {
  const header = 'Date,Time,Time Zone,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance';
  await fc.assert(
    fc.asyncProperty(
      fc.array(movement, { minLength: 1, maxLength: 10 }),
      fc.constantFrom(',' as const, '.' as const),
      async (movements, point) => {
        let balance = 0;
        const rows = movements.map(({ words, cents, fee }, at) => {
          balance += cents + fee;
          const amounts = [cents, fee, cents + fee].map((amount) => grouped(amount, point));
          const cells = ['13/09/2026', '10:11:12', 'CEST', words, 'Completed', 'EUR', ...amounts, `T${String(at)}`];
          return [...cells, grouped(balance, point)].map(quote).join(',');
        });
        const { lines, issues } = await read([header, ...rows].join('\n'));
        expect(issues).toEqual([]);
        expect(lines.map(({ kind, net, tradeNo }) => ({ kind, net: net + 0, tradeNo }))).toEqual(
          movements.map(({ words, cents, fee }, at) => {
            const kind = ACTIVITY_KINDS[words]?.[cents > 0 ? 0 : 1];
            return { kind, net: cents + fee, tradeNo: `T${String(at)}` };
          }),
        );
      },
    ),
    { numRuns: 30 },
  );
});

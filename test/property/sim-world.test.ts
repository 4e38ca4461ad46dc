import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { demoMonth } from '../../src/demo/index.ts';
import { FAULT_NAMES, type FaultName } from '../sim/faults.ts';
import { shuffled, splitLayout } from '../sim/layouts.ts';
import { judge } from '../sim/judge.ts';
import { simulateMonth } from '../sim/world.ts';

interface Written {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An amount as fen, by its digits. */
function fen(text: string): number {
  const [whole = '', places = ''] = text.replaceAll(',', '').split('.');
  expect(places.slice(2), `no fractions of a fen in ${text}`).toMatch(/^0*$/);
  const digits = Number(`${whole.replace('-', '')}${places.slice(0, 2).padEnd(2, '0')}`);
  return text.startsWith('-') ? -digits : digits;
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((left, right) => left + right, 0);
}

function gb18030(bytes: Uint8Array): string {
  return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
}

/** The one stored member of a zip of ours; what isn't a zip is taken as it is. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes);
  if (buffer.toString('latin1', 0, 2) !== 'PK') return bytes;
  const start = 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
  return buffer.subarray(start, start + buffer.readUInt32LE(18));
}

function wechatCells(file: Written): { readonly rows: readonly string[][]; readonly totals: readonly string[] } {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  const ticked = text.split('\r\n').filter((line) => line.startsWith('`'));
  const cells = ticked.map((line) => line.split(',').map((cell) => cell.slice(1)));
  return { rows: cells.slice(0, -1), totals: cells.at(-1) ?? [] };
}

const cell = (row: readonly string[], index: number): string => row[index] ?? '';

function checkTradeBill(file: Written): void {
  const { rows, totals } = wechatCells(file);
  expect(Number(totals[0])).toBe(rows.length);
  const column = (index: number): number => total(rows.map((row) => fen(cell(row, index))));
  expect([1, 2, 4, 5, 6].map((index) => fen(cell(totals, index)))).toEqual([12, 16, 22, 24, 25].map(column));
}

/** Checks the fund bills in the order of their days, and that each row's balance follows from the one before. */
function checkFundBills(files: readonly Written[]): void {
  let balance = 0;
  for (const file of files) {
    const { rows, totals } = wechatCells(file);
    const signed = rows.map((row) => (row[5] === '收入' ? 1 : -1) * fen(cell(row, 6)));
    rows.forEach((row, index) => {
      balance += signed[index] ?? 0;
      expect(fen(cell(row, 7)), `${file.name} ${cell(row, 0)}`).toBe(balance);
    });
    const income = signed.filter((amount) => amount > 0);
    const outgo = signed.filter((amount) => amount < 0);
    expect(totals.map(Number)).toEqual([
      rows.length,
      income.length,
      total(income) / 100,
      outgo.length,
      total(outgo) === 0 ? 0 : -total(outgo) / 100,
    ]);
  }
}

function checkAlipay(file: Written): { readonly opening: number; readonly closing: number } | undefined {
  const lines = gb18030(unpacked(file.bytes)).split('\r\n');
  const rows = lines
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').map((text) => text.replace('\t', '')));
  const signed = rows.map((row) => fen(cell(row, 6)) + fen(cell(row, 7)));
  for (let index = 1; index < rows.length; index += 1) {
    expect(fen(rows[index]?.[8] ?? '')).toBe(fen(rows[index - 1]?.[8] ?? '') + (signed[index] ?? 0));
  }
  const footer = (side: string): readonly number[] => {
    const found = new RegExp(`#${side}合计：(\\d+)笔，共(-?[\\d.]+)元`).exec(lines.join('\n'));
    return [Number(found?.[1]), fen(found?.[2] ?? '')];
  };
  const sides = [signed.filter((amount) => amount < 0), signed.filter((amount) => amount > 0)] as const;
  expect(footer('支出')).toEqual([sides[0].length, total(sides[0])]);
  expect(footer('收入')).toEqual([sides[1].length, total(sides[1])]);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { opening: fen(cell(first, 8)) - (signed[0] ?? 0), closing: fen(cell(last, 8)) };
}

function bankCells(bytes: Uint8Array): readonly (readonly string[])[] {
  const lines = gb18030(bytes).split('\r\n').slice(1, -1);
  return lines.map((line) => line.replaceAll(/"([^"]*)"/g, (_, inner: string) => inner.replaceAll(',', '')).split(','));
}

/** Bank rows as [reference, signed amount], after checking that their balances chain. */
function checkBank(bytes: Uint8Array): readonly (readonly [string, number])[] {
  const rows = bankCells(bytes);
  const signed = rows.map((row) => (row[4] === '-' ? fen(cell(row, 5)) : -fen(cell(row, 4))));
  for (let index = 1; index < rows.length; index += 1) {
    expect(fen(rows[index]?.[6] ?? '')).toBe(fen(rows[index - 1]?.[6] ?? '') + (signed[index] ?? 0));
  }
  return rows.map((row, index) => [cell(row, 12), signed[index] ?? 0] as const);
}

function checkFiles(files: readonly Written[]): ReadonlyMap<string, number> {
  const named = (pattern: RegExp): readonly Written[] =>
    files.filter((file) => pattern.test(file.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  named(/All/).forEach(checkTradeBill);
  checkFundBills(named(/基本账户/));
  const months = named(/^2088/).map(checkAlipay);
  for (let index = 1; index < months.length; index += 1) {
    if (months[index] !== undefined) expect(months[index]?.opening).toBe(months[index - 1]?.closing);
  }
  return new Map(named(/^A058/).flatMap((file) => checkBank(file.bytes)));
}

function folder(path: string): readonly Written[] {
  return readdirSync(path).map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}

const mixOfFaults = fc.subarray<FaultName>([...FAULT_NAMES]);
const SHARED = new URL('../../../shared/months/june-a/in', import.meta.url).pathname;

describe('a simulated month', () => {
  it('adds up in every file, whatever mistakes are planted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        mixOfFaults,
        fc.integer({ min: 1, max: 10 }),
        (seed, faults, month) => {
          const { files, truth } = simulateMonth(seed, {
            orders: 400,
            faults,
            month: `2026-${String(month).padStart(2, '0')}`,
          });
          const bank = checkFiles(files);
          expect(bank.size).toBe(truth.counts['bank']);
          for (const payout of truth.payouts) expect(bank.get(payout.bank)).toBe(payout.amount);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    const options = { orders: 400, faults: FAULT_NAMES };
    expect(simulateMonth(7, options)).toEqual(simulateMonth(7, options));
    expect(simulateMonth(7, options).truth.sums).not.toEqual(simulateMonth(8, options).truth.sums);
  });

  it('says what every planted mistake must lead to, each once', () => {
    const { truth } = simulateMonth(11, { orders: 400, faults: FAULT_NAMES });
    const named = truth.findings.map(
      (finding) =>
        `${finding.code} ${finding.order_no ?? finding.batch_no ?? finding.bank_ref ?? finding.trade_no ?? ''}`,
    );
    expect(new Set(named).size).toBe(named.length);
    expect(truth.findings.map((finding) => finding.code)).toContain('ambiguous-match');
    for (const payout of truth.payouts) expect(named).not.toContain(`payout-missing ${payout.payout}`);
  });

  it('plants nothing unless asked to', () => {
    expect(simulateMonth(3, { orders: 100 }).truth.findings).toEqual([]);
  });

  it('tells the same bank rows in overlapping files, in any order', () => {
    const { files, settled } = simulateMonth(5, { orders: 400, faults: FAULT_NAMES });
    const halves = splitLayout(settled).filter((file) => file.name.startsWith('A058'));
    const rows = new Map(halves.flatMap((file) => checkBank(file.bytes)));
    expect(rows).toEqual(checkFiles(files));
    expect(
      shuffled(files, 1)
        .map((file) => file.name)
        .sort(),
    ).toEqual(files.map((file) => file.name).sort());
  });
});

describe('the demo month', () => {
  it('adds up in every file', () => {
    expect(checkFiles(demoMonth().files).size).toBeGreaterThan(30);
  });
});

describe('the arithmetic of this test', () => {
  it.skipIf(!existsSync(SHARED))('also holds for a sample month (skipped where ../shared is not there)', () => {
    const files = folder(SHARED).filter((file) => !file.name.endsWith('.zip'));
    expect(checkFiles(files).size).toBe(53);
  });
});

describe('the judge of a simulated month', () => {
  const { truth } = simulateMonth(21, {
    orders: 100,
    faults: ['order-unsettled', 'payout-mismatch', 'account-not-paid'],
  });
  const yuanOf = (amount: number | undefined): string => ((amount ?? 0) / 100).toFixed(2);
  const rows = truth.findings.map(({ expected, actual, difference, ...rest }) => ({
    ...rest,
    expected: yuanOf(expected),
    ...(actual === undefined ? {} : { actual: yuanOf(actual), difference: yuanOf(difference) }),
  }));
  const overdue = truth.receivables
    .filter((receivable) => receivable.paid === 0)
    .map((receivable) => ({ code: 'receivable-overdue', order_no: receivable.order_no }));
  const pairs = truth.payouts.map(({ payout, bank }) => ({
    leg: 'payout-bank',
    state: 'auto',
    members: [{ ref: `batch:${payout}` }, { ref: `bank:ccb/${bank}` }],
  }));

  it('finds nothing to say about the right answer', () => {
    const verdict = judge(truth, [...rows, ...overdue], pairs);
    expect(verdict).toMatchObject({
      right: 3,
      missing: [],
      extra: [],
      amounts: [],
      payoutsMissing: [],
      payoutsWrong: [],
    });
  });

  it('names what is missing, what is a false alarm, and what has a wrong amount', () => {
    const wrong = [
      { ...rows[0], code: 'order-unsettled', expected: '0.01' },
      { code: 'wallet-break', batch_no: 'X' },
    ];
    const verdict = judge(truth, wrong, [
      { leg: 'payout-bank', state: 'auto', members: [{ ref: 'batch:1' }, { ref: 'bank:ccb/2' }] },
    ]);
    expect(verdict.missing).toHaveLength(2);
    expect([verdict.extra, verdict.amounts.length]).toEqual([['wallet-break X'], 1]);
    expect([verdict.payoutsWrong, verdict.payoutsRight]).toEqual([['1 = 2'], 0]);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { StatementFile } from '../../src/demo/files.ts';
import { addDays } from '../../src/model/day.ts';
import { simulateYear } from '../sim/year.ts';
import { inNewBooks, succeedHere } from './program-in-process.ts';

/*
 * Months closed while order lists and receipts are still missing, or say something else later: all vouchers together
 * come to what books come to that got the same files and never closed, account by account, and no closed month's
 * papers change by a byte.
 */

const BY = 'C01,C02,C03,C04,C05,C06,C07,C08,C11,C15,C17,C20';
const NOW = '2026-06-20T09:00:00+08:00';

interface Delivery {
  readonly month: string;
  readonly files: readonly StatementFile[];
}

interface Line {
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
}

async function balances(at: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const { lines } = JSON.parse(await succeedHere(['report', 'vouchers', '--format', 'json', ...at], NOW)) as {
    readonly lines: readonly Line[];
  };
  const sums = new Map<string, number>();
  for (const { account, debit = '0', credit = '0' } of lines)
    sums.set(account, (sums.get(account) ?? 0) + Math.round(Number(debit) * 100) - Math.round(Number(credit) * 100));
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
}

/** Every order of the list is a tenth cheaper; a later row makes it the newer list. */
function corrected({ name, bytes }: StatementFile, month: string): StatementFile {
  const text = new TextDecoder().decode(bytes);
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const names = header.trimEnd().split(',');
  const payable = names.findIndex((one) => /payable|应付/u.test(one));
  const changed = rows.map((row, at) => {
    const cells = row.split(',');
    if (at % 3 === 0) cells[payable] = (Math.round(Number(cells[payable]) * 90) / 100).toFixed(2);
    return cells.join(',');
  });
  return { name: `corrected-${month}-${name}`, bytes: new TextEncoder().encode([header, ...changed, ''].join('\n')) };
}

/** Orders and receipts of a month come so many months late; the others in time. Corrections come last of all. */
function deliveries(seed: number, late: readonly number[]): readonly Delivery[] {
  const months = simulateYear(seed, { orders: 5, accounts: 4 }).months.slice(0, 4);
  const mayBeLate = (file: StatementFile): boolean => /^(?:orders|receipts)/u.test(file.name);
  return months.map(({ month }, now) => ({
    month,
    files: [
      ...months.flatMap(({ files }, of) =>
        files.filter((file) => (mayBeLate(file) ? Math.min(3, of + (late[of] ?? 0)) : of) === now),
      ),
      ...(now === 3 ? (months[0]?.files.filter((file) => file.name.startsWith('orders')) ?? []) : []).map((file) =>
        corrected(file, month),
      ),
    ],
  }));
}

it('over closed and open months the ledger is what it is without a close', async () => {
  const arbitrary = fc.tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(arbitrary, async ([seed, late]) => {
      const { settings } = simulateYear(seed, { orders: 5, accounts: 4 });
      const plan = deliveries(seed, late);
      const run = (closes: boolean): Promise<Readonly<Record<string, number>>> =>
        inNewBooks(settings, async ({ books, put }) => {
          const at = ['--books', books];
          const papers: string[] = [];
          for (const [step, { month, files }] of plan.entries()) {
            if (files.length > 0) await succeedHere(['import', ...put(files, month), ...at]);
            await succeedHere(['match', ...at]);
            if (!closes || step === 3) continue;
            const day = `${addDays(`${month}-28` as never, 20)}T09:00:00+08:00`;
            await succeedHere(['close', month, '--override', BY, '--reason', 'test', ...at], day);
            papers.push(await succeedHere(['export', 'journal', '--to', 'hledger', '--period', month, ...at], day));
          }
          for (const [step, paper] of papers.entries()) {
            const period = ['--period', plan[step]?.month ?? ''];
            expect(await succeedHere(['export', 'journal', '--to', 'hledger', ...period, ...at], NOW)).toBe(paper);
            await succeedHere(['close', 'verify', plan[step]?.month ?? '', ...at], NOW);
          }
          return balances(at);
        });
      expect(await run(true)).toEqual(await run(false));
    }),
    { numRuns: 4, seed: 20261130 },
  );
}, 300_000);

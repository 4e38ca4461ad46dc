/*
 * Simulated months through the built program: findings and payout pairs against the truth, a line a seed.
 *
 *   npm run sim                              twenty seeds
 *   npm run sim -- --seed 7041               one month again; its folder is kept
 *   npm run sim -- --from 1 --count 200 --orders 400
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { seededRandom } from '../../src/demo/random.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';
import { isClean, judge, type FindingRow, type MatchRow, type Verdict } from './judge.ts';
import { shuffled, splitLayout } from './layouts.ts';
import { simulateMonth } from './world.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/settle.js', import.meta.url));
const MONTHS = [
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
] as const;
const FAULTS_A_MONTH = 14;
const OUTPUT_BYTES = 512 * 1024 * 1024;

runAll();

function runAll(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      from: { type: 'string', default: '1' },
      count: { type: 'string', default: '20' },
      orders: { type: 'string' },
    },
  });
  const single = values.seed === undefined ? undefined : Number(values.seed);
  const first = single ?? Number(values.from);
  const count = single === undefined ? Number(values.count) : 1;
  say('seed     month     orders  faults   right missing   extra amounts   payouts missing   wrong');
  const failed: number[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const orders = values.orders === undefined ? undefined : Number(values.orders);
    if (!passes(seed, { keep: single !== undefined, ...(orders === undefined ? {} : { orders }) })) failed.push(seed);
  }
  for (const seed of failed) say(`again: npm run sim -- --seed ${String(seed)}`);
  say(`${String(count - failed.length)} passed, ${String(failed.length)} failed`);
  if (failed.length > 0) process.exitCode = 1;
}

interface SeedOptions {
  readonly keep: boolean;
  readonly orders?: number;
}

/** False too when the program refused the month or ended badly: the next seed is still run. */
function passes(seed: number, options: SeedOptions): boolean {
  try {
    return runSeed(seed, options);
  } catch (error) {
    say(`${String(seed).padEnd(9)}${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** One month of its own: which month, how many orders, which mistakes and which files, all by the seed. */
function runSeed(seed: number, options: SeedOptions): boolean {
  const random = seededRandom(seed * 7919);
  const month = random.pick(MONTHS);
  const orders = options.orders ?? random.whole(150, 500);
  const faults = pickFaults(random.pick);
  const { files, settings, truth, settled } = simulateMonth(seed, { orders, faults, month });
  const folder = mkdtempSync(join(tmpdir(), `settle-sim-${String(seed)}-`));
  const input = join(folder, 'in');
  const books = join(folder, 'books');
  mkdirSync(input);
  mkdirSync(books);
  writeFileSync(join(books, 'settle.yaml'), settings);
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(truth, undefined, 1));
  const given = shuffled(seed % 2 === 0 ? splitLayout(settled) : files, seed);
  for (const file of given) writeFileSync(join(input, file.name), file.bytes);
  settle(books, ['import', ...given.map((file) => join(input, file.name))]);
  settle(books, ['match']);
  const findings = settle(books, ['check', '--as-of', truth.as_of]) as readonly FindingRow[];
  const matches = settle(books, ['report', 'matches', '--as-of', truth.as_of]) as readonly MatchRow[];
  const verdict = judge(truth, findings, matches);
  sayVerdict({ seed, month, orders, faults: faults.length }, verdict);
  if (options.keep) say(`kept: ${folder}\nfaults: ${faults.join(' ')}`);
  else rmSync(folder, { recursive: true });
  return isClean(verdict);
}

function pickFaults(pick: <T>(list: readonly T[]) => T): readonly FaultName[] {
  const rest = [...FAULT_NAMES];
  const picked: FaultName[] = [];
  while (picked.length < FAULTS_A_MONTH) {
    const name = pick(rest);
    picked.push(name);
    rest.splice(rest.indexOf(name), 1);
  }
  return picked;
}

/** Runs the program as a process of its own; returns the rows of its answer. Throws on anything but 0 and 1. */
function settle(books: string, args: readonly string[]): readonly unknown[] {
  const all = [PROGRAM, ...args, '--books', books, '--format', 'json', '--lang', 'en'];
  const done = spawnSync(process.execPath, all, { encoding: 'utf8', maxBuffer: OUTPUT_BYTES });
  if (done.status !== 0 && done.status !== 1) {
    throw new Error(`settle ${args[0] ?? ''} ended with ${String(done.status)} in ${books}\n${done.stderr}`);
  }
  return (JSON.parse(done.stdout) as { readonly rows: readonly unknown[] }).rows;
}

interface Heading {
  readonly seed: number;
  readonly month: string;
  readonly orders: number;
  readonly faults: number;
}

function sayVerdict({ seed, month, orders, faults }: Heading, verdict: Verdict): void {
  const { right, missing, extra, amounts, payoutsRight, payoutsMissing, payoutsWrong } = verdict;
  const counts = [orders, faults, right, missing.length, extra.length, amounts.length];
  const payouts = [payoutsRight, payoutsMissing.length, payoutsWrong.length];
  const cells = [
    ...counts.map((value) => String(value).padStart(8)),
    '  ',
    ...payouts.map((value) => String(value).padStart(8)),
  ];
  say(`${String(seed).padEnd(9)}${month}${cells.join('')}`);
  for (const text of missing) say(`  missing ${text}`);
  for (const text of extra) say(`  extra   ${text}`);
  for (const text of amounts) say(`  amount  ${text}`);
  for (const text of payoutsMissing) say(`  payout not paired  ${text}`);
  for (const text of payoutsWrong) say(`  payout wrongly paired  ${text}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

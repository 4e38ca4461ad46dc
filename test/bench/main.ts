/*
 * How long a month takes: import, match and check as whole processes, beside the same reconciliation as plain SQL in the
 * sqlite3 shell where that is installed, from the same bytes, in alternation.
 *
 *   npm run bench                           100,000 orders, once
 *   npm run bench -- --orders 1000000 --runs 3
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { isInstalled, measure, median, type Measured } from './measure.ts';
import { AS_OF, SETTINGS, writeBenchMonth, type BenchMonth } from './month.ts';
import { plainSql } from './plain-sql.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/settle.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const STAGES = ['import', 'match', 'check'] as const;
type Stage = (typeof STAGES)[number];

/** Codes of the orders' side: what both programs are asked to find alike. */
const ORDER_CODES = new Set([
  'order-unsettled',
  'settlement-without-order',
  'amount-mismatch',
  'fee-mismatch',
  'duplicate-settlement',
  'refund-unbooked',
  'refund-missing',
  'refund-mismatch',
]);

interface SettleRun {
  readonly stages: Readonly<Record<Stage, Measured>>;
  readonly seconds: number;
  readonly found: number;
}

interface SqlRun {
  readonly measured: Measured;
  readonly found: number;
}

await bench();

async function bench(): Promise<void> {
  const options = { orders: { type: 'string', default: '100000' }, runs: { type: 'string', default: '1' } } as const;
  const { values } = parseArgs({ options: { ...options, keep: { type: 'boolean', default: false } } });
  const [orders, runs] = [wholeNumber(values.orders), wholeNumber(values.runs)];
  if (!existsSync(BUILT)) throw new Error('bench measures the built program: run «npm run build» first');
  const folder = mkdtempSync(join(tmpdir(), 'settle-bench-'));
  try {
    const month = writeInput(folder, orders);
    say(`${String(orders)} orders, ${String(month.rows)} rows, ${String(month.planted)} orders with a mistake planted`);
    await compare(folder, month, runs);
  } finally {
    if (values.keep) say(`kept: ${folder}`);
    else rmSync(folder, { recursive: true });
  }
}

function writeInput(folder: string, orders: number): BenchMonth {
  const input = join(folder, 'in');
  mkdirSync(input);
  return writeBenchMonth(input, orders);
}

async function compare(folder: string, month: BenchMonth, runs: number): Promise<void> {
  const withSql = isInstalled('sqlite3');
  const settleRuns: SettleRun[] = [];
  const sqlRuns: SqlRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const scratch = join(folder, `run-${String(run)}`);
    mkdirSync(scratch);
    settleRuns.push(await runSettle(scratch, month));
    if (withSql) sqlRuns.push(await runSql(scratch, month));
    rmSync(scratch, { recursive: true });
  }
  report(month, settleRuns, sqlRuns);
}

async function runSettle(scratch: string, month: BenchMonth): Promise<SettleRun> {
  const books = join(scratch, 'books');
  mkdirSync(books);
  writeFileSync(join(books, 'settle.yaml'), SETTINGS);
  const run = async (stage: Stage, args: readonly string[]): Promise<Measured> => {
    const output = join(scratch, `${stage}.json`);
    const settle = [PROGRAM, stage, ...args, '--books', books, '--lang', 'en'];
    const measured = await measure({ program: process.execPath, args: settle, output });
    if (measured.exit > 1)
      throw new Error(`settle ${stage} ended with ${String(measured.exit)}: ${readFileSync(`${output}.err`, 'utf8')}`);
    return measured;
  };
  const stages = {
    import: await run('import', [month.orders, ...month.trades, month.bank]),
    match: await run('match', []),
    check: await run('check', ['--as-of', AS_OF, '--format', 'json']),
  };
  const seconds = stages.import.seconds + stages.match.seconds + stages.check.seconds;
  return { stages, seconds, found: findingsIn(join(scratch, 'check.json')) };
}

function findingsIn(path: string): number {
  const answer = JSON.parse(readFileSync(path, 'utf8')) as { readonly rows: readonly { readonly code: string }[] };
  return answer.rows.filter((row) => ORDER_CODES.has(row.code)).length;
}

async function runSql(scratch: string, month: BenchMonth): Promise<SqlRun> {
  const exceptions = join(scratch, 'exceptions.csv');
  const output = join(scratch, 'sqlite3.out');
  const input = plainSql(month, exceptions);
  const measured = await measure({ program: 'sqlite3', args: [join(scratch, 'plain.db')], output, input });
  if (measured.exit !== 0) throw new Error(`sqlite3 ended with ${String(measured.exit)}`);
  const codes = readFileSync(exceptions, 'utf8')
    .split('\n')
    .map((row) => row.trim().split(',')[0] ?? '');
  return { measured, found: codes.filter((code) => ORDER_CODES.has(code)).length };
}

function report(month: BenchMonth, settleRuns: readonly SettleRun[], sqlRuns: readonly SqlRun[]): void {
  for (const stage of STAGES)
    line(
      `settle ${stage}`,
      settleRuns.map((run) => run.stages[stage]),
      month.rows,
    );
  const total = median(settleRuns.map((run) => run.seconds));
  const peak = Math.max(...settleRuns.flatMap((run) => STAGES.map((stage) => run.stages[stage].peakKib ?? Number.NaN)));
  say(`${'settle, all three'.padEnd(20)} ${total.toFixed(2).padStart(8)} s   peak ${mebibytes(peak)}`);
  const [settle] = settleRuns;
  const [sql] = sqlRuns;
  if (settle === undefined) return;
  agree('settle', settle.found, month.planted);
  if (sql === undefined) {
    say('sqlite3 is not installed: nothing to compare with');
    return;
  }
  line(
    'sqlite3 shell',
    sqlRuns.map((run) => run.measured),
    month.rows,
  );
  agree('sqlite3', sql.found, month.planted);
  say(
    `settle takes ${(total / median(sqlRuns.map((run) => run.measured.seconds))).toFixed(2)} × the sqlite3 shell's time`,
  );
}

function line(name: string, runs: readonly Measured[], rows: number): void {
  const seconds = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map((run) => run.peakKib ?? Number.NaN));
  const rate = Math.round(rows / seconds).toLocaleString('en-GB');
  say(`${name.padEnd(20)} ${seconds.toFixed(2).padStart(8)} s ${rate.padStart(12)} rows/s   peak ${mebibytes(peak)}`);
}

function agree(program: string, found: number, planted: number): void {
  if (found === planted) return;
  say(`${program} found ${String(found)} order exceptions, ${String(planted)} were planted`);
  process.exitCode = 1;
}

function mebibytes(kib: number): string {
  return Number.isNaN(kib) ? 'unknown' : `${(kib / 1024).toFixed(0)} MiB`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`not a count: ${text}`);
  return value;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/*
 * How long a month takes: import, match and check as whole processes, beside the same reconciliation as plain SQL in the
 * sqlite3 shell and in DuckDB, where they are installed, from the same bytes, in alternation; then a night's orders into
 * the books of that month, and how long the program takes to say what it can do beside Node that does nothing.
 *
 *   npm run bench                           100,000 orders, once
 *   npm run bench -- --orders 1000000 --runs 3
 *   npm run bench -- --duckdb /tmp/duck     where `npm install @duckdb/node-api` was run, outside this project
 *   npm run bench -- --night 33000          orders of the night (a thirtieth of the month's unless told)
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { runDuckDb } from './duckdb.ts';
import { isInstalled, measure, median, type Measured } from './measure.ts';
import { nightAfter, writeBenchMonth, type BenchMonth } from './month.ts';
import { runSqlite3, type PlainRun } from './plain-sql.ts';
import { PROGRAM, runMonth, runNight, STAGES, type SettleRun } from './stages.ts';

const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const NIGHTS_A_MONTH = 30;
const HELP_RUNS = 7;

interface Plan {
  readonly orders: number;
  readonly night: number;
  readonly runs: number;
  readonly duckDb: string | undefined;
}

interface Results {
  readonly settle: SettleRun[];
  readonly sqlite3: PlainRun[];
  readonly duckDb: PlainRun[];
  readonly night: SettleRun[];
}

await bench();

async function bench(): Promise<void> {
  const options = {
    orders: { type: 'string', default: '100000' },
    night: { type: 'string' },
    runs: { type: 'string', default: '1' },
    duckdb: { type: 'string' },
    keep: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  const orders = wholeNumber(values.orders);
  const night = values.night === undefined ? Math.ceil(orders / NIGHTS_A_MONTH) : wholeNumber(values.night);
  if (!existsSync(BUILT)) throw new Error('bench measures the built program: run «npm run build» first');
  const folder = mkdtempSync(join(tmpdir(), 'settle-bench-'));
  try {
    await compare(folder, { orders, night, runs: wholeNumber(values.runs), duckDb: values.duckdb });
    await compareHelp(folder);
  } finally {
    if (values.keep) say(`kept: ${folder}`);
    else rmSync(folder, { recursive: true });
  }
}

async function compare(folder: string, plan: Plan): Promise<void> {
  const month = writeInput(join(folder, 'in'), plan.orders);
  const night = writeInput(join(folder, 'night'), plan.night, nightAfter(month));
  say(`${count(plan.orders)} orders, ${count(month.rows)} rows, ${count(month.planted)} orders with a mistake planted`);
  const withSql = isInstalled('sqlite3');
  const results: Results = { settle: [], sqlite3: [], duckDb: [], night: [] };
  for (let run = 1; run <= plan.runs; run += 1) {
    const scratch = join(folder, `run-${String(run)}`);
    mkdirSync(scratch);
    results.settle.push(await runMonth(scratch, month));
    if (withSql) results.sqlite3.push(await runSqlite3(scratch, month));
    if (plan.duckDb !== undefined) results.duckDb.push(await runDuckDb(scratch, month, plan.duckDb));
    results.night.push(await runNight(scratch, night));
    rmSync(scratch, { recursive: true });
  }
  const total = reportRuns('settle', results.settle, month);
  if (!withSql) say('sqlite3 is not installed: nothing to compare with');
  reportPlain('sqlite3 shell', results.sqlite3, { month, total });
  reportPlain('DuckDB', results.duckDb, { month, total });
  say(`a night of ${count(plan.night)} orders into these books:`);
  reportRuns('night', results.night, { ...night, planted: month.planted + night.planted });
}

type Span = Parameters<typeof writeBenchMonth>[2];

function writeInput(folder: string, orders: number, span?: Span): BenchMonth {
  mkdirSync(folder);
  return writeBenchMonth(folder, orders, span);
}

/** A line a stage and one for all; how long all took, by the median. */
function reportRuns(name: string, runs: readonly SettleRun[], { rows, planted }: BenchMonth): number {
  for (const stage of STAGES) {
    const measured = runs.map((run) => run.stages[stage]);
    line(`${name} ${stage}`, measured, rows);
  }
  const total = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.flatMap((run) => STAGES.map((stage) => run.stages[stage].peakKib ?? Number.NaN)));
  say(`${`${name}, all three`.padEnd(20)} ${total.toFixed(2).padStart(8)} s   peak ${mebibytes(peak)}`);
  for (const { found } of runs.slice(0, 1)) agree(name, found, planted);
  return total;
}

function reportPlain(
  name: string,
  runs: readonly PlainRun[],
  { month, total }: { readonly month: BenchMonth; readonly total: number },
): void {
  const [first] = runs;
  if (first === undefined) return;
  const measured = runs.map((run) => run.measured);
  line(name, measured, month.rows);
  agree(name, first.found, month.planted);
  const seconds = median(measured.map((run) => run.seconds));
  say(`settle takes ${(total / seconds).toFixed(2)} × the time of the ${name}`);
}

/** How much longer than Node itself the program takes to print its help. */
async function compareHelp(folder: string): Promise<void> {
  const output = join(folder, 'help');
  const help: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < HELP_RUNS; run += 1) {
    help.push((await measure({ program: process.execPath, args: [PROGRAM, '--help'], output })).seconds);
    bare.push((await measure({ program: process.execPath, args: ['-e', '0'], output })).seconds);
  }
  const [own, node] = [median(help), median(bare)];
  say(`settle --help ${own.toFixed(2)} s, bare node ${node.toFixed(2)} s: ${(own / node).toFixed(2)} ×`);
}

function line(name: string, runs: readonly Measured[], rows: number): void {
  const seconds = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map((run) => run.peakKib ?? Number.NaN));
  const rate = count(Math.round(rows / seconds));
  say(`${name.padEnd(20)} ${seconds.toFixed(2).padStart(8)} s ${rate.padStart(12)} rows/s   peak ${mebibytes(peak)}`);
}

function agree(program: string, found: number, planted: number): void {
  if (found === planted) return;
  say(`${program} found ${count(found)} order exceptions, ${count(planted)} were planted`);
  process.exitCode = 1;
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
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

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measure, type Measured } from './measure.ts';
import { AS_OF, AS_OF_NIGHT, SETTINGS, type BenchMonth } from './month.ts';

export const PROGRAM = fileURLToPath(new URL('../../bin/settle.js', import.meta.url));
export const STAGES = ['import', 'match', 'check'] as const;
export type Stage = (typeof STAGES)[number];

/** Codes of the orders' side: what all programs are asked to find alike. */
export const ORDER_CODES: ReadonlySet<string> = new Set([
  'order-unsettled',
  'settlement-without-order',
  'amount-mismatch',
  'fee-mismatch',
  'duplicate-settlement',
  'refund-unbooked',
  'refund-missing',
  'refund-mismatch',
]);

/** Import, match and check, each as a whole process. */
export interface SettleRun {
  readonly stages: Readonly<Record<Stage, Measured>>;
  readonly seconds: number;
  readonly found: number;
}

/** The month into new books. */
export async function runMonth(scratch: string, month: BenchMonth): Promise<SettleRun> {
  const books = booksIn(scratch);
  mkdirSync(books);
  writeFileSync(join(books, 'settle.yaml'), SETTINGS);
  return runStages(scratch, month, AS_OF);
}

/** A night's files into the books of the month. */
export async function runNight(scratch: string, night: BenchMonth): Promise<SettleRun> {
  return runStages(scratch, night, AS_OF_NIGHT);
}

function booksIn(scratch: string): string {
  return join(scratch, 'books');
}

async function runStages(scratch: string, month: BenchMonth, asOf: string): Promise<SettleRun> {
  const run = async (stage: Stage, args: readonly string[]): Promise<Measured> => {
    const output = join(scratch, `${stage}.json`);
    const settle = [PROGRAM, stage, ...args, '--books', booksIn(scratch), '--lang', 'en'];
    const measured = await measure({ program: process.execPath, args: settle, output });
    if (measured.exit > 1)
      throw new Error(`settle ${stage} ended with ${String(measured.exit)}: ${readFileSync(`${output}.err`, 'utf8')}`);
    return measured;
  };
  const stages = {
    import: await run('import', [month.orders, ...month.trades, month.bank]),
    match: await run('match', []),
    check: await run('check', ['--as-of', asOf, '--format', 'json']),
  };
  const seconds = stages.import.seconds + stages.match.seconds + stages.check.seconds;
  return { stages, seconds, found: findingsIn(join(scratch, 'check.json')) };
}

function findingsIn(path: string): number {
  const answer = JSON.parse(readFileSync(path, 'utf8')) as { readonly rows: readonly { readonly code: string }[] };
  return answer.rows.filter((row) => ORDER_CODES.has(row.code)).length;
}

/*
 * Simulated sellers through the program, in this process: groups and findings against the truth.
 *
 *   npm run sim                              thirty-five worlds, a line each, then the tables
 *   npm run sim -- --worlds 200 --format md  the tables that README shows, nothing else
 *   npm run sim -- --seed 7041               one world again: every complaint, its files are kept
 *   npm run sim -- --class held --worlds 20  only worlds of one class
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { StatementFile } from '../../src/demo/files.ts';
import { classOf, titleOf, worldOf } from './any-world.ts';
import { runFiles } from './shop/run-world.ts';
import { addAudit, newTotal, tables, type Total } from './shop/tally.ts';

const COMPLAINTS_SHOWN = 3;
const COMPLAINT_CHARS = 150;

await runAll();

async function runAll(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      from: { type: 'string', default: '1' },
      worlds: { type: 'string', default: '35' },
      class: { type: 'string' },
      format: { type: 'string', default: 'text' },
    },
  });
  const single = values.seed === undefined ? undefined : Number(values.seed);
  const isQuiet = values.format === 'md';
  const total = newTotal();
  const failed: number[] = [];
  for (const seed of single === undefined ? seeds(values) : [single]) {
    const complaints = await runSeed(seed, total);
    if (complaints.length > 0) failed.push(seed);
    if (!isQuiet) sayWorld(seed, complaints, single === undefined);
  }
  if (single !== undefined) keep(single);
  for (const line of tables(total, titleOf)) say(line);
  if (!isQuiet) for (const seed of failed) say(`again: npm run sim -- --seed ${String(seed)}`);
  if (failed.length > 0) process.exitCode = 1;
}

function sayWorld(seed: number, complaints: readonly string[], isShort: boolean): void {
  const count = complaints.length === 0 ? '' : `: ${String(complaints.length)} complaints`;
  say(`${String(seed)} ${classOf(seed)}${count}`);
  const shown = isShort ? complaints.slice(0, COMPLAINTS_SHOWN) : complaints;
  for (const complaint of shown) say(`  ${isShort ? complaint.slice(0, COMPLAINT_CHARS) : complaint}`);
}

function seeds(values: { readonly from: string; readonly worlds: string; readonly class?: string }): readonly number[] {
  const found: number[] = [];
  for (let seed = Number(values.from); found.length < Number(values.worlds); seed += 1) {
    if (values.class === undefined || classOf(seed) === values.class) found.push(seed);
  }
  return found;
}

/** What isn't as it should be in one world. A world that the program refuses or fails at is a complaint too. */
async function runSeed(seed: number, total: Total): Promise<readonly string[]> {
  try {
    const audit = await runFiles(worldOf(seed));
    addAudit(total, classOf(seed), audit);
    return audit.complaints;
  } catch (error) {
    total.worlds += 1;
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Settings and files, to try commands on. */
function keep(seed: number): void {
  const { settings, files, asOf } = worldOf(seed);
  const folder = mkdtempSync(join(tmpdir(), `settle-sim-${String(seed)}-`));
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'settle.yaml'), settings);
  for (const { name, bytes } of files satisfies readonly StatementFile[])
    writeFileSync(join(folder, 'in', name), bytes);
  say(`kept: ${folder} (ask --as-of ${asOf})`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import type { StatementFile } from '../../src/demo/files.ts';
import { flagDiscrepancies, workOutFindings, type CheckOptions } from '../../src/jobs/flag-discrepancies.ts';
import { importFiles } from '../../src/jobs/import-files.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { resolveFinding } from '../../src/jobs/resolve-finding.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import { addDays, type Day } from '../../src/model/day.ts';
import type { FindingCount } from '../../src/model/finding.ts';
import { batchesOf, listOf } from '../../src/model/rows.ts';
import type { BookSettings } from '../../src/model/settings.ts';
import { countsOf } from '../../src/report/tables.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { worldOf } from '../sim/any-world.ts';
import { shuffled } from '../sim/layouts.ts';

/* What a check kept about odd orders gives the findings that judging all of them anew gives, whatever came in between. */

const AT = '2026-12-01T09:00:00+08:00';
const calendar = calendarFrom();
/** Days after the one a world is looked at as of: some orders get past due in between. */
const LATER = [0, 1, 4, 30];

const DECIDED_AFTER = 4;
const DECISION = { resolution: 'accepted', reason: 'seen on paper', operator: 'test', at: AT, dryRun: false } as const;

async function importAndMatch(books: Books, files: readonly StatementFile[], settings: BookSettings): Promise<void> {
  const sources = files.map(({ name, bytes }) => ({
    name,
    size: bytes.length,
    open: () => Readable.from([Buffer.from(bytes)]),
  }));
  const options = { settings, currency: settings.currency, partial: true, acceptDifferences: true, dryRun: false };
  for await (const rows of importFiles(books, sources, { ...options, operator: 'test', at: AT })) {
    expect(rows.filter((row) => row.refusal !== undefined)).toEqual([]);
  }
  await matchOpenItems(books, { settings, calendar, dryRun: false, operator: 'test', at: AT });
}

async function keptOrders(books: Books): Promise<number> {
  const [row] = await books.db.all<{ kept: number }>('SELECT COUNT(holds_from) AS kept FROM v_odd_order');
  return row?.kept ?? 0;
}

/** Each sort of findings with how many there are and what they come to. */
function inOrder(counts: readonly FindingCount[]): ReadonlyMap<string, readonly number[]> {
  const sums = new Map<string, readonly number[]>();
  const sortOf = (one: FindingCount): string => [one.code, one.severity, one.state, one.currency].join(' ');
  for (const one of [...counts].sort((left, right) => (sortOf(left) < sortOf(right) ? -1 : 1))) {
    const [count = 0, amount = 0] = sums.get(sortOf(one)) ?? [];
    sums.set(sortOf(one), [count + one.count, amount + one.amount]);
  }
  return sums;
}

/** Checks after every file as of several days, and compares with what a first check would find; orders kept at the end. */
async function checkEachNight(seed: number): Promise<number> {
  const world = worldOf(seed);
  const settings = readSettings(world.settings);
  const folder = mkdtempSync(join(tmpdir(), 'settle-judged-'));
  createBooks(folder);
  const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
  try {
    for (const file of shuffled(world.files, seed)) {
      await importAndMatch(books, [file], settings);
      for (const days of LATER) await compare(books, { settings, calendar, asOf: addDays(world.asOf as Day, days) });
      await decideOne(books, { settings, calendar, asOf: addDays(world.asOf as Day, DECIDED_AFTER) });
    }
    return await keptOrders(books);
  } finally {
    await books.close();
    rmSync(folder, { recursive: true });
  }
}

async function compare(books: Books, options: CheckOptions): Promise<void> {
  const stream = await flagDiscrepancies(books, { ...options, rules: 'as usual' });
  const kept = await listOf(stream);
  expect(inOrder(await countsOf(stream))).toEqual(inOrder(await countsOf(batchesOf(kept))));
  expect(kept).toEqual(await workOutFindings(books.db, options));
  expect(await workOutFindings(books.db, { ...options, rules: 'as usual' })).toEqual(kept);
}

/** A person decides about the first open finding; as of earlier days it stays open. */
async function decideOne(books: Books, options: CheckOptions): Promise<void> {
  const first = (await workOutFindings(books.db, options)).find((finding) => finding.state === 'open');
  if (first !== undefined) await resolveFinding(books, { ...DECISION, finding: first.id }, options);
}

describe('findings of orders that were judged before', () => {
  it('are those that judging all orders anew gives, night after night, in worlds of every kind', async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
        kept += await checkEachNight(seed);
      }),
      { numRuns: 8, seed: 41 },
    );
    expect(kept).toBeGreaterThan(0);
  }, 300_000);
});

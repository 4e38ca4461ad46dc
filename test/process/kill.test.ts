import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import { seededRandom, type Random } from '../../src/demo/random.ts';
import { succeedHere } from '../property/program-in-process.ts';
import { simulateMonth } from '../sim/world.ts';
import {
  allReportsHere,
  checked,
  copyOf,
  ended,
  filesBelow,
  newBooks,
  settle,
  startSettle,
  temporary,
  writeFiles,
  type Ended,
} from './program.ts';

/*
 * kill -9 at random moments (RELIABILITY.md K1): half of them anywhere in the run, half in its last quarter, where it
 * commits. SETTLE_KILLS says how many, SETTLE_SEED which.
 */
const KILLS = Number(env['SETTLE_KILLS'] ?? (env['CI'] === undefined ? 100 : 15));
const SEED = Number(env['SETTLE_SEED'] ?? 20260701);
const ORDERS = 600;
const ROUNDS = Array.from({ length: Math.ceil(KILLS / 2) }, (_, round) => round + 1);

const month = simulateMonth(SEED, {
  orders: ORDERS,
  faults: ['order-unsettled', 'amount-short', 'payout-missing', 'refund-unbooked-full', 'account-paid-in-part'],
});
const asOf = month.truth.as_of;
const inbox = writeFiles(temporary(), month.files);
const random = seededRandom(SEED);

/** Whatever the month's faults block: it is the killing that is looked at. */
const CLOSE = [
  ...['close', '2026-06', '--reason', 'test', '--override'],
  Array.from({ length: 21 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`).join(','),
];

interface MonthState {
  readonly month: string;
  readonly state: string;
  readonly snapshot?: string;
  readonly sha256?: string;
}

async function closeStatus(books: string): Promise<readonly MonthState[]> {
  const answer = JSON.parse(await succeedHere(['close', 'status', '--books', books, '--format', 'json'])) as {
    readonly rows: readonly MonthState[];
  };
  return answer.rows
    .filter((row) => row.month === CLOSE[1])
    .map(({ month: name, state, snapshot, sha256 }) => ({
      ...{ month: name, state },
      ...(snapshot === undefined ? {} : { snapshot, sha256: sha256 ?? '' }),
    }));
}

interface Measured {
  /** Books with a settle.yaml and nothing in them, with all files, and with all files matched. */
  readonly empty: string;
  readonly imported: string;
  readonly matched: string;
  readonly importMs: number;
  readonly matchMs: number;
  readonly closeMs: number;
  /** The month as it stands after it was closed. */
  readonly closed: MonthState | undefined;
  readonly reports: string;
  readonly matchesBefore: string;
  readonly matchesAfter: string;
  /** Rows of each file by its name. */
  readonly rowsOf: ReadonlyMap<string, number>;
}
let undisturbed: Measured;

beforeAll(async () => {
  const empty = await newBooks(month.settings);
  const imported = copyOf(empty);
  const importStart = performance.now();
  await succeed(['import', inbox, '--books', imported, '--quiet']);
  const importMs = performance.now() - importStart;
  const matched = copyOf(imported);
  const matchStart = performance.now();
  await succeed(['match', '--books', matched, '--quiet']);
  const matchMs = performance.now() - matchStart;
  const closed = copyOf(matched);
  const closeStart = performance.now();
  await succeed([...CLOSE, '--books', closed, '--quiet']);
  const closeMs = performance.now() - closeStart;
  undisturbed = {
    ...{ empty, imported, matched, importMs, matchMs, closeMs, closed: (await closeStatus(closed))[0] },
    reports: await allReportsHere(matched, asOf),
    matchesBefore: await matchesOf(imported),
    matchesAfter: await matchesOf(matched),
    rowsOf: rowsStored(imported),
  };
});

describe('a run that is killed leaves the state of before or after, and the next run finishes', () => {
  it.each(ROUNDS)('import, kill %i', async () => {
    const books = copyOf(undisturbed.empty);
    await killed(['import', inbox, '--books', books, '--quiet'], undisturbed.importMs);
    for (const [file, rows] of rowsStored(books)) expect([file, rows]).toEqual([file, undisturbed.rowsOf.get(file)]);
    await finishes(books);
  });

  it.each(ROUNDS)('close, kill %i', async () => {
    const books = copyOf(undisturbed.matched);
    await killed([...CLOSE, '--books', books, '--quiet'], undisturbed.closeMs);
    const states = await closeStatus(books);
    // All of it or nothing: a snapshot and a lock, or neither.
    expect(['open', 'closed']).toContain(states[0]?.state);
    expect(states[0]?.state === 'closed').toBe(states[0]?.snapshot !== undefined);
    expect((await settle(['verify', '--books', books, '--quiet'])).code).toBe(0);
    if (states[0]?.state === 'open') await succeed([...CLOSE, '--books', books, '--quiet']);
    expect(await closeStatus(books)).toEqual([undisturbed.closed]);
  });

  it.each(ROUNDS)('match, kill %i', async () => {
    const books = copyOf(undisturbed.imported);
    await killed(['match', '--books', books, '--quiet'], undisturbed.matchMs);
    expect(rowsStored(books)).toEqual(undisturbed.rowsOf);
    const { matchesBefore, matchesAfter } = undisturbed;
    expect([matchesBefore, matchesAfter].includes(await matchesOf(books))).toBe(true);
    await finishes(books);
  });
});

describe('a signal ends the run at once, without a stack trace, and rolls back', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', async (signal) => {
    const books = copyOf(undisturbed.empty);
    // Standard input that never ends keeps the run, and its lock, alive until the signal.
    const running = startSettle(['import', inbox, '-', '--books', books], { isStdinOpen: true });
    await pause(undisturbed.importMs * 0.6);
    running.kill(signal);
    const result = checked(['import'], await ended(running));
    expect([result.signal ?? 'ended before it', result.stderr.includes('bug')]).toEqual([signal, false]);
    for (const [file, rows] of rowsStored(books)) expect([file, rows]).toEqual([file, undisturbed.rowsOf.get(file)]);
    await finishes(books);
  });
});

async function succeed(args: readonly string[]): Promise<Ended> {
  const result = await settle(args);
  expect([result.code, result.stderr]).toEqual([0, '']);
  return result;
}

/** Starts a run that takes about `ms` and kills it somewhere in it. */
async function killed(args: readonly string[], ms: number): Promise<void> {
  const running = startSettle(args);
  await pause(Math.round(momentIn(random, ms)));
  running.kill('SIGKILL');
  const { code, signal } = await ended(running);
  expect(code === 0 || signal === 'SIGKILL').toBe(true);
}

function momentIn({ whole, chance }: Random, ms: number): number {
  const share = whole(0, 1000) / 1000;
  return ms * (chance(0.5) ? share : 0.75 + share / 4);
}

/** The same two commands again: the same books as if nothing had happened, and nothing lies about. */
async function finishes(books: string): Promise<void> {
  await succeed(['import', inbox, '--books', books, '--quiet']);
  await succeed(['match', '--books', books, '--quiet']);
  expect(await allReportsHere(books, asOf)).toBe(undisturbed.reports);
  expect(filesBelow(books).filter((name) => /\.part$|\.new$|journal$/.test(name))).toEqual([]);
  expect(readdirSync(join(books, 'archive')).sort()).toEqual(readdirSync(join(undisturbed.imported, 'archive')).sort());
}

function matchesOf(books: string): Promise<string> {
  return succeedHere(['report', 'matches', '--books', books, '--as-of', asOf, '--format', 'json']);
}

const ROW_TABLES = ['sales_order', 'settlement_line', 'bank_line', 'invoice', 'customer', 'receipt'] as const;

/**
 * What lies in books.db, read past the program and from a copy, so that the program's own next run still finds what
 * the killed one left: rows of each file by its name, once the database has been found sound.
 */
function rowsStored(books: string): ReadonlyMap<string, number> {
  const copy = temporary();
  for (const name of ['books.db', 'books.db-wal']) {
    if (existsSync(join(books, name))) cpSync(join(books, name), join(copy, name));
  }
  const db = new Sqlite(join(copy, 'books.db'));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const parts = ROW_TABLES.map((table) => `SELECT statement_id FROM ${table}`).join(' UNION ALL ');
    const rows = db
      .prepare(
        `SELECT f.name AS name, COUNT(r.statement_id) AS n FROM file f JOIN statement s ON s.file_id = f.id
         LEFT JOIN (${parts}) r ON r.statement_id = s.id GROUP BY f.name ORDER BY f.name`,
      )
      .all() as { readonly name: string; readonly n: number }[];
    return new Map(rows.map(({ name, n }) => [name, n]));
  } finally {
    db.close();
  }
}

import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { backUp } from '../../src/jobs/back-up.ts';
import { verifyBooks, type BooksState } from '../../src/jobs/verify-books.ts';
import * as schemas from '../../src/store/schema/all.ts';
import { createBooks, databasePath, openBooks } from '../../src/store/open.ts';
import { appendEvent } from '../../src/store/write/events.ts';
import { saveFile } from '../../src/store/write/statements.ts';
import { newFolder, refusalOf } from './books.ts';

/* The event log shows what was done to it behind the program's back: each way of tampering is named with its row. */

const AT = '2026-07-01T09:00:00+08:00';

async function withEvents(count: number): Promise<string> {
  const folder = newFolder();
  createBooks(folder);
  const books = openBooks(folder, { mode: 'write', busyMs: 200 });
  for (let nth = 1; nth <= count; nth += 1) {
    const event = { at: AT, operator: '李娜', verb: 'import', target: `file-${nth}.csv`, detail: { rows: nth } };
    await books.db.atomic(() => appendEvent(books.db, event));
  }
  await books.close();
  return folder;
}

/** Does it with plain SQL, past the triggers. */
function tamper(folder: string, ...statements: readonly string[]): void {
  const connection = new Sqlite(databasePath(folder));
  for (const name of ['event_keeps_rows', 'event_keeps_words', 'event_joins_chain'])
    connection.exec(`DROP TRIGGER ${name}`);
  for (const sql of statements) connection.exec(sql);
  connection.close();
}

async function stateOf(folder: string, heads: readonly string[] = []): Promise<BooksState> {
  const books = openBooks(folder, { mode: 'read', busyMs: 200 });
  try {
    return await verifyBooks(books, heads);
  } finally {
    await books.close();
  }
}

async function faultsOf(folder: string, heads: readonly string[] = []): Promise<readonly string[]> {
  const { parts } = await stateOf(folder, heads);
  return parts.flatMap(({ faults }) => faults.map(({ what, params }) => `${what} ${Object.values(params)[0] ?? ''}`));
}

describe('a chain of events', () => {
  it('is sound as it was written', async () => {
    expect(await faultsOf(await withEvents(5))).toEqual([]);
  });

  it.each([
    ['a changed word', `UPDATE event SET operator = '王五' WHERE seq = 3`, 'event-changed 3'],
    ['a changed instant', `UPDATE event SET at = '2026-07-01T09:00:01+08:00' WHERE seq = 1`, 'event-changed 1'],
    ['a changed link', `UPDATE event SET hash = 'ab' WHERE seq = 2`, 'event-changed 2'],
    ['a row taken out', `DELETE FROM event WHERE seq = 2`, 'event-missing 2'],
    ['the first row taken out', `DELETE FROM event WHERE seq = 1`, 'event-other-before 2'],
    [
      'two rows swapped',
      `UPDATE event SET seq = 9 WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 9`,
      'event-other-before 2',
    ],
    [
      'a row put in',
      `INSERT INTO event (seq, at, operator, verb, target, detail, prev_hash, hash)
       SELECT 6, at, operator, 'resolve', target, detail, hash, 'cd' FROM event WHERE seq = 5`,
      'event-changed 6',
    ],
  ])('shows %s', async (_, sql, fault) => {
    const folder = await withEvents(5);
    tamper(folder, sql);
    expect(await faultsOf(folder)).toEqual([fault]);
  });

  it('cut off at its end is told by a head that was kept elsewhere', async () => {
    const folder = await withEvents(5);
    const { head } = await stateOf(folder);
    tamper(folder, 'DELETE FROM event WHERE seq = 5');
    expect(await faultsOf(folder)).toEqual([]);
    expect(await faultsOf(folder, [head])).toEqual([`head-missing ${head}`]);
  });

  it('refuses rows that SQL would put in, change or take out', async () => {
    const folder = await withEvents(2);
    const connection = new Sqlite(databasePath(folder));
    expect(() => connection.exec(`UPDATE event SET verb = 'x'`)).toThrow('append-only');
    expect(() => connection.exec('DELETE FROM event')).toThrow('append-only');
    expect(() =>
      connection.exec(
        `INSERT INTO event (seq, at, operator, verb, target, detail) VALUES (3, 'x', 'x', 'x', 'x', '{}')`,
      ),
    ).toThrow('follow each other');
    connection.close();
  });

  it('takes in the events of books that were made before there was one', async () => {
    const folder = newFolder();
    createBooks(folder);
    const path = databasePath(folder);
    const old = new Sqlite(`${path}.old`);
    const steps = Object.entries(schemas).filter(([name]) => name < 'schema0005');
    for (const [, sql] of steps) old.exec(sql);
    for (const nth of [1, 2, 3])
      old.exec(
        `INSERT INTO event (at, operator, verb, target, detail) VALUES ('${AT}', '李娜', 'import', 'f"${nth}', '{"rows":1}')`,
      );
    old.pragma(`user_version = ${steps.length}`);
    old.pragma('application_id = 0x5e771e');
    old.close();
    copyFileSync(`${path}.old`, path);
    const books = openBooks(folder, { mode: 'write', busyMs: 200 });
    await books.db.atomic(() =>
      appendEvent(books.db, { at: AT, operator: 'a', verb: 'match', target: 'all', detail: {} }),
    );
    await books.close();
    const { parts } = await stateOf(folder);
    expect(parts.map(({ part, faults }) => [part, faults.length])).toEqual([
      ['database', 0],
      ['references', 0],
      ['rows', 0],
      ['archive', 0],
      ['audit', 0],
    ]);
    expect(parts.at(-1)?.looked).toBe(4);
    tamper(folder, `UPDATE event SET target = 'g' WHERE seq = 2`);
    expect(await faultsOf(folder)).toEqual(['event-changed 2']);
  });
});

describe('the archive', () => {
  it('is compared with what each file is stored under', async () => {
    const folder = await withEvents(1);
    const books = openBooks(folder, { mode: 'write', busyMs: 200 });
    const bytes = 'abc';
    // FIPS 180-2, example of SHA-256: the digest of «abc».
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield new TextEncoder().encode(bytes);
    };
    await books.archive.stage(sha256, { open: chunks }).keep();
    const file = { name: 'a.csv', format: 'x', kind: 'bank' as const, bytes: 3, importedAt: AT };
    await saveFile(books.db, { ...file, sha256, archived: sha256 });
    await books.close();
    expect(await faultsOf(folder)).toEqual([]);
    writeFileSync(join(folder, 'archive', sha256), 'abd');
    expect(await faultsOf(folder)).toEqual(['file-changed a.csv']);
    const again = openBooks(folder, { mode: 'write', busyMs: 200 });
    await saveFile(again.db, { ...file, name: 'b.csv', sha256: 'ff', archived: 'ff' });
    await again.close();
    expect(await faultsOf(folder)).toEqual(['file-changed a.csv', 'file-missing b.csv']);
  });
});

describe('a backup', () => {
  it('is a sound copy for its owner alone, made while others read, and takes no place that is taken', async () => {
    const folder = await withEvents(3);
    const books = openBooks(folder, { mode: 'write', busyMs: 200 });
    const reader = openBooks(folder, { mode: 'read', busyMs: 200 });
    const rows = reader.db.stream('SELECT seq FROM event ORDER BY seq')[Symbol.asyncIterator]();
    await rows.next();
    const target = join(folder, 'copy.db');
    const asked = { target, name: 'copy.db', operator: 'a', at: AT, dryRun: false };
    await backUp(books, asked);
    const before = readFileSync(target);
    expect(await refusalOf(() => backUp(books, asked))).toBe('BACKUP_EXISTS');
    expect(readFileSync(target)).toEqual(before);
    await rows.return?.();
    await reader.close();
    await books.close();
    expect((statSync(target).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
    const other = newFolder();
    copyFileSync(target, databasePath(other));
    expect(await faultsOf(other)).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  readdirSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { createBooks, databasePath, openBooks } from '../../src/store/open.ts';
import { appendEvent } from '../../src/store/write/events.ts';
import { ensureAccount } from '../../src/store/write/accounts.ts';
import { StopError } from '../../src/model/problem.ts';
import { CNY } from '../../src/model/currency.ts';
import { bytesOf, newFolder, refusalOf } from './books.ts';

const WRITE = { mode: 'write', busyMs: 200 } as const;
const READ = { mode: 'read', busyMs: 200 } as const;
const EVENT = { at: '2026-11-21T10:00:00+08:00', operator: 'test', verb: 'import', target: 'a.csv', detail: {} };

function newBooks(): string {
  const folder = newFolder();
  createBooks(folder);
  return folder;
}

const permissions = (path: string): string => (statSync(path).mode & 0o777).toString(8);

async function pragma(folder: string, name: string, mode: 'read' | 'write' = 'write'): Promise<unknown> {
  const books = openBooks(folder, { mode, busyMs: 200 });
  const [row] = await books.db.all<Readonly<Record<string, unknown>>>(`PRAGMA ${name}`);
  await books.close();
  return Object.values(row ?? {})[0];
}

describe('new books', () => {
  it('carry settle’s mark in the file’s header and a version', async () => {
    const folder = newBooks();
    expect(readFileSync(databasePath(folder)).subarray(68, 72).toString('hex')).toBe('005e771e');
    expect(await pragma(folder, 'user_version')).toBeGreaterThan(0);
  });

  it('are refused where books stand already, and nothing is touched', async () => {
    const folder = newBooks();
    const before = bytesOf(folder);
    expect(
      await refusalOf(() => {
        createBooks(folder);
      }),
    ).toBe('BOOKS_EXIST');
    expect(bytesOf(folder)).toEqual(before);
  });

  it('belong to their owner alone: database, write-ahead log, lock and archived files', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    await appendEvent(books.db, EVENT);
    await books.archive.stage('ab12', { open: () => chunks('bytes') }).keep();
    for (const name of ['books.db', 'books.db-wal', 'books.db-shm', 'books.lock', 'archive/ab12'])
      expect(`${name} ${permissions(join(folder, name))}`).toBe(`${name} 600`);
    expect(permissions(join(folder, 'archive'))).toBe('700');
    await books.close();
  });
});

describe('every opening', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
  ])('sets %s to %s, on books that were opened before too', async (name, value) => {
    const folder = newBooks();
    expect(await pragma(folder, name)).toBe(value);
    expect(await pragma(folder, name)).toBe(value);
    expect(await pragma(folder, name, 'read')).toBe(value);
  });

  it('to read leaves no lock and writes nothing', async () => {
    const folder = newBooks();
    const books = openBooks(folder, READ);
    expect(await refusalOf(() => appendEvent(books.db, EVENT))).toBe('NOT_WRITABLE');
    await books.close();
    expect(existsSync(join(folder, 'books.lock'))).toBe(false);
  });

  it('to read works beside a writer, and sees what was committed', async () => {
    const folder = newBooks();
    const writer = openBooks(folder, WRITE);
    await writer.db.atomic(async () => {
      await appendEvent(writer.db, EVENT);
      const reader = openBooks(folder, READ);
      expect(await reader.db.all('SELECT seq FROM v_event')).toEqual([]);
      await reader.close();
    });
    const reader = openBooks(folder, READ);
    expect(await reader.db.all('SELECT seq FROM v_event')).toEqual([{ seq: 1 }]);
    await reader.close();
    await writer.close();
  });

  it('to read works in a folder that nobody may write in', async () => {
    const folder = newBooks();
    const writer = openBooks(folder, WRITE);
    await appendEvent(writer.db, EVENT);
    await writer.close();
    chmodSync(folder, 0o500);
    try {
      const reader = openBooks(folder, READ);
      expect(await reader.db.all('SELECT verb FROM v_event')).toEqual([{ verb: 'import' }]);
      await reader.close();
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});

describe('a file that is no books of ours', () => {
  async function refusedUntouched(prepare: (path: string) => void): Promise<string> {
    const folder = newFolder();
    prepare(databasePath(folder));
    const before = bytesOf(folder);
    const codes = [await refusalOf(() => openBooks(folder, READ)), await refusalOf(() => openBooks(folder, WRITE))];
    const after = Object.entries(bytesOf(folder)).filter(([name]) => name !== 'books.lock');
    expect(Object.fromEntries(after)).toEqual(before);
    expect(new Set(codes).size).toBe(1);
    return codes[0] ?? '';
  }

  it('no file at all', async () => {
    const folder = newFolder();
    expect(await refusalOf(() => openBooks(folder, WRITE))).toBe('BOOKS_MISSING');
    expect(bytesOf(folder)).toEqual({});
  });

  it('a folder of that name', async () => {
    const folder = newFolder();
    mkdirSync(databasePath(folder));
    expect(await refusalOf(() => openBooks(folder, WRITE))).toBe('BOOKS_FOREIGN');
  });

  it('an empty file', async () => {
    expect(
      await refusedUntouched((path) => {
        writeFileSync(path, '');
      }),
    ).toBe('BOOKS_FOREIGN');
  });

  it('garbage', async () => {
    expect(
      await refusedUntouched((path) => {
        writeFileSync(path, 'no database '.repeat(1000));
      }),
    ).toBe('BOOKS_FOREIGN');
  });

  it('another program’s database', async () => {
    const code = await refusedUntouched((path) => {
      const other = new Sqlite(path);
      other.exec('CREATE TABLE message (id INTEGER PRIMARY KEY)');
      other.close();
    });
    expect(code).toBe('BOOKS_FOREIGN');
  });

  it('books of a newer program', async () => {
    const code = await refusedUntouched((path) => {
      createBooks(join(path, '..'));
      const newer = new Sqlite(path);
      newer.pragma('user_version = 999');
      newer.close();
    });
    expect(code).toBe('BOOKS_TOO_NEW');
  });

  it('books that were cut off', async () => {
    const code = await refusedUntouched((path) => {
      createBooks(join(path, '..'));
      truncateSync(path, 8192);
    });
    expect(code).toBe('BOOKS_DAMAGED');
  });
});

describe('books of an earlier version', () => {
  it('are kept as they were, then brought up to date', async () => {
    const folder = newFolder();
    const old = new Sqlite(databasePath(folder));
    old.pragma(`application_id = 6190878`);
    old.close();
    const books = openBooks(folder, WRITE);
    expect(await books.db.all('SELECT seq FROM v_event')).toEqual([]);
    await books.close();
    expect(permissions(`${databasePath(folder)}.bak-v0`)).toBe('600');
    expect(await pragma(folder, 'user_version', 'read')).toBeGreaterThan(0);
  });

  it('can’t be read before somebody has brought them up to date', async () => {
    const folder = newFolder();
    const old = new Sqlite(databasePath(folder));
    old.pragma(`application_id = 6190878`);
    old.close();
    expect(await refusalOf(() => openBooks(folder, READ))).toBe('BOOKS_OLDER');
  });
});

describe('the run’s lock', () => {
  it('lets one writer in; a second is told so after its patience, and comes in when the first has gone', async () => {
    const folder = newBooks();
    const first = openBooks(folder, WRITE);
    const from = performance.now();
    expect(await refusalOf(() => openBooks(folder, { mode: 'write', busyMs: 300 }))).toBe('BOOKS_BUSY');
    expect(performance.now() - from).toBeGreaterThanOrEqual(290);
    await first.close();
    await openBooks(folder, WRITE).close();
  });

  it('is freed when its holder dies', async () => {
    const folder = newBooks();
    const open = new URL('../../src/store/open.ts', import.meta.url).pathname;
    const script = `
      const { openBooks } = await import(${JSON.stringify(open)});
      // Held: books that nothing refers to may be collected, and their lock is freed with them.
      globalThis.held = openBooks(${JSON.stringify(folder)}, { mode: 'write', busyMs: 100 });
      console.log('open');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(await refusalOf(() => openBooks(folder, WRITE))).toBe('BOOKS_BUSY');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await openBooks(folder, WRITE).close();
  });

  it('what a killed run left half-written in the archive is swept away at the next start', async () => {
    const folder = newBooks();
    mkdirSync(join(folder, 'archive'));
    writeFileSync(join(folder, 'archive', 'ab12.part'), 'half');
    await openBooks(folder, WRITE).close();
    expect(existsSync(join(folder, 'archive', 'ab12.part'))).toBe(false);
  });
});

describe('the archive', () => {
  it('keeps a file whole under its name, once', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    await books.archive.stage('ab12', { open: () => chunks('one ', 'two') }).keep();
    await books.archive.stage('ab12', { open: () => chunks('other') }).keep();
    expect(readFileSync(join(folder, 'archive', 'ab12'), 'utf8')).toBe('one two');
    await books.close();
  });

  it('copies a file that lies on the disk as it is, and belongs to its owner alone', async () => {
    const folder = newBooks();
    const path = join(folder, 'statement.csv');
    // Bank downloads and shares are often read-only: the copy isn't made with their bits.
    writeFileSync(path, 'three', { mode: 0o444 });
    const books = openBooks(folder, WRITE);
    await books.archive.stage('cd34', { path, open: () => chunks() }).keep();
    expect(readFileSync(join(folder, 'archive', 'cd34'), 'utf8')).toBe('three');
    expect(permissions(join(folder, 'archive', 'cd34'))).toBe('600');
    await books.close();
  });

  it('holds nothing of a copy that was dropped, whole or half made', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    await books.archive.stage('ab12', { open: () => chunks('one') }).drop();
    expect(readdirSync(join(folder, 'archive'))).toEqual([]);
    await books.close();
  });

  it('says of a file that is gone what its reader says, not that the archive is at fault', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    const open = (): AsyncIterable<Uint8Array> => {
      throw new StopError('FILE_MISSING', { file: 'gone.csv' });
    };
    const gone = books.archive.stage('cd34', { path: join(folder, 'gone.csv'), open });
    await expect(gone.keep()).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await gone.drop();
    expect(readdirSync(join(folder, 'archive'))).toEqual([]);
    await books.close();
  });

  it('copies a file as far as it goes, whatever size it is said to have', async () => {
    // The kernel says 4,096 bytes of a file that holds a few.
    const path = '/sys/kernel/mm/transparent_hugepage/enabled';
    if (!existsSync(path)) return;
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    await books.archive.stage('ef56', { path, open: () => chunks() }).keep();
    expect(readFileSync(join(folder, 'archive', 'ef56'), 'utf8')).toBe(readFileSync(path, 'utf8'));
    await books.close();
  });

  it('keeps what was kept, whatever is dropped afterwards', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    const staged = books.archive.stage('ab12', { open: () => chunks('one') });
    await Promise.all([staged.keep(), staged.keep()]);
    await staged.drop();
    expect(readdirSync(join(folder, 'archive'))).toEqual(['ab12']);
    await books.close();
  });
});

describe('the port', () => {
  it('an atomic step that fails leaves nothing behind, and the next one works', async () => {
    const folder = newBooks();
    const books = openBooks(folder, WRITE);
    await expect(
      books.db.atomic(async () => {
        await appendEvent(books.db, EVENT);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await books.db.all('SELECT seq FROM v_event')).toEqual([]);
    await books.db.atomic(() => appendEvent(books.db, EVENT));
    expect(await books.db.all('SELECT seq FROM v_event')).toEqual([{ seq: 1 }]);
    await books.close();
  });

  it('what SQLite throws is a rejection, never thrown into the caller’s face', async () => {
    const books = openBooks(newBooks(), WRITE);
    await expect(books.db.all('SELECT 1 FROM nowhere')).rejects.toThrow('no such table');
    await books.close();
  });

  it('streams a large answer in batches, and may be left halfway', async () => {
    const books = openBooks(newBooks(), WRITE);
    await books.db.insert(
      'header_signature',
      ['signature', 'format', 'saved_at'],
      Array.from({ length: 2_345 }, (_, index) => [String(index), 'x', '']),
    );
    const sizes: number[] = [];
    for await (const batch of books.db.stream('SELECT signature FROM v_header_signature')) sizes.push(batch.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_345);
    expect(sizes.length).toBeGreaterThan(1);
    for await (const batch of books.db.stream('SELECT signature FROM v_header_signature')) if (batch.length > 0) break;
    await appendEvent(books.db, EVENT);
    await books.close();
  });

  it('a first load makes the index of all its rows at its end, a refused one leaves them as they were', async () => {
    const books = openBooks(newBooks(), WRITE);
    const indexes = async (): Promise<readonly string[]> => {
      const rows = await books.db.all<{ name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'sales_order' ORDER BY name`,
      );
      return rows.map(({ name }) => name);
    };
    const whole = await indexes();
    expect(whole.length).toBeGreaterThan(1);
    await expect(
      books.db.atomic(() =>
        books.db.load('sales_order', async () => {
          // Those of some rows only stay: they are small.
          const left = await indexes();
          expect(whole.filter((index) => !left.includes(index))).toEqual(['sales_order_no']);
          throw new Error('refused');
        }),
      ),
    ).rejects.toThrow('refused');
    expect(await indexes()).toEqual(whole);
    await books.db.atomic(() => books.db.load('sales_order', async () => Promise.resolve()));
    expect(await indexes()).toEqual(whole);
    await books.close();
  });

  it('an amount beyond the exact whole numbers is refused by the table itself', async () => {
    const books = openBooks(newBooks(), WRITE);
    const { id } = await ensureAccount(books.db, { ref: 'ccb', kind: 'bank', currency: CNY });
    const row = [id, 1, 2, '2026-06-01', Number.MAX_SAFE_INTEGER + 1, 'CNY'];
    const columns = ['account_id', 'statement_id', 'line', 'booked_at', 'amount_minor', 'currency'];
    await expect(books.db.insert('bank_line', columns, [row])).rejects.toThrow('CHECK');
    await expect(books.db.insert('bank_line', columns, [[...row.slice(0, 4), 100.5, 'CNY']])).rejects.toThrow();
    await books.close();
  });
});

describe('the event log', () => {
  it('is append-only: nothing in it is changed or removed', async () => {
    const books = openBooks(newBooks(), WRITE);
    await appendEvent(books.db, EVENT);
    await expect(books.db.run(`UPDATE event SET operator = 'x'`)).rejects.toThrow('append-only');
    await expect(books.db.run('DELETE FROM event')).rejects.toThrow('append-only');
    expect(await books.db.all('SELECT operator, verb, target FROM v_event')).toEqual([
      { operator: 'test', verb: 'import', target: 'a.csv' },
    ]);
    await books.close();
  });
});

async function* chunks(...parts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(new TextEncoder().encode(part));
}

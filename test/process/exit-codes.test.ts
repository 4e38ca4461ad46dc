import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  checked,
  copyOf,
  ended,
  filesBelow,
  newBooks,
  settle,
  SETTINGS,
  shell,
  startSettle,
  temporary,
  textOf,
  writeFiles,
  type Ended,
} from './program.ts';

/*
 * Every exit code of CLI.md that can occur, by real processes. 70 («bug») isn't among them: a broken invariant can't be
 * provoked from outside without breaking the program itself. 129, 130 and 143 stand in kill.test.ts.
 */

/** One order that its platform never paid (high), one paid at a lower fee than agreed (low). */
const ORDERS = `order_no,platform,ordered_at,paid_at,status,payable
A1,微信支付,2026-06-01 09:00:00,2026-06-01 09:00:05,已付款,10.00
A2,微信支付,2026-06-01 10:00:00,2026-06-01 10:00:05,已付款,100.00
`;
const SETTLED = `trade_no,order_no,platform,account,kind,occurred_at,gross,fee,net
T2,A2,微信支付,1677002001,sale,2026-06-01 10:00:05,100.00,0.50,99.50
`;
const T1 = `T1,A1,微信支付,1677002001,sale,2026-06-01 09:00:05,10.00,0.06,9.94
`;
const AS_OF = ['--as-of', '2026-07-04'];

let empty: string;
let books: string;
beforeAll(async () => {
  empty = await newBooks(SETTINGS);
  books = copyOf(empty);
  writeFiles(books, [
    { name: 'in/orders.csv', bytes: ORDERS },
    { name: 'in/june.csv', bytes: SETTLED },
  ]);
  await settle(['import', join(books, 'in'), '--books', books]);
  await settle(['match', '--books', books]);
});

const codeOf = ({ code, stderr }: Ended): string =>
  `${String(code)} ${/error\[(\w+)\]/.exec(stderr)?.[1] ?? ''}`.trim();

async function refused(args: readonly string[]): Promise<string> {
  const plain = await settle(args);
  expect(plain.stdout).toBe('');
  const asked = await settle([...args, '--format', 'json', '--lang', 'en']);
  const answer = JSON.parse(asked.stdout) as { schema: string; ok: boolean; error: Record<string, string> };
  expect(answer).toMatchObject({ schema: 'settle.error/1', ok: false });
  expect(codeOf(asked)).toBe(codeOf(plain));
  expect([answer.error['code'], asked.stderr]).toEqual([
    codeOf(plain).split(' ')[1],
    expect.stringContaining(answer.error['message'] ?? '?'),
  ]);
  return codeOf(plain);
}

describe('0 and 1: the gate', () => {
  it.each([
    ['critical', 0],
    ['high', 1],
    ['medium', 1],
    ['low', 1],
    ['info', 1],
  ] as const)('an order that was never settled is high: --fail-on %s ends with %i', async (severity, exit) => {
    const { code, stdout } = await settle([
      'check',
      '--books',
      books,
      ...AS_OF,
      '--fail-on',
      severity,
      '--format',
      'json',
    ]);
    const answer = JSON.parse(stdout) as { ok: boolean; rows: { code: string; severity: string }[] };
    expect([code, answer.ok]).toEqual([exit, true]);
    expect(answer.rows).toContainEqual(expect.objectContaining({ code: 'order-unsettled', severity: 'high' }));
  });

  it('settle.yaml says from which severity on, where the command line does not', async () => {
    const strict = copyOf(books);
    writeFileSync(join(strict, 'settle.yaml'), `${SETTINGS}check: { fail_on: critical }\n`);
    expect((await settle(['check', '--books', strict, ...AS_OF])).code).toBe(0);
    expect((await settle(['check', '--books', books, ...AS_OF])).code).toBe(1);
  });

  it('a finding goes when its counterpart arrives, and with it the 1', async () => {
    const later = copyOf(books);
    writeFiles(later, [{ name: 'in/late.csv', bytes: SETTLED.replace(/T2.*\n/, T1) }]);
    expect((await settle(['import', join(later, 'in'), '--books', later])).code).toBe(0);
    expect((await settle(['match', '--books', later])).code).toBe(0);
    const { code, stdout } = await settle([
      'check',
      '--books',
      later,
      ...AS_OF,
      '--fail-on',
      'high',
      '--format',
      'json',
    ]);
    const rows = (JSON.parse(stdout) as { rows: { code: string }[] }).rows.map((row) => row.code);
    expect([code, rows.includes('order-unsettled')]).toEqual([0, false]);
  });

  it('a report of bad news is no gate: 0', async () => {
    expect((await settle(['report', 'discrepancies', '--books', books, ...AS_OF])).code).toBe(0);
  });
});

describe('2: the command line or the settings are wrong', () => {
  it('no books, no such command, no such option', async () => {
    expect(await refused(['match', '--books', join(temporary(), 'none')])).toBe('2 BOOKS_MISSING');
    expect(await refused(['reconcile-everything'])).toBe('2 USAGE');
    expect(await refused(['match', '--books', books, '--every-day'])).toBe('2 USAGE');
    expect(await refused(['check', '--books', books, '--fail-on', 'worst'])).toBe('2 USAGE');
  });

  it('an account that settle.yaml lacks, a key it does not know, no settle.yaml at all', async () => {
    expect(await refused(['import', join(books, 'in'), '--books', books, '--account', 'icbc'])).toBe(
      '2 ACCOUNT_UNKNOWN',
    );
    const changed = copyOf(empty);
    writeFileSync(join(changed, 'settle.yaml'), SETTINGS.replace('number: "1677002001"', 'nummer: "1677002001"'));
    expect(await refused(['match', '--books', changed])).toBe('2 CONFIG_UNKNOWN_KEY');
    expect((await settle(['match', '--books', changed])).stderr).toMatch(/settle\.yaml:7.*[\s\S]*«number»/);
    writeFileSync(join(changed, 'settle.yaml'), 'book: [');
    expect(await refused(['match', '--books', changed])).toBe('2 CONFIG_UNREADABLE');
  });
});

describe('3: a file was refused, the others are stored', () => {
  it('names it, stores the rest, and knows them the next time', async () => {
    const mixed = copyOf(empty);
    writeFiles(mixed, [
      { name: 'in/a.csv', bytes: ORDERS.replace('100.00', '1OO.00') },
      { name: 'in/b.csv', bytes: SETTLED },
    ]);
    const { code, stdout, stderr } = await settle(['import', join(mixed, 'in'), '--books', mixed, '--format', 'json']);
    const { rows, ok } = JSON.parse(stdout) as {
      ok: boolean;
      rows: { file: string; status: string; stored: number }[];
    };
    expect([code, ok]).toEqual([3, false]);
    expect(rows.map(({ file, status, stored }) => [file, status, stored])).toEqual([
      ['a.csv', 'refused', 0],
      ['b.csv', 'stored', 1],
    ]);
    expect(stderr).toMatch(/error\[AMOUNT_UNREADABLE\] a\.csv:3: payable\n.*"1OO\.00"/);
  });
});

describe('4: the books forbid it, and no byte of them changes', () => {
  function stamped(pragma: string): string {
    const copy = copyOf(books);
    const db = new Sqlite(join(copy, 'books.db'));
    db.pragma('journal_mode = DELETE');
    db.pragma(pragma);
    db.close();
    return copy;
  }

  it.each([
    ['user_version = 9999', '4 BOOKS_TOO_NEW'],
    ['application_id = 1', '4 BOOKS_FOREIGN'],
  ])('%s: %s', async (pragma, expected) => {
    const copy = stamped(pragma);
    const before = digestOf(join(copy, 'books.db'));
    for (const args of [['match'], ['import', join(copy, 'in')], ['check', ...AS_OF]]) {
      expect(await refused([...args, '--books', copy])).toBe(expected);
    }
    expect(digestOf(join(copy, 'books.db'))).toBe(before);
  });

  it('books of an earlier version: 4 BOOKS_OLDER where they are only read, until the command it names has been run', async () => {
    const copy = copyOf(empty);
    writeFileSync(join(copy, 'books.db'), '');
    const earlier = new Sqlite(join(copy, 'books.db'));
    earlier.pragma('application_id = 6190878');
    earlier.close();
    const before = digestOf(join(copy, 'books.db'));
    const reading = [['report', 'summary'], ['explain', 'order:A1'], ['accounts'], ['verify']];
    for (const args of reading) expect(await refused([...args, '--books', copy])).toBe('4 BOOKS_OLDER');
    expect(digestOf(join(copy, 'books.db'))).toBe(before);
    const { stderr } = await settle(['report', 'summary', '--books', copy]);
    expect(stderr).toContain('Run «settle check» once');
    expect((await settle(['check', ...AS_OF, '--books', copy])).code).toBe(0);
    expect(digestOf(join(copy, 'books.db.bak-v0'))).not.toBe('');
    expect((await settle(['report', 'summary', ...AS_OF, '--books', copy])).code).toBe(0);
  });

  it.each([
    ['nothing in it', ''],
    ['something else', 'no database at all, just some words that somebody wrote\n'.repeat(20)],
  ])('a books.db with %s: 4 BOOKS_FOREIGN', async (_, text) => {
    const copy = copyOf(empty);
    writeFileSync(join(copy, 'books.db'), text);
    expect(await refused(['match', '--books', copy])).toBe('4 BOOKS_FOREIGN');
    expect(textOf(copy, 'books.db')).toBe(text);
  });

  it('init over books: 4 BOOKS_EXIST', async () => {
    const before = digestOf(join(books, 'books.db'));
    expect(await refused(['init', books])).toBe('4 BOOKS_EXIST');
    expect(digestOf(join(books, 'books.db'))).toBe(before);
  });
});

describe('5: the machine did not let us', () => {
  it('stdout is full', async () => {
    const { code, stderr } = await shell(
      `$SETTLE report discrepancies --books ${books} --as-of 2026-07-04 > /dev/full`,
    );
    expect([code, stderr]).toEqual([5, expect.stringContaining('error[OUTPUT_FAILED]')]);
  });

  it('stdout is full and stderr closed: still no 0', async () => {
    expect(
      (await shell(`$SETTLE report discrepancies --books ${books} --as-of 2026-07-04 > /dev/full 2>&-`)).code,
    ).toBe(5);
  });

  it('books where no folder can be made', async () => {
    expect(await refused(['init', '/proc/settle/books'])).toBe('5 NOT_WRITABLE');
    expect(await refused(['init', join(books, 'settle.yaml/books')])).toBe('5 NOT_WRITABLE');
  });

  it('--out into a folder that is not there, onto a folder, onto a file without --force', async () => {
    const report = ['report', 'discrepancies', '--books', books, ...AS_OF, '--out'];
    const place = temporary();
    writeFileSync(join(place, 'taken.txt'), 'mine');
    for (const out of [join(place, 'none/x.txt'), place, join(place, 'taken.txt')]) {
      expect(await refused([...report, out])).toBe('5 OUTPUT_FAILED');
    }
    expect([filesBelow(place), textOf(place, 'taken.txt')]).toEqual([['taken.txt'], 'mine']);
    expect((await settle([...report, join(place, 'taken.txt'), '--force'])).code).toBe(0);
    expect(filesBelow(place)).toEqual(['taken.txt']);
  });

  it('a file larger than may be written: DISK_FULL, books as before, and a second run once there is room', async () => {
    const copy = copyOf(empty);
    writeFiles(copy, [{ name: 'in/many.csv', bytes: manyOrders(20_000) }]);
    const full = await shell(`ulimit -f 400; $SETTLE import ${join(copy, 'in')} --books ${copy}`);
    expect(codeOf(full)).toBe('5 DISK_FULL');
    expect(filesBelow(copy).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(
      JSON.parse((await settle(['report', 'summary', '--books', copy, ...AS_OF, '--format', 'json'])).stdout),
    ).toMatchObject({ ok: true });
    const again = await settle(['import', join(copy, 'in'), '--books', copy, '--format', 'json']);
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { totals: { stored: 20_000, known: 0 } }]);
  });

  const canMount = getuid?.() === 0 && tryMount();
  it.skipIf(!canMount)(`a full disk${canMount ? '' : ' (skipped: it takes root to mount one)'}`, async () => {
    const disk = temporary();
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk]).status).toBe(0);
    try {
      const inbox = writeFiles(temporary(), [{ name: 'many.csv', bytes: manyOrders(20_000) }]);
      await newBooks(SETTINGS, join(disk, 'books'));
      expect(await refused(['import', inbox, '--books', join(disk, 'books')])).toBe('5 DISK_FULL');
      const out = ['report', 'discrepancies', '--books', books, ...AS_OF, '--out', join(disk, 'report.txt')];
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(freeBytes(disk)));
      expect(await refused(out)).toBe('5 OUTPUT_FAILED');
      expect(existsSync(join(disk, 'report.txt'))).toBe(false);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  const canLock = canMount || getuid?.() !== 0;
  it.skipIf(!canLock)(
    `books that may only be read: 5 NOT_WRITABLE, and reports work${canLock ? '' : ' (skipped)'}`,
    async () => {
      const copy = copyOf(books);
      const release = makeReadOnly(copy);
      try {
        expect(codeOf(await settle(['match', '--books', copy]))).toBe('5 NOT_WRITABLE');
        expect(codeOf(await settle(['import', join(copy, 'in'), '--books', copy]))).toBe('5 NOT_WRITABLE');
        const read = await settle(['report', 'discrepancies', '--books', copy, ...AS_OF, '--format', 'json']);
        const usual = await settle(['report', 'discrepancies', '--books', books, ...AS_OF, '--format', 'json']);
        expect([read.code, read.stdout]).toEqual([0, usual.stdout]);
      } finally {
        release();
      }
    },
  );
});

describe('6: the database is damaged', () => {
  it.each([0.9, 0.5, 0.1])('cut to %f of its length: 6 BOOKS_DAMAGED, and left as it is', async (share) => {
    const copy = copyOf(books);
    const path = join(copy, 'books.db');
    truncateSync(path, Math.floor(readFileSync(path).length * share));
    const before = digestOf(path);
    for (const args of [['match'], ['report', 'discrepancies', ...AS_OF], ['import', join(copy, 'in')]]) {
      expect(await refused([...args, '--books', copy])).toBe('6 BOOKS_DAMAGED');
    }
    expect(digestOf(path)).toBe(before);
  });
});

describe('75: another run holds the books', () => {
  it('waits as long as it was told, changes nothing, and leaves the holder alone', async () => {
    const copy = copyOf(books);
    const holder = startSettle(['import', '-', '--books', copy, '--format', 'json'], { isStdinOpen: true });
    await lockTaken(copy);
    const start = performance.now();
    expect(codeOf(await settle(['match', '--books', copy, '--busy-timeout', '1']))).toBe('75 BOOKS_BUSY');
    const waited = performance.now() - start;
    expect(waited).toBeGreaterThan(1000);
    expect(waited).toBeLessThan(6000);
    expect(await refused(['import', join(copy, 'in'), '--books', copy, '--busy-timeout', '0'])).toBe('75 BOOKS_BUSY');
    expect((await settle(['report', 'discrepancies', '--books', copy, ...AS_OF])).code).toBe(0);
    const patient = settle(['match', '--books', copy, '--busy-timeout', '60']);
    holder.stdin?.end(ORDERS.replaceAll(/^A/gm, 'B'));
    const held = checked(['import'], await ended(holder));
    expect([held.code, JSON.parse(held.stdout)]).toMatchObject([0, { totals: { stored: 2 } }]);
    expect((await patient).code).toBe(0);
  });

  it('four runs at once in a folder that only has its settle.yaml: each finds the books of the first', async () => {
    const place = writeFiles(temporary(), [{ name: 'settle.yaml', bytes: SETTINGS }]);
    const runs = ['A', 'B', 'C', 'D'].map((letter) => {
      const input = ORDERS.replaceAll(/^A/gm, letter);
      return settle(['import', '-', '--books', place, '--busy-timeout', '30'], { input });
    });
    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const db = new Sqlite(join(place, 'books.db'));
    expect(db.prepare('SELECT COUNT(*) FROM sales_order').pluck().get()).toBe(8);
    db.close();
  });

  it('the same file by four runs at once is stored once', async () => {
    const copy = copyOf(empty);
    writeFiles(copy, [{ name: 'in/orders.csv', bytes: ORDERS }]);
    const runs = [1, 2, 3, 4].map(() =>
      settle(['import', join(copy, 'in'), '--books', copy, '--format', 'json', '--busy-timeout', '30']),
    );
    const answers = (await Promise.all(runs)).map(({ code, stdout }) => ({
      code,
      ...(JSON.parse(stdout) as { totals: object }),
    }));
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const stored = answers.map(({ totals }) => (totals as { stored: number }).stored).sort();
    expect(stored).toEqual([0, 0, 0, 2]);
  });
});

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function manyOrders(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `M${String(index)},2026-06-01 09:00:00,2026-06-01 09:00:05,已付款,${String(index % 100)}.00`,
  );
  return `order_no,ordered_at,paid_at,status,payable\n${rows.join('\n')}\n`;
}

function freeBytes(folder: string): number {
  const { stdout } = spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' });
  return Number(stdout.split('\n')[1]);
}

function tryMount(): boolean {
  const place = temporary();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place]).status !== 0) return false;
  return spawnSync('umount', [place]).status === 0;
}

/** Mode bits don't bind root: a read-only mount over the folder does. */
function makeReadOnly(folder: string): () => void {
  if (getuid?.() !== 0) {
    chmodSync(folder, 0o500);
    chmodSync(join(folder, 'books.db'), 0o400);
    return () => {
      chmodSync(folder, 0o700);
    };
  }
  expect(spawnSync('mount', ['--bind', folder, folder]).status).toBe(0);
  expect(spawnSync('mount', ['-o', 'remount,bind,ro', folder]).status).toBe(0);
  return () => {
    spawnSync('umount', [folder]);
  };
}

/** Until the other process holds the lock: then a run that doesn't wait is refused. */
async function lockTaken(folder: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { code } = await settle(['match', '--books', folder, '--dry-run', '--busy-timeout', '0']);
    if (code === 75) return;
    await pause(50);
  }
  throw new Error('the first run never took the lock');
}

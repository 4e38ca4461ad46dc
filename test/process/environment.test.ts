import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';

import { beforeAll, describe, expect, it } from 'vitest';

import { FAULT_NAMES } from '../sim/faults.ts';
import { shuffled } from '../sim/layouts.ts';
import { simulateMonth } from '../sim/world.ts';
import {
  allReports,
  BARE_ENV,
  newBooks,
  PROGRAM,
  settle,
  shell,
  temporary,
  writeFiles,
  type GivenFile,
  type Start,
} from './program.ts';

/* Time zone, locale, folder, order of files and kind of output: none of them shows in an answer (RELIABILITY.md T, U). */

const month = simulateMonth(7, { orders: 80, faults: FAULT_NAMES.slice(0, 12) });
const asOf = month.truth.as_of;

interface Place {
  readonly files: readonly GivenFile[];
  readonly start: Start;
  /** Where books and files lie, below a folder of the test's own. */
  readonly below: string;
  readonly isTwice?: boolean;
}

/** The whole month from nothing to reports in one place; the books' folder, and all reports as one text. */
async function reconcile({ files, start, below, isTwice = false }: Place): Promise<{ books: string; reports: string }> {
  const root = join(temporary(), below);
  mkdirSync(root, { recursive: true });
  const inbox = writeFiles(join(root, 'in'), files);
  const books = await newBooks(month.settings, join(root, 'books'));
  const paths = files.map(({ name }) => join(inbox, name));
  for (let run = 0; run < (isTwice ? 2 : 1); run += 1) {
    expect((await settle(['import', ...paths, '--books', books], start)).code).toBe(0);
    expect((await settle(['match', '--books', books], start)).code).toBe(0);
  }
  return { books, reports: await allReports(books, asOf, start) };
}

const zone = (TZ: string, LC_ALL: string): Start => ({ env: { ...BARE_ENV, TZ, LC_ALL } });
let usual: { books: string; reports: string };
beforeAll(async () => {
  usual = await reconcile({ files: month.files, start: zone('Asia/Shanghai', 'C.UTF-8'), below: 'month' });
});

describe('the same month is the same bytes', () => {
  it.each<[string, Place]>([
    [
      'in UTC, in German, files in another order',
      { files: shuffled(month.files, 1), start: zone('UTC', 'de_DE.UTF-8'), below: 'month' },
    ],
    [
      'in Los Angeles, in Turkish, in a folder with blanks and Chinese',
      { files: month.files, start: zone('America/Los_Angeles', 'tr_TR.UTF-8'), below: '一个 文件夹/月 末' },
    ],
    [
      'in Apia, in the C locale, imported and matched twice, in a folder called like an option',
      { files: shuffled(month.files, 2), start: zone('Pacific/Apia', 'C'), below: '--books/-x', isTwice: true },
    ],
  ])('%s', async (_, place) => {
    expect((await reconcile(place)).reports).toBe(usual.reports);
  });

  it('asked from another folder, by --books or by SETTLE_BOOKS', async () => {
    const args = ['report', 'summary', '--as-of', asOf, '--format', 'csv', '--lang', 'zh'];
    const here = await settle(args, { cwd: usual.books });
    const byOption = await settle([...args, '--books', usual.books]);
    const byVariable = await settle(args, { env: { ...BARE_ENV, SETTLE_BOOKS: usual.books } });
    expect([byOption.stdout, byVariable.stdout]).toEqual([here.stdout, here.stdout]);
  });
});

describe('output is whole wherever it goes', () => {
  const report = (): readonly string[] => [
    'report',
    'matches',
    '--books',
    usual.books,
    '--as-of',
    asOf,
    '--lang',
    'en',
  ];
  const line = (form: string): string => `$SETTLE ${report().join(' ')} --format ${form}`;

  it('a reader that goes away early is no error', async () => {
    for (const form of ['table', 'csv', 'json']) {
      const { code, stderr, stdout } = await shell(`(${line(form)}; echo "code $?" >&2) | head -n 1`);
      expect([code, stderr.trim(), stdout.split('\n').length]).toEqual([0, 'code 0', 2]);
    }
  });

  it('a slow pipe, a file and a fast pipe get the same bytes', async () => {
    const fast = (await settle([...report(), '--format', 'json'])).stdout;
    const slow = await shell(`${line('json')} | (sleep 1; cat)`);
    const folder = temporary();
    const file = openSync(join(folder, 'out.json'), 'w');
    spawnSync(execPath, [PROGRAM, ...report(), '--format', 'json'], {
      env: BARE_ENV,
      stdio: ['ignore', file, 'ignore'],
    });
    closeSync(file);
    const out = await settle([...report(), '--format', 'json', '--out', join(folder, 'asked.json')]);
    expect([out.code, out.stdout]).toEqual([0, '']);
    expect(slow.stdout).toBe(fast);
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe(fast);
    expect(readFileSync(join(folder, 'asked.json'), 'utf8')).toBe(fast);
  });

  it('no colour unless asked for, and NO_COLOR has the last word', async () => {
    const plain = await settle(report());
    for (const environment of [{ NO_COLOR: '1', FORCE_COLOR: '1' }, { TERM: 'dumb' }, { TERM: 'xterm-256color' }]) {
      const { code, stdout } = await settle(report(), { env: { ...BARE_ENV, ...environment } });
      expect([code, stdout]).toEqual([0, plain.stdout]);
    }
  });

  it('cron: an empty environment, the root folder, no standard input, and still Chinese in UTF-8', async () => {
    const { code, stdout } = await shell(
      `cd / && env -i ${execPath} ${PROGRAM} report discrepancies --books ${usual.books} --as-of ${asOf} --lang zh <&-`,
    );
    expect([code, stdout.includes('差异'), stdout.includes('\uFFFD')]).toEqual([0, true, false]);
    const { stdout: english } = await shell(`env -i ${execPath} ${PROGRAM} --help`);
    expect(english).toMatch(/reconcil/i);
  });

  it('standard input closed or empty: import - says that it is empty', async () => {
    const closed = await shell(`$SETTLE import - --books ${usual.books} --lang en <&-`);
    const empty = await shell(`$SETTLE import - --books ${usual.books} --lang en < /dev/null`);
    expect([closed.code, empty.code]).toEqual([3, 3]);
    expect(empty.stderr).toContain('error[FILE_EMPTY] stdin');
  });

  it('statements read from standard input are those read from a file', async () => {
    const books = await newBooks(month.settings);
    const [first] = month.files;
    writeFileSync(join(books, 'first.csv'), first?.bytes ?? '');
    const piped = await shell(`cat ${join(books, 'first.csv')} | $SETTLE import - --books ${books} --format json`);
    expect(JSON.parse(piped.stdout)).toMatchObject({ rows: [{ status: 'stored' }] });
    const again = await settle(['import', join(books, 'first.csv'), '--books', books, '--format', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: [{ status: 'known', stored: 0 }] });
  });
});

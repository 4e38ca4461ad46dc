import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { importFiles } from '../../src/jobs/import-files.ts';
import type { Day } from '../../src/model/day.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadConflicts } from '../../src/store/read/statement-cases.ts';

const SETTINGS = readSettings('book: shop\ncurrency: EUR\naccounts:\n  - { id: giro, kind: bank }\n');

/** A statement of 2 May in MT940: its number, and its rows' amounts and references. */
function page(number: number, opening: string, closing: string, ...rows: readonly string[]): string {
  const entries = rows.map((row) => `:61:2605020502C${row}`);
  const head = [
    `:20:P${String(number)}`,
    ':25:10020030/1111111',
    `:28C:${String(number)}/1`,
    `:60F:C260501EUR${opening}`,
  ];
  return [...head, ...entries, `:62F:C260502EUR${closing}`, '-', ''].join('\r\n');
}
const MORNING = page(7, '0,00', '5,00', '5,00NTRFA1');
const EVENING = page(8, '5,00', '12,00', '7,00NTRFA2');

let folder: string;
let books: Books;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-conflicts-'));
  createBooks(folder);
  books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
});

afterEach(async () => {
  await books.close();
  rmSync(folder, { recursive: true });
});

/** Days that disagree after those files were brought. */
async function conflictsOf(...texts: readonly string[]): Promise<readonly string[]> {
  const sources = texts.map((text, index) => ({
    name: `${String(index)}.sta`,
    async *open(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(text));
    },
  }));
  const options = { settings: SETTINGS, currency: SETTINGS.currency, partial: false, acceptDifferences: false };
  const told = { ...options, dryRun: false, operator: 'test', at: '2026-07-05T09:00:00+08:00' };
  for await (const rows of importFiles(books, sources, told))
    expect(rows.map(({ status }) => status)).not.toContain('refused');
  const found = await loadConflicts(books.db, '2026-07-01' as Day);
  return found.map(({ day, files }) => `${day} ${files}`);
}

describe('two statements about one day', () => {
  it('make it up together when they are of one file', async () => {
    expect(await conflictsOf(MORNING + EVENING)).toEqual([]);
  });

  it('agree with a file that tells the whole day', async () => {
    expect(await conflictsOf(MORNING + EVENING, page(9, '0,00', '12,00', '5,00NTRFA1', '7,00NTRFA2'))).toEqual([]);
  });

  it('disagree with a file that tells another row of it', async () => {
    const other = page(9, '0,00', '14,00', '5,00NTRFA1', '9,00NTRFA3');
    expect(await conflictsOf(MORNING + EVENING, other)).toEqual(['2026-05-02 0.sta', '2026-05-02 1.sta']);
  });
});

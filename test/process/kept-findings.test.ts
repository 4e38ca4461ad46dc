import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openBooks } from '../../src/store/open.ts';
import { simulateMonth } from '../sim/world.ts';
import { json, newBooks, settle, temporary, writeFiles } from './program.ts';

/* What the built program kept of a check is its own, and that of the settings it was made by. */

const month = simulateMonth(7, { orders: 60, faults: ['amount-short', 'fee-over'] });

interface Checked {
  readonly rows: readonly { readonly finding: string; readonly code: string }[];
}

async function check(books: string): Promise<readonly string[]> {
  const { rows } = await json<Checked>(['check', '--books', books, '--as-of', month.truth.as_of]);
  return rows.map(({ finding, code }) => `${finding} ${code}`);
}

/** Makes what is kept tell nothing, so that it shows whether it is read. */
async function emptyKept(folder: string): Promise<void> {
  const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
  await books.db.run('DELETE FROM odd_finding');
  await books.close();
}

describe('findings kept by a check', () => {
  it('are read by the next one, until a letter of settle.yaml changes', async () => {
    const books = await newBooks(month.settings);
    const inbox = writeFiles(temporary(), month.files);
    expect((await settle(['import', inbox, '--books', books])).code).toBe(0);
    expect((await settle(['match', '--books', books])).code).toBe(0);
    const found = await check(books);
    expect(found.join('\n')).toMatch(/amount-mismatch/);
    await emptyKept(books);
    expect((await check(books)).join('\n')).not.toMatch(/amount-mismatch/);
    appendFileSync(join(books, 'settle.yaml'), '\n# the same rules\n');
    expect(await check(books)).toEqual(found);
    expect(await check(books)).toEqual(found);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { simulateMonth } from '../sim/world.ts';
import {
  allReportsHere,
  copyOf,
  ended,
  filesBelow,
  json,
  newBooks,
  settle,
  startSettle,
  temporary,
  writeFiles,
  type Ended,
} from './program.ts';

/* The one line for cron: safe to run twice, at any time, and to kill. */

const month = simulateMonth(5, { orders: 150, faults: ['order-unsettled', 'payout-missing', 'amount-short'] });
const asOf = month.truth.as_of;
const early = month.files.filter(({ name }) => !name.endsWith('resp.csv'));
let empty: string;
beforeAll(async () => {
  empty = await newBooks(month.settings);
});

interface Night {
  readonly books: string;
  readonly inbox: string;
  readonly out: string;
}

function night(files: typeof month.files): Night {
  return { books: copyOf(empty), inbox: writeFiles(temporary(), files), out: join(temporary(), 'reports') };
}

const argsOf = ({ books, inbox, out }: Night): readonly string[] => {
  return ['nightly', '--books', books, '--inbox', inbox, '--out', out, '--as-of', asOf, '--lang', 'en'];
};
const run = (one: Night): Promise<Ended> => settle(argsOf(one));

/** What was written, by name. */
function written({ out }: Night): Readonly<Record<string, string>> {
  return Object.fromEntries(filesBelow(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

describe('nightly', () => {
  it('a second run adds nothing, writes the same reports, and says that nothing changed', async () => {
    const one = night(month.files);
    const first = await run(one);
    expect(first.code).toBe(1);
    const reports = written(one);
    expect(Object.keys(reports).length).toBeGreaterThan(3);
    const second = await run(one);
    expect(second.code).toBe(1);
    expect(without(written(one))).toEqual(without(reports));
    expect(second.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(second.stdout).toMatch(/new:? 0|0 new|no change/i);
    const { rows } = await json<{ rows: { status: string }[] }>(['import', one.inbox, '--books', one.books]);
    expect(rows.every(({ status }) => status === 'known')).toBe(true);
  });

  it('is import, match and check: the reports are those of the single commands', async () => {
    const one = night(month.files);
    await run(one);
    const books = copyOf(empty);
    await settle(['import', one.inbox, '--books', books]);
    await settle(['match', '--books', books]);
    expect(await allReportsHere(one.books, asOf)).toBe(await allReportsHere(books, asOf));
  });

  it('says what went away when the bank file arrived', async () => {
    const one = night(early);
    await run(one);
    writeFiles(one.inbox, month.files);
    const { code, stdout } = await run(one);
    expect(code).toBe(1);
    expect(stdout).toMatch(/[1-9]\d* cleared|cleared:? [1-9]/i);
  });

  it('a bad file among good ones: 3, named, the others stored and the reports written', async () => {
    const one = night(month.files);
    writeFiles(one.inbox, [{ name: 'broken.csv', bytes: 'sku,warehouse\n1,2\n' }]);
    const { code, stderr } = await run(one);
    expect([code, stderr]).toEqual([3, expect.stringContaining('error[FORMAT_UNKNOWN] broken.csv')]);
    const good = night(month.files);
    await run(good);
    expect(without(written(one))).toEqual(without(written(good)));
  });

  it('two at once: one does it, the other ends with 75', async () => {
    const one = night(month.files);
    const runs = [1, 2].map(() => settle([...argsOf(one), '--busy-timeout', '0']));
    const codes = (await Promise.all(runs)).map(({ code }) => code).sort();
    expect(codes).toEqual([1, 75]);
    const alone = night(month.files);
    await run(alone);
    expect(await allReportsHere(one.books, asOf)).toBe(await allReportsHere(alone.books, asOf));
  });

  it('killed in the middle, then run again: as if nothing had happened', async () => {
    const alone = night(month.files);
    const start = performance.now();
    await run(alone);
    const ms = performance.now() - start;
    const reports = without(written(alone));
    for (const share of [0.4, 0.7, 0.9]) {
      const one = night(month.files);
      const running = startSettle(argsOf(one));
      await pause(ms * share);
      running.kill('SIGKILL');
      await ended(running);
      expect((await run(one)).code).toBe(1);
      expect(without(written(one))).toEqual(reports);
      expect([...filesBelow(one.out), ...filesBelow(one.books)].filter((name) => name.endsWith('.part'))).toEqual([]);
    }
  });

  it('needs its inbox, and a place that can be written', async () => {
    const one = night([]);
    expect((await settle(['nightly', '--books', one.books, '--out', one.out])).code).toBe(2);
    const nowhere = await settle([...argsOf({ ...one, out: '/proc/settle/out' })]);
    expect(nowhere.code).toBe(5);
    const missing = await settle([...argsOf({ ...one, inbox: join(one.inbox, 'none') })]);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('error[FILE_MISSING]')]);
  });
});

/** The list of changes is about the night before; all else is about the books. */
function without(reports: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(reports).filter(([name]) => !name.startsWith('changes')));
}

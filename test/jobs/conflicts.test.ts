import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { importFiles } from '../../src/jobs/import-files.ts';
import type { Day } from '../../src/model/day.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadBankBreaks } from '../../src/store/read/balance-breaks.ts';
import { loadConflicts } from '../../src/store/read/statement-cases.ts';
import { saveMonth } from '../../src/store/write/closings.ts';
import { appendEvent } from '../../src/store/write/events.ts';

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

async function bring(name: string, text: string): Promise<void> {
  const source = {
    name,
    async *open(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(text));
    },
  };
  const options = { settings: SETTINGS, currency: SETTINGS.currency, partial: false, acceptDifferences: false };
  const told = { ...options, dryRun: false, operator: 'test', at: '2026-07-05T09:00:00+08:00' };
  for await (const rows of importFiles(books, [source], told))
    expect(rows.map(({ status }) => status)).not.toContain('refused');
}

/** Days that disagree after those files were brought. */
async function conflictsOf(...texts: readonly string[]): Promise<readonly string[]> {
  for (const [index, text] of texts.entries()) await bring(`${String(index)}.sta`, text);
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

describe('two statements about a closed month', () => {
  const HEAD = 'account,booked_on,amount,reference\n';
  const row = (day: string, amount: string, reference: string): string => `giro,${day},${amount},${reference}\n`;
  const OLD = [
    row('2026-05-02', '5.00', 'A1'),
    row('2026-05-03', '6.00', 'A2'),
    row('2026-05-04', '7.00', 'A3'),
    row('2026-06-01', '8.00', 'A4'),
  ];

  it('disagree on the day alone that one of them tells another row of, and both are named', async () => {
    await bring('old.csv', HEAD + OLD.join(''));
    await closeMay();
    await bring('new.csv', HEAD + OLD.toSpliced(1, 0, row('2026-05-03', '9.00', 'A9')).join(''));
    const found = await loadConflicts(books.db, '2026-07-01' as Day);
    expect(found.map(({ day, files }) => `${day} ${files}`)).toEqual(['2026-05-03 new.csv', '2026-05-03 old.csv']);
  });

  it('don’t disagree by what they tell of it alike', async () => {
    await bring('old.csv', HEAD + OLD.join(''));
    await closeMay();
    await bring('new.csv', HEAD + OLD.toReversed().join(''));
    expect(await loadConflicts(books.db, '2026-07-01' as Day)).toEqual([]);
  });

  it('agree where the later one carries its row through: what it left in the open month is what it says', async () => {
    const head = 'account,booked_on,amount,balance,reference\n';
    const may = ['giro,2026-05-02,5.00,5.00,A1\n', 'giro,2026-05-03,6.00,11.00,A2\n'];
    await bring(
      'old.csv',
      [head, ...may, 'giro,2026-05-04,7.00,18.00,A3\n', 'giro,2026-06-01,8.00,26.00,A4\n'].join(''),
    );
    await closeMay();
    const row9 = 'giro,2026-05-03,9.00,20.00,A9\n';
    const rest = ['giro,2026-05-04,7.00,27.00,A3\n', 'giro,2026-06-01,8.00,35.00,A4\n'];
    await bring('new.csv', [head, ...may, row9, ...rest].join(''));
    expect(await loadConflicts(books.db, '2026-07-01' as Day)).toEqual([]);
    const rows = await books.db.all(
      `SELECT reference, substr(booked_at, 1, 10) AS day, balance_minor AS balance FROM v_bank WHERE booked_at >= '2026-06-01' ORDER BY reference`,
    );
    expect(rows).toEqual([
      { reference: 'A4', day: '2026-06-01', balance: 3500 },
      { reference: 'A9', day: '2026-06-01', balance: null },
    ]);
  });

  describe('that is added to after its close', () => {
    const head = 'account,booked_on,amount,balance,reference\n';
    const MAY = [
      'giro,2026-05-02,5.00,1005.00,A1\n',
      'giro,2026-05-03,6.00,1011.00,A2\n',
      'giro,2026-05-04,7.00,1018.00,A3\n',
    ];
    const MORE = [
      'giro,2026-05-02,5.00,1005.00,A1\n',
      'giro,2026-05-03,6.00,1011.00,A2\n',
      'giro,2026-05-03,9.00,1020.00,A9\n',
      'giro,2026-05-04,7.00,1027.00,A3\n',
    ];

    async function breaks(): Promise<readonly string[]> {
      const found = await loadBankBreaks(books.db, '2026-07-01' as Day);
      return found.map(({ day, expected, actual }) => `${day} ${String(expected)} ${String(actual)}`);
    }

    it('leaves no break: what came late is in the balance the next month begins with', async () => {
      await bring('may.csv', head + MAY.join(''));
      await closeMay();
      await bring('more.csv', head + MORE.join(''));
      await bring('june.csv', `${head}giro,2026-06-03,1.00,1028.00,B1\n`);
      expect(await breaks()).toEqual([]);
    });

    it('leaves one when the next month begins without it', async () => {
      await bring('may.csv', head + MAY.join(''));
      await closeMay();
      await bring('more.csv', head + MORE.join(''));
      await bring('june.csv', `${head}giro,2026-06-03,1.00,1019.00,B1\n`);
      expect(await breaks()).toEqual(['2026-06-03 102800 101900']);
    });

    it('leaves none when it brings the row that the balances of the closed month went past', async () => {
      await bring('may.csv', head + MORE.toSpliced(2, 1).join(''));
      await closeMay();
      await bring('more.csv', head + MORE.join(''));
      await bring('june.csv', `${head}giro,2026-06-03,1.00,1028.00,B1\n`);
      expect(await breaks()).toEqual([]);
    });
  });

  async function closeMay(): Promise<void> {
    const event = { at: '2026-06-01T09:00:00+08:00', operator: 'test', verb: 'close', target: '2026-05', detail: {} };
    const month = {
      month: '2026-05',
      nextOn: '2026-06-01' as Day,
      state: 'closed',
      version: 1,
      isHard: false,
    } as const;
    await books.db.atomic(async () => {
      await appendEvent(books.db, event);
      await saveMonth(books.db, month);
    });
  }
});

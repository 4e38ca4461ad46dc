import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { importFiles, type ImportRow } from '../../src/jobs/import-files.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import type { Day } from '../../src/model/day.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadConflicts } from '../../src/store/read/statement-cases.ts';

const AT = '2026-07-05T09:00:00+08:00';
const SETTINGS = readSettings(
  'book: 测试商行\naccounts:\n  - { id: ccb, kind: bank, number: "33050161763500000123" }\n',
);
const HEADER = '交易日期,交易时间,借方金额,贷方金额,余额,对方户名,对方账号,摘要,备注,交易流水号';

/** A statement of June that says which days it covers. */
function june(...rows: readonly string[]): string {
  return ['账号：33050161763500000123', '起始日期：20260601 截止日期：20260630', HEADER, ...rows].join('\r\n');
}
const PAID = '2026-06-03,10:00:00,,100.00,1100.00,甲公司,,货款,,S001';
const FEE = '2026-06-04,11:00:00,5.00,,1095.00,银行,,手续费,,S002';

let folder: string;
let books: Books;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-revision-'));
  createBooks(folder);
  books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
});

afterEach(async () => {
  await books.close();
  rmSync(folder, { recursive: true });
});

async function bring(name: string, text: string): Promise<ImportRow> {
  const source = {
    name,
    async *open(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(text));
    },
  };
  const options = { settings: SETTINGS, currency: SETTINGS.currency, partial: false, acceptDifferences: false };
  const rows: ImportRow[] = [];
  for await (const some of importFiles(books, [source], { ...options, dryRun: false, operator: 'test', at: AT }))
    rows.push(...some);
  const [row] = rows;
  if (row === undefined) throw new Error('a file has an answer');
  return row;
}

async function bankLines(): Promise<readonly string[]> {
  const rows = await books.db.all<{ reference: string; amount: number }>(
    'SELECT reference, amount_minor AS amount FROM v_bank ORDER BY reference',
  );
  return rows.map(({ reference, amount }) => `${reference} ${String(amount)}`);
}

describe('a statement sent again with other rows', () => {
  it('takes the place of the first, and every row that differs is listed with its amounts', async () => {
    await bring('june.csv', june(PAID, FEE));
    const again = await bring(
      'june-corrected.csv',
      june(
        PAID,
        '2026-06-04,11:00:00,6.00,,1094.00,银行,,手续费,,S002',
        '2026-06-05,12:00:00,,50.00,1144.00,乙公司,,货款,,S003',
      ),
    );
    expect(again.revises).toEqual([
      {
        file: 'june.csv',
        currency: 'CNY',
        changed: [{ before: { line: 5, name: 'S002', amount: -500 }, after: { line: 5, name: 'S002', amount: -600 } }],
        gone: [],
        added: [{ line: 6, name: 'S003', amount: 5000 }],
      },
    ]);
    expect(await bankLines()).toEqual(['S001 10000', 'S002 -600', 'S003 5000']);
  });

  it('keeps the old rows readable', async () => {
    await bring('june.csv', june(PAID, FEE));
    await bring('june-corrected.csv', june(PAID));
    expect(await bankLines()).toEqual(['S001 10000']);
    const kept = await books.db.all<{ count: number }>('SELECT COUNT(*) AS count FROM bank_line');
    expect(kept).toEqual([{ count: 3 }]);
    const versions = await books.db.all<{ file: string; replaced: number }>(
      'SELECT file, CASE WHEN replaced_by IS NULL THEN 0 ELSE 1 END AS replaced FROM v_statement_version ORDER BY file',
    );
    expect(versions).toEqual([
      { file: 'june-corrected.csv', replaced: 0 },
      { file: 'june.csv', replaced: 1 },
    ]);
  });

  it('is known when the first is brought once more: a version that was replaced stays replaced', async () => {
    await bring('june.csv', june(PAID, FEE));
    await bring('june-corrected.csv', june(PAID));
    const third = await bring('june-again.csv', june(PAID, FEE));
    expect(third.status).toBe('known');
    expect(await bankLines()).toEqual(['S001 10000']);
  });

  it('with the same rows, only written otherwise, is no revision: its rows are known', async () => {
    await bring('june.csv', june(PAID, FEE));
    const again = await bring('june-again.csv', june(PAID, FEE).replaceAll('\r\n', '\n'));
    expect(again.revises).toBeUndefined();
    expect(again.known).toBe(2);
  });

  it('that shares nothing with the first is another part of the month, no revision', async () => {
    await bring('june-1.csv', june(PAID, FEE));
    const other = await bring('june-2.csv', june('2026-06-10,12:00:00,,7.00,1102.00,丙公司,,货款,,S009'));
    expect(other.revises).toBeUndefined();
    expect(await bankLines()).toEqual(['S001 10000', 'S002 -500', 'S009 700']);
  });

  it('leaves nothing matched on rows that are gone', async () => {
    await bring('june.csv', june(PAID, FEE));
    await matchOpenItems(books, {
      settings: SETTINGS,
      calendar: calendarFrom(),
      dryRun: false,
      operator: 'test',
      at: AT,
    });
    await bring('june-corrected.csv', june(FEE.replace('1095.00', '995.00')));
    const stale = await books.db.all<{ count: number }>(
      `SELECT COUNT(*) AS count FROM v_match_member m WHERE m.item = 'bank' AND m.item_id NOT IN (SELECT id FROM v_bank)`,
    );
    expect(stale).toEqual([{ count: 0 }]);
  });
});

describe('a file that doesn’t say which days it covers', () => {
  const HEAD = 'booked_on,amount,reference,memo';
  const days = (...rows: readonly string[]): string => [HEAD, ...rows].join('\n');
  const FIRST = '2026-06-03,100.00,S001,货款';
  const SECOND = '2026-06-04,-5.00,S002,手续费';
  const LAST = '2026-06-05,50.00,S003,货款';

  it('is a revision of the same days when a row of the same number has another amount', async () => {
    await bring('june.csv', days(FIRST, SECOND, LAST));
    const again = await bring('june-2.csv', days(FIRST, SECOND.replace('-5.00', '-6.00'), LAST));
    expect(again.revises?.map(({ file, changed }) => [file, changed.length])).toEqual([['june.csv', 1]]);
    expect(await bankLines()).toEqual(['S001 10000', 'S002 -600', 'S003 5000']);
  });

  it('is none with fewer rows: an export may be of a part, and no row is lost by it', async () => {
    await bring('june.csv', days(FIRST, SECOND, LAST));
    const part = await bring('june-income.csv', days(FIRST, LAST));
    expect(part.revises).toBeUndefined();
    expect(await bankLines()).toEqual(['S001 10000', 'S002 -500', 'S003 5000']);
  });

  it('is none with other rows of those days: two halves are one month', async () => {
    await bring('june-1.csv', days(FIRST, LAST));
    const other = await bring('june-2.csv', days(FIRST.replace('S001', 'S004'), SECOND, LAST.replace('S003', 'S005')));
    expect(other.revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(5);
  });
});

describe('a file that doesn’t say which days it covers, but what each row left on the account', () => {
  const HEAD = 'booked_on,amount,balance,reference,memo';
  const days = (...rows: readonly string[]): string => [HEAD, ...rows].join('\n');
  const FIRST = '2026-06-03,100.00,1100.00,S001,货款';
  const SECOND = '2026-06-04,-5.00,1095.00,S002,手续费';
  const THIRD = '2026-06-05,50.00,1145.00,S003,货款';
  const LAST = '2026-06-06,10.00,1155.00,S004,货款';

  async function balances(): Promise<readonly string[]> {
    const rows = await books.db.all<{ reference: string; balance: number }>(
      'SELECT reference, balance_minor AS balance FROM v_bank ORDER BY booked_at, reference',
    );
    return rows.map(({ reference, balance }) => `${reference} ${String(balance)}`);
  }

  async function conflicts(): Promise<readonly string[]> {
    return (await loadConflicts(books.db, '2026-08-01' as Day)).map(({ day, files }) => `${day} ${files}`);
  }

  it('is a revision when a row was added and the balances of those behind it were carried through', async () => {
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    const again = await bring(
      'june-2.csv',
      days(
        FIRST,
        SECOND,
        '2026-06-04,7.00,1102.00,S009,退款',
        THIRD.replace('1145.00', '1152.00'),
        LAST.replace('1155.00', '1162.00'),
      ),
    );
    expect(again.revises).toEqual([
      { file: 'june.csv', currency: 'CNY', changed: [], gone: [], added: [{ line: 4, name: 'S009', amount: 700 }] },
    ]);
    expect(await balances()).toEqual(['S001 110000', 'S002 109500', 'S009 110200', 'S003 115200', 'S004 116200']);
  });

  const MORE = days(
    FIRST,
    SECOND,
    '2026-06-04,7.00,1102.00,S009,退款',
    THIRD.replace('1145.00', '1152.00'),
    LAST.replace('1155.00', '1162.00'),
  );

  it.each([
    ['first', ['june-2.csv', 'june.csv']],
    ['last', ['june.csv', 'june-2.csv']],
  ])('keeps a row that one of two has more, that one imported %s, and names both to a person', async (_, names) => {
    const texts = new Map([
      ['june-2.csv', MORE],
      ['june.csv', days(FIRST, SECOND, THIRD, LAST)],
    ]);
    for (const name of names) await bring(name, texts.get(name) ?? '');
    expect(await balances()).toEqual(['S001 110000', 'S002 109500', 'S009 110200', 'S003 115200', 'S004 116200']);
    expect(await conflicts()).toEqual(['2026-06-04 june-2.csv', '2026-06-04 june.csv']);
    expect(await books.db.all('SELECT file, by_file FROM v_replaced_row WHERE line = 2')).toEqual([
      { file: 'june.csv', by_file: 'june-2.csv' },
    ]);
  });

  it.each([
    ['june.csv', 'june-2.csv', 'june-3.csv'],
    ['june-3.csv', 'june-2.csv', 'june.csv'],
    ['june-2.csv', 'june-3.csv', 'june.csv'],
    ['june-3.csv', 'june.csv', 'june-2.csv'],
  ])('keeps the rows of the longest of three: %s, %s, %s', async (...names) => {
    const longest = MORE.replace('2026-06-06,10.00', '2026-06-05,1.00,1153.00,S010,利息\n2026-06-06,10.00');
    const texts = new Map([
      ['june.csv', days(FIRST, SECOND, THIRD, LAST)],
      ['june-2.csv', MORE],
      ['june-3.csv', longest.replace('1162.00', '1163.00')],
    ]);
    for (const name of names) await bring(name, texts.get(name) ?? '');
    expect((await balances()).at(-1)).toBe('S004 116300');
    expect(await bankLines()).toHaveLength(6);
    expect(await conflicts()).toEqual([
      '2026-06-04 june-3.csv',
      '2026-06-04 june.csv',
      '2026-06-05 june-2.csv',
      '2026-06-05 june-3.csv',
      '2026-06-05 june.csv',
    ]);
  });

  it('that lacks a row is known, all its rows are in the books', async () => {
    await bring('june-2.csv', MORE);
    const again = await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    expect([again.status, again.known, again.revises]).toEqual(['known', 4, undefined]);
  });

  it('needs no person once the next statement begins with what the one with more rows ended with', async () => {
    await bring('june-2.csv', MORE);
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    await bring('july.csv', days('2026-07-01,1.00,1163.00,S020,货款'));
    expect(await conflicts()).toEqual([]);
  });

  it('is none when rows are left out whose balances stay in the others', async () => {
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    expect((await bring('june-income.csv', days(FIRST, THIRD, LAST))).revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(4);
  });

  it('is none when it brings the row that balances of the first went past', async () => {
    await bring('june-income.csv', days(FIRST, THIRD, LAST));
    expect((await bring('june.csv', days(FIRST, SECOND, THIRD, LAST))).revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(4);
  });

  it('is none in another order of rows', async () => {
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    expect((await bring('june-2.csv', days(LAST, THIRD, SECOND, FIRST))).revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(4);
  });

  it('is none when a part of its rows counts balances of its own', async () => {
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    const part = days(
      FIRST.replace('1100.00', '100.00'),
      THIRD.replace('1145.00', '150.00'),
      LAST.replace('1155.00', '160.00'),
    );
    expect((await bring('june-income.csv', part)).revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(4);
  });

  it('is none when its own balances don’t carry the added row through', async () => {
    await bring('june.csv', days(FIRST, SECOND, THIRD, LAST));
    const text = days(FIRST, SECOND, '2026-06-04,7.00,1102.00,S009,退款', THIRD, LAST.replace('1155.00', '1162.00'));
    expect((await bring('june-2.csv', text)).revises).toBeUndefined();
    expect(await bankLines()).toHaveLength(5);
  });
});

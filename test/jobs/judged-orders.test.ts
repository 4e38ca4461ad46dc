import { describe, expect, it } from 'vitest';

import { flagDiscrepancies, workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import type { Day } from '../../src/model/day.ts';
import { listOf } from '../../src/model/rows.ts';
import type { BookSettings } from '../../src/model/settings.ts';
import type { Books } from '../../src/store/open.ts';
import { matchAll, sayFinding } from '../match/table-world.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';

/* Findings of odd orders are kept from one check to the next. */

interface Look {
  readonly settings?: BookSettings;
  readonly rules?: string;
}

async function add(books: Books, table: string): Promise<void> {
  await storeFiles(books, readTable(table).files);
  await matchAll(books);
}

async function check(books: Books, asOf: string, { settings = SETTINGS, rules = 'one' }: Look = {}): Promise<string[]> {
  const options = { settings, calendar: CALENDAR, asOf: asOf as Day, rules };
  return (await listOf(await flagDiscrepancies(books, options))).map((finding) => sayFinding(finding));
}

/** Makes what is kept tell nothing: who reads it finds nothing, who judges anew finds what there is. */
async function emptyKept(books: Books): Promise<void> {
  await books.db.run('DELETE FROM odd_finding');
}

describe('findings of odd orders are kept', () => {
  it('a second check reads them, as does a report; other rules or an earlier day judge anew', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00\nline L1 wechat 2026-06-02 sale 120.00 order=O1');
      const found = ['amount-mismatch O1 -8.00'];
      expect(await check(books, '2026-06-05')).toEqual(found);
      await emptyKept(books);
      expect(await check(books, '2026-06-06')).toEqual([]);
      const report = { settings: SETTINGS, calendar: CALENDAR, asOf: '2026-06-06' as Day };
      expect(await workOutFindings(books.db, { ...report, rules: 'one' })).toEqual([]);
      expect((await workOutFindings(books.db, report)).map((finding) => sayFinding(finding))).toEqual(found);
      expect(await check(books, '2026-06-06', { rules: 'another' })).toEqual(found);
      expect(await check(books, '2026-06-06')).toEqual(found);
    }));

  it('an order in time is judged again when it gets past due, and as of an earlier day once more', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00 confirmed=2026-06-03 platform=douyin');
      // Due seven days after the confirmation, two days of grace.
      expect(await check(books, '2026-06-12')).toEqual([]);
      expect(await check(books, '2026-06-13')).toEqual(['order-unsettled O1 -128.00']);
      expect(await check(books, '2026-06-12')).toEqual([]);
      await emptyKept(books);
      expect(await check(books, '2026-06-11')).toEqual([]);
      expect(await check(books, '2026-06-13')).toEqual(['order-unsettled O1 -128.00']);
      await emptyKept(books);
      expect(await check(books, '2026-06-30')).toEqual([]);
    }));

  it('an order that gets a line, another version or a match of its own is judged again', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00\norder O2 2026-06-02 99.00\norder O3 2026-06-02 50.00');
      expect(await check(books, '2026-06-05')).toHaveLength(3);
      await add(books, 'line L1 wechat 2026-06-04 sale 120.00 order=O1');
      await add(books, 'order O2 2026-06-02 99.00 status=cancelled file=later.csv');
      expect(await check(books, '2026-06-05')).toEqual(['amount-mismatch O1 -8.00', 'order-unsettled O3 -50.00']);
    }));

  it('whose sale on account rests on the customer’s terms is judged every time', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00 customer=某某公司 paid=no status=completed platform=wechat');
      await check(books, '2026-06-05');
      const [kept] = await books.db.all<{ kept: number }>('SELECT COUNT(holds_from) AS kept FROM v_odd_order');
      expect(kept?.kept).toBe(0);
      await add(books, 'customer 某某公司 terms=net30');
      expect(await check(books, '2026-06-05')).toEqual([]);
    }));
});

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { NOTHING_DECIDED, runPasses } from '../../src/jobs/run-passes.ts';
import type { Day } from '../../src/model/day.ts';
import type { Books } from '../../src/store/open.ts';
import { loadOddBasis } from '../../src/store/read/odd-orders.ts';
import { noteStaleLines } from '../../src/store/write/keyed-matches.ts';
import { forgetOddOrders } from '../../src/store/write/odd-orders.ts';
import { rateFractions } from '../../src/jobs/order-cases.ts';
import { loadAccounts } from '../../src/store/read/accounts.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';
import { anyFile, filesOf } from './any-files.ts';

const DAYS = ['2026-06-02', '2026-06-04', '2026-06-30'].map((day) => day as Day);

async function match(books: Books): Promise<void> {
  await books.db.atomic(() => runPasses(books.db, { settings: SETTINGS, calendar: CALENDAR }, NOTHING_DECIDED));
}

async function kept(books: Books): Promise<unknown> {
  const orders = await books.db.all(
    'SELECT order_id FROM odd_order WHERE order_id IN (SELECT id FROM v_order) ORDER BY 1',
  );
  const lines = await books.db.all('SELECT line_id FROM lone_line WHERE line_id IN (SELECT id FROM v_line) ORDER BY 1');
  return { orders, lines };
}

async function judged(books: Books): Promise<readonly string[]> {
  const rows = await books.db.all<{ order_no: string }>(
    'SELECT order_no FROM v_odd_order k JOIN v_order o ON o.id = k.order_id ORDER BY 1',
  );
  return rows.map((row) => row.order_no);
}

async function isRead(books: Books): Promise<boolean> {
  const rates = rateFractions(await loadAccounts(books.db), SETTINGS);
  return (await loadOddBasis(books.db, rates)) !== undefined;
}

async function findings(books: Books): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const asOf of DAYS)
    found.push(await workOutFindings(books.db, { settings: SETTINGS, calendar: CALENDAR, asOf }));
  return found;
}

it('what is left to be judged after many nights is what looking at every order leaves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 2, maxLength: 6 }), async (contents) => {
      await withBooks(async (books) => {
        for (const one of filesOf(contents)) {
          await storeFiles(books, [one]);
          await match(books);
        }
        const nightly = await kept(books);
        await books.db.atomic(() => forgetOddOrders(books.db));
        await match(books);
        expect(nightly).toEqual(await kept(books));
      });
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('a check finds the same whether it reads what was kept or looks at every order, as of any day, before and after a match', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 2, maxLength: 5 }), fc.nat(4), async (contents, unmatched) => {
      await withBooks(async (books) => {
        for (const [index, one] of filesOf(contents).entries()) {
          await storeFiles(books, [one]);
          if (index !== unmatched) await match(books);
        }
        const read = await findings(books);
        await books.db.atomic(() => forgetOddOrders(books.db));
        expect(read).toEqual(await findings(books));
      });
    }),
    { numRuns: 20 },
  );
}, 120_000);

it('what was kept is read while nothing came since, and not after an import or under another contract rate', async () => {
  await withBooks(async (books) => {
    const { files } = readTable(`
      order O1 2026-06-01 100.00 status=paid file=1.csv
      line T1 wxfee 2026-06-01 sale 100.00 fee=0.60 order=O1 file=2.csv
      order O2 2026-06-02 70.00 status=paid file=3.csv
    `);
    const [first, second, third] = files;
    await storeFiles(
      books,
      [first, second].flatMap((file) => file ?? []),
    );
    expect(await isRead(books)).toBe(false);
    await match(books);
    expect(await isRead(books)).toBe(true);
    const accounts = await loadAccounts(books.db);
    const other = rateFractions(accounts, SETTINGS).map((rate) => ({ ...rate, numerator: rate.numerator + 1 }));
    expect(await loadOddBasis(books.db, other)).toBeUndefined();
    await storeFiles(books, third ? [third] : []);
    expect(await isRead(books)).toBe(false);
    await match(books);
    expect(await isRead(books)).toBe(true);
  });
});

it('an order whose line a corrected statement no longer has is judged again', async () => {
  await withBooks(async (books) => {
    const { files } = readTable(`
      order O1 2026-06-01 100.00 status=paid file=1.csv
      order O2 2026-06-01 50.00 status=paid file=1.csv
      line T1 wxfee 2026-06-01 sale 100.00 fee=0.60 order=O1 file=2.csv
      line T2 wxfee 2026-06-01 sale 50.00 fee=0.30 order=O2 file=2.csv
    `);
    await storeFiles(books, files);
    await match(books);
    expect(await judged(books)).toEqual([]);
    await books.db.run(`UPDATE settlement_line SET kept = 0 WHERE order_no = 'O1'`);
    await noteStaleLines(books.db, [2]);
    await match(books);
    expect(await judged(books)).toEqual(['O1']);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { NOTHING_DECIDED, runPasses, type PassCount } from '../../src/jobs/run-passes.ts';
import type { Books } from '../../src/store/open.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable, type WorldFile } from '../match/world-table.ts';

/** A month of one wallet in rows of which any may come in any file, some of them twice or as a newer version. */
const ORDERS = [
  'order O1 2026-06-01 100.00 status=paid',
  'order O1 2026-06-03 100.00 status=completed',
  'order O2 2026-06-01 50.00 status=paid trade=W2',
  'order O2 2026-06-04 50.00 status=completed',
  'order O3 2026-06-02 70.00 trade=W1',
  'order O4 2026-06-02 30.00 trade=W4',
  'order O5 2026-06-05 30.00 trade=W4',
];
const TRADES = [
  'line T1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=trade',
  'line T2 wechat 2026-06-01 sale 50.00 order=O2 trade=W2 bill=trade',
  'line T3 wechat 2026-06-02 sale 70.00 order=O3 trade=W3 bill=trade',
  'line T4 wechat 2026-06-02 sale 30.00 trade=W4 bill=trade',
  'line T5 wechat 2026-06-03 refund -10.00 trade=W1 refund=R1 bill=trade',
  'line T6 wechat 2026-06-04 refund -5.00 trade=W3 refund=R2 bill=trade',
];
const FUNDS = [
  'line F1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=fund',
  'line F3 wechat 2026-06-02 sale 70.00 order=O3 trade=W3 bill=fund',
  'line F5 wechat 2026-06-03 refund -10.00 order=O1 trade=W1 refund=R1 bill=fund',
];

/** A file: some rows of one kind. */
const file = fc.constantFrom(ORDERS, TRADES, FUNDS).chain((rows) => fc.subarray(rows, { minLength: 1 }));

function filesOf(contents: readonly (readonly string[])[]): readonly WorldFile[] {
  return contents.flatMap((rows, index) => readTable(rows.map((row) => `${row} file=${index}.csv`).join('\n')).files);
}

async function match(books: Books): Promise<readonly PassCount[]> {
  const options = { settings: SETTINGS, calendar: CALENDAR };
  const { passes } = await books.db.atomic(() => runPasses(books.db, options, NOTHING_DECIDED));
  return passes;
}

/** Everything the keyed passes hold, by what is printed rather than by the order of import. */
async function held(books: Books): Promise<readonly unknown[]> {
  const place = `(SELECT p.file || ':' || l.line FROM v_line l JOIN v_place p ON p.statement_id = l.statement_id WHERE l.id =`;
  const lines = await books.db.all(
    `SELECT ${place} m.line_id) AS line, m.pass, o.order_no, q.file || ':' || o.line AS "order"
     FROM v_line_match m LEFT JOIN v_order o ON o.id = m.order_id LEFT JOIN v_place q ON q.statement_id = o.statement_id
     ORDER BY 1, 2, 3, 4`,
  );
  const ties = await books.db.all(
    `SELECT ${place} t.fund_line_id) AS fund, ${place} t.trade_line_id) AS trade, t.pass FROM v_fund_tie t ORDER BY 1, 2, 3`,
  );
  return [lines, ties];
}

it('matching after every file holds the same in the end as matching once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 6 }), async (contents) => {
      const files = filesOf(contents);
      const once = await withBooks(async (books) => {
        await storeFiles(books, files);
        return [await match(books), await held(books)];
      });
      const nightly = await withBooks(async (books) => {
        for (const one of files) {
          await storeFiles(books, [one]);
          await match(books);
        }
        return [await match(books), await held(books)];
      });
      expect(nightly).toEqual(once);
    }),
    { numRuns: 20 },
  );
}, 120_000);

it('the sums kept by day are those of the kept lines, whatever overlaps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 6 }), async (contents) => {
      await withBooks(async (books) => {
        await storeFiles(books, filesOf(contents));
        const kept = await books.db.all(
          `SELECT bill, substr(occurred_at, 1, 10) AS day, SUM(net_minor) AS net, COUNT(*) AS lines FROM v_line GROUP BY 1, 2 ORDER BY 1, 2`,
        );
        const summed = await books.db.all(
          `SELECT bill, day, SUM(net_minor) AS net, SUM(line_count) AS lines FROM v_statement_day GROUP BY 1, 2 ORDER BY 1, 2`,
        );
        expect(summed).toEqual(kept);
      });
    }),
    { numRuns: 20 },
  );
}, 120_000);

it('a second run goes on from the first: what it took isn’t written again', () =>
  withBooks(async (books) => {
    await storeFiles(books, filesOf([ORDERS.slice(0, 2), TRADES.slice(0, 1)]));
    const first = await match(books);
    // A mark that working all anew would wipe out.
    await books.db.run(`UPDATE line_match SET account_id = 99 WHERE pass = 'by-merchant-order-no'`);
    expect(await match(books)).toEqual(first);
    expect(await books.db.all('SELECT account_id FROM v_line_match')).toEqual([{ account_id: 99 }]);
  }));

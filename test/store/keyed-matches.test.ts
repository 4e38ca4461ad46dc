import fc from 'fast-check';
import { expect, it } from 'vitest';

import { NOTHING_DECIDED, runPasses, type PassCount } from '../../src/jobs/run-passes.ts';
import type { Books } from '../../src/store/open.ts';
import { expectCounted } from '../jobs/decided-books.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { anyFile, filesOf, ORDERS, TRADES } from './any-files.ts';

async function match(books: Books): Promise<readonly PassCount[]> {
  const options = { settings: SETTINGS, calendar: CALENDAR };
  const { passes } = await books.db.atomic(() => runPasses(books.db, options, NOTHING_DECIDED));
  await expectCounted(books);
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
    fc.asyncProperty(fc.array(anyFile, { minLength: 2, maxLength: 6 }), async (contents) => {
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
    fc.asyncProperty(fc.array(anyFile, { minLength: 1, maxLength: 6 }), async (contents) => {
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

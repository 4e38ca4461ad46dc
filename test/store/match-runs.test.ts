import { expect, it } from 'vitest';

import { NOTHING_DECIDED, runPasses } from '../../src/jobs/run-passes.ts';
import type { Books } from '../../src/store/open.ts';
import { loadGroupsPrint } from '../../src/store/read/prints.ts';
import { keepBefore, saveMatchRun, undoMatchRun } from '../../src/store/write/match-runs.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';

async function match({ db }: Books): Promise<string | undefined> {
  return db.atomic(async () => {
    const before = await keepBefore(db);
    await runPasses(db, { settings: SETTINGS, calendar: CALENDAR }, NOTHING_DECIDED);
    return saveMatchRun(db, before, await loadGroupsPrint(db));
  });
}

it('what an earlier match tied stays tied when a later one is undone, whichever bill came first', async () => {
  await withBooks(async (books) => {
    const { files } = readTable(`
      line F1 wechat 2026-06-01 sale 100.00 trade=W1 bill=fund file=1.csv
      line T1 wechat 2026-06-01 sale 100.00 trade=W1 bill=trade file=2.csv
      order O2 2026-06-02 50.00 status=paid file=3.csv
      line T2 wechat 2026-06-02 sale 50.00 order=O2 trade=W2 bill=trade file=4.csv
    `);
    await storeFiles(books, files.slice(0, 2));
    await match(books);
    const tied = await books.db.all('SELECT fund_line_id, trade_line_id FROM fund_tie');
    expect(tied).toHaveLength(1);
    await storeFiles(books, files.slice(2));
    const run = await match(books);
    await books.db.atomic(() => undoMatchRun(books.db, run ?? ''));
    expect(await books.db.all('SELECT fund_line_id, trade_line_id FROM fund_tie')).toEqual(tied);
  });
});

import { copyFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import * as schemas from '../../src/store/schema/all.ts';
import { createBooks, databasePath, openBooks } from '../../src/store/open.ts';
import { loadReceivableEvents } from '../../src/store/read/receivable-events.ts';
import { saveReceivableEvent } from '../../src/store/write/receivable-events.ts';
import { newFolder } from './books.ts';

/* Books made before late fees could be billed: their decisions stay, and a closed month stays closed for new ones. */

const AT = '2026-07-01T09:00:00+08:00';

/** Two decisions, the first one taken back, and June closed, in a schema before the step. */
function oldBooks(): string {
  const folder = newFolder();
  createBooks(folder);
  const path = databasePath(folder);
  const old = new Sqlite(`${path}.old`);
  const steps = Object.entries(schemas).filter(([name]) => name < 'schema0017');
  old.function('event_hash', { varargs: true, deterministic: true }, () => '');
  for (const [, sql] of steps) old.exec(sql);
  const columns = 'id, account_id, kind, ref, on_day, recorded_at, operator, reason, body, undoes';
  old.exec(`INSERT INTO receivable_event (${columns}) VALUES
    ('e-1', 0, 'promise', 'order:A1', '2026-06-01', '${AT}', 'anna', 'said', '{"kind":"promise","by":"2026-06-30"}', NULL),
    ('e-2', 0, 'write-off', 'order:A2', '2026-06-02', '${AT}', 'anna', 'lost', '{"kind":"write-off","amount":5,"cause":"other"}', NULL),
    ('e-3', 0, 'undo', 'order:A1', '2026-06-03', '${AT}', 'anna', 'wrong', '{}', 'e-1');
    INSERT INTO closing (month, next_on, state, version, hard) VALUES ('2026-06', '2026-07-01', 'closed', 1, 0)`);
  old.pragma(`user_version = ${steps.length}`);
  old.pragma('application_id = 0x5e771e');
  old.close();
  copyFileSync(`${path}.old`, path);
  return folder;
}

describe('decisions of older books', () => {
  it('are kept with what took them back; a late fee can be billed, in no closed month', async () => {
    const books = openBooks(oldBooks(), { mode: 'write', busyMs: 200 });
    const { db } = books;
    const kept = await loadReceivableEvents(db);
    expect(kept.map(({ id, undoneOn }) => [id, undoneOn])).toEqual([
      ['e-1', '2026-06-03'],
      ['e-2', undefined],
    ]);
    const bill = (on: string): Promise<string> =>
      saveReceivableEvent(db, {
        ref: 'order:A1',
        on: on as Day,
        reason: 'fee',
        operator: 'anna',
        at: AT,
        decision: { kind: 'late-fee', amount: minor(5) },
      });
    await expect(db.atomic(() => bill('2026-06-30'))).rejects.toThrow('PERIOD_CLOSED');
    await db.atomic(() => bill('2026-07-01'));
    await expect(db.run(`UPDATE receivable_event SET reason = 'x'`)).rejects.toThrow('append-only');
    await expect(db.run('DELETE FROM receivable_event')).rejects.toThrow('append-only');
    expect((await loadReceivableEvents(db)).map(({ ref }) => ref)).toEqual(['order:A1', 'order:A2', 'order:A1']);
    await books.close();
  });
});

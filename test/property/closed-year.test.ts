import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';

import { addDays } from '../../src/model/day.ts';
import { simulateYear, type OpenItems } from '../sim/year.ts';
import { inNewBooks, settleHere, succeedHere } from './program-in-process.ts';

/*
 * Twelve months closed one after the other, each when it is over and its files are in, as a bookkeeper does. What a
 * month carries over is what the simulated seller really has open; the next begins with exactly that; and a year later
 * every month is worked out again to the byte.
 */

const year = simulateYear(7, { orders: 6, accounts: 4 });
const NEXT_YEAR = '2027-01-15T09:00:00+08:00';

interface Item {
  readonly kind: string;
  readonly ref: string;
  readonly amount: number;
  readonly first_period: string;
}

interface Body {
  readonly opening_open_items: readonly Item[];
  readonly closing_open_items: readonly Item[];
}

interface Kept {
  readonly month: string;
  readonly version: number;
  readonly sha256: string;
  readonly body: Body;
}

function snapshots(books: string): readonly Kept[] {
  const connection = new Sqlite(join(books, 'books.db'), { readonly: true });
  const rows = connection
    .prepare<[], Omit<Kept, 'body'> & { body: string }>(
      'SELECT month, version, sha256, body FROM close_snapshot ORDER BY month, version',
    )
    .all();
  connection.close();
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as Body }));
}

/** What a closing list says of one kind: refs and amounts in fen. */
function listed(items: readonly Item[], kind: string): readonly string[] {
  return items
    .filter((item) => item.kind === kind)
    .map((item) => `${item.ref} ${item.amount}`)
    .sort();
}

function truth(open: OpenItems): Readonly<Record<string, readonly string[]>> {
  return {
    receivable: open.receivables
      .filter((one) => one.open > 0)
      .map((one) => `order:${one.orderNo} ${one.open}`)
      .sort(),
    payout_in_transit: open.payoutsInTransit.map((one) => `batch:${one.batchNo} ${one.amount}`).sort(),
    order_unsettled: open.unsettled.map((one) => `order:${one.orderNo} ${one.amount}`).sort(),
  };
}

/** The month begins with the list before; open for months, an item keeps the month that first listed it. */
function carriesOver(body: Body, before: readonly Item[], month: string): void {
  expect(body.opening_open_items).toEqual(before);
  const known = new Map(before.map((item) => [`${item.kind} ${item.ref}`, item.first_period]));
  for (const item of body.closing_open_items)
    expect(item.first_period).toBe(known.get(`${item.kind} ${item.ref}`) ?? month);
}

it('closing twelve months carries exactly the open items over, and every month can be worked out again', async () => {
  await inNewBooks(year.settings, async ({ books, put }) => {
    const at = ['--books', books];
    for (const { files, month, to } of year.months) {
      await succeedHere(['import', ...put(files, month), ...at]);
      const reason = ['--override', 'C01,C20', '--reason', 'the bank prints no days, copied at night'];
      const close = await settleHere(['close', month, ...reason, ...at], `${addDays(to, 4)}T09:00:00+08:00`);
      expect([close.code, month, close.code === 0 ? '' : close.stdout]).toEqual([0, month, '']);
    }
    const kept = snapshots(books);
    expect(kept.map((one) => one.month)).toEqual(year.months.map((one) => one.month));
    for (const [index, { open, month }] of year.months.entries()) {
      const body = kept[index]?.body ?? expect.fail('a snapshot a month');
      carriesOver(body, kept[index - 1]?.body.closing_open_items ?? [], month);
      for (const [kind, items] of Object.entries(truth(open)))
        expect([kind, listed(body.closing_open_items, kind)]).toEqual([kind, items]);
    }
    for (const { month } of year.months) {
      expect([month, await settleHere(['close', 'verify', month, '--format', 'csv', ...at], NEXT_YEAR)]).toEqual([
        month,
        expect.objectContaining({ code: 0 }),
      ]);
    }
    await succeedHere(['reopen', '2026-11', '--reason', 'a question of the auditor', ...at], NEXT_YEAR);
    for (const month of ['2026-11', '2026-12'])
      await succeedHere(['close', month, '--override', 'C01,C20', '--reason', 'nothing changed', ...at], NEXT_YEAR);
    const again = snapshots(books);
    for (const month of ['2026-11', '2026-12']) {
      const own = again.filter((one) => one.month === month);
      expect(own.map((one) => one.version)).toEqual([1, 2]);
      expect(new Set(own.map((one) => one.sha256)).size).toBe(1);
    }
  });
}, 400_000);

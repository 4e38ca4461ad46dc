import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';

import { simulateYear } from '../sim/year.ts';
import { inNewBooks, settleHere, succeedHere } from './program-in-process.ts';

/* A year closed month by month: what is open at a month's end is what the next one begins with, and nothing else. */

interface Item {
  readonly kind: string;
  readonly ref: string;
  readonly amount: number;
  readonly first_period: string;
}

interface Snapshot {
  readonly month: string;
  readonly opening: readonly Item[];
  readonly closing: readonly Item[];
}

const year = simulateYear(2027, { orders: 6, accounts: 3 });
/** A bank's export states no days, and nobody takes backups here. */
const OVERRIDES = 'C01,C20';
const NEXT_YEAR = '2027-01-10T09:00:00+08:00';

async function closed(books: string, month: string): Promise<string> {
  const words = ['close', month, '--override', OVERRIDES, '--reason', 'the bank states no days', '--operator', 'anna'];
  const { code, stdout, stderr } = await settleHere([...words, '--format', 'json', '--books', books], NEXT_YEAR);
  expect(code, `${month}: ${stderr}${stdout}`).toBe(0);
  return (JSON.parse(stdout) as { readonly snapshot: string }).snapshot;
}

function snapshots(books: string): readonly Snapshot[] {
  const db = new Sqlite(join(books, 'books.db'), { readonly: true });
  const rows = db.prepare('SELECT month, body FROM close_snapshot ORDER BY month, version').all();
  db.close();
  return (rows as readonly { readonly month: string; readonly body: string }[]).map(({ month, body }) => {
    const parsed = JSON.parse(body) as Record<'opening_open_items' | 'closing_open_items', readonly Item[]>;
    return { month, opening: parsed.opening_open_items, closing: parsed.closing_open_items };
  });
}

let kept: readonly Snapshot[];
let twice: readonly string[];
beforeAll(async () => {
  await inNewBooks(year.settings, async ({ books, put }) => {
    let last = '';
    for (const { month, files } of year.months) {
      await succeedHere(['import', ...put(files, month), '--books', books]);
      await succeedHere(['match', '--books', books]);
      last = await closed(books, month);
    }
    kept = snapshots(books);
    await settleHere(['reopen', '2026-12', '--reason', 'to look again', '--books', books], NEXT_YEAR);
    twice = [last, await closed(books, '2026-12')];
  });
}, 240_000);

const sorted = (items: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] =>
  [...items].sort(([left], [right]) => (left < right ? -1 : 1));
const MONTHS = year.months.map(({ month, open }, index) => [month, index, open] as const);

describe('a year closed in order', () => {
  it.each(MONTHS)('%s begins with exactly what the month before ended with', (_, index) => {
    expect(kept[index]?.opening).toEqual(index === 0 ? [] : kept[index - 1]?.closing);
  });

  it.each(MONTHS)('%s carries over what is open in truth', (_, index, open) => {
    const of = (kind: string): readonly (readonly [string, number])[] =>
      sorted((kept[index]?.closing ?? []).filter((item) => item.kind === kind).map(({ ref, amount }) => [ref, amount]));
    expect(of('receivable')).toEqual(sorted(open.receivables.map((one) => [`order:${one.orderNo}`, one.open])));
    expect(of('payout_in_transit')).toEqual(
      sorted(open.payoutsInTransit.map((one) => [`batch:${one.batchNo}`, one.amount])),
    );
    expect(of('order_unsettled')).toEqual(sorted(open.unsettled.map((one) => [`order:${one.orderNo}`, one.amount])));
  });

  it('an item keeps the month that first listed it', () => {
    kept.forEach(({ closing }, index) => {
      const before = new Map((kept[index - 1]?.closing ?? []).map((item) => [`${item.kind} ${item.ref}`, item]));
      for (const item of closing) {
        const known = before.get(`${item.kind} ${item.ref}`);
        expect(item.first_period).toBe(known?.first_period ?? kept[index]?.month);
      }
    });
  });

  it('reopened and closed again without a change, a month is the same to the last byte', () => {
    expect(twice[1]).toBe(twice[0]);
  });
});

import type { Database } from '../database.ts';

/** The first day that may still change; every row of an earlier business day is locked. */
const FIRST_OPEN = `(SELECT MAX(c.next_on) FROM closing c WHERE c.state = 'closed')`;

/**
 * Tables whose rows have a business day, and that day as SQL over `row` (NEW or OLD). What came late for a closed month
 * counts on the first open day. `free`: columns that say which version of a number the books show, and nothing of it.
 */
const LOCKED: readonly {
  readonly table: string;
  readonly day: (row: string) => string;
  readonly free?: readonly string[];
}[] = [
  { table: 'settlement_line', day: (row) => `substr(${row}.occurred_at, 1, 10)` },
  { table: 'bank_line', day: (row) => `substr(${row}.booked_at, 1, 10)` },
  {
    table: 'sales_order',
    day: (row) => `COALESCE(${row}.late_on, substr(COALESCE(${row}.paid_at, ${row}.ordered_at), 1, 10))`,
    free: ['newest', 'superseded_by'],
  },
  { table: 'invoice', day: (row) => `COALESCE(${row}.late_on, ${row}.issued_on)`, free: ['newest', 'superseded_by'] },
  { table: 'receipt', day: (row) => `COALESCE(${row}.late_on, ${row}.received_on)`, free: ['newest', 'superseded_by'] },
  // A suggestion is nobody's match yet: the next run makes it anew.
  {
    table: 'match_group',
    day: (row) => `CASE ${row}.state WHEN 'suggested' THEN '9999-12-31' ELSE ${row}.matched_on END`,
  },
  {
    table: 'match_member',
    day: (row) =>
      `(SELECT CASE g.state WHEN 'suggested' THEN '9999-12-31' ELSE g.matched_on END FROM match_group g WHERE g.id = ${row}.group_id)`,
  },
  { table: 'resolution', day: (row) => `${row}.decided_on` },
  { table: 'decision', day: (row) => `${row}.decided_on` },
  { table: 'receivable_event', day: (row) => `${row}.on_day` },
];

/**
 * Makes the triggers that keep rows of closed months from being added, changed or removed, by this program or any other
 * that writes SQL. Called by every close: tables that came since the last one are locked too.
 */
export async function lockTables(db: Database): Promise<void> {
  const tables = await db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const there = new Set(tables.map((one) => one.name));
  for (const { table, day, free = [] } of LOCKED) {
    if (!there.has(table)) continue;
    const columns = (await db.all<{ name: string }>(`PRAGMA table_info(${table})`)).map((one) => one.name);
    const watched = columns.filter((column) => !free.includes(column)).join(', ');
    for (const [event, verb, rows] of [
      ['INSERT', 'added', ['NEW']],
      [`UPDATE OF ${watched}`, 'changed', ['OLD', 'NEW']],
      ['DELETE', 'removed', ['OLD']],
    ] as const) {
      const isLocked = rows.map((row) => `${day(row)} < ${FIRST_OPEN}`).join(' OR ');
      await db.run(
        `CREATE TRIGGER IF NOT EXISTS closed_${table}_${verb} BEFORE ${event} ON ${table} WHEN ${isLocked}
         BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: a row of ${table} in a closed month is not ${verb}'); END`,
      );
    }
  }
}

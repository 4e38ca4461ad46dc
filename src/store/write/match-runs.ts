import { invariant } from '../../model/problem.ts';
import type { Database, SqlValue } from '../database.ts';
import { loadGroupsPrint } from '../read/prints.ts';
import { runName } from './decisions.ts';
import { FORGOTTEN } from './matches.ts';
import { forgetOddOrders } from './odd-orders.ts';

type Stored = Readonly<Record<string, SqlValue>>;

/** What a match works out anew and people don't decide: its tables, how their rows are ordered, and which of them. */
const REMADE = [
  { table: 'match_group', key: 'id', own: FORGOTTEN },
  { table: 'match_member', key: 'group_id', own: `group_id IN (SELECT id FROM match_group WHERE ${FORGOTTEN})` },
  { table: 'ambiguity', key: 'id', own: 'TRUE' },
  { table: 'ambiguity_member', key: 'ambiguity_id', own: 'TRUE' },
] as const;

const AT_ONCE = 2_000;

/** The groups as they are before a match, so that it can be undone; only those before the last one are kept. */
export interface Before {
  readonly lastLine: number;
  readonly lastOrder: number;
  readonly print: string;
}

const NOT_YET = 'now';

/** Called before the passes, in the same unit of work. */
export async function keepBefore(db: Database): Promise<Before> {
  const [marks] = await db.all<{ line: number; ordered: number }>(
    `SELECT (SELECT COALESCE(MAX(line_id), 0) FROM line_match) AS line,
            (SELECT COALESCE(MAX(order_id), 0) FROM line_match) AS ordered`,
  );
  const [tied] = await db.all<{ fund: number; trade: number }>(
    'SELECT COALESCE(MAX(fund_line_id), 0) AS fund, COALESCE(MAX(trade_line_id), 0) AS trade FROM fund_tie',
  );
  for (const remade of REMADE) await keepRows(db, remade);
  return {
    lastLine: Math.max(marks?.line ?? 0, tied?.fund ?? 0, tied?.trade ?? 0),
    lastOrder: marks?.ordered ?? 0,
    print: await loadGroupsPrint(db),
  };
}

/** Whole groups at a time: a group's members are never parted between two reads. */
async function keepRows(db: Database, { table, key, own }: (typeof REMADE)[number]): Promise<void> {
  let last = '';
  for (;;) {
    const rows = await db.all<Stored>(
      `SELECT * FROM ${table} WHERE (${own}) AND ${key} IN (
         SELECT DISTINCT ${key} FROM ${table} WHERE (${own}) AND ${key} > :last ORDER BY ${key} LIMIT ${AT_ONCE})
       ORDER BY ${key}`,
      { last },
    );
    const end = rows.at(-1)?.[key];
    if (typeof end !== 'string') return;
    last = end;
    await db.insert(
      'past_row',
      ['run', 'of_table', 'body'],
      rows.map((row) => [NOT_YET, table, JSON.stringify(row)]),
    );
  }
}

/**
 * Called after the passes: a match that changed something is a run with a name and can be undone; one that changed
 * nothing is none. The name of the run.
 */
export async function saveMatchRun(db: Database, before: Before, print: string): Promise<string | undefined> {
  if (print === before.print) {
    await db.run('DELETE FROM past_row WHERE run = :run', { run: NOT_YET });
    return undefined;
  }
  const [{ seq } = { seq: 1 }] = await db.all<{ seq: number }>(
    'SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM match_run',
  );
  const id = runName(`match ${seq}`);
  await db.run('DELETE FROM past_row WHERE run <> :run', { run: NOT_YET });
  await db.run('UPDATE past_row SET run = :id WHERE run = :run', { id, run: NOT_YET });
  const { lastLine, lastOrder } = before;
  await db.run('INSERT INTO match_run (seq, id, last_line, last_order) VALUES (:seq, :id, :lastLine, :lastOrder)', {
    seq,
    id,
    lastLine,
    lastOrder,
  });
  return id;
}

/** Puts back what stood before a run: how many groups go. The caller has seen that no later match followed it. */
export async function undoMatchRun(db: Database, id: string): Promise<number> {
  const [run] = await db.all<{ last_line: number; last_order: number }>(
    'SELECT last_line, last_order FROM match_run WHERE id = :id',
    { id },
  );
  invariant(run !== undefined, 'the run is one of the books');
  const going = await groupsGoing(db, id, run);
  await forgetRemade(db);
  await forgetOddOrders(db);
  for (const { table } of REMADE) {
    const rows = await db.all<{ body: string }>(
      'SELECT body FROM past_row WHERE run = :id AND of_table = :table ORDER BY place',
      { id, table },
    );
    const stored = rows.map((row) => JSON.parse(row.body) as Stored);
    const columns = Object.keys(stored[0] ?? {});
    await db.insert(
      table,
      columns,
      stored.map((row) => columns.map((column) => row[column] ?? null)),
    );
  }
  await db.run('DELETE FROM line_match WHERE line_id > :last_line OR order_id > :last_order', run);
  await db.run('DELETE FROM fund_tie WHERE fund_line_id > :last_line OR trade_line_id > :last_line', {
    last_line: run.last_line,
  });
  await db.run(FOLLOWERS);
  await db.run('UPDATE match_run SET undone = 1 WHERE id = :id', { id });
  return going;
}

/** Groups that stand and didn't before the run: of orders those that lose a line, of stored ones those not kept. */
async function groupsGoing(
  db: Database,
  id: string,
  marks: { readonly last_line: number; readonly last_order: number },
): Promise<number> {
  const [orders] = await db.all<{ count: number }>(
    'SELECT COUNT(DISTINCT order_id) AS count FROM line_match WHERE line_id > :last_line OR order_id > :last_order',
    marks,
  );
  const kept = await db.all<{ body: string }>(
    `SELECT body FROM past_row WHERE run = :id AND of_table = 'match_group'`,
    { id },
  );
  const before = new Set(
    kept.flatMap(({ body }) => {
      const group = JSON.parse(body) as Stored;
      return group['state'] === 'suggested' ? [] : [group['id']];
    }),
  );
  const now = await db.all<{ id: string }>(`SELECT id FROM match_group WHERE (${FORGOTTEN}) AND state <> 'suggested'`);
  return (orders?.count ?? 0) + now.filter((group) => !before.has(group.id)).length;
}

async function forgetRemade(db: Database): Promise<void> {
  for (const { table, own } of [...REMADE].reverse()) await db.run(`DELETE FROM ${table} WHERE ${own}`);
}

/** Refunds and fees that followed a payment whose match is gone. */
const FOLLOWERS = `
  DELETE FROM line_match WHERE pass = 'by-original-trade' AND line_id NOT IN (
    SELECT l.id FROM line_match x JOIN settlement_line l ON l.id = x.line_id
    JOIN settlement_line s ON s.account_id = l.account_id AND s.trade_no = l.trade_no AND s.kind = 'sale'
    JOIN line_match m ON m.line_id = s.id AND m.order_id = x.order_id
    WHERE x.pass = 'by-original-trade')`;

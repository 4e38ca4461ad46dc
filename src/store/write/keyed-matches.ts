import type { Database } from '../database.ts';
import { loadLastBasis, type HeldMatches } from '../read/odd-orders.ts';
import { saveRun } from './runs.ts';

/** A keyed pass: its name, what it joins, and the SELECT over the views that proposes (item, account, what it belongs to). */
export interface KeyedProposal {
  readonly name: string;
  readonly target: 'line-order' | 'fund-trade';
  /** `lines` names what holds the lines that may be open. */
  readonly select: (lines: string) => string;
  /** What it took stays right as long as its line and its order are there, whatever else is stored. */
  readonly lasting?: true;
}

const KEYED_TARGETS = {
  'line-order': 'line_match (line_id, account_id, order_id, pass)',
  'fund-trade': 'fund_tie (fund_line_id, account_id, trade_line_id, pass)',
} as const;

/** What a keyed pass holds once all have run. */
export interface KeyedCount {
  readonly name: string;
  readonly target: KeyedProposal['target'];
  readonly matched: number;
}

export interface KeyedOutcome {
  readonly counts: readonly KeyedCount[];
  /** What each pass and people's links hold of lines with an order. */
  readonly held: HeldMatches;
  /** Earlier matches stayed, but for those in `let_go`; passes added so many, all of lines in `open_line`. */
  readonly wentOn?: { readonly inserted: number };
}

/**
 * Runs the keyed passes where the rows lie, in their order; an item an earlier pass took stays with it. Where nothing
 * that an earlier answer rests on has changed, its lasting matches stay and only open lines are looked at: a key decides
 * without looking at rivals, so the answer is that of working all anew (docs/decisions/0011).
 */
export async function runKeyedPasses(db: Database, passes: readonly KeyedProposal[]): Promise<KeyedOutcome> {
  const basis = await basisOf(db, passes);
  const goesOn = (await loadBasis(db)) === basis;
  await db.run('DELETE FROM fund_tie');
  const ties = passes.filter(({ target }) => target === 'fund-trade');
  const others = passes.filter(({ target }) => target === 'line-order');
  const counts: KeyedCount[] = [];
  for (const pass of ties) counts.push(countOf(pass, await runPass(db, pass, ALL_LINES)));
  const added: Record<string, number> = {};
  let before: HeldMatches | undefined = {};
  if (!goesOn) {
    // An index made once costs a fraction of one kept up row by row.
    await db.run('DROP INDEX IF EXISTS line_match_order');
    await db.run('DROP INDEX IF EXISTS line_match_passing');
    await db.run('DELETE FROM line_match');
    added[BY_HAND] = await linkByHand(db);
    for (const pass of others) added[pass.name] = await runPass(db, pass, ALL_LINES);
    await makeIndexes(db, others);
  } else {
    await makeIndexes(db, others);
    const kept = await loadLastBasis(db);
    const gone = await forgetStale(db, others);
    before = kept?.held && changedBy(kept.held, gone, -1);
    added[BY_HAND] = await linkByHand(db);
    const lines = await linesToLookAt(db, kept?.lastLine);
    for (const pass of others) added[pass.name] = await runPass(db, pass, lines);
  }
  const held = before === undefined ? await countAll(db, others) : changedBy(before, added, 1);
  for (const pass of others) counts.push(countOf(pass, held[pass.name] ?? 0));
  await db.run('DELETE FROM stale_match');
  await saveRun(db, BASIS, basis);
  const inserted = others.reduce((sum, { name }) => sum + (added[name] ?? 0), 0);
  return { counts, held, ...(goesOn ? { wentOn: { inserted } } : {}) };
}

function countOf({ name, target }: KeyedProposal, matched: number): KeyedCount {
  return { name, target, matched };
}

function changedBy(held: HeldMatches, change: HeldMatches, sign: 1 | -1): HeldMatches {
  const names = [...new Set([...Object.keys(held), ...Object.keys(change)])];
  return Object.fromEntries(names.map((name) => [name, (held[name] ?? 0) + sign * (change[name] ?? 0)]));
}

/** Matches by their order, and those that don't last by their pass: they are few, all others needn't be looked at for them. */
async function makeIndexes(db: Database, passes: readonly KeyedProposal[]): Promise<void> {
  await db.run('CREATE INDEX IF NOT EXISTS line_match_order ON line_match (order_id)');
  await db.run(`CREATE INDEX IF NOT EXISTS line_match_passing ON line_match (pass) WHERE ${mayPass('pass', passes)}`);
}

/** Whether a match's pass is none that lasts; an index and a query that is to use it say it in the same words. */
function mayPass(pass: string, passes: readonly KeyedProposal[]): string {
  return `${pass} NOT IN (${namesOf(passes.filter(({ lasting }) => lasting === true))})`;
}

/** Names of passes, which are the program's own, as texts of SQL. */
function namesOf(passes: readonly KeyedProposal[]): string {
  return passes.map(({ name }) => `'${name}'`).join(', ');
}

/** The pass of lines that a person gave an order. */
export const BY_HAND = 'by-hand';

/** Lines that a person gave an order are no pass's to take; how many were taken now. */
async function linkByHand(db: Database): Promise<number> {
  return db.run(
    `INSERT INTO line_match (line_id, account_id, order_id, pass)
     SELECT line_id, account_id, order_id, '${BY_HAND}' FROM line_exception WHERE verdict = 'linked'
     ON CONFLICT DO NOTHING`,
  );
}

/** A pair that a person keeps apart isn't taken. */
const KEPT_TOGETHER = `NOT EXISTS (
  SELECT 1 FROM line_exception e WHERE e.line_id = proposed.line_id AND e.order_id = proposed.order_id)`;

/** How many items the pass took now. */
async function runPass(db: Database, pass: KeyedProposal, lines: string): Promise<number> {
  const { name, target } = pass;
  const select = pass.select(lines);
  const [apart] = await db.all(`SELECT line_id FROM line_exception WHERE verdict = 'apart' LIMIT 1`);
  return db.run(
    apart !== undefined && target === 'line-order'
      ? `INSERT INTO ${KEYED_TARGETS[target]}
         WITH proposed (line_id, account_id, order_id) AS (${select})
         SELECT line_id, account_id, order_id, :name FROM proposed WHERE ${KEPT_TOGETHER} ON CONFLICT DO NOTHING`
      : `INSERT INTO ${KEYED_TARGETS[target]}
         SELECT proposed.*, :name FROM (${select}) AS proposed WHERE TRUE ON CONFLICT DO NOTHING`,
    { name },
  );
}

/** Under which the passes leave what their answer rests on. */
const BASIS = 'keyed-passes';

/**
 * What has to be as it was for earlier matches to stay: the passes themselves, and the orders that carry a trade number,
 * since such a one takes its line before the order's own number is asked, and what people decided about lines.
 */
async function basisOf(db: Database, passes: readonly KeyedProposal[]): Promise<string> {
  const [named] = await db.all<{ orders: number; last: number | null }>(
    'SELECT COUNT(*) AS orders, MAX(id) AS last FROM v_order WHERE trade_no IS NOT NULL',
  );
  const decided = await db.all('SELECT line_id, order_id, verdict FROM line_exception ORDER BY line_id, order_id');
  return JSON.stringify({ passes: passes.map(({ name, select }) => [name, select(ALL_LINES)]), named, decided });
}

async function loadBasis(db: Database): Promise<string | undefined> {
  const [row] = await db.all<{ summary: string }>('SELECT summary FROM run WHERE verb = :verb', { verb: BASIS });
  return row?.summary;
}

/**
 * Lets go of matches whose line or order another row has taken the place of, whose line another bill tells, or that don't
 * last; `let_go` says which. How many each pass lost.
 */
async function forgetStale(db: Database, passes: readonly KeyedProposal[]): Promise<HeldMatches> {
  const passing = passes.filter(({ lasting }) => lasting !== true);
  await db.run('CREATE TEMP TABLE IF NOT EXISTS let_go (line_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL)');
  await db.run('DELETE FROM let_go');
  await db.run(
    `INSERT INTO let_go (line_id, order_id)
     SELECT m.line_id, m.order_id FROM line_match m WHERE m.line_id IN (SELECT line_id FROM stale_match)
     UNION SELECT m.line_id, m.order_id FROM line_match m WHERE m.line_id IN (SELECT fund_line_id FROM fund_tie)
     UNION SELECT m.line_id, m.order_id FROM line_match m WHERE ${mayPass('m.pass', passes)} AND m.pass IN (${namesOf(passing)})`,
  );
  const gone = await db.all<{ pass: string; count: number }>(
    `SELECT m.pass, COUNT(*) AS count FROM let_go g CROSS JOIN line_match m WHERE m.line_id = g.line_id GROUP BY m.pass`,
  );
  await db.run('DELETE FROM line_match WHERE line_id IN (SELECT line_id FROM let_go)');
  return Object.fromEntries(gone.map(({ pass, count }) => [pass, count]));
}

const ALL_LINES = 'v_line';

/**
 * The lines that an order may still be found for: those that had none, that are new, or that were let go; where no list
 * of them is kept (odd-orders.ts), all. `lastLine` is the last one that was looked at when they were listed.
 */
async function linesToLookAt(db: Database, lastLine: number | undefined): Promise<string> {
  if (lastLine === undefined) return ALL_LINES;
  await db.run('CREATE TEMP TABLE IF NOT EXISTS open_line (line_id INTEGER PRIMARY KEY)');
  await db.run('DELETE FROM open_line');
  await db.run(
    `INSERT INTO open_line (line_id)
     SELECT line_id FROM lone_line UNION SELECT line_id FROM let_go
     UNION SELECT id FROM settlement_line WHERE id > :lastLine`,
    { lastLine },
  );
  return '(SELECT l.* FROM open_line c CROSS JOIN v_line l WHERE l.id = c.line_id)';
}

async function countAll(db: Database, passes: readonly KeyedProposal[]): Promise<HeldMatches> {
  const names = [BY_HAND, ...passes.map(({ name }) => name)];
  const counted = names.map((_, index) => `COUNT(*) FILTER (WHERE pass = :p${index}) AS c${index}`).join(', ');
  const params = Object.fromEntries(names.map((name, index) => [`p${index}`, name]));
  const [row] = await db.all<Record<string, number>>(`SELECT ${counted} FROM line_match`, params);
  return Object.fromEntries(names.map((name, index) => [name, row?.[`c${index}`] ?? 0]));
}

/** Notes the matches of the earlier versions of orders that more than one row names (`told_twice`, versions.ts). */
export async function noteStaleOrders(db: Database): Promise<void> {
  await db.run(
    `INSERT INTO stale_match (line_id, account_id)
     SELECT m.line_id, m.account_id FROM told_twice t
     CROSS JOIN sales_order o CROSS JOIN line_match m
     WHERE o.order_no = t.number AND o.newest = 0 AND m.order_id = o.id
     ON CONFLICT DO NOTHING`,
  );
}

/** Notes the matches of lines that a row of another statement says as well. */
export async function noteStaleLines(db: Database, statementIds: readonly number[]): Promise<void> {
  await db.run(
    `INSERT INTO stale_match (line_id, account_id)
     SELECT m.line_id, m.account_id FROM statement s
     CROSS JOIN settlement_line r CROSS JOIN line_match m
     WHERE r.id >= s.first_id AND r.statement_id = s.id AND m.line_id = r.id AND s.id IN (${statementIds.join(', ')}) AND r.kept = 0
     ON CONFLICT DO NOTHING`,
  );
}

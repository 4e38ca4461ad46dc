import { createHash } from 'node:crypto';

import type { Decision, NewDecision } from '../../model/decision.ts';
import type { MatchProposal } from '../../model/match.ts';
import type { Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';
import { loadFirstOpenDay } from '../read/closings.ts';
import { saveNamedGroups } from './matches.ts';
import { BY_HAND } from './keyed-matches.ts';
import { forgetOddOrders } from './odd-orders.ts';

const NAME_LENGTH = 12;

/**
 * Appends what one command decided and names it as a run, by its contents and by how many decisions there were before
 * it: the same decision made, undone and made again are two runs.
 */
export async function saveDecisions(db: Database, decisions: readonly NewDecision[]): Promise<readonly Decision[]> {
  const [{ last } = { last: 0 }] = await db.all<{ last: number }>('SELECT COALESCE(MAX(seq), 0) AS last FROM decision');
  const text = [last, ...decisions.map((one) => `${one.verb} ${one.group} ${one.undoes ?? ''}`)].join('\n');
  const run = runName(text);
  const saved = decisions.map((one, index): Decision => ({ ...one, run, seq: last + index + 1 }));
  await db.insert(
    'decision',
    ['seq', 'account_id', 'run', 'verb', 'leg', 'group_id', 'reason', 'operator', 'decided_on', 'undoes', 'body'],
    saved.map((one) => [
      one.seq,
      0,
      one.run,
      one.verb,
      one.leg,
      one.group,
      one.reason,
      one.operator,
      one.decidedOn,
      one.undoes ?? null,
      JSON.stringify(one.body),
    ]),
  );
  return saved;
}

export function runName(text: string): string {
  return `r-${createHash('sha256').update(text).digest('hex').slice(0, NAME_LENGTH)}`;
}

/** A group that a person made, under the name it was decided by. */
export interface ConfirmedGroup {
  readonly id: string;
  readonly proposal: MatchProposal;
  readonly writtenOff: Minor;
}

/**
 * Puts the groups that people made in the place of those stored before; of a suggestion of the same name it takes the
 * place. What a closed month knows stays as it is, and nothing is added to it.
 */
export async function replaceConfirmed(db: Database, groups: readonly ConfirmedGroup[]): Promise<void> {
  const firstOpenDay = await loadFirstOpenDay(db);
  const manual = `SELECT id FROM match_group WHERE state = 'manual' AND matched_on >= :open`;
  const params = { open: firstOpenDay ?? '' };
  await db.run(`DELETE FROM match_member WHERE group_id IN (${manual})`, params);
  await db.run(`DELETE FROM match_group WHERE state = 'manual' AND matched_on >= :open`, params);
  const closed = new Set(
    (await db.all<{ id: string }>(`SELECT id FROM match_group WHERE state = 'manual'`)).map((one) => one.id),
  );
  for (const { id, proposal, writtenOff } of groups.filter((one) => !closed.has(one.id))) {
    await forgetGroup(db, id);
    const isEarly = firstOpenDay !== undefined && proposal.matchedOn < firstOpenDay;
    await saveNamedGroups(db, [{ id, proposal: isEarly ? { ...proposal, matchedOn: firstOpenDay } : proposal }]);
    await db.run('UPDATE match_group SET written_off_minor = :writtenOff WHERE id = :id', { id, writtenOff });
  }
}

/** Removes one stored group, if it is there. */
async function forgetGroup(db: Database, id: string): Promise<void> {
  await db.run('DELETE FROM match_member WHERE group_id = :id', { id });
  await db.run('DELETE FROM match_group WHERE id = :id', { id });
}

/** Members that only one group of the way to the bank may hold; orders and invoices may be paid by several. */
const SHARED = `
  SELECT o.group_id FROM match_group h JOIN match_member m ON m.group_id = h.id
  JOIN match_member o ON o.item = m.item AND o.item_id = m.item_id AND o.group_id <> m.group_id
  JOIN match_group g ON g.id = o.group_id
  WHERE h.state = 'manual' AND m.item IN ('bank', 'line', 'batch', 'receipt')
    AND (m.item <> 'batch' OR (m.ref = o.ref AND m.account_id = o.account_id))
    AND (h.leg = 'settlement-payout') = (g.leg = 'settlement-payout')`;
const DOUBTED = `
  SELECT o.ambiguity_id FROM match_group h JOIN match_member m ON m.group_id = h.id
  JOIN ambiguity_member o ON o.item = m.item AND o.item_id = m.item_id
  WHERE h.state = 'manual' AND h.leg <> 'settlement-payout'
    AND (m.item <> 'batch' OR (m.ref = o.ref AND m.account_id = o.account_id))`;

/** Until the next match: what shares an item with a person's group, or was kept apart by a person, isn't shown. */
export async function setAside(db: Database, apart: readonly string[]): Promise<void> {
  await db.run('UPDATE match_group SET set_aside = 0 WHERE set_aside = 1');
  await db.run('UPDATE ambiguity SET set_aside = 0 WHERE set_aside = 1');
  await db.run(`UPDATE match_group SET set_aside = 1 WHERE state <> 'manual' AND id IN (${SHARED})`);
  await db.run(`UPDATE ambiguity SET set_aside = 1 WHERE id IN (${DOUBTED})`);
  for (const id of apart) {
    await db.run(`UPDATE match_group SET set_aside = 1 WHERE state <> 'manual' AND id = :id`, { id });
  }
}

/** A line that a person gave an order, or keeps away from one. */
export interface LineException {
  readonly lineId: number;
  readonly orderId: number;
  readonly accountId: number;
  readonly verdict: 'linked' | 'apart';
}

/** Puts what people decided about lines in the place of what was stored before, and brings the lines' orders in line with it. */
export async function replaceExceptions(db: Database, exceptions: readonly LineException[]): Promise<void> {
  if (!(await areStored(db, exceptions))) await forgetOddOrders(db);
  await db.run(
    `DELETE FROM line_match WHERE pass = '${BY_HAND}'
     AND line_id IN (SELECT line_id FROM line_exception WHERE verdict = 'linked')`,
  );
  await db.run('DELETE FROM line_exception');
  await db.insert(
    'line_exception',
    ['line_id', 'order_id', 'account_id', 'verdict'],
    exceptions.map((one) => [one.lineId, one.orderId, one.accountId, one.verdict]),
  );
  for (const { lineId, orderId } of exceptions.filter((one) => one.verdict === 'apart')) {
    await db.run('DELETE FROM line_match WHERE line_id = :lineId AND order_id = :orderId', { lineId, orderId });
  }
  await db.run(
    `INSERT INTO line_match (line_id, account_id, order_id, pass)
     SELECT line_id, account_id, order_id, '${BY_HAND}' FROM line_exception WHERE verdict = 'linked'
     ON CONFLICT DO NOTHING`,
  );
}

async function areStored(db: Database, exceptions: readonly LineException[]): Promise<boolean> {
  const stored = await db.all<LineException>(
    'SELECT line_id AS "lineId", order_id AS "orderId", verdict FROM line_exception',
  );
  const told = (all: readonly LineException[]): string =>
    all
      .map(({ lineId, orderId, verdict }) => `${lineId} ${orderId} ${verdict}`)
      .sort()
      .join('\n');
  return told(stored) === told(exceptions);
}

/** Gives a line back to the order that a pass had matched it to. */
export async function returnLine(
  db: Database,
  line: { readonly lineId: number; readonly orderId: number; readonly accountId: number; readonly pass: string },
): Promise<void> {
  await forgetOddOrders(db);
  await db.run(
    `INSERT INTO line_match (line_id, account_id, order_id, pass) VALUES (:lineId, :accountId, :orderId, :pass)
     ON CONFLICT DO NOTHING`,
    { ...line },
  );
}

/** Is a group of that name stored, shown or set aside? */
export async function hasGroup(db: Database, id: string): Promise<boolean> {
  return (await db.all('SELECT id FROM match_group WHERE id = :id', { id })).length > 0;
}

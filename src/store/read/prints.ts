import { createHash } from 'node:crypto';

import type { Database } from '../database.ts';
import { countMatchedLines } from './odd-orders.ts';

const PRINT_LENGTH = 16;

export function printOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, PRINT_LENGTH);
}

/** What the passes read and what they made; equal prints, equal contents. */
export async function loadPrints(
  db: Database,
): Promise<{ readonly rows: string; readonly decisions: string; readonly groups: string }> {
  return {
    rows: await printOf(db, [
      `SELECT s.sha256, s.account, s.kind, s.bill, s.from_on, s.to_on, s.line_count, s.currency
       FROM v_statement s ORDER BY s.sha256, s.account, s.kind, s.bill, s.from_on, s.to_on, s.line_count, s.currency`,
    ]),
    decisions: await printOf(db, ['SELECT seq, run, verb, group_id FROM v_decision ORDER BY seq']),
    groups: await loadGroupsPrint(db),
  };
}

/** What the groups and the lines' orders come to: equal when a match changed nothing. */
export async function loadGroupsPrint(db: Database): Promise<string> {
  return printOf(
    db,
    [
      'SELECT COUNT(*) AS ties FROM v_fund_tie',
      `SELECT id, state, difference_minor FROM v_match_group WHERE state <> 'manual' ORDER BY id`,
      'SELECT id FROM v_ambiguity ORDER BY id',
    ],
    `${await countMatchedLines(db)}\n`,
  );
}

/** Of what is known already and what the queries answer. */
async function printOf(db: Database, queries: readonly string[], known = ''): Promise<string> {
  const hash = createHash('sha256').update(known);
  for (const sql of queries) {
    for await (const batch of db.stream(sql)) for (const row of batch) hash.update(`${JSON.stringify(row)}\n`);
    hash.update('--\n');
  }
  return hash.digest('hex').slice(0, PRINT_LENGTH);
}

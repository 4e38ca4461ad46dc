import type { Day } from '../../model/day.ts';
import type { Decision, DecisionBody, DecisionVerb } from '../../model/decision.ts';
import type { MatchLeg } from '../../model/match.ts';
import type { Database } from '../database.ts';

interface DecisionRow {
  readonly seq: number;
  readonly run: string;
  readonly verb: DecisionVerb;
  readonly leg: MatchLeg;
  readonly group_id: string;
  readonly reason: string;
  readonly operator: string;
  readonly decided_on: Day;
  readonly undoes: number | null;
  readonly body: string;
}

/** All decisions about matches in the order they were made, those that were taken back too. */
export async function loadDecisions(db: Database): Promise<readonly Decision[]> {
  const rows = await db.all<DecisionRow>(
    'SELECT seq, run, verb, leg, group_id, reason, operator, decided_on, undoes, body FROM v_decision ORDER BY seq',
  );
  return rows.map((row) => ({
    seq: row.seq,
    run: row.run,
    verb: row.verb,
    leg: row.leg,
    group: row.group_id,
    reason: row.reason,
    operator: row.operator,
    decidedOn: row.decided_on,
    body: JSON.parse(row.body) as DecisionBody,
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
  }));
}

import { inForce, type Decision, type NewDecision } from '../model/decision.ts';
import { addDays, LAST_DAY } from '../model/day.ts';
import type { Resolution } from '../model/finding.ts';
import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';
import { loadDecisions } from '../store/read/decisions.ts';
import { loadResolutions, TAKEN_BACK } from '../store/read/findings.ts';
import { loadLastRuns } from '../store/read/match-runs.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveResolution } from '../store/write/findings.ts';
import { undoMatchRun } from '../store/write/match-runs.ts';
import { refuseClosedDay } from './closed-days.ts';
import { applyDecisions } from './confirmed-groups.ts';
import { enact, inOneGo, type DecideOptions } from './decide.ts';
import { restoreGroups } from './restore-groups.ts';

export interface UndoOptions extends DecideOptions {
  /** `last`, the name of a run, of a group, or of a finding that a person closed. */
  readonly what: string;
}

/** One thing that was taken back. */
export interface Undone {
  /** Of what was decided about matches. */
  readonly run?: string;
  readonly verb: Decision['verb'] | 'match' | 'resolve';
  /** How many groups go back to what they were: of a match all that it made. */
  readonly groups: number;
  /** The finding that is open again, or closed as it was before: */
  readonly finding?: string;
  readonly resolution?: Resolution;
  readonly group?: string;
  readonly leg?: string;
}

/**
 * Takes back what a command decided, the last decision about a group, or what the last match did: the groups are as
 * before it, until the next match works them out anew; a finding that a person closed is open again. Throws
 * UNDO_UNKNOWN, NOTHING_TO_UNDO, UNDO_ELSEWHERE where the last decision is about a debt, RUN_SUPERSEDED for a match that
 * a later one followed, and PERIOD_CLOSED for one while a month is closed.
 */
export async function undo(books: Books, options: UndoOptions): Promise<readonly Undone[]> {
  return inOneGo(books, options.dryRun, async () => {
    const { db } = books;
    const decisions = inForce(await loadDecisions(db)).filter((one) => one.verb !== 'undo');
    const closed = await loadResolutions(db, LAST_DAY);
    const run = options.what === 'last' ? await lastRun(db, decisions, closed) : options.what;
    const findings = [...closed.keys()].filter((id) => id.startsWith(run));
    if (FINDING.test(run) && findings.length === 1) return reopenFinding(db, findings.join(''), options);
    const meant = decisionsMeant(decisions, run);
    return meant.length > 0 ? undoDecisions(db, meant, options) : undoMatch(db, run, options);
  });
}

const FINDING = /^f-[0-9a-f]{4,}$/u;

/** The last command that decided anything: a match, a closed finding, or decisions about groups that still stand. */
async function lastRun(
  db: Database,
  decisions: readonly Decision[],
  closed: ReadonlyMap<string, unknown>,
): Promise<string> {
  for (const { id, verb, isStanding } of await loadLastRuns(db)) {
    if (verb.startsWith('receivable-')) throw new StopError('UNDO_ELSEWHERE', { verb, text: id });
    if (verb === 'match' ? isStanding : closed.has(id) || decisions.some((one) => one.run === id)) return id;
  }
  throw new StopError('NOTHING_TO_UNDO', {});
}

/** The finding is open again from the day on, or closed as it was by the decision before. */
async function reopenFinding(db: Database, finding: string, options: UndoOptions): Promise<readonly Undone[]> {
  const { asOf, operator, reason } = options;
  await refuseClosedDay(db, asOf);
  await saveResolution(db, {
    findingId: finding,
    accountId: 0,
    resolution: TAKEN_BACK,
    reason,
    operator,
    decidedOn: asOf,
    body: '{}',
  });
  await appendEvent(db, { ...options, verb: 'undo', target: finding, detail: { finding, reason } });
  const before = (await loadResolutions(db, LAST_DAY)).get(finding);
  return [{ verb: 'resolve', groups: 0, finding, ...(before === undefined ? {} : { resolution: before }) }];
}

/** All decisions of a run, or the last about a group. */
function decisionsMeant(decisions: readonly Decision[], name: string): readonly Decision[] {
  const run = decisions.filter((one) => one.run === name);
  return run.length > 0 ? run : decisions.filter((one) => one.group === name).slice(-1);
}

async function undoDecisions(
  db: Database,
  meant: readonly Decision[],
  options: UndoOptions,
): Promise<readonly Undone[]> {
  const { reason, operator, asOf: decidedOn } = options;
  const undoing = [...meant].reverse().map((one): NewDecision => {
    const { seq, leg, group, body } = one;
    return { verb: 'undo', leg, group, reason, operator, decidedOn, undoes: seq, body };
  });
  await enact(db, undoing, options);
  await restoreGroups(db, meant);
  await applyDecisions(db, options);
  return meant.map(({ run, verb, group, leg }) => ({ run, verb, groups: 1, group, leg }));
}

async function undoMatch(db: Database, run: string, options: UndoOptions): Promise<readonly Undone[]> {
  const runs = (await loadLastRuns(db)).filter((one) => one.verb === 'match');
  const known = runs.find((one) => one.id === run);
  if (known === undefined) throw new StopError('UNDO_UNKNOWN', { text: run });
  if (!known.isStanding) throw new StopError('RUN_SUPERSEDED', { run });
  // What a run matched by numbers isn't told apart by months: with one closed, none of it is taken back.
  const firstOpenDay = await loadFirstOpenDay(db);
  if (firstOpenDay !== undefined)
    throw new StopError('PERIOD_CLOSED', { month: addDays(firstOpenDay, -1).slice(0, 7) });
  const groups = await undoMatchRun(db, run);
  await applyDecisions(db, options);
  await appendEvent(db, { ...options, verb: 'undo', target: run, detail: { run, reason: options.reason } });
  return [{ run, verb: 'match', groups }];
}

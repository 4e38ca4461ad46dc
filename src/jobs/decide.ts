import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import type { Decision, NewDecision } from '../model/decision.ts';
import { StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import type { Books } from '../store/open.ts';
import { saveDecisions } from '../store/write/decisions.ts';
import { appendEvent } from '../store/write/events.ts';
import { loadMatchedOn } from '../store/read/decided-groups.ts';
import { loadFirstOpenDay } from '../store/read/closings.ts';
import { applyDecisions } from './confirmed-groups.ts';

/** Who decides, when and why. */
export interface DecideOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly asOf: Day;
  readonly operator: string;
  /** ISO 8601 with offset, for the event log. */
  readonly at: string;
  readonly reason: string;
  /** Everything is done, looked at and taken back. */
  readonly dryRun: boolean;
}

/** Ends a dry run: what was done is rolled back with its answer kept. */
class RolledBack<T> extends Error {
  readonly answer: T;

  constructor(answer: T) {
    super('rolled back');
    this.answer = answer;
  }
}

/** One command, one unit of work; in a dry run nothing of it stays. */
export async function inOneGo<T>(books: Books, dryRun: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await books.db.atomic(async () => {
      const answer = await work();
      if (dryRun) throw new RolledBack(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T;
    throw error;
  }
}

/** Appends decisions with their events and brings the groups in line with them. The caller holds the unit of work. */
export async function enact(
  db: Database,
  decisions: readonly NewDecision[],
  options: DecideOptions,
): Promise<readonly Decision[]> {
  const firstOpenDay = await loadFirstOpenDay(db);
  if (firstOpenDay !== undefined) await refuseClosed(db, decisions, firstOpenDay);
  const saved = await saveDecisions(
    db,
    firstOpenDay === undefined ? decisions : decisions.map((one) => inOpenMonth(one, firstOpenDay)),
  );
  await applyDecisions(db, options);
  for (const { verb, group, run, reason } of saved) {
    await appendEvent(db, { ...options, verb, target: group, detail: { run, reason } });
  }
  return saved;
}

/** A closed month's groups stay as they are: it is reopened first. */
async function refuseClosed(db: Database, decisions: readonly NewDecision[], firstOpenDay: Day): Promise<void> {
  for (const { verb, leg, group, body } of decisions) {
    const early = body.items.find(({ item, on }) => leg === 'order-settlement' && item === 'line' && on < firstOpenDay);
    if (early) throw new StopError('PERIOD_CLOSED', { month: early.on.slice(0, 7) });
    if (verb === 'link' || verb === 'accept') continue;
    const on = await loadMatchedOn(db, group);
    if (on !== undefined && on < firstOpenDay) {
      throw new StopError('PERIOD_CLOSED', { month: on.slice(0, 7) });
    }
  }
}

/** A match made now of a closed month's money counts from the first open day. */
function inOpenMonth(decision: NewDecision, firstOpenDay: Day): NewDecision {
  if (decision.verb !== 'link' && decision.verb !== 'accept') return decision;
  return { ...decision, body: { ...decision.body, countsFrom: firstOpenDay } };
}

import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import type { Decision } from '../model/decision.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { appendEvent } from '../store/write/events.ts';
import { keepBefore, saveMatchRun } from '../store/write/match-runs.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { applyDecisions } from './confirmed-groups.ts';
import { inOneGo } from './decide.ts';
import { printsOf, refuseStale, type MatchPrints } from './match-plan.ts';
import { runPasses, type MatchAnswer } from './run-passes.ts';

export interface MatchOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Only rows up to this day are looked at; all of them when undefined. */
  readonly asOf?: Day;
  readonly dryRun: boolean;
  /** Of a plan that was shown: the match is refused with PLAN_STALE where it would do anything else. */
  readonly plan?: MatchPrints;
  readonly operator: string;
  /** ISO 8601 with offset, for the event log. */
  readonly at: string;
}

/** What the passes took; `run` names it for `settle undo`, where anything changed. */
export interface MatchOutcome extends MatchAnswer {
  readonly run?: string;
  /** What it rests on and comes to: a plan is applied only while these hold. */
  readonly prints: MatchPrints;
  /** Decisions one of whose rows isn't in the books any more. */
  readonly resting: readonly Decision[];
}

/**
 * Runs the passes over all items. Automatic groups are a function of the stored rows, the rules and what people decided:
 * they are worked out anew, so neither the order of import nor how often it was run shows in the answer. `look` reads
 * the result before a dry run is rolled back.
 */
export async function matchOpenItems(
  books: Books,
  options: MatchOptions,
  look?: (db: Database) => Promise<void>,
): Promise<MatchOutcome> {
  const { db } = books;
  return inOneGo(books, options.dryRun, async () => {
    const before = options.dryRun ? undefined : await keepBefore(db);
    const { answer, resting } = await workOut(db, options);
    const prints = await printsOf(db, options);
    if (options.plan) refuseStale(options.plan, prints);
    const run = before && (await saveMatchRun(db, before, prints.groups));
    await look?.(db);
    const matched = answer.passes.reduce((sum, pass) => sum + pass.matched, 0);
    const detail = { matched, ambiguities: answer.ambiguities, ...(run === undefined ? {} : { run }) };
    if (!options.dryRun) await appendEvent(db, { ...options, verb: 'match', target: 'all', detail });
    return { ...answer, prints, resting, ...(run === undefined ? {} : { run }) };
  });
}

type WorkOptions = Pick<MatchOptions, 'settings' | 'calendar' | 'asOf'>;

/** All groups worked out anew; the caller holds the unit of work. */
export async function workOutMatches(db: Database, options: WorkOptions): Promise<MatchAnswer> {
  return (await workOut(db, options)).answer;
}

async function workOut(
  db: Database,
  options: WorkOptions,
): Promise<{ readonly answer: MatchAnswer; readonly resting: readonly Decision[] }> {
  await adoptAccounts(db, options.settings);
  const { decided, resting } = await applyDecisions(db, options);
  return { answer: await runPasses(db, options, decided), resting };
}

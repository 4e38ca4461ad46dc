import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { appendEvent } from '../store/write/events.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { NOTHING_DECIDED, runPasses, type MatchAnswer } from './run-passes.ts';

export type { MatchAnswer } from './run-passes.ts';

export interface MatchOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Only rows up to this day are looked at; all of them when undefined. */
  readonly asOf?: Day;
  readonly dryRun: boolean;
  readonly operator: string;
  /** ISO 8601 with offset, for the event log. */
  readonly at: string;
}

/** Ends a dry run: everything is rolled back once `look` has seen it. */
class RolledBack extends Error {
  readonly answer: MatchAnswer;

  constructor(answer: MatchAnswer) {
    super('rolled back');
    this.answer = answer;
  }
}

/**
 * Runs the passes over all items. Automatic groups are a function of the stored rows alone: they are worked out anew,
 * so neither the order of import nor how often it was run shows in the answer. `look` reads the result before a dry
 * run is rolled back.
 */
export async function matchOpenItems(
  books: Books,
  options: MatchOptions,
  look?: (db: Database) => Promise<void>,
): Promise<MatchAnswer> {
  try {
    return await books.db.atomic(async () => {
      const answer = await workOutMatches(books.db, options);
      await look?.(books.db);
      if (options.dryRun) throw new RolledBack(answer);
      const matched = answer.passes.reduce((sum, pass) => sum + pass.matched, 0);
      await appendEvent(books.db, {
        ...options,
        verb: 'match',
        target: 'all',
        detail: { matched, ambiguities: answer.ambiguities },
      });
      return answer;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer;
    throw error;
  }
}

/** All groups worked out anew; the caller holds the unit of work. */
export async function workOutMatches(
  db: Database,
  options: Pick<MatchOptions, 'settings' | 'calendar' | 'asOf'>,
): Promise<MatchAnswer> {
  await adoptAccounts(db, options.settings);
  return runPasses(db, options, NOTHING_DECIDED);
}

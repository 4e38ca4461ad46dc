import type { BookSettings } from '../model/settings.ts';
import { StopError } from '../model/problem.ts';
import type { Database } from '../store/database.ts';
import { loadPrints, printOfText } from '../store/read/prints.ts';

/** What a match rests on and what it comes to, as short prints: kept with a plan that was shown. */
export interface MatchPrints {
  readonly rows: string;
  readonly rules: string;
  readonly decisions: string;
  /** Of the groups it made; unknown before the passes have run. */
  readonly groups: string;
}

export interface PlanOptions {
  readonly settings: BookSettings;
}

/** Called after the passes, so that `groups` is what was shown. */
export async function printsOf(db: Database, { settings }: PlanOptions): Promise<MatchPrints> {
  const prints = await loadPrints(db);
  return { ...prints, rules: printOfText(JSON.stringify(settings, plain)) };
}

/** Patterns and tables as text: all that a rule says counts. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof RegExp) return value.source;
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}

/** Refuses with PLAN_STALE, naming what isn't as it was when the plan was shown. */
export function refuseStale(plan: MatchPrints, now: MatchPrints): void {
  for (const changed of ['rows', 'rules', 'decisions', 'groups'] as const) {
    if (plan[changed] !== now[changed]) throw new StopError('PLAN_STALE', { reason: changed });
  }
}

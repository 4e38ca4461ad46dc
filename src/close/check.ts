import type { Words } from '../model/words.ts';
import type { CloseFacts } from './facts.ts';

export type CheckState = 'passed' | 'warned' | 'blocked';

/** Why a check isn't passed, with the command that mends it. */
export interface Reason {
  readonly words: Words;
  readonly command?: string;
  /** Only warns, also where the check blocks. */
  readonly warns?: true;
}

export interface CheckResult {
  readonly state: CheckState;
  readonly reasons: readonly Reason[];
}

/** One line of the checklist (DOMAIN.md 1.2): B blocks the close unless a person overrides it, W only warns. */
export interface Check {
  readonly code: string;
  readonly title: Words;
  readonly severity: 'B' | 'W';
  readonly run: (facts: CloseFacts) => readonly Reason[];
}

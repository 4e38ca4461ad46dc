/** Exit codes of the command line (CLI.md); their meaning never changes. */
export const EXIT = {
  ok: 0,
  findings: 1,
  usage: 2,
  input: 3,
  refused: 4,
  environment: 5,
  integrity: 6,
  bug: 70,
  busy: 75,
} as const;
export type ExitName = keyof typeof EXIT;

/**
 * Every stable code with the exit it leads to, in order of precedence: when several apply, the first is reported.
 * Words and remedies stand in cli/words.ts.
 */
export const PROBLEMS = {
  FILE_MISSING: 'input',
  FILE_UNREADABLE: 'input',
  FILE_EMPTY: 'input',
  FILE_TOO_LARGE: 'input',
  ARCHIVE_DAMAGED: 'input',
  ARCHIVE_UNSAFE: 'input',
  ARCHIVE_ENCRYPTED: 'input',
  ENCODING_UNDECIDED: 'input',
  NUL_BYTES: 'input',
  FORMAT_UNKNOWN: 'input',
  FORMAT_AMBIGUOUS: 'input',
  HEADER_CHANGED: 'input',
  ACCOUNT_NEEDED: 'input',
  ACCOUNT_OTHER: 'input',
  PERIOD_NEEDED: 'input',
  FILE_TRUNCATED: 'input',
  CONTROL_TOTAL_DIFFERS: 'input',
  ROWS_AFTER_FOOTER: 'input',
  AMOUNT_UNREADABLE: 'input',
  AMOUNT_TOO_FINE: 'input',
  AMOUNT_SIGN: 'input',
  AMOUNT_MISSING: 'input',
  DATE_UNREADABLE: 'input',
  DATE_AMBIGUOUS: 'input',
  CURRENCY_UNKNOWN: 'input',
  ID_DAMAGED: 'input',
  ID_MISSING: 'input',
  KIND_UNKNOWN: 'input',
  TERMS_UNKNOWN: 'input',
  CELL_COUNT: 'input',
  LIMIT_REACHED: 'input',
  CASE_UNREADABLE: 'input',
  CASE_VALUE: 'input',
  BOOKS_MISSING: 'usage',
  BOOKS_EXIST: 'refused',
  BOOKS_FOREIGN: 'refused',
  BOOKS_TOO_NEW: 'refused',
  BOOKS_OLDER: 'refused',
  BOOKS_DAMAGED: 'integrity',
  BOOKS_BUSY: 'busy',
  PERIOD_CLOSED: 'refused',
  PERIOD_NOT_READY: 'refused',
  SIGNER_TWICE: 'refused',
  SNAPSHOT_UNKNOWN: 'usage',
  FINDING_UNKNOWN: 'usage',
  REF_UNKNOWN: 'usage',
  DECISION_REFUSED: 'refused',
  REF_AMBIGUOUS: 'usage',
  GROUP_UNKNOWN: 'usage',
  GROUP_NOT_SUGGESTED: 'usage',
  LINK_LEG: 'usage',
  LINK_CURRENCIES: 'usage',
  LINK_TAKEN: 'refused',
  WRITE_OFF_NONE: 'usage',
  WRITE_OFF_LIMIT: 'refused',
  UNDO_UNKNOWN: 'usage',
  NOTHING_TO_UNDO: 'refused',
  UNDO_ELSEWHERE: 'refused',
  RUN_SUPERSEDED: 'refused',
  PLAN_UNREADABLE: 'usage',
  PLAN_STALE: 'refused',
  ACCOUNT_UNKNOWN: 'usage',
  CONFIG_MISSING: 'usage',
  CONFIG_UNREADABLE: 'usage',
  CONFIG_UNKNOWN_KEY: 'usage',
  CONFIG_VALUE: 'usage',
  RATE_MISSING: 'usage',
  EXPORT_MAP: 'usage',
  USAGE: 'usage',
  DISK_FULL: 'environment',
  NOT_WRITABLE: 'environment',
  OUTPUT_FAILED: 'environment',
  BACKUP_EXISTS: 'environment',
} as const satisfies Readonly<Record<string, ExitName>>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Values that fill the words of a problem: file, line, column, text, nearest … Plain text, amounts already printed. */
export type ProblemParams = Readonly<Record<string, string | number>>;

/** A cell or row of a user's file that can't be taken. All of them are listed. Lines and columns count from 1. */
export interface RowProblem {
  readonly code: ProblemCode;
  readonly line: number;
  /** The column's name as the file prints it. */
  readonly column?: string;
  /** What stands there. */
  readonly text?: string;
}

/** A refusal a person can act on: stops the command (or the one file) with its code and exit. */
export class StopError extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
  /** Further problems behind the first one: the bad rows of a refused file. */
  readonly rows: readonly RowProblem[];

  constructor(code: ProblemCode, params: ProblemParams = {}, rows: readonly RowProblem[] = [], cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'StopError';
    this.code = code;
    this.params = params;
    this.rows = rows;
  }

  get exit(): number {
    return EXIT[PROBLEMS[this.code]];
  }
}

/** A fact our own code relies on; when it fails that is a bug of ours, never the user's. */
export function invariant(condition: boolean, fact: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${fact}`);
}

import type { ByteSource, Fingerprint, OpenStatement, ReadOptions } from '../ingest/index.ts';
import type { Day } from '../model/day.ts';
import type { Money } from '../model/money.ts';
import type { ProblemParams, RowProblem, StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { RowBatch } from '../model/statement.ts';
import type { Revision } from '../store/write/revisions.ts';
import type { Staged } from '../store/archive.ts';
import type { ReadAhead } from './read-ahead.ts';

export type { RevisedRow, Revision } from '../store/write/revisions.ts';

export interface ImportOptions extends ReadOptions {
  readonly settings: BookSettings;
  /** `--account`. */
  readonly account?: string;
  /** Store the good rows, keep the bad ones as rejected rows. */
  readonly partial: boolean;
  /** Store a file whose own totals disagree with its rows, with a finding. */
  readonly acceptDifferences: boolean;
  readonly dryRun: boolean;
  /** Told how many rows were taken in, as they are: for progress. */
  readonly onRows?: (count: number) => void;
  readonly operator: string;
  /** ISO 8601 with offset: for the event log only, never in an answer. */
  readonly at: string;
}

/** One row of the answer: a file, or one account's part of it (CLI.md, `import`). Absent where unknown. */
export interface ImportRow {
  readonly file: string;
  readonly sha256?: string;
  readonly format?: string;
  readonly statement?: string;
  readonly kind?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
  readonly rows: number;
  readonly stored: number;
  readonly known: number;
  readonly rejected: number;
  readonly status: 'stored' | 'known' | 'refused';
  readonly problems: readonly RowProblem[];
  readonly currency?: string;
  readonly credits?: Money;
  readonly debits?: Money;
  readonly opening?: Money;
  readonly closing?: Money;
  readonly pending?: number;
  /** Statements before it that it takes the place of, with what it says otherwise. */
  readonly revises?: readonly Revision[];
  /** What it says about closed months. */
  readonly late?: LateData;
  /** The refusal of a refused file. */
  readonly refusal?: { readonly code: StopError['code']; readonly params: ProblemParams };
  /** Things taken with a remark: an account that settle.yaml doesn't know, totals that differ. */
  readonly remarks: readonly ImportRemark[];
}

/** Rows about closed months, and how many of them differ from what the books knew: those count from a later day. */
export interface LateData {
  readonly rows: number;
  readonly adjustments: number;
  /** The first open day. */
  readonly on: Day;
}

export interface ImportRemark {
  readonly kind: 'account-unknown' | 'difference' | 'cell' | 'no-rows';
  readonly params: ProblemParams;
}

/** A statement some of whose rows may have been read already. */
export type StatementAhead = Omit<OpenStatement, 'batches'> & { readonly batches: ReadAhead<RowBatch> };

/** A file, or a member of a container, on its way in. */
export interface Incoming {
  readonly source: ByteSource;
  readonly print: Fingerprint;
  readonly statements: ReadAhead<StatementAhead>;
  /** SHA-256 of what the archive keeps: the file, or the container it came in. */
  readonly archived: string;
  /** Begins to copy it into the archive. */
  readonly stage: () => Staged;
  /** Called once its rows are on their way: the next file can be read while they are written. */
  readonly meanwhile: () => void;
}

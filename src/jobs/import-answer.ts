import type { OpenStatement } from '../ingest/index.ts';
import type { Currency } from '../model/currency.ts';
import { minor, type Money } from '../model/money.ts';
import { present } from '../model/present.ts';
import type { StatementIssue, StatementOutcome, StatementPart } from '../model/statement.ts';
import type { StoredStatement } from '../store/read/files.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import type { Revision } from '../store/write/revisions.ts';
import type { ImportOptions, ImportRemark, ImportRow, Incoming, LateData } from './import-contract.ts';
import type { Section } from './sections.ts';

/** A statement read to its end, with one account's part of it. */
export interface Closing {
  readonly statement: OpenStatement;
  readonly outcome: StatementOutcome;
  readonly part: StatementPart;
  readonly section: Section;
}

/** What storing the part came to. */
export interface Stored {
  readonly incoming: Incoming;
  readonly options: ImportOptions;
  readonly known: number;
  readonly rejected: number;
  readonly status: ImportRow['status'];
  readonly issues: readonly StatementIssue[];
  /** What it says otherwise than statements whose place it takes. */
  readonly revisions: readonly Revision[];
  readonly late?: LateData;
}

/** The row of the answer for one account's part of a file. */
export function answerOf({ statement, outcome, part, section }: Closing, stored: Stored): ImportRow {
  const { incoming, options } = stored;
  const money = (value: number | undefined): Money | undefined =>
    value === undefined ? undefined : { minor: minor(value), currency: part.currency };
  const isUnknown = !options.settings.accounts.some((account) => account.id === section.account.ref);
  const remarks: ImportRemark[] = [
    ...(isUnknown && (section.account.kind === 'bank' || section.account.kind === 'wallet')
      ? [{ kind: 'account-unknown' as const, params: accountParams(section.account) }]
      : []),
    ...stored.issues.map((issue) => ({
      kind: 'difference' as const,
      params: {
        code: issue.code,
        line: issue.line,
        what: issue.what,
        expected: issue.expected,
        actual: issue.actual,
        unit: issue.unit,
        currency: issue.currency ?? part.currency,
      },
    })),
    ...outcome.remarks.map((remark) => ({
      kind: 'cell' as const,
      params: { code: remark.code, line: remark.line, column: remark.column ?? '', text: remark.text ?? '' },
    })),
  ];
  return present({
    file: incoming.source.name,
    sha256: incoming.print.sha256,
    format: statement.format.id,
    statement: part.statement,
    kind: statement.format.kind,
    account: section.account.ref,
    from: part.from,
    to: part.to,
    rows: part.rows,
    stored: part.rows - stored.known,
    known: stored.known,
    rejected: stored.rejected,
    status: stored.status,
    problems: options.partial ? outcome.problems : [],
    currency: part.currency,
    credits: money(part.credits),
    debits: money(part.debits),
    opening: money(part.opening),
    closing: money(part.closing),
    pending: outcome.pending > 0 ? outcome.pending : undefined,
    revises: stored.revisions.length > 0 ? stored.revisions : undefined,
    late: stored.late,
    remarks,
  });
}

function accountParams(account: StoredAccount): Readonly<Record<string, string>> {
  return {
    id: account.ref,
    kind: account.kind,
    platform: account.platform ?? '',
    number: account.number ?? '',
  };
}

/** The answer for a statement that is known but from which nothing is read: which it is, and why. */
export function unreadAnswer(
  { format }: OpenStatement,
  { incoming, isKnown }: { readonly incoming: Incoming; readonly isKnown: boolean },
  pending: number,
): ImportRow {
  return {
    file: incoming.source.name,
    sha256: incoming.print.sha256,
    format: format.id,
    kind: format.kind,
    rows: 0,
    stored: 0,
    known: 0,
    rejected: 0,
    status: isKnown ? 'known' : 'stored',
    problems: [],
    ...(pending > 0 && { pending }),
    remarks: [{ kind: 'no-rows', params: { en: format.ignored?.en ?? '', zh: format.ignored?.zh ?? '' } }],
  };
}

/** The answer for a file whose bytes are stored already. */
export function knownRows(file: string, sha256: string, statements: readonly StoredStatement[]): readonly ImportRow[] {
  return statements.map((statement) =>
    present({
      file,
      sha256,
      format: statement.format,
      statement: statement.number,
      kind: statement.kind,
      account: statement.account,
      from: statement.from,
      to: statement.to,
      rows: statement.rows,
      stored: 0,
      known: statement.rows,
      rejected: 0,
      status: 'known' as const,
      problems: [],
      currency: statement.currency,
      opening: moneyOf(statement.opening, statement.currency),
      closing: moneyOf(statement.closing, statement.currency),
      remarks: [],
    }),
  );
}

function moneyOf(value: number | null, currency: string): Money | undefined {
  return value === null ? undefined : { minor: minor(value), currency: currency as Currency };
}

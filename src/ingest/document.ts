import type { Currency } from '../model/currency.ts';
import { dayOf, type Day } from '../model/day.ts';
import { absolute, plus, ZERO, type Minor } from '../model/money.ts';
import type { RowProblem } from '../model/problem.ts';
import type {
  BankLine,
  Bill,
  RowBatch,
  RowOf,
  StatementIssue,
  StatementKind,
  StatementOutcome,
  StatementPart,
} from '../model/statement.ts';
import type { Words } from '../model/words.ts';
import type { FormatInfo, OpenStatement } from './contract.ts';
import type { DateOrder } from './moment.ts';
import type { NameFacts } from './name.ts';

/** What a document's reader is told besides its text. */
export interface DocumentContext {
  /** For messages. */
  readonly file: string;
  /** Of rows whose file names none. */
  readonly currency: Currency;
  readonly dateOrder: DateOrder | undefined;
  readonly name: NameFacts;
}

/** One statement of a document: an account's, with what it says of itself. */
export interface DocumentStatement<K extends StatementKind = StatementKind> {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly account?: string;
  readonly platform?: string;
  /** Its own number or id, as the file prints it. Pages of one statement are joined before they are handed out. */
  readonly statement?: string;
  readonly currency: Currency;
  /** Only where the statement says which days it covers: without them they are those of its rows. */
  readonly from?: Day;
  readonly to?: Day;
  /** Booked balances, signed. A bank statement with both is checked: opening + rows = closing. */
  readonly opening?: Minor;
  readonly closing?: Minor;
  /** Where the closing balance stands. */
  readonly closingLine?: number;
  /** Money that was moved, in file order; what isn't booked is only counted, in `pending`. */
  readonly rows: readonly RowOf[K][];
  readonly pending?: number;
  /** Only counted: another kind of account in the same file, of which nothing is stored. */
  readonly ignored?: true;
  /** Declared totals and counts that disagree with the rows. */
  readonly issues?: readonly StatementIssue[];
  /** Entries that can't be read: without `--partial` one of them refuses the file. */
  readonly problems?: readonly RowProblem[];
  /** Problems beyond those listed. */
  readonly problemsBeyond?: number;
  readonly rejected?: StatementOutcome['rejected'];
  readonly remarks?: readonly RowProblem[];
}

/**
 * A format whose files are no table under a header: tagged lines, XML, fixed width, records told apart by their first
 * cell. One file in formats/, one line in formats/all.ts, like a table's profile.
 */
export interface DocumentFormat<K extends StatementKind = StatementKind> {
  readonly id: string;
  readonly title: Words;
  readonly kind: K;
  readonly platform?: string;
  readonly bill?: Bill;
  /** How sure its facts are (formats/*.md). */
  readonly grade: 'A' | 'B' | 'C';
  /** What its rows are joined by. */
  readonly joins: Words;
  /** What it is known by, for people: `:20:`, `:61:`. */
  readonly marks: readonly string[];
  /** Known, but no row is read from it: why (an interim report, an investment account). Its entries are `pending`. */
  readonly ignored?: Words;
  /** Looked for only under `--as`: what it takes a file for, a person has to know. */
  readonly onRequest?: true;
  /** The marks met in the head of a text (up to 64 KiB, bytes beyond ASCII not yet decoded); undefined for any other format. */
  recognise(head: string): readonly string[] | undefined;
  /** The encoding a text names for itself: taken where it is no UTF-8. */
  charset?(head: string): string | undefined;
  /**
   * The statements of a text, one after the other. Throws a StopError for what can't be read at all (cut off, not
   * well-formed); a bad entry is a problem of its statement.
   */
  read(text: AsyncIterable<string>, context: DocumentContext): AsyncIterable<DocumentStatement<K>>;
}

/** Any document's format, its kind told by `kind`. */
export type AnyDocument = { [K in StatementKind]: DocumentFormat<K> }[StatementKind];

/** A document that was recognised. */
export interface FoundDocument {
  readonly format: AnyDocument;
  readonly matched: readonly string[];
  readonly encoding: string;
}

/** The public face of a document's format. */
export function documentInfo(format: AnyDocument): FormatInfo {
  const { id, title, kind, platform, bill, grade, joins, marks, ignored } = format;
  return {
    id,
    title,
    kind,
    ...(platform !== undefined && { platform }),
    ...(bill !== undefined && { bill }),
    grade,
    joins,
    knownBy: marks,
    ...(ignored !== undefined && { ignored }),
  };
}

/** The statements of a recognised document, as the store takes them: balances checked, sums made. */
export async function* openDocument(
  { format, matched, encoding }: FoundDocument,
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<OpenStatement> {
  for await (const statement of format.read(text, context)) {
    const chain = chainOf(format.kind, statement);
    const rows = chain === 'closes' ? withBalances(statement) : statement.rows;
    const outcome = outcomeOf(format, statement, chain === 'broken' ? [breakOf(statement)] : []);
    yield {
      format: documentInfo(format),
      evidence: { encoding, headerLine: statement.line, matched },
      name: context.name,
      currency: statement.currency,
      ...(statement.account !== undefined && { account: statement.account }),
      batches: inBatches(format.kind, rows),
      outcome: () => outcome,
    };
  }
}

const BATCH_ROWS = 200;

async function* inBatches(kind: StatementKind, rows: readonly RowOf[StatementKind][]): AsyncGenerator<RowBatch> {
  await Promise.resolve();
  for (let at = 0; at < rows.length; at += BATCH_ROWS)
    yield { kind, rows: rows.slice(at, at + BATCH_ROWS) } as RowBatch;
}

/** Whether opening + rows = closing; `untold` where a balance is missing or rows couldn't be read. */
function chainOf(kind: StatementKind, statement: DocumentStatement): 'closes' | 'broken' | 'untold' {
  const { opening, closing, problems } = statement;
  if (kind !== 'bank' || opening === undefined || (problems?.length ?? 0) > 0) return 'untold';
  if (closing === undefined) return 'untold';
  return plus(opening, movedIn(statement)) === closing ? 'closes' : 'broken';
}

function movedIn({ rows }: DocumentStatement): Minor {
  return (rows as readonly BankLine[]).reduce((sum, row) => plus(sum, row.amount), ZERO);
}

function breakOf(statement: DocumentStatement): StatementIssue {
  const { opening = ZERO, closing = ZERO, line, closingLine, currency, account } = statement;
  return {
    code: 'balance-break',
    line: closingLine ?? line,
    what: statement.statement ?? '',
    expected: plus(opening, movedIn(statement)),
    actual: closing,
    unit: 'amount',
    currency,
    ...(account !== undefined && { account }),
  };
}

/** The balance after each row: it tells equal rows of one day apart wherever they are met again. */
function withBalances({ opening = ZERO, rows }: DocumentStatement): readonly BankLine[] {
  let balance = opening;
  return (rows as readonly BankLine[]).map((row) => {
    balance = plus(balance, row.amount);
    return row.balance === undefined ? { ...row, balance } : row;
  });
}

function outcomeOf(
  { kind, ignored }: AnyDocument,
  statement: DocumentStatement,
  breaks: readonly StatementIssue[],
): StatementOutcome {
  const { issues = [], problems = [], problemsBeyond = 0, rejected = [], remarks = [], pending = 0 } = statement;
  const parts = ignored === undefined && statement.ignored === undefined ? [partOf(kind, statement)] : [];
  const beyond = problemsBeyond > 0 ? { problemsBeyond } : {};
  return { parts, issues: [...issues, ...breaks], problems, ...beyond, rejected, remarks, pending };
}

function partOf(kind: StatementKind, statement: DocumentStatement): StatementPart {
  const { account, platform, currency, opening, closing, rows } = statement;
  const stated = statement.from !== undefined && statement.to !== undefined;
  const days = stated ? { from: statement.from, to: statement.to } : daysOf(kind, rows);
  return {
    ...(account !== undefined && { account }),
    ...(platform !== undefined && { platform }),
    ...(statement.statement !== undefined && { statement: statement.statement }),
    ...days,
    stated,
    rows: rows.length,
    currency,
    ...(opening !== undefined && { opening }),
    ...(closing !== undefined && { closing }),
    ...(kind === 'bank' && sumsOf(rows as readonly BankLine[])),
    newestFirst: false,
  };
}

function sumsOf(rows: readonly BankLine[]): { readonly credits: Minor; readonly debits: Minor } {
  let credits = ZERO;
  let debits = ZERO;
  for (const { amount } of rows) {
    if (amount > 0) credits = plus(credits, amount);
    else debits = plus(debits, absolute(amount));
  }
  return { credits, debits };
}

function daysOf(
  kind: StatementKind,
  rows: readonly RowOf[StatementKind][],
): { readonly from?: Day; readonly to?: Day } {
  const days = rows.flatMap((row) => dayOfRow(kind, row) ?? []).sort();
  const [from, to] = [days[0], days.at(-1)];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function dayOfRow(kind: StatementKind, row: RowOf[StatementKind]): Day | undefined {
  if (kind === 'bank') return dayOf((row as BankLine).bookedAt);
  if (kind === 'settlement') return dayOf((row as RowOf['settlement']).occurredAt);
  if (kind !== 'orders') return undefined;
  const { orderedAt, paidAt } = row as RowOf['orders'];
  const moment = orderedAt ?? paidAt;
  return moment === undefined ? undefined : dayOf(moment);
}

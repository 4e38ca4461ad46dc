import { dayOf, addDays, type Day } from '../../model/day.ts';
import { plus } from '../../model/money.ts';
import { invariant } from '../../model/problem.ts';
import type { BankLine, StatementIssue } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';
import { swiftMessages } from '../tokenise/mt940.ts';
import { readPage, type PageBalance, type SwiftPage } from './swift-page.ts';

/**
 * The statements of an MT940 or MT942 text, pages that follow each other joined (formats/bank.md 1). Throws
 * FILE_TRUNCATED for one without a closing balance, CURRENCY_UNKNOWN for one whose balances have none or two.
 */
export async function* swiftStatements(
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<DocumentStatement<'bank'>> {
  let pages: readonly SwiftPage[] = [];
  for await (const message of swiftMessages(text, context.file)) {
    const page = readPage(message, context);
    const last = pages.at(-1);
    if (last !== undefined && !follows(last, page)) {
      yield joined(pages);
      pages = [];
    }
    pages = [...pages, page];
  }
  if (pages.length > 0) yield joined(pages);
}

/** The next page of the same statement: it takes over the balance that was carried, and counts on. */
function follows(last: SwiftPage, next: SwiftPage): boolean {
  if (last.closing?.carried !== true || next.opening?.carried !== true) return false;
  if (last.account !== next.account || last.currency !== next.currency || last.number !== next.number) return false;
  if (last.closing.amount !== next.opening.amount) return false;
  const [before, after] = [last.sequence, next.sequence];
  return before === undefined || after === undefined || after === before || after === before + 1;
}

function joined(pages: readonly SwiftPage[]): DocumentStatement<'bank'> {
  const [first] = pages;
  const last = pages.at(-1);
  invariant(first !== undefined && last !== undefined, 'a statement has a page');
  const rows = pages.flatMap((page) => page.rows);
  const problems = pages.flatMap(({ collected }) => collected.problems);
  const [opening, closing] = [trueBalance(first.opening), trueBalance(last.closing)];
  const alone = opening === undefined || closing === undefined;
  return defined({
    line: first.line,
    account: first.account,
    statement: first.number,
    currency: first.currency,
    ...daysCovered(first.opening?.day, last.closing?.day, rows),
    opening: opening?.amount,
    closing: closing?.amount,
    closingLine: last.closing?.line,
    rows,
    pending: pages.reduce((sum, { collected }) => sum + collected.pending, 0),
    issues: [
      ...pages.flatMap((page) => page.issues),
      ...(alone && problems.length === 0 ? carriedBreak(first, last, rows) : []),
    ],
    problems,
    rejected: pages.flatMap(({ collected }) => collected.rejected),
    remarks: pages.flatMap(({ collected }) => collected.remarks),
  });
}

/** A balance carried over is that of a page, not of a statement: without the other pages there is none. */
function trueBalance(balance: PageBalance | undefined): PageBalance | undefined {
  return balance?.carried === true ? undefined : balance;
}

/** Pages whose neighbours aren't in the file still have to add up. */
function carriedBreak(first: SwiftPage, last: SwiftPage, rows: readonly BankLine[]): readonly StatementIssue[] {
  const [opening, closing] = [first.opening, last.closing];
  if (opening === undefined || closing === undefined) return [];
  const expected = rows.reduce((sum, { amount }) => plus(sum, amount), opening.amount);
  if (expected === closing.amount) return [];
  return [
    defined({
      code: 'balance-break' as const,
      line: closing.line,
      what: first.number ?? '',
      expected,
      actual: closing.amount,
      unit: 'amount' as const,
      currency: first.currency,
      account: first.account,
    }),
  ];
}

/**
 * The opening balance is that of the day before, or of the first day itself: that day counts only when a row is on it.
 * Not stated when a row lies outside of its balances' days.
 */
function daysCovered(
  opened: Day | undefined,
  closed: Day | undefined,
  rows: readonly BankLine[],
): Pick<DocumentStatement<'bank'>, 'from' | 'to'> {
  if (opened === undefined || closed === undefined || opened > closed) return {};
  const days = rows.map((row) => dayOf(row.bookedAt)).sort();
  const [earliest = closed, latest = closed] = [days[0], days.at(-1)];
  if (earliest < opened || latest > closed) return {};
  const after = opened < closed ? addDays(opened, 1) : opened;
  return { from: earliest < after ? earliest : after, to: closed };
}

import type { Currency } from '../../model/currency.ts';
import { addDays, dayOf, wholeDay, type Day } from '../../model/day.ts';
import type { RowProblem } from '../../model/problem.ts';
import type { BankLine, StatementIssue } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentStatement } from '../document.ts';
import { openingAndClosing, type OpeningAndClosing } from './camt-balances.ts';
import type { CamtEntry } from './camt-entry.ts';
import type { CamtHead, CamtPage } from './camt-page.ts';
import { settleSigns } from './camt-signs.ts';
import { totalsIssues } from './camt-totals.ts';

/** Whether a page goes on with the statement of the page before it. */
export function continues(before: CamtPage, next: CamtPage): boolean {
  const [left, right] = [before.head, next.head];
  const same = (left.id !== undefined && left.id === right.id) || isSame(left.sequence, right.sequence);
  if (!same || left.account !== right.account || left.currency !== right.currency) return false;
  if (left.page !== undefined && right.page !== undefined)
    return right.page === left.page + 1 && left.lastPage !== true;
  return openingAndClosing(before.balances).closing?.carried === true;
}

function isSame(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right;
}

/** The booked statement its pages make: balances, signs settled by them, declared totals checked. */
export function camtStatement(
  pages: readonly [CamtPage, ...CamtPage[]],
  otherwise: Currency,
): DocumentStatement<'bank'> {
  const [{ head, line }] = pages;
  const balances = balancesOf(pages);
  const [opening, closing] = [balances.opening?.amount, balances.closing?.amount];
  const signed = settleSigns(
    pages.flatMap(({ entries }) => entries),
    opening,
    closing,
  );
  const collected = collectedIn(pages, signed.remarks);
  const rows = withDays(signed.entries, statementDay(head, balances), collected);
  const { problems, beyond, rejected, remarks, pending } = collected;
  const currency = currencyOf(head, balances, signed.entries) ?? otherwise;
  return {
    line,
    ...defined({ account: head.account, statement: head.sequence ?? head.id }),
    currency,
    ...daysOf(head, balances, rows),
    ...defined({ opening, closing, closingLine: balances.closing?.line }),
    rows,
    pending,
    issues: problems.length > 0 ? [] : issuesOf(pages, signed.entries, currency),
    problems,
    problemsBeyond: beyond,
    rejected,
    remarks,
  };
}

function collectedIn(pages: readonly CamtPage[], more: readonly RowProblem[]): Collected {
  const all = new Collected();
  for (const { collected } of pages) {
    for (const problem of collected.problems) all.problem(problem);
    for (const remark of collected.remarks) all.remark(remark);
    all.rejected.push(...collected.rejected);
    all.beyond += collected.beyond;
    all.pending += collected.pending;
  }
  for (const remark of more) all.remark(remark);
  return all;
}

function currencyOf(
  { currency }: CamtHead,
  { opening, closing }: OpeningAndClosing,
  [first]: readonly CamtEntry[],
): Currency | undefined {
  return currency ?? (opening ?? closing)?.currency ?? first?.row.currency;
}

/** Of several pages the last one sums them all up. */
function issuesOf(
  pages: readonly [CamtPage, ...CamtPage[]],
  entries: readonly CamtEntry[],
  currency: Currency,
): readonly StatementIssue[] {
  const [{ head }] = pages;
  const moved = {
    booked: entries.map(({ row }) => row.amount),
    pending: pages.flatMap(({ pendingAmounts }) => pendingAmounts),
    currency,
    account: head.account,
  };
  return (pages.at(-1) ?? pages[0]).summaries.flatMap((summary) => totalsIssues(summary, moved));
}

/** Of several pages those that aren't carried over between them; of a page alone, the ones it has. */
function balancesOf(pages: readonly CamtPage[]): OpeningAndClosing {
  const own = openingAndClosing(pages.flatMap(({ balances }) => balances.filter(({ carried }) => !carried)));
  return defined({
    opening: own.opening ?? openingAndClosing(pages[0]?.balances ?? []).opening,
    closing: own.closing ?? openingAndClosing(pages.at(-1)?.balances ?? []).closing,
  });
}

/** The one day a statement is of: entries without a date of their own were booked on it. */
function statementDay({ period }: CamtHead, { opening, closing }: OpeningAndClosing): Day | undefined {
  if (opening?.day !== undefined && opening.day === closing?.day) return opening.day;
  return period !== undefined && period.from === period.to ? period.from : undefined;
}

function withDays(entries: readonly CamtEntry[], day: Day | undefined, collected: Collected): readonly BankLine[] {
  return entries.flatMap(({ row, bookedOn, raw = '' }) => {
    const bookedAt = bookedOn ?? day ?? row.valueOn;
    if (bookedAt !== undefined) return [{ ...row, bookedAt: wholeDay(bookedAt) }];
    const problem: RowProblem = { code: 'DATE_UNREADABLE', line: row.line, column: 'BookgDt', text: '' };
    collected.problem(problem);
    collected.reject(problem, [raw]);
    return [];
  });
}

/**
 * The days it says it covers, or the one its balances are of, unless an entry lies outside them. An end at midnight is
 * the end of the day before where the closing balance is of that day.
 */
function daysOf(
  { period }: CamtHead,
  { opening, closing }: OpeningAndClosing,
  rows: readonly BankLine[],
): { readonly from?: Day; readonly to?: Day } {
  const from = period?.from ?? (opening?.day === closing?.day ? opening?.day : undefined);
  const to = period === undefined ? from : lastDay(period, closing?.day);
  if (from === undefined || to === undefined) return {};
  const days = rows.map(({ bookedAt }) => dayOf(bookedAt));
  return days.every((day) => day >= from && day <= to) ? { from, to } : {};
}

function lastDay({ from, to, toMidnight }: NonNullable<CamtHead['period']>, closed: Day | undefined): Day {
  const dayBefore = addDays(to, -1);
  return toMidnight && dayBefore >= from && closed === dayBefore ? dayBefore : to;
}

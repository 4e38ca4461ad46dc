import { gapsOf, type CoveredSpan, type Gap } from '../model/coverage.ts';
import { addDays, daysBetween, type Day } from '../model/day.ts';
import { loadConflicts, loadCoverage, type CoverageRow } from '../store/read/statement-cases.ts';
import { byKey } from './columns.ts';
import type { ReportContext } from './report.ts';

export type CoverageState = 'covered' | 'missing' | 'twice' | 'disagreeing';

/** Days in a row of one account's bill that stand the same way. */
export interface CoverageRange {
  readonly account: string;
  /** `trade`, `fund` or `both` of a wallet; undefined for a bank. */
  readonly bill: string | undefined;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly state: CoverageState;
  readonly files: readonly string[];
}

interface Bill {
  readonly account: string;
  readonly bill: string | undefined;
  readonly rows: readonly CoverageRow[];
  /** Days on which two files say other things. */
  readonly conflicts: ReadonlySet<string>;
  readonly period: Gap | undefined;
  readonly asOf: Day;
}

/** Every account's bills, day by day up to the day asked for, condensed into ranges; by account, bill and day. */
export async function loadCoverageRanges(context: ReportContext): Promise<readonly CoverageRange[]> {
  const { db, asOf, period, filters } = context;
  const rows = (await loadCoverage(db)).filter(
    (row) => row.from_on <= asOf && (filters.account === undefined || filters.account === row.account),
  );
  const conflicts = await loadConflicts(db, addDays(asOf, 1));
  const keyOf = (row: CoverageRow): string => `${row.account}\n${row.bill ?? ''}`;
  const keys = [...new Set(rows.map(keyOf))].sort();
  return keys.flatMap((key) => {
    const own = rows.filter((row) => keyOf(row) === key);
    const account = own[0]?.account ?? '';
    const files = new Set(own.map((row) => row.file));
    const disagreeing = conflicts.filter((one) => one.account === account && files.has(one.files));
    return rangesOf({
      account,
      bill: own[0]?.bill ?? undefined,
      rows: own,
      conflicts: new Set(disagreeing.map((one) => one.day)),
      period,
      asOf,
    });
  });
}

function rangesOf(bill: Bill): readonly CoverageRange[] {
  const { period, asOf } = bill;
  if (period && period.from > asOf) return [];
  const asked = period && { from: period.from, to: earlier(period.to, asOf) };
  const gaps = gapsOf(bill.rows.map(spanOf), asked);
  const reach = bill.rows.reduce((last, row) => (row.to_on > last ? row.to_on : last), '');
  const ranges: CoverageRange[] = [];
  for (const piece of piecesOf(bill, gaps).filter((one) => overlaps(one, asked))) {
    const range = rangeOf(bill, gaps, piece);
    // Without a period nothing is asked of the days after the last statement.
    if (range.state !== 'missing' && piece.from > reach) continue;
    const last = ranges.at(-1);
    if (last?.state === range.state && isJoined(last, range)) ranges[ranges.length - 1] = joined(last, range);
    else ranges.push(range);
  }
  return ranges;
}

function overlaps(piece: Gap, asked: Gap | undefined): boolean {
  return asked === undefined || (piece.to >= asked.from && piece.from <= asked.to);
}

function spanOf(row: CoverageRow): CoveredSpan {
  return {
    from: row.from_on,
    to: row.to_on,
    ...(row.opening === null ? {} : { opening: row.opening }),
    ...(row.closing === null ? {} : { closing: row.closing }),
  };
}

/** Stretches inside which nothing changes: cut wherever a statement, gap, conflict or the period begins or ends. */
function piecesOf({ rows, conflicts, period, asOf }: Bill, gaps: readonly Gap[]): readonly Gap[] {
  const spans = [
    ...rows.map((row) => ({ from: row.from_on, to: row.to_on })),
    ...gaps,
    ...[...conflicts].map((day) => ({ from: day as Day, to: day as Day })),
    ...(period ? [period] : []),
  ];
  const cuts = [...new Set([...spans.flatMap((span) => [span.from, addDays(span.to, 1)]), addDays(asOf, 1)])].sort();
  return cuts.flatMap((from, at) => {
    const next = cuts[at + 1];
    return next === undefined || from > asOf ? [] : [{ from, to: addDays(next, -1) }];
  });
}

function rangeOf(bill: Bill, gaps: readonly Gap[], piece: Gap): CoverageRange {
  const covering = bill.rows.filter((row) => row.from_on <= piece.from && row.to_on >= piece.to);
  const isMissing = gaps.some((gap) => gap.from <= piece.from && gap.to >= piece.to);
  const files = [...new Set(covering.map((row) => row.file))].sort();
  return {
    account: bill.account,
    bill: bill.bill,
    ...piece,
    days: daysBetween(piece.from, piece.to) + 1,
    state: stateOf({ isMissing, isDisagreeing: bill.conflicts.has(piece.from), statements: covering.length }),
    files,
  };
}

function stateOf(piece: {
  readonly isMissing: boolean;
  readonly isDisagreeing: boolean;
  readonly statements: number;
}): CoverageState {
  if (piece.isMissing) return 'missing';
  if (piece.isDisagreeing) return 'disagreeing';
  return piece.statements > 1 ? 'twice' : 'covered';
}

function isJoined(last: CoverageRange, next: CoverageRange): boolean {
  return addDays(last.to, 1) === next.from;
}

function joined(last: CoverageRange, next: CoverageRange): CoverageRange {
  const files = [...new Set([...last.files, ...next.files])].sort(byKey((file) => file));
  return { ...last, to: next.to, days: last.days + next.days, files };
}

function earlier(left: Day, right: Day): Day {
  return left < right ? left : right;
}

import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { applyRate, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { FeeSchedule } from '../model/settings.ts';
import { batchFeeTolerance, expectedFee, scheduleOn } from '../settlement/index.ts';
import { boundsOf } from './facts.ts';
import type { ReportContext } from './report.ts';

/** One settlement batch whose fees don't agree with the contract line by line. */
export interface BatchFee {
  readonly account: string;
  readonly batchNo: string;
  readonly currency: Currency;
  readonly lines: number;
  readonly base: Minor;
  readonly expected: Minor;
  readonly onTotal: Minor;
  readonly charged: Minor;
  /** charged − expected. */
  readonly difference: Minor;
  /** `on-total`: the platform took its rate on the batch, not on each line. */
  readonly verdict: 'on-total' | 'differs';
}

interface BatchRow {
  readonly account: string;
  readonly batch_no: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly gross: number;
  readonly lines: number;
  readonly fee: number;
}

const BATCHES = `
  SELECT a.ref AS account, l.batch_no, l.currency, substr(MIN(l.occurred_at), 1, 10) AS day, l.gross_minor AS gross,
         COUNT(*) AS lines, SUM(l.fee_minor) AS fee
  FROM v_line l JOIN v_account a ON a.id = l.account_id
  WHERE l.batch_no IS NOT NULL AND l.kind = 'sale' AND l.occurred_at >= :from AND l.occurred_at < :next
  GROUP BY a.ref, l.batch_no, l.currency, l.gross_minor
  ORDER BY a.ref, l.batch_no, l.currency, l.gross_minor`;

/** Batches charged other than line by line, those furthest off first. Fees in rows of their own name no batch's lines. */
export async function loadBatchFees(context: ReportContext): Promise<readonly BatchFee[]> {
  const { from, next } = boundsOf(context);
  const accounts = new Map(context.settings.accounts.map((account) => [account.id, account.fees ?? []]));
  const rows = await context.db.all<BatchRow>(BATCHES, { from: from ?? '', next });
  const batches = new Map<string, BatchRow[]>();
  for (const row of rows) {
    const key = `${row.account}\n${row.batch_no}\n${row.currency}`;
    const own = batches.get(key);
    if (own) own.push(row);
    else batches.set(key, [row]);
  }
  return [...batches.values()]
    .flatMap((own) => batchFee(own, accounts.get(own[0]?.account ?? '') ?? []))
    .sort((left, right) => Math.abs(right.difference) - Math.abs(left.difference));
}

function batchFee(rows: readonly BatchRow[], fees: readonly FeeSchedule[]): readonly BatchFee[] {
  const [first] = rows;
  const schedule = first && scheduleOn(fees, first.day);
  if (!first || !schedule) return [];
  const lines = rows.reduce((sum, row) => sum + row.lines, 0);
  const base = plus(ZERO, ...rows.map((row) => minor(row.gross * row.lines)));
  const expected = plus(ZERO, ...rows.map((row) => minor(expectedFee(schedule, minor(row.gross)) * row.lines)));
  const charged = plus(ZERO, ...rows.map((row) => minor(row.fee)));
  const difference = minus(charged, expected);
  // No fee beside any line: it stands in rows of its own.
  if (difference === 0 || charged === 0) return [];
  const onTotal = applyRate(base, schedule.rate, schedule.rounding);
  const isOnTotal = charged === onTotal && Math.abs(difference) <= batchFeeTolerance(lines);
  const { account, batch_no: batchNo, currency } = first;
  const verdict = isOnTotal ? 'on-total' : 'differs';
  return [{ account, batchNo, currency, lines, base, expected, onTotal, charged, difference, verdict }];
}

import { CHECKS, runCheck, type Check, type CheckResult } from '../close/index.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, parseMonth, type Day } from '../model/day.ts';
import { invariant, StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { KeptVouchers } from '../model/voucher.ts';
import type { Database } from '../store/database.ts';
import {
  digestOfText,
  loadClosings,
  loadFilesUpTo,
  loadFirstMonth,
  loadSnapshot,
  type Closing,
} from '../store/read/closings.ts';
import { keptTexts } from '../store/read/kept-texts.ts';
import { closeLedger, vouchersToKeep } from './close-ledger.ts';
import { loadCloseFacts } from './close-facts.ts';
import { carriedItems, strayItems, type CarriedItem } from './close-items.ts';
import { parseSnapshot, snapshotText, type Rules } from './close-snapshot.ts';
import type { CloseTables } from './close-tables.ts';
import { workOutFindings } from './flag-discrepancies.ts';

/** What a month is closed, signed or verified with. */
export interface CloseRequest {
  readonly month: string;
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly rules: Rules;
  /** The day it is done on: a month has to be over. */
  readonly today: Day;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
}

/** Builds the reports of the month from the books as they are now. */
export type Look = () => Promise<CloseTables>;

export interface CheckLine extends CheckResult {
  readonly check: Pick<Check, 'code' | 'title' | 'severity'>;
}

/** A month worked out: its checklist, and what would be kept of it. */
export interface Worked {
  readonly checks: readonly CheckLine[];
  readonly text: string;
  readonly sha256: string;
  readonly closing: readonly CarriedItem[];
  /** Items dated in closed months that their lists don't have. */
  readonly strays: readonly CarriedItem[];
  readonly vouchers: KeptVouchers;
}

/** First and last day of a month and the day after; the month was parsed before. */
export function spanOf(month: string): { readonly from: Day; readonly to: Day; readonly nextOn: Day } {
  const span = parseMonth(month);
  invariant(span !== undefined, 'a month was parsed before it is closed');
  return { ...span, nextOn: addDays(span.to, 1) };
}

function monthBefore(month: string): string {
  return addDays(spanOf(month).from, -1).slice(0, 7);
}

/**
 * Refuses a month that can't be closed or signed now: closed already, not over, nothing in it or before it, or one
 * before it not closed. What stands in the books about it; undefined: nothing yet.
 */
export async function closableMonth(
  db: Database,
  { month, today }: Pick<CloseRequest, 'month' | 'today'>,
): Promise<Closing | undefined> {
  const closings = await loadClosings(db);
  const own = closings.find((one) => one.month === month);
  if (own?.state === 'closed') throw new StopError('PERIOD_CLOSED', { month });
  if (spanOf(month).to >= today) throw new StopError('PERIOD_NOT_READY', { month, reason: 'not-over' });
  const first = [closings[0]?.month, await loadFirstMonth(db)].filter((one) => one !== undefined).sort()[0];
  if (first === undefined || month < first) throw new StopError('PERIOD_NOT_READY', { month, reason: 'no-rows' });
  const closed = new Set(closings.filter((one) => one.state === 'closed').map((one) => one.month));
  for (let earlier = first; earlier < month; earlier = spanOf(earlier).nextOn.slice(0, 7)) {
    if (!closed.has(earlier)) throw new StopError('PERIOD_NOT_READY', { month, reason: 'earlier-open', earlier });
  }
  return own;
}

/** The checklist and the snapshot of a month, as of its last day. */
export async function workOutMonth(db: Database, request: CloseRequest, look: Look): Promise<Worked> {
  const { month, settings, calendar, rules } = request;
  const { from, to } = spanOf(month);
  const options = { settings, calendar, asOf: to };
  const findings = await workOutFindings(db, { ...options, period: { from, to } });
  const tables = await look();
  const before = await loadSnapshot(db, monthBefore(month));
  const opening = before === undefined ? [] : parseSnapshot(before.body).closing_open_items;
  const closing = carriedItems(tables, findings, { month, before: opening });
  const ledger = await closeLedger(db, month, options);
  const vouchers = await vouchersToKeep(db, month, ledger);
  const text = snapshotText({
    ...{ month, asOf: to, rules, files: await loadFilesUpTo(db, to), opening, closing, tables },
    vouchers: { count: vouchers.vouchers.length, sha256: keptTexts(vouchers).sha256 },
  });
  const sha256 = digestOfText(text);
  const strays = before === undefined ? [] : strayItems(closing, opening, from);
  const facts = await loadCloseFacts(db, { month, tables, findings, options, snapshot: sha256, strays, ledger });
  const checks = CHECKS.map((check): CheckLine => ({ check, ...runCheck(check, facts) }));
  return { checks, text, sha256, closing, strays, vouchers };
}

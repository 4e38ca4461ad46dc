import { loadKeptMonth, loadKeptReport } from '../../jobs/kept-report.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import type { Table } from '../../model/table.ts';
import { REPORTS } from '../../report/index.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { FILTERS, SPAN } from '../options.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';

const NAME = /^(\d{4}-\d{2})(?:#([1-9]\d{0,5}))?$/u;

/** Prints a report as a close kept it, whatever the books say now; nothing narrows it. */
export async function reportFromSnapshot(call: Call, name: string, text: string): Promise<number> {
  const [, month, version] = NAME.exec(text) ?? [];
  if (month === undefined) return usage('unknown-value', { option: '--snapshot', text });
  const other = [...SPAN, ...FILTERS, 'by', 'detail'].find((option) => call.given.flag(option));
  if (other !== undefined) return usage('together', { option: '--snapshot', other: `--${other}` });
  return withSession(call, 'read', async (session) => {
    const kept = { month, ...(version === undefined ? {} : { version: Number(version) }) };
    const found = name === VOUCHERS ? await vouchersOf(call, session, kept) : await reportOf(session, name, kept);
    if (found === undefined) throw new StopError('SNAPSHOT_UNKNOWN', { snapshot: `${text} (${name})` });
    const { table } = found;
    return answer(call, { ...table, facts: { ...table.facts, snapshot: `${month}#${found.version}` } }, EXIT.ok);
  });
}

/** Vouchers stand beside the snapshot, as what they are. */
const VOUCHERS = 'vouchers';

interface Which {
  readonly month: string;
  readonly version?: number;
}

interface Found {
  readonly table: Table;
  readonly version: number;
}

async function reportOf({ books }: Session, name: string, which: Which): Promise<Found | undefined> {
  const kept = await loadKeptReport(books.db, { name, ...which });
  return kept && { table: kept.table, version: kept.snapshot.version };
}

async function vouchersOf(call: Call, session: Session, which: Which): Promise<Found | undefined> {
  const kept = await loadKeptMonth(session.books.db, which);
  const report = REPORTS.find((one) => one.name === VOUCHERS);
  if (kept === undefined || report === undefined) return undefined;
  const context = await reportContext(call, session);
  const table = await report.build({ ...context, vouchers: () => Promise.resolve([kept.vouchers]) });
  return { table, version: kept.version };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { CloseTables } from '../jobs/close-tables.ts';
import type { CloseRequest } from '../jobs/close-work.ts';
import { parseMonth, type Day } from '../model/day.ts';
import type { WholeTable } from '../model/table.ts';
import { REPORTS } from '../report/index.ts';
import type { Call } from './command.ts';
import { reportContext } from './report-context.ts';
import { booksFolder, readText, SETTINGS_FILE, type Session } from './session.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

/** Reports that a close keeps: those about the month, and those about its last day. */
const OF_THE_MONTH: ReadonlySet<string> = new Set(['summary', 'wallet', 'cycles', 'coverage', 'fees']);
const OF_THE_DAY: ReadonlySet<string> = new Set([
  'ageing',
  'bank-reconciliation',
  'discrepancies',
  'open',
  'overdue',
  'wallet-reconciliation',
]);

/** The month of an argument, with its days. */
export function monthOf(text: string | undefined): { readonly month: string; readonly from: Day; readonly to: Day } {
  const span = text === undefined ? undefined : parseMonth(text);
  if (text === undefined || span === undefined) return usage('month', { option: 'MONTH', text: text ?? '' });
  return { month: text, ...span };
}

/** What a close, a signature or a verification is asked with. */
export function closeRequest(call: Call, session: Session, month: string): CloseRequest {
  const { settings, calendar, asOf, operator } = session;
  const folder = booksFolder(call);
  const own = join(folder, settings.calendar);
  return {
    ...{ month, settings, calendar, operator, today: asOf, at: call.world.now() },
    rules: {
      settings: readText(join(folder, SETTINGS_FILE)),
      ...(settings.calendar !== 'cn' && existsSync(own) ? { calendar: readText(own) } : {}),
      program: version(),
    },
  };
}

/** The reports of a month as the books stand now, whole: no filter narrows them. */
export async function closeTables(call: Call, session: Session, month: string): Promise<CloseTables> {
  const { from, to } = monthOf(month);
  // The command has no --period: the session speaks of no stretch of days.
  const day = await reportContext(call, { ...session, asOf: to });
  const whole = await reportContext(call, { ...session, asOf: to, period: { from, to } });
  const tables = new Map<string, WholeTable>();
  for (const report of REPORTS) {
    if (OF_THE_MONTH.has(report.name)) tables.set(report.name, await report.buildWhole(whole));
    else if (OF_THE_DAY.has(report.name)) tables.set(report.name, await report.buildWhole(day));
  }
  return tables;
}

import { EXIT } from '../../model/problem.ts';
import type { Table } from '../../model/table.ts';
import { REPORTS, type Report } from '../../report/index.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withEmptyNote } from '../book-notes.ts';
import { FILTERS } from '../options.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';
import { reportFromSnapshot } from './report-snapshot.ts';

const OPTIONS = ['by', 'detail'] as const;

/** Prints one report as of the day; a filter it can't honour is refused, never ignored. */
export async function run(call: Call): Promise<number> {
  const [name = ''] = call.args;
  const report = REPORTS.find((one) => one.name === name);
  if (!report) return usage('unknown-value', { option: 'NAME', text: name });
  const unused = FILTERS.find((filter) => call.given.text(filter) !== undefined && !report.filters.includes(filter));
  const other = OPTIONS.find((option) => call.given.flag(option) && report.options?.includes(option) !== true);
  if (unused !== undefined || other !== undefined) {
    return usage('unused-option', { command: `report ${name}`, option: `--${unused ?? other ?? ''}` });
  }
  const snapshot = call.given.text('snapshot');
  if (snapshot !== undefined) return reportFromSnapshot(call, name, snapshot);
  return withSession(call, 'read', async (session) => {
    const table = await tableOf(report, call, session);
    return answer(call, await withEmptyNote(session, table), EXIT.ok);
  });
}

/** A statement of one day is worked out from the books as that day knew them, with what is known since beside. */
async function tableOf(report: Report, call: Call, session: Session): Promise<Table> {
  const context = await reportContext(call, session);
  const last = session.period?.to;
  if (report.isOfOneDay !== true || last === undefined || last >= session.asOf) return report.build(context);
  const build = async (then: Session): Promise<Table> => report.build(await reportContext(call, then), context);
  return withSession(call, 'read', build, last);
}

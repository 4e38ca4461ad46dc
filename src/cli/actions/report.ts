import { EXIT } from '../../model/problem.ts';
import { REPORTS } from '../../report/index.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withEmptyNote } from '../empty-books.ts';
import { FILTERS } from '../options.ts';
import { reportContext } from '../report-context.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';
import { reportFromSnapshot } from './report-snapshot.ts';

/** Prints one report as of the day; a filter it can't honour is refused, never ignored. */
export async function run(call: Call): Promise<number> {
  const [name = ''] = call.args;
  const report = REPORTS.find((one) => one.name === name);
  if (!report) return usage('unknown-value', { option: 'NAME', text: name });
  const unused = FILTERS.find((filter) => call.given.text(filter) !== undefined && !report.filters.includes(filter));
  if (unused !== undefined) return usage('unused-option', { command: `report ${name}`, option: `--${unused}` });
  const snapshot = call.given.text('snapshot');
  if (snapshot !== undefined) return reportFromSnapshot(call, name, snapshot);
  return withSession(call, 'read', async (session) => {
    const table = await report.build(await reportContext(call, session));
    return answer(call, await withEmptyNote(session, table), EXIT.ok);
  });
}

import { clearedFindings } from '../../jobs/flag-discrepancies.ts';
import { SEVERITIES, type FindingStream } from '../../model/finding.ts';
import { EXIT } from '../../model/problem.ts';
import { streamOf } from '../../model/rows.ts';
import { countsOf, listedFindings, openFindings, tableOfFindings, withNames } from '../../report/tables.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withEmptyNote, withMatchNote } from '../book-notes.ts';
import { keptFindings, reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';

/** Prints the open findings as of the day, and ends with 1 when one of them reaches the severity that fails. */
export async function run(call: Call): Promise<number> {
  return withSession(call, 'look', async (session) => {
    const context = await reportContext(call, session);
    const least = severityNo(call.given.text('fail-on') ?? session.settings.check.failOn);
    const listed = listedFindings(await asked(call, session), context);
    const counts = await countsOf(listed);
    const isFailed = counts.some(({ state, severity }) => state === 'open' && severityNo(severity) >= least);
    const table = tableOfFindings(listed, counts, context);
    const checked = withNames({ ...table, schema: 'settle.check/1' }, session.settings);
    return answer(
      call,
      await withMatchNote(session, await withEmptyNote(session, checked)),
      isFailed ? EXIT.findings : EXIT.ok,
    );
  });
}

async function asked(call: Call, session: Session): Promise<FindingStream> {
  const findings = await keptFindings(session);
  if (!call.given.flag('all')) return openFindings(findings);
  const cleared = clearedFindings(session.books.db, session.asOf);
  return streamOf(async function* () {
    yield* findings;
    yield* cleared;
  });
}

function severityNo(severity: string): number {
  return (SEVERITIES as readonly string[]).indexOf(severity);
}

import { loadCleared } from '../../jobs/flag-discrepancies.ts';
import { SEVERITIES, type NamedFinding } from '../../model/finding.ts';
import { EXIT } from '../../model/problem.ts';
import type { Table } from '../../model/table.ts';
import { listedFindings, tableOfFindings } from '../../report/tables.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withEmptyNote, withMatchNote } from '../book-notes.ts';
import { keptFindings, reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';

/** Prints the open findings as of the day, and ends with 1 when one of them reaches the severity that fails. */
export async function run(call: Call): Promise<number> {
  return withSession(call, 'look', async (session) => {
    const context = await reportContext(call, session);
    const findings = await listedFindings(await listed(call, session), context);
    const table = tableOfFindings(findings, context);
    const least = call.given.text('fail-on') ?? session.settings.check.failOn;
    const isFailed = findings.some((finding) => finding.state === 'open' && reaches(finding, least));
    const checked = { ...table, columns: columnsOf(table, findings), schema: 'settle.check/1' };
    return answer(
      call,
      await withMatchNote(session, await withEmptyNote(session, checked)),
      isFailed ? EXIT.findings : EXIT.ok,
    );
  });
}

async function listed(call: Call, session: Session): Promise<readonly NamedFinding[]> {
  const findings = await keptFindings(session);
  if (!call.given.flag('all')) return findings.filter((finding) => finding.state === 'open');
  return [...findings, ...(await loadCleared(session.books.db, session.asOf, findings))];
}

/** Where findings of several states stand in one list, their state is shown. */
function columnsOf({ columns }: Table, findings: readonly NamedFinding[]): Table['columns'] {
  if (findings.every((finding) => finding.state === 'open')) return columns;
  return columns.map((column) => (column.key === 'state' ? { ...column, wide: false } : column));
}

function reaches({ severity }: NamedFinding, least: string): boolean {
  const names: readonly string[] = SEVERITIES;
  return names.indexOf(severity) >= names.indexOf(least);
}

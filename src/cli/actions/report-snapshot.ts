import { loadKeptReport } from '../../jobs/kept-report.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { FILTERS, SPAN } from '../options.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';

const NAME = /^(\d{4}-\d{2})(?:#([1-9]\d{0,5}))?$/u;

/** Prints a report as a close kept it, whatever the books say now; nothing narrows it. */
export async function reportFromSnapshot(call: Call, name: string, text: string): Promise<number> {
  const [, month, version] = NAME.exec(text) ?? [];
  if (month === undefined) return usage('unknown-value', { option: '--snapshot', text });
  const other = [...SPAN, ...FILTERS, 'by', 'detail'].find((option) => call.given.flag(option));
  if (other !== undefined) return usage('together', { option: '--snapshot', other: `--${other}` });
  return withSession(call, 'read', async ({ books }) => {
    const kept = await loadKeptReport(books.db, {
      name,
      month,
      ...(version === undefined ? {} : { version: Number(version) }),
    });
    if (kept === undefined) throw new StopError('SNAPSHOT_UNKNOWN', { snapshot: `${text} (${name})` });
    const { table, snapshot } = kept;
    return answer(call, { ...table, facts: { ...table.facts, snapshot: `${month}#${snapshot.version}` } }, EXIT.ok);
  });
}

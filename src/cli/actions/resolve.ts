import { resolveFinding } from '../../jobs/resolve-finding.ts';
import type { Day } from '../../model/day.ts';
import { RESOLUTIONS, type FindingState } from '../../model/finding.ts';
import { invariant } from '../../model/problem.ts';
import type { Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { CODE_WORDS, FINDING_STATE_WORDS, RESOLUTION_WORDS } from '../../report/tables.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';

/** Closes one finding with a resolution of the closed list and a reason. */
export async function run(call: Call): Promise<number> {
  const { given, args, world } = call;
  const [finding] = args;
  const resolution = RESOLUTIONS.find((one) => one === given.text('as'));
  const reason = given.text('reason');
  invariant(finding !== undefined && resolution !== undefined && reason !== undefined, 'needed options were checked');
  return withSession(call, 'write', async (session) => {
    const { books, settings, calendar, asOf, period, operator } = session;
    const dryRun = given.flag('dry-run');
    const decision = { finding, resolution, reason, operator, at: world.now(), dryRun };
    const span = period === undefined ? {} : { period };
    const resolved = await resolveFinding(books, decision, { settings, calendar, asOf, ...span });
    const { id, code } = resolved;
    const state = dryRun ? await stateOf(call, session, id) : resolved.state;
    const exit = await answer(call, tableOf({ finding: id, code, state, resolution, reason }, settings.book, dryRun));
    await say(call, fromWhen(asOf, dryRun));
    return exit;
  });
}

/** Where the finding stands before anything is decided. */
async function stateOf(call: Call, session: Session, id: string): Promise<FindingState> {
  const findings = await (await reportContext(call, session)).findings();
  return findings.find((finding) => finding.id === id)?.state ?? 'open';
}

/** A decision counts from its day on: a close of an earlier month stays as it was. */
function fromWhen(day: Day, isPlan: boolean): Words {
  return {
    en: `${isPlan ? 'would count' : 'counts'} from ${day}; asked as of an earlier day the finding is still open; use --as-of for another day`,
    zh: `${isPlan ? '将' : ''}自 ${day} 起生效；按更早的截止日期查询时仍为未解决；可用 --as-of 指定其他日期`,
  };
}

/** States of a plan: as it is, and what it would become. */
const PLANNED: NonNullable<Column['values']> = Object.fromEntries(
  Object.entries(FINDING_STATE_WORDS).map(([state, { en, zh }]) => [
    state,
    { en: `${en} → would be resolved`, zh: `${zh} → 将处理` },
  ]),
);

function tableOf(row: Row, book: string, isPlan: boolean): Table {
  return {
    schema: 'settle.resolve/1',
    title: isPlan ? { en: 'Would be resolved', zh: '将处理（未写入）' } : { en: 'Resolved', zh: '已处理' },
    columns: [
      { key: 'finding', title: { en: 'Finding', zh: '差异' }, type: 'text' },
      { key: 'code', title: { en: 'What', zh: '类型' }, type: 'text', values: CODE_WORDS },
      {
        key: 'state',
        title: { en: 'State', zh: '状态' },
        type: 'text',
        values: isPlan ? PLANNED : FINDING_STATE_WORDS,
      },
      { key: 'resolution', title: { en: 'Resolution', zh: '处理方式' }, type: 'text', values: RESOLUTION_WORDS },
      { key: 'reason', title: { en: 'Reason', zh: '原因' }, type: 'text' },
    ],
    rows: [row],
    facts: { book },
  };
}

import { resolveFinding } from '../../jobs/resolve-finding.ts';
import { RESOLUTIONS } from '../../model/finding.ts';
import { invariant } from '../../model/problem.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';

/** Closes one finding with a resolution of the closed list and a reason. */
export async function run(call: Call): Promise<number> {
  const { given, args, world } = call;
  const [finding] = args;
  const resolution = RESOLUTIONS.find((one) => one === given.text('as'));
  const reason = given.text('reason');
  invariant(finding !== undefined && resolution !== undefined && reason !== undefined, 'needed options were checked');
  return withSession(call, 'write', async ({ books, settings, calendar, asOf, period, operator }) => {
    const decision = { finding, resolution, reason, operator, at: world.now(), dryRun: given.flag('dry-run') };
    const span = period === undefined ? {} : { period };
    const resolved = await resolveFinding(books, decision, { settings, calendar, asOf, ...span });
    return answer(call, {
      schema: 'settle.resolve/1',
      title: { en: 'Resolved', zh: '已处理' },
      columns: [
        { key: 'finding', title: { en: 'Finding', zh: '差异' }, type: 'text' },
        { key: 'code', title: { en: 'Code', zh: '代码' }, type: 'text' },
        { key: 'state', title: { en: 'State', zh: '状态' }, type: 'text' },
        { key: 'resolution', title: { en: 'Resolution', zh: '处理方式' }, type: 'text' },
        { key: 'reason', title: { en: 'Reason', zh: '原因' }, type: 'text' },
      ],
      rows: [
        { finding: resolved.id, code: resolved.code, state: resolved.state, resolution: resolved.resolution, reason },
      ],
      facts: { book: settings.book },
    });
  });
}

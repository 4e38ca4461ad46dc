import { reopenMonth } from '../../jobs/reopen-month.ts';
import { invariant } from '../../model/problem.ts';
import { answer, say } from '../answer.ts';
import { monthOf } from '../close-look.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';

/** Opens a closed month again; its snapshot stays readable. */
export async function run(call: Call): Promise<number> {
  const { given, args, world } = call;
  const { month } = monthOf(args[0]);
  const reason = given.text('reason');
  invariant(reason !== undefined, 'needed options were checked');
  if (reason.trim() === '') usage('value-missing', { option: '--reason', value: 'TEXT' });
  const dryRun = given.flag('dry-run');
  return withSession(call, 'write', async ({ books, settings, operator, calendar }) => {
    const request = { month, reason, operator, at: world.now(), dryRun, settings, calendar };
    const reopened = await reopenMonth(books, request);
    const exit = await answer(call, {
      schema: 'settle.reopen/1',
      title: dryRun ? { en: 'Would be reopened', zh: '将反结账（未写入）' } : { en: 'Reopened', zh: '已反结账' },
      columns: [
        { key: 'month', title: { en: 'Month', zh: '月份' }, type: 'text' },
        { key: 'snapshot', title: { en: 'Snapshot that stays', zh: '保留的快照' }, type: 'text' },
        { key: 'later', title: { en: 'To be closed again', zh: '须重新结账' }, type: 'text' },
        { key: 'rows_back', title: { en: 'Rows back', zh: '归位行数' }, type: 'integer' },
        { key: 'reason', title: { en: 'Reason', zh: '原因' }, type: 'text' },
      ],
      rows: [
        {
          month,
          snapshot: `${month}#${reopened.version}`,
          later: reopened.later.join(' '),
          rows_back: reopened.rowsBack,
          reason,
        },
      ],
      facts: { book: settings.book },
    });
    const name = `${month}#${reopened.version}`;
    if (!dryRun)
      await say(call, {
        en: `the old numbers: settle report NAME --snapshot ${name}`,
        zh: `原数字：settle report NAME --snapshot ${name}`,
      });
    if (!dryRun && reopened.rowsBack > 0)
      await say(call, {
        en: 'rows that came late count on their own days again; matches were worked out anew',
        zh: '补到的数据已归回原日期，并已重新勾对',
      });
    return exit;
  });
}

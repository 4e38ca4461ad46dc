import { undo } from '../../jobs/undo-decisions.ts';
import type { Column } from '../../model/table.ts';
import { LEG_WORDS } from '../../report/index.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { decideOptions, groupNamed } from './decide.ts';

const VERBS: NonNullable<Column['values']> = {
  match: { en: 'match', zh: '匹配' },
  link: { en: 'link', zh: '手工勾对' },
  accept: { en: 'accept', zh: '确认' },
  unlink: { en: 'unlink', zh: '解除' },
  reject: { en: 'reject', zh: '否决' },
};

/** Takes back a run, the decision about a group, or the last of them. */
export async function run(call: Call): Promise<number> {
  const [name = 'last'] = call.args;
  return withSession(call, 'write', async (session) => {
    const options = decideOptions(call, session);
    const what = name.startsWith('order:') ? await groupNamed(call, session, name) : name;
    const undone = await undo(session.books, { ...options, what });
    const exit = await answer(call, {
      schema: 'settle.undo/1',
      title: options.dryRun ? { en: 'Would be undone', zh: '将撤销（未写入）' } : { en: 'Undone', zh: '已撤销' },
      columns: [
        { key: 'run', title: { en: 'Run', zh: '运行' }, type: 'text' },
        { key: 'verb', title: { en: 'What', zh: '操作' }, type: 'text', values: VERBS },
        { key: 'group', title: { en: 'Group', zh: '匹配组' }, type: 'text' },
        { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text', values: LEG_WORDS },
      ],
      rows: undone.map((one) => ({ ...one })),
      totals: { count: undone.length },
      facts: { book: session.settings.book, operator: options.operator },
    });
    await say(call, {
      en: 'the next settle match works the automatic groups out anew',
      zh: '下次 settle match 会重新计算自动匹配组',
    });
    return exit;
  });
}

import type { DecideOptions } from '../../jobs/decide.ts';
import { undo, type Undone } from '../../jobs/undo-decisions.ts';
import type { Column } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { LEG_WORDS, RESOLUTION_WORDS } from '../../report/tables.ts';
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
  resolve: { en: 'resolve', zh: '处理差异' },
};

const FINDING: Column = { key: 'finding', title: { en: 'Finding', zh: '差异' }, type: 'text' };

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
        ...(undone.some(({ finding }) => finding !== undefined) ? [FINDING] : []),
        { key: 'groups', title: { en: 'Groups', zh: '组数' }, type: 'integer' },
        { key: 'group', title: { en: 'Group', zh: '匹配组' }, type: 'text' },
        { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text', values: LEG_WORDS },
      ],
      rows: undone.map((one) => ({ ...one })),
      totals: { count: undone.reduce((sum, { groups }) => sum + groups, 0) },
      facts: { book: session.settings.book, operator: options.operator },
    });
    await say(call, afterwards(undone, options));
    return exit;
  });
}

/** How to get again what was taken back. */
function afterwards(
  undone: readonly Undone[],
  { dryRun: isDry, asOf: day }: Pick<DecideOptions, 'dryRun' | 'asOf'>,
): Words {
  const { finding, resolution } = undone.find(({ verb }) => verb === 'resolve') ?? {};
  if (finding !== undefined) {
    const now = resolution === undefined ? { en: 'open', zh: '未解决' } : RESOLUTION_WORDS[resolution];
    return {
      en: `${finding} ${isDry ? 'would be' : 'is'} ${now.en} again from ${day} on; use --as-of for another day`,
      zh: `${isDry ? '将' : ''}自 ${day} 起，${finding} 重新列为${now.zh}；可用 --as-of 指定其他日期`,
    };
  }
  const match = undone.find(({ verb }) => verb === 'match');
  return match === undefined
    ? {
        en: 'the next settle match works the automatic groups out anew',
        zh: '下次 settle match 会重新计算自动匹配组',
      }
    : {
        en: `${match.groups} groups of the match ${isDry ? 'would be ' : ''}taken back; settle match works them out again`,
        zh: `${isDry ? '将' : '已'}撤回该次匹配的 ${match.groups} 组；执行 settle match 即可重新勾对`,
      };
}

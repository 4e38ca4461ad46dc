import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const undo: CommandSpec = {
  name: 'undo',
  summary: {
    en: 'take back a run, the decision about a group, or the last of them',
    zh: '撤销一次运行、对匹配组的决定，或最近一次操作',
  },
  arguments: [
    {
      name: 'WHAT',
      summary: {
        en: 'the name of a run, a group or a resolved finding; last (the default)',
        zh: '运行、匹配组或已处理差异的编号；默认为 last（最近一次）',
      },
    },
  ],
  options: [{ name: 'reason', value: 'TEXT', summary: { en: 'why, for the log', zh: '原因（写入日志）' } }],
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/undo.ts'),
};
export default undo;

import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const match: CommandSpec = {
  name: 'match',
  summary: { en: 'find which items are the same money, most certain first', zh: '勾对：按确定程度逐轮匹配' },
  options: [
    {
      name: 'plan',
      value: 'FILE',
      summary: {
        en: 'apply what match --dry-run --format json showed, and nothing else',
        zh: '执行 match --dry-run --format json 显示过的计划，不做其他',
      },
    },
    {
      name: 'trial',
      summary: {
        en: 'what the rules would do to all that is stored: new, lost, in conflict with decisions',
        zh: '试算规则对全部历史的影响：新增、失去、与人工决定冲突',
      },
    },
    {
      name: 'rules',
      value: 'FILE',
      summary: { en: 'with --trial: another settle.yaml', zh: '与 --trial 同用：另一份 settle.yaml' },
    },
  ],
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/match.ts'),
};
export default match;

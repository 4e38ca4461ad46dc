import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const accept: CommandSpec = {
  name: 'accept',
  summary: { en: "make suggested groups a person's matches", zh: '确认建议的匹配组' },
  arguments: [{ name: 'GROUP', many: true, summary: { en: 'suggested groups by name', zh: '建议的匹配组编号' } }],
  options: [
    { name: 'reason', value: 'TEXT', summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
    {
      name: 'above',
      value: 'SCORE',
      summary: {
        en: 'all suggestions of so many points and more; try --dry-run first',
        zh: '得分不低于该值的全部建议；请先用 --dry-run 查看',
      },
    },
  ],
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/accept.ts'),
};
export default accept;

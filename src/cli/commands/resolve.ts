import { RESOLUTIONS } from '../../model/finding.ts';
import type { CommandSpec } from '../command.ts';
import { ANSWER, SPAN } from '../options.ts';

const resolve: CommandSpec = {
  name: 'resolve',
  summary: { en: "close a finding with a person's decision and reason", zh: '由人处理一项差异并说明原因' },
  arguments: [
    { name: 'FINDING', required: true, summary: { en: 'its name, or enough of it', zh: '差异编号（或足够长的开头）' } },
  ],
  options: [
    {
      name: 'as',
      value: 'RESOLUTION',
      required: true,
      choices: RESOLUTIONS,
      summary: { en: 'how it was resolved', zh: '处理方式' },
    },
    { name: 'reason', value: 'TEXT', required: true, summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
  ],
  shared: [...SPAN, 'dry-run', ...ANSWER],
  load: () => import('../actions/resolve.ts'),
};
export default resolve;

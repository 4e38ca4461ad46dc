import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const reopen: CommandSpec = {
  name: 'reopen',
  summary: { en: 'open a closed month again, for a reason', zh: '反结账（须说明原因）' },
  arguments: [{ name: 'MONTH', required: true, summary: { en: 'the month (2026-06)', zh: '月份（2026-06）' } }],
  options: [
    { name: 'reason', value: 'TEXT', required: true, summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/reopen.ts'),
};
export default reopen;

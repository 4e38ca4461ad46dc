import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const unlink: CommandSpec = {
  name: 'unlink',
  summary: { en: 'open a group; one of the passes is kept apart from then on', zh: '解除勾对；自动匹配组此后不再勾对' },
  arguments: [
    {
      name: 'GROUP',
      required: true,
      summary: {
        en: 'its name, or enough of it; order:NO for an order and its lines',
        zh: '匹配组编号（或足够长的开头）；订单及其明细写作 order:订单号',
      },
    },
    { name: 'REF', many: true, summary: { en: "of an order's lines only these", zh: '仅解除该订单的这些明细' } },
  ],
  options: [
    { name: 'reason', value: 'TEXT', required: true, summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
  ],
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/unlink.ts'),
};
export default unlink;

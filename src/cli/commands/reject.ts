import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const reject: CommandSpec = {
  name: 'reject',
  summary: { en: 'say that a group is wrong: it is never proposed again', zh: '否决匹配组：以后不再提出' },
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
  load: () => import('../actions/reject.ts'),
};
export default reject;

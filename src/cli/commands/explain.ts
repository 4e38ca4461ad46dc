import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const explain: CommandSpec = {
  name: 'explain',
  summary: {
    en: 'the chain of an order, payout, bank line, group or finding, with file and line of every step',
    zh: '说明订单、打款、银行流水、匹配组或差异的来龙去脉，逐步列出文件与行号',
  },
  arguments: [
    {
      name: 'REF',
      required: true,
      summary: {
        en: 'order:NO, trade:NO, batch:NO, bank:ACCOUNT/REF, invoice:NO, a group, a finding, FILE:LINE, or a bare number',
        zh: 'order:NO、trade:NO、batch:NO、bank:ACCOUNT/REF、invoice:NO、匹配组、差异编号、文件:行号，或单独的号码',
      },
    },
  ],
  shared: ['as-of', ...ANSWER],
  load: () => import('../actions/explain.ts'),
};
export default explain;

import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const link: CommandSpec = {
  name: 'link',
  summary: { en: 'match items by hand: they are the same money', zh: '手工勾对：这些款项是同一笔钱' },
  arguments: [
    {
      name: 'REF',
      required: true,
      many: true,
      summary: {
        en: 'order:NO, trade:NO, batch:NO, day:ACCOUNT/DATE, bank:ACCOUNT/REF, invoice:NO, receipt:NO or FILE:LINE, two or more',
        zh: 'order:订单号、trade:交易号、batch:批次号、day:账户/日期、bank:账户/流水号、invoice:发票号、receipt:收款单号或 文件:行号，两项以上',
      },
    },
  ],
  options: [
    { name: 'reason', value: 'TEXT', required: true, summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
    {
      name: 'write-off',
      summary: {
        en: 'give the difference up, within write_off of settle.yaml',
        zh: '核销差额（不超过 settle.yaml 的 write_off）',
      },
    },
  ],
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/link.ts'),
};
export default link;

import { SEVERITIES } from '../../model/finding.ts';
import type { CommandSpec } from '../command.ts';
import { ANSWER, SPAN } from '../options.ts';

const check: CommandSpec = {
  name: 'check',
  summary: { en: 'print what is wrong; ends with 1 when it is serious', zh: '列出差异；达到设定级别时以 1 退出' },
  options: [
    { name: 'all', summary: { en: 'resolved and cleared findings too', zh: '含已处理与已消除的差异' } },
    {
      name: 'fail-on',
      value: 'SEVERITY',
      choices: SEVERITIES,
      summary: {
        en: 'from which severity on it ends with 1 (check.fail_on of settle.yaml, else high)',
        zh: '达到该级别即以 1 退出（默认取 settle.yaml 的 check.fail_on，否则 high）',
      },
    },
  ],
  shared: [...SPAN, 'account', 'platform', 'customer', 'order', ...ANSWER],
  load: () => import('../actions/check.ts'),
};
export default check;

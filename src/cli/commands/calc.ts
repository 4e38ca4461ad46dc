import { AREA_NAMES } from '../../calc/names.ts';
import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const calc: CommandSpec = {
  name: 'calc',
  summary: {
    en: 'the accounting rules as calculators: a case in JSON in, result and working out',
    zh: '规则计算器：输入 JSON 案例，输出结果与计算过程',
  },
  arguments: [
    { name: 'AREA', summary: { en: 'which rule', zh: '规则' }, required: true, choices: AREA_NAMES },
    {
      name: 'CASE',
      summary: {
        en: '{"input": {…}} in a file («-» or nothing: standard input)',
        zh: '{"input": {…}} 文件（“-”或省略：标准输入）',
      },
    },
  ],
  shared: ANSWER,
  answersInJson: true,
  load: () => import('../actions/calc.ts'),
};
export default calc;

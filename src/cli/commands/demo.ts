import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const demo: CommandSpec = {
  name: 'demo',
  summary: {
    en: "a small seller's month, made up: imported, matched and checked, to see what this is for",
    zh: '演示：虚构一个小卖家的一个月，完成导入、勾对与检查',
  },
  arguments: [{ name: 'DIR', summary: { en: 'where to put it (demo)', zh: '存放文件夹（默认 demo）' } }],
  shared: ANSWER,
  load: () => import('../actions/demo.ts'),
};
export default demo;

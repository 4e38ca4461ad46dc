import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';
import { AS, DATE_ORDER, ENCODING } from '../reading.ts';

const formats: CommandSpec = {
  name: 'formats',
  summary: { en: 'list the formats, or say what files are and how that is known', zh: '列出可读格式，或识别文件格式' },
  arguments: [{ name: 'FILE', many: true, summary: { en: 'files to recognise', zh: '要识别的文件' } }],
  options: [
    {
      name: 'explain',
      summary: { en: 'show the first rows as they would be stored', zh: '显示前几行将如何存入' },
    },
    AS,
    ENCODING,
    DATE_ORDER,
  ],
  shared: ANSWER,
  load: () => import('../actions/formats.ts'),
};
export default formats;

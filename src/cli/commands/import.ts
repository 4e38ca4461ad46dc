import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';
import { AS, DATE_ORDER, ENCODING } from '../reading.ts';

const importFiles: CommandSpec = {
  name: 'import',
  summary: {
    en: 'read statements into the books, each file whole or not at all',
    zh: '导入账单，每个文件整体成功或整体拒绝',
  },
  arguments: [
    {
      name: 'PATH',
      required: true,
      many: true,
      summary: {
        en: 'files, folders, globs, zip, gz, or - for standard input',
        zh: '文件、文件夹、通配符、zip、gz，或 - 表示标准输入',
      },
    },
  ],
  options: [
    {
      name: 'account',
      value: 'ID',
      summary: {
        en: "whose files these are, where the files don't say: an id of settle.yaml",
        zh: '文件未说明归属时指定账户（settle.yaml 中的 id）',
      },
    },
    AS,
    { name: 'partial', summary: { en: 'store the good rows, keep the bad ones aside', zh: '存入正确行，错误行另存' } },
    {
      name: 'accept-differences',
      summary: { en: 'store a file whose own totals disagree, with a finding', zh: '存入合计不符的文件并记为差异' },
    },
    ENCODING,
    {
      name: 'password-file',
      value: 'FILE',
      summary: { en: 'its first line opens encrypted archives', zh: '首行为压缩包密码的文件' },
    },
    DATE_ORDER,
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/import.ts'),
};
export default importFiles;

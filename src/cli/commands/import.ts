import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

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
    {
      name: 'as',
      value: 'FORMAT',
      summary: { en: 'read it as this format (see «settle formats»)', zh: '指定格式（见“settle formats”）' },
    },
    { name: 'partial', summary: { en: 'store the good rows, keep the bad ones aside', zh: '存入正确行，错误行另存' } },
    {
      name: 'accept-differences',
      summary: { en: 'store a file whose own totals disagree, with a finding', zh: '存入合计不符的文件并记为差异' },
    },
    {
      name: 'encoding',
      value: 'NAME',
      summary: { en: 'such as utf-8, gb18030, utf-16le', zh: '编码，如 utf-8、gb18030、utf-16le' },
    },
    {
      name: 'password-file',
      value: 'FILE',
      summary: { en: 'its first line opens encrypted archives', zh: '首行为压缩包密码的文件' },
    },
    {
      name: 'date-order',
      value: 'ORDER',
      choices: ['dmy', 'mdy', 'ymd'],
      summary: { en: 'order of day, month and year', zh: '日期顺序' },
    },
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/import.ts'),
};
export default importFiles;

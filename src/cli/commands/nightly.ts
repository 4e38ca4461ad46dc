import type { CommandSpec } from '../command.ts';

const nightly: CommandSpec = {
  name: 'nightly',
  summary: {
    en: 'for cron: import the inbox, match, check, write the reports, print one line',
    zh: '供定时任务使用：导入、勾对、核查、写出报表，输出一行摘要',
  },
  options: [
    {
      name: 'inbox',
      value: 'DIR',
      required: true,
      summary: { en: 'folder with the files to import', zh: '待导入文件所在文件夹' },
    },
    {
      name: 'out',
      value: 'DIR',
      required: true,
      summary: { en: 'folder the reports are written to', zh: '报表输出文件夹' },
    },
    {
      name: 'partial',
      summary: { en: 'store the good rows of a file, keep the bad ones aside', zh: '存入正确行，错误行另存' },
    },
  ],
  shared: ['as-of', 'format'],
  load: () => import('../actions/nightly.ts'),
};
export default nightly;

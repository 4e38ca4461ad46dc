import type { CommandSpec } from '../command.ts';

const template: CommandSpec = {
  name: 'template',
  summary: {
    en: 'print the header and an example row of a layout that can always be imported',
    zh: '打印通用 CSV 模板：表头与一行示例',
  },
  arguments: [
    {
      name: 'KIND',
      summary: { en: 'what the file holds', zh: '文件内容' },
      required: true,
      choices: ['orders', 'settlement', 'bank', 'invoices', 'customers', 'receipts', 'rates'],
    },
  ],
  load: () => import('../actions/template.ts'),
};
export default template;

import type { CommandSpec } from '../command.ts';
import { EXPORTS } from '../export-programs.ts';

const exportTo: CommandSpec = {
  name: 'export',
  summary: { en: 'accounting entries for another program', zh: '为其他财务软件导出记账凭证或日记账' },
  arguments: [
    {
      name: 'WHAT',
      required: true,
      choices: Object.keys(EXPORTS),
      summary: {
        en: 'vouchers of a month, or a journal of everything or of a month',
        zh: 'vouchers 为一个月的记账凭证，journal 为全部或一个月的日记账',
      },
    },
  ],
  options: [
    {
      name: 'to',
      value: 'PROGRAM',
      required: true,
      summary: {
        en: `which program, or text and html to print: vouchers ${EXPORTS.vouchers.join(' ')}; journal ${EXPORTS.journal.join(' ')}`,
        zh: `目标软件，或用于打印的 text、html：vouchers 可为 ${EXPORTS.vouchers.join(' ')}；journal 可为 ${EXPORTS.journal.join(' ')}`,
      },
    },
    {
      name: 'template',
      value: 'FILE',
      summary: { en: "the program's own blank workbook (xlsx)", zh: '软件自带的空白模板（xlsx）' },
    },
    {
      name: 'map',
      value: 'FILE',
      summary: {
        en: 'JSON: the headers of the template and what stands below them',
        zh: 'JSON：模板列名与内容的对应关系',
      },
    },
    {
      name: 'new',
      summary: {
        en: 'only vouchers that this program was not given yet',
        zh: '只导出尚未交给该软件的凭证',
      },
    },
  ],
  shared: ['period', 'as-of', 'out', 'force', 'dry-run'],
  load: () => import('../actions/export.ts'),
};
export default exportTo;

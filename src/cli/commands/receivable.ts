import { EXTENSION_CAUSES, WRITE_OFF_CAUSES } from '../../model/receivable.ts';
import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const WORDS = [
  'list',
  'extend',
  'plan',
  'dispute',
  'promise',
  'method',
  'write-off',
  'late-fee',
  'waive',
  'return',
  'undo',
  'cheques',
  'letters',
] as const;
const CAUSES = [...new Set([...EXTENSION_CAUSES, ...WRITE_OFF_CAUSES])];

const receivable: CommandSpec = {
  name: 'receivable',
  summary: {
    en: 'decide about customers’ debts, as dated events: extension, plan, dispute, promise, write-off; bill or waive late fees; letters',
    zh: '处理客户欠款（均为有日期的记录）：展期、分期、争议、承诺、核销、退票；滞纳金开单与豁免；催款函',
  },
  arguments: [
    {
      name: 'WORD',
      required: true,
      choices: WORDS,
      summary: { en: 'what is decided, or what is listed', zh: '处理方式，或列示内容' },
    },
    {
      name: 'REF',
      many: true,
      summary: {
        en: 'order:NO, invoice:NO, customer:NAME (all its open ones); late-fee, waive: all too; a receipt to return, a decision to undo',
        zh: 'order:单号、invoice:发票号、customer:客户（其全部未收款）；late-fee、waive 可写 all；退票写收款，撤销写决定编号',
      },
    },
  ],
  options: [
    { name: 'on', value: 'DATE', summary: { en: 'from which day it holds (today)', zh: '自哪天起有效（默认今天）' } },
    { name: 'reason', value: 'TEXT', summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
    { name: 'approved-by', value: 'NAME', summary: { en: 'who said yes', zh: '批准人' } },
    {
      name: 'customers',
      value: 'FILE',
      summary: { en: 'a customer’s name a line: all of them', zh: '客户名单文件，每行一个' },
    },
    { name: 'due', value: 'DATE', summary: { en: 'extend: the new due day', zh: 'extend：新到期日' } },
    {
      name: 'because',
      value: 'CAUSE',
      choices: CAUSES,
      summary: { en: 'extend, write-off: the cause', zh: 'extend、write-off：事由' },
    },
    {
      name: 'keep-accrued',
      summary: { en: 'extend: the late fee so far stays', zh: 'extend：保留已产生的滞纳金' },
    },
    { name: 'parts', value: 'N', summary: { en: 'plan: so many equal parts', zh: 'plan：等分期数' } },
    { name: 'first', value: 'DATE', summary: { en: 'plan: the first is due', zh: 'plan：首期到期日' } },
    {
      name: 'every',
      value: 'MONTHS',
      summary: { en: 'plan: months between parts (1)', zh: 'plan：间隔月数（默认 1）' },
    },
    {
      name: 'schedule',
      value: 'LIST',
      summary: { en: 'plan: 2026-07-31=500.00,2026-08-31=500.00', zh: 'plan：2026-07-31=500.00,2026-08-31=500.00' },
    },
    { name: 'until', value: 'DATE', summary: { en: 'dispute: its last day', zh: 'dispute：截止日' } },
    { name: 'by', value: 'DATE', summary: { en: 'promise: paid by then', zh: 'promise：承诺付款日' } },
    {
      name: 'amount',
      value: 'AMOUNT',
      summary: {
        en: 'dispute, promise, write-off, late-fee, waive: so much of it (all)',
        zh: 'dispute、promise、write-off、late-fee、waive：金额（默认全部）',
      },
    },
    {
      name: 'letters',
      value: 'DIR',
      summary: { en: 'letters: the folder they are written into', zh: 'letters：函件写入的文件夹' },
    },
    {
      name: 'form',
      value: 'FORM',
      choices: ['md', 'html', 'txt', 'eml'],
      summary: { en: 'letters: their form (md)', zh: 'letters：格式（默认 md）' },
    },
    {
      name: 'exec',
      value: 'COMMAND',
      summary: {
        en: 'letters: a program that gets each as JSON on stdin',
        zh: 'letters：以 JSON 从标准输入接收每封函件的程序',
      },
    },
    { name: 'method', value: 'NAME', summary: { en: 'method: how it is paid now', zh: 'method：新的付款方式' } },
  ],
  shared: ['as-of', 'customer', 'order', 'dry-run', ...ANSWER],
  load: () => import('../actions/receivable.ts'),
};
export default receivable;

import type { FormName } from '../render/index.ts';
import type { OptionSpec } from './option-spec.ts';

/** The forms of `--format`, kept here as names so that looking at options loads no renderer. */
const FORM_NAMES = { csv: true, html: true, json: true, md: true, table: true, xlsx: true } as const satisfies Readonly<
  Record<FormName, true>
>;
export const FORMATS: readonly FormName[] = Object.keys(FORM_NAMES) as FormName[];

/** Where, who and how loud: means the same to every command, so a wrapper script may give it to all of them. */
export const EVERYWHERE = [
  {
    name: 'books',
    value: 'DIR',
    summary: {
      en: 'folder of the books (else SETTLE_BOOKS, else here)',
      zh: '账套文件夹（默认取 SETTLE_BOOKS，否则为当前文件夹）',
    },
  },
  { name: 'lang', value: 'LANG', choices: ['en', 'zh'], summary: { en: 'language of the answer', zh: '输出语言' } },
  { name: 'quiet', summary: { en: 'say nothing when all is well', zh: '一切正常时不输出' } },
  { name: 'verbose', summary: { en: 'say more on stderr', zh: '在 stderr 输出更多信息' } },
  { name: 'no-color', summary: { en: 'no colours', zh: '不使用颜色' } },
  {
    name: 'busy-timeout',
    value: 'SECONDS',
    summary: { en: 'how long to wait for another run (5)', zh: '账套被占用时的等待秒数（默认 5）' },
  },
  { name: 'operator', value: 'NAME', summary: { en: 'who decides, for the event log', zh: '操作人（写入日志）' } },
] as const satisfies readonly OptionSpec[];

/** Options that several commands share; a command names those it uses. */
export const SHARED = [
  { name: 'period', value: 'YYYY-MM', summary: { en: 'one month only', zh: '只看一个月' } },
  { name: 'from', value: 'DATE', summary: { en: 'from this day', zh: '起始日期' } },
  { name: 'to', value: 'DATE', summary: { en: 'up to this day', zh: '结束日期' } },
  {
    name: 'as-of',
    value: 'DATE',
    summary: { en: 'as the books stood on that day (today)', zh: '截止日期（默认今天）' },
  },
  { name: 'format', value: 'FORM', choices: FORMATS, summary: { en: 'form of the answer', zh: '输出格式' } },
  { name: 'out', value: 'FILE', summary: { en: 'write the answer to a new file', zh: '将结果写入新文件' } },
  { name: 'force', summary: { en: 'replace the file of --out', zh: '允许覆盖 --out 的文件' } },
  { name: 'dry-run', summary: { en: 'show what would happen, write nothing', zh: '只演示，不写入' } },
  {
    name: 'account',
    value: 'ID',
    summary: { en: 'one account of settle.yaml', zh: '只看一个账户（settle.yaml 中的 id）' },
  },
  { name: 'platform', value: 'ID', summary: { en: 'one platform', zh: '只看一个平台' } },
  { name: 'shop', value: 'NAME', summary: { en: 'one shop', zh: '只看一个店铺' } },
  { name: 'customer', value: 'NAME', summary: { en: 'one customer', zh: '只看一个客户' } },
  { name: 'order', value: 'NO', summary: { en: 'one order', zh: '只看一个订单' } },
] as const satisfies readonly OptionSpec[];

export type SharedName = (typeof SHARED)[number]['name'];

/** An answer's form and where it goes. */
export const ANSWER: readonly SharedName[] = ['format', 'out', 'force'];
/** What a report looks at. */
export const SPAN: readonly SharedName[] = ['period', 'from', 'to', 'as-of'];
export const FILTERS = ['account', 'platform', 'shop', 'customer', 'order'] as const satisfies readonly SharedName[];

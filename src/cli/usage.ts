import { StopError, type ProblemParams } from '../model/problem.ts';
import type { Words } from '../model/words.ts';

/** What can be wrong with a command line, one sentence each; brackets hold what is said only when it is known. */
export const USAGE_FAULTS = {
  'no-command': { en: 'no command given', zh: '没有给出命令' },
  'unknown-command': {
    en: 'there is no command «{text}»[; did you mean «{nearest}»?]',
    zh: '没有命令“{text}”[，是否指“{nearest}”？]',
  },
  'unknown-option': {
    en: '[«settle {command}» has ]no option «{text}»[; did you mean «{nearest}»?]',
    zh: '[“settle {command}”]没有选项“{text}”[，是否指“{nearest}”？]',
  },
  'unused-option': {
    en: '«settle {command}» has no use for {option}; it would be ignored',
    zh: '“settle {command}”用不到 {option}，不能忽略',
  },
  'other-option': {
    en: '«settle {command}» has no use for {option}; the day from which it holds is {other}',
    zh: '“settle {command}”用不到 {option}；自哪天起有效请用 {other}',
  },
  'value-missing': { en: '{option} needs a value ({value})', zh: '{option} 缺少值（{value}）' },
  'given-twice': { en: '{option} is given twice', zh: '{option} 重复给出' },
  'option-needed': { en: '«settle {command}» needs {option}', zh: '“settle {command}”需要 {option}' },
  'argument-needed': { en: '«settle {command}» needs {argument}', zh: '“settle {command}”需要参数 {argument}' },
  'too-many': { en: '«settle {command}» has no use for «{text}»', zh: '“settle {command}”用不到“{text}”' },
  choice: {
    en: '{option} is one of {choices}, not «{text}»[; did you mean «{nearest}»?]',
    zh: '{option} 只能是 {choices}，不能是“{text}”[，是否指“{nearest}”？]',
  },
  'unknown-value': {
    en: '{option}: «{text}» is unknown[; did you mean «{nearest}»?]',
    zh: '{option}：没有“{text}”[，是否指“{nearest}”？]',
  },
  date: { en: '{option}: «{text}» is no day such as 2026-06-30', zh: '{option}：“{text}”不是日期（例：2026-06-30）' },
  month: { en: '{option}: «{text}» is no month such as 2026-06', zh: '{option}：“{text}”不是月份（例：2026-06）' },
  encoding: {
    en: '{option}: «{text}» is no encoding such as utf-8 or gb18030',
    zh: '{option}：“{text}”不是编码（例：utf-8、gb18030）',
  },
  year: { en: '«{text}» is no year such as 2026', zh: '“{text}”不是年份（例：2026）' },
  seconds: {
    en: '{option}: «{text}» is no number of seconds up to a day',
    zh: '{option}：“{text}”不是秒数（最多一天）',
  },
  'needs-also': { en: '{option} needs {other} too', zh: '{option} 须与 {other} 一起给出' },
  'from-after-to': { en: '--from {from} is after --to {to}', zh: '--from {from} 晚于 --to {to}' },
  'period-and-days': {
    en: '--period says the same as --from and --to: give one or the other',
    zh: '--period 与 --from/--to 只能给其一',
  },
  amount: { en: '{option}: «{text}» is no amount above 0.00', zh: '{option}：“{text}”不是大于 0 的金额' },
  count: {
    en: '{option}: «{text}» is no whole number from {least} to {most}',
    zh: '{option}：“{text}”不是 {least} 至 {most} 的整数',
  },
  number: { en: '{option}: «{text}» is no whole number', zh: '{option}：“{text}”不是整数' },
  needs: { en: '{option} is only for {other}', zh: '{option} 只能与 {other} 同用' },
  together: { en: '{option} and {other} exclude each other', zh: '{option} 与 {other} 不能同时使用' },
} as const satisfies Readonly<Record<string, Words>>;
export type UsageFault = keyof typeof USAGE_FAULTS;

/** Refuses a command line. `params` fill the sentence. */
export function usage(fault: UsageFault, params: ProblemParams): never {
  throw new StopError('USAGE', { fault, ...params });
}

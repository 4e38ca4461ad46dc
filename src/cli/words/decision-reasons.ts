import type { Words } from '../../model/words.ts';

/** Why a decision about a receivable can't be: ends the sentence of `DECISION_REFUSED`. */
export const DECISION_REASONS = {
  'nothing-open': { en: 'nothing is open on it that day', zh: '当日已无未收金额' },
  'more-than-open': { en: 'only {amount} is open', zh: '未收金额只有 {amount}' },
  'has-plan': { en: 'it is paid by instalments: make a new plan', zh: '已有分期计划，请另立计划' },
  'not-later': { en: 'it is due on {day} already, or later', zh: '现到期日已是 {day} 或更晚' },
  'plan-sum': { en: 'the parts come to {amount}, {open} is open', zh: '各期合计 {amount}，未收 {open}' },
  'ends-before': { en: 'that day is before {day}, on which it is decided', zh: '该日早于决定日 {day}' },
  'approval-needed': {
    en: '{amount} needs a second person: --approved-by NAME (or a limit, write_off in settle.yaml)',
    zh: '{amount} 须经他人批准：--approved-by 姓名（或在 settle.yaml 设 write_off 限额）',
  },
  'approved-by-oneself': { en: '{operator} can’t approve it alone', zh: '{operator} 不能自行批准' },
  'returned-already': { en: 'it was sent back on {day} already', zh: '已于 {day} 退回' },
  'undone-already': { en: 'it was taken back on {day} already', zh: '已于 {day} 撤销' },
  'late-fee-done': {
    en: 'no late fee has come up by {day} that isn’t billed, waived or paid',
    zh: '截至 {day} 没有未开单、未豁免、未支付的滞纳金',
  },
  'late-fee-none': { en: 'no late fee is asked for on {day}', zh: '{day} 没有应收的滞纳金' },
  'late-fee-less': { en: 'by {day} it is {amount} only', zh: '截至 {day} 只有 {amount}' },
  'late-fee-over': {
    en: 'more was billed than the {amount} that have come up by {day}: take the bill back and bill again',
    zh: '开单金额多于截至 {day} 已产生的 {amount}：请撤销开单后重新开单',
  },
  'late-fee-later': {
    en: 'its late fee was decided about on {day} already: take that day or a later one',
    zh: '其滞纳金在 {day} 已有处理，请用该日或更晚的日期',
  },
  'waived-since': {
    en: 'of it something was waived on {day}: take {waiver} back first',
    zh: '其中已于 {day} 豁免，请先撤销 {waiver}',
  },
  'undone-before': { en: 'it was decided on {day} only', zh: '该决定自 {day} 起才成立' },
} as const satisfies Readonly<Record<string, Words>>;

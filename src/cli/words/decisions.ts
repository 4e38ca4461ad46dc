import type { ProblemWords } from './fill.ts';

type DecisionCode =
  | 'REF_AMBIGUOUS'
  | 'GROUP_UNKNOWN'
  | 'GROUP_NOT_SUGGESTED'
  | 'LINK_LEG'
  | 'LINK_CURRENCIES'
  | 'LINK_TAKEN'
  | 'WRITE_OFF_NONE'
  | 'WRITE_OFF_LIMIT'
  | 'UNDO_UNKNOWN'
  | 'NOTHING_TO_UNDO'
  | 'UNDO_ELSEWHERE'
  | 'RUN_SUPERSEDED'
  | 'PLAN_UNREADABLE'
  | 'PLAN_STALE';

/** What can go wrong when a person decides about matches. */
export const DECISION_WORDS: Readonly<Record<DecisionCode, ProblemWords>> = {
  REF_AMBIGUOUS: {
    message: { en: 'several rows are called {text}: {candidates}', zh: '{text} 对应多行：{candidates}' },
    remedy: { en: 'Name the one that is meant by file and line.', zh: '请用“文件:行号”指明其中一行。' },
  },
  GROUP_UNKNOWN: {
    message: {
      en: 'there is no single group {group}[; it may be {candidates}]',
      zh: '没有唯一对应的匹配组 {group}[；可能是 {candidates}]',
    },
    remedy: {
      en: '«settle report matches» lists the groups; an order and its lines also go by order:NO.',
      zh: '“settle report matches”列出匹配组；订单及其明细也可写作 order:订单号。',
    },
  },
  GROUP_NOT_SUGGESTED: {
    message: { en: 'group {group} is no suggestion', zh: '匹配组 {group} 不是建议' },
    remedy: {
      en: 'Only what is suggested waits to be accepted; automatic groups hold already.',
      zh: '只有建议需要确认；自动匹配组已经生效。',
    },
  },
  LINK_LEG: {
    message: { en: 'nothing joins {refs}', zh: '{refs} 之间无法勾对' },
    remedy: {
      en: 'One order with lines of a platform; payouts with bank lines; days with bank lines; a payout with its return; what customers owe with bank lines or receipts.',
      zh: '可勾对：一个订单与平台明细；打款与银行流水；整日与银行流水；打款与其退回；客户应收与银行流水或收款单。',
    },
  },
  LINK_CURRENCIES: {
    message: { en: 'the items are in several currencies: {currencies}', zh: '所选各项币种不同：{currencies}' },
    remedy: { en: 'A group speaks of one currency.', zh: '一个匹配组只能有一个币种。' },
  },
  LINK_TAKEN: {
    message: { en: '{text} is matched already: {group}', zh: '{text} 已勾对：{group}' },
    remedy: {
      en: 'Open that first: settle unlink {group} --reason …',
      zh: '请先解除：settle unlink {group} --reason …',
    },
  },
  WRITE_OFF_NONE: {
    message: {
      en: 'there is nothing to write off here: difference {difference}',
      zh: '此处没有可核销的差额：{difference}',
    },
    remedy: {
      en: "Leave --write-off away. A customer's overpayment stays the customer's; an order's difference is a finding to resolve.",
      zh: '请去掉 --write-off。客户多付款仍归客户；订单差额请按差异处理。',
    },
  },
  WRITE_OFF_LIMIT: {
    message: {
      en: 'a difference of {difference} is beyond what may be written off: {limit}',
      zh: '差额 {difference} 超出核销限额 {limit}',
    },
    remedy: {
      en: 'Link without --write-off: the difference stays a finding. The limit is «write_off» in settle.yaml.',
      zh: '去掉 --write-off 后勾对，差额保留为差异。限额见 settle.yaml 的 write_off。',
    },
  },
  UNDO_UNKNOWN: {
    message: { en: 'no run, group or decision is called {text}', zh: '没有名为 {text} 的运行、匹配组或决定' },
    remedy: {
      en: '«settle undo» takes back the last one; match, link and the others print the name of their run.',
      zh: '“settle undo”撤销最近一次；match、link 等命令会显示运行编号。',
    },
  },
  NOTHING_TO_UNDO: {
    message: { en: 'there is nothing to undo', zh: '没有可撤销的操作' },
    remedy: { en: 'Imports stay.', zh: '导入不在撤销范围内。' },
  },
  UNDO_ELSEWHERE: {
    message: {
      en: 'the last decision is about a debt: {verb} {text}. Nothing was undone',
      zh: '最近一次决定涉及应收款：{verb} {text}。未撤销任何操作',
    },
    remedy: {
      en: 'It is taken back with «settle receivable undo DECISION» (its name: settle report decisions). To undo an earlier match or decision, name it: settle undo RUN.',
      zh: '请用“settle receivable undo 决定编号”撤销（编号见 settle report decisions）。要撤销更早的匹配或决定，请指明编号：settle undo RUN。',
    },
  },
  RUN_SUPERSEDED: {
    message: {
      en: 'match {run} is followed by a later one, or was undone',
      zh: '匹配 {run} 之后已有新的匹配，或已被撤销',
    },
    remedy: {
      en: 'Only the last match can be undone: every match works all automatic groups out anew.',
      zh: '只能撤销最近一次匹配：每次匹配都会重新计算全部自动匹配组。',
    },
  },
  PLAN_UNREADABLE: {
    message: { en: '{file} is no plan of settle match[: {reason}]', zh: '{file} 不是 settle match 的计划[：{reason}]' },
    remedy: {
      en: 'Make one with: settle match --dry-run --format json > plan.json',
      zh: '生成计划：settle match --dry-run --format json > plan.json',
    },
  },
  PLAN_STALE: {
    message: {
      en: "the books aren't as they were when the plan was shown: {reason}. Nothing was matched",
      zh: '账套与计划显示时不同：{reason}。未勾对任何项目',
    },
    remedy: {
      en: 'Show it anew: settle match --dry-run --format json > plan.json',
      zh: '请重新生成：settle match --dry-run --format json > plan.json',
    },
  },
};

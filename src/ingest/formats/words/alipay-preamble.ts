/** What stands above the header of both Alipay bills; the last day is exclusive (formats/cn.md §1). */
export const ALIPAY_PREAMBLE = {
  account: [/^#?账号[：:]\s*\[?(\d+)\]?/u],
  period: [/起始日期[：:]\s*\[?(?<from>[^\]]+?)\]?\s+终止日期[：:]\s*\[?(?<to>[^\]]+?)\]?\s*$/u],
  endExclusive: true,
} as const;

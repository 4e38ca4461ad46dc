import type { DebtPart, ReceivableCase } from '../model/receivable-case.ts';
import { toleranceFor } from '../model/rules.ts';
import type { Words } from '../model/words.ts';
import { wordsOf } from './columns.ts';
import type { ReportContext } from './report.ts';

/** What is done at which age (DOMAIN.md 3.11), the last first. */
const STEPS = [
  { from: 90, action: 'bad-debt-review' },
  { from: 60, action: 'lawyer-letter' },
  { from: 30, action: 'demand-letter' },
  { from: 15, action: 'second-reminder' },
  { from: 0, action: 'reminder' },
] as const;

export const ACTION_WORDS: Readonly<Record<string, Words>> = {
  reminder: wordsOf('friendly reminder | 友好提醒'),
  'second-reminder': wordsOf('second reminder | 二次催收'),
  'demand-letter': wordsOf('demand letter with late fee | 催款函（计滞纳金）'),
  'lawyer-letter': wordsOf('stop supply, lawyer’s letter | 停止供货、律师函'),
  'bad-debt-review': wordsOf('review as a bad debt | 坏账评估'),
  'ask-platform': wordsOf('look the order up at the platform | 到平台核查订单'),
  'trace-payout': wordsOf('trace the payout with platform and bank | 向平台和银行查询打款'),
  'settle-dispute': wordsOf('settle the dispute | 处理争议'),
  'await-promise': wordsOf('promised: wait for it | 已承诺付款，待到账'),
  'remind-of-promise': wordsOf('promise broken: call | 承诺未兑现，电话催收'),
  'write-off-rest': wordsOf('small rest: write it off | 尾款在容差内，建议核销'),
  decided: wordsOf('decided: see its finding | 已处理，见差异记录'),
};

/** What stands in the way of asking speaks first (DOMAIN.md 3.11), then the days. */
export function nextAction(one: ReceivableCase, part: DebtPart, { settings }: ReportContext): string | undefined {
  if (one.isDisputed) return 'settle-dispute';
  if (part.open > 0 && part.promised === part.open) return 'await-promise';
  const tolerated = toleranceFor(settings.tolerance.legs['receipt-receivable'], part.amount, 1);
  const isRest = part.open <= tolerated && part.open < part.amount && one.currency === settings.currency;
  if (isRest) return 'write-off-rest';
  if (one.promise?.state === 'broken') return 'remind-of-promise';
  return STEPS.find((step) => part.daysOverdue >= step.from)?.action;
}

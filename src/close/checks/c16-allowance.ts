import type { Check, Reason } from '../check.ts';
import type { CloseFacts } from '../facts.ts';
import { listed, monthOf, reason, sums, together } from '../reasons.ts';

/** The allowance of the vouchers is what the ages ask for; where none is kept, old debts are looked at. */
const check: Check = {
  code: 'C16',
  title: { en: 'allowance and write-offs are booked', zh: '坏账准备与核销已入账' },
  severity: 'W',
  run: (facts) => (facts.receivables.allowance.isKept ? unbooked(facts) : old(facts)),
};

export default check;

function unbooked(facts: CloseFacts): readonly Reason[] {
  const { needed, booked } = facts.receivables.allowance;
  return together([needed], [booked])
    .filter(({ amount }) => amount !== 0)
    .map(({ currency }) => {
      const said = (list: typeof needed): string => sums(list.filter((one) => one.currency === currency)) || '0';
      return reason(
        `the ages ask for an allowance of ${said(needed)}, account 1231 of the vouchers comes to ${said(booked)}`,
        `按账龄应计提坏账准备 ${said(needed)}，凭证 1231 科目余额 ${said(booked)}`,
        `settle report vouchers --period ${monthOf(facts)} --as-of ${facts.to}`,
      );
    });
}

function old({ receivables, to }: CloseFacts): readonly Reason[] {
  const { old: refs } = receivables.allowance;
  return refs.length === 0
    ? []
    : [
        reason(
          `overdue for more than 180 days: ${listed(refs)}`,
          `逾期超过 180 天：${listed(refs)}`,
          `settle receivable write-off ${refs[0] ?? 'REF'} --because CAUSE --on ${to} --reason TEXT`,
        ),
      ];
}

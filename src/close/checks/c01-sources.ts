import type { Check } from '../check.ts';
import { monthOf, openFindings, reason } from '../reasons.ts';

/** Per account every day covered, no gap, no overlap that disagrees, no row kept aside. */
const check: Check = {
  code: 'C01',
  title: { en: 'every expected statement is in', zh: '应有对账单齐全' },
  severity: 'B',
  run: (facts) => [
    ...facts.accounts
      .filter((account) => !account.isCovered)
      .map(({ account }) =>
        reason(
          `${account}: no statement covers ${monthOf(facts)}`,
          `${account}：${monthOf(facts)} 没有对账单`,
          'settle import FILE',
        ),
      ),
    ...openFindings(facts, ['coverage-gap', 'coverage-conflict', 'rejected-row']),
  ],
};

export default check;

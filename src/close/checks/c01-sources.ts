import type { Check, Reason } from '../check.ts';
import type { AccountFacts, CloseFacts } from '../facts.ts';
import { monthOf, openFindings, reason } from '../reasons.ts';

/** Per account every day covered, no gap, no overlap that disagrees, no row kept aside. */
const check: Check = {
  code: 'C01',
  title: { en: 'every expected statement is in', zh: '应有对账单齐全' },
  severity: 'B',
  run: (facts) => [
    ...facts.accounts.flatMap((account) => missing(account, facts)),
    ...openFindings(facts, ['coverage-conflict', 'rejected-row']),
  ],
};

export default check;

const IMPORT = 'settle import FILE';

function missing({ account, isCovered, gaps }: AccountFacts, facts: CloseFacts): readonly Reason[] {
  if (!isCovered) {
    const month = monthOf(facts);
    return [reason(`${account}: no statement covers ${month}`, `${account}：${month} 没有对账单`, IMPORT)];
  }
  return gaps
    .filter(({ from }) => !isAccepted(account, from, facts))
    .map(({ from, to }) =>
      reason(`${account}: no statement covers ${from} to ${to}`, `${account}：${from} 至 ${to} 没有对账单`, IMPORT),
    );
}

/** A person said that nothing is missing there. */
function isAccepted(account: string, from: string, { findings }: CloseFacts): boolean {
  return findings.some(
    (one) => one.code === 'coverage-gap' && one.state === 'resolved' && one.account === account && one.date === from,
  );
}

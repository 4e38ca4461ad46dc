import type { NamedFinding } from '../../model/finding.ts';
import type { Check, Reason } from '../check.ts';
import type { AccountFacts, CloseFacts } from '../facts.ts';
import { monthOf, openFindings, reason, resolving } from '../reasons.ts';

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
    .map((gap) => ({ ...gap, finding: findingOf(account, gap.from, facts) }))
    .filter(({ finding }) => finding?.state !== 'resolved')
    .map(({ from, to, finding }) => {
      const [en, zh] =
        finding === undefined
          ? ['', '']
          : [` (nothing missing? ${resolving(finding, facts)})`, `（如确无发生额：${resolving(finding, facts)}）`];
      return reason(
        `${account}: no statement covers ${from} to ${to}${en}`,
        `${account}：${from} 至 ${to} 没有对账单${zh}`,
        IMPORT,
      );
    });
}

/** The finding of these days: a person may have said that nothing is missing there. */
function findingOf(account: string, from: string, { findings }: CloseFacts): NamedFinding | undefined {
  return findings.find((one) => one.code === 'coverage-gap' && one.account === account && one.date === from);
}

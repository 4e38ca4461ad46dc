import { KINDS, messageOf } from '../../discrepancy/index.ts';
import type { NamedFinding } from '../../model/finding.ts';
import { say, type Step } from './step.ts';

/** A finding as one step at the end of a chain. */
export function findingLine(finding: NamedFinding): Step {
  const title = KINDS.find((kind) => kind.code === finding.code)?.title ?? say(finding.code, finding.code);
  return {
    step: 'finding',
    date: finding.date,
    ref: finding.id,
    amount: finding.difference,
    currency: finding.currency,
    file: finding.place?.file,
    line: finding.place?.line,
    text: say(`${title.en}: ${messageOf(finding, 'en')}`, `${title.zh}：${messageOf(finding, 'zh')}`),
  };
}

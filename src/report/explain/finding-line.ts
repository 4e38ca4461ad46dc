import { messageOf } from '../../discrepancy/index.ts';
import type { NamedFinding } from '../../model/finding.ts';
import { say, type Step } from './step.ts';

/** A finding as one step at the end of a chain. */
export function findingLine(finding: NamedFinding): Step {
  return {
    step: 'finding',
    date: finding.date,
    ref: finding.id,
    amount: finding.difference,
    currency: finding.currency,
    file: finding.place?.file,
    line: finding.place?.line,
    text: say(`${finding.code}: ${messageOf(finding, 'en')}`, `${finding.code}：${messageOf(finding, 'zh')}`),
  };
}

// Room: discrepancy. Groups and leftovers → findings: one file a kind, each a pure function over one case.
// Here: the codes of FINDINGS.md, their severities, titles, remedies; «one cause, one finding».
// Never here: printing, changing matches, exit codes, loading.

import type { Case, CheckContext } from '../model/case.ts';
import type { Finding } from '../model/finding.ts';
import { KINDS } from './list.ts';

export { KINDS } from './list.ts';
export type { Kind } from './kind.ts';
export { messageOf } from './message.ts';
export { duplicateSales, isVoid, sumsOf } from './order-case.ts';

/** The kinds that look at each sort of case: asked for case by case, of which there may be a million. */
const KINDS_OF = new Map(
  KINDS.map(({ looksAt }) => [looksAt, KINDS.filter((one) => one.looksAt === looksAt)] as const),
);

/** All findings of one case. */
export function findIn(subject: Case, context: CheckContext): readonly Finding[] {
  const kinds = KINDS_OF.get(subject.kind) ?? [];
  return kinds.flatMap((one) => one.find(subject as never, context));
}

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

/** All findings of one case. */
export function findIn(subject: Case, context: CheckContext): readonly Finding[] {
  return KINDS.flatMap((one) => (one.looksAt === subject.kind ? one.find(subject as never, context) : []));
}

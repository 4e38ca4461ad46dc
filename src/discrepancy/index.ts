// Room: discrepancy. Groups and leftovers → findings: one file a kind, each a pure function over one case.
// Here: the codes of FINDINGS.md, their severities, titles, remedies; «one cause, one finding».
// Never here: printing, changing matches, exit codes, loading.

import type { Case, CheckContext } from '../model/case.ts';
import type { Finding } from '../model/finding.ts';
import type { Kind } from './kind.ts';
import * as kinds from './kinds/all.ts';

export type { Kind } from './kind.ts';
export { duplicateSales } from './order-case.ts';

/** Every kind, by code. */
export const KINDS: readonly Kind[] = (Object.values(kinds) as unknown as readonly Kind[])
  .slice()
  .sort((left, right) => (left.code < right.code ? -1 : 1));

/** All findings of one case. */
export function findIn(subject: Case, context: CheckContext): readonly Finding[] {
  return KINDS.flatMap((one) => (one.looksAt === subject.kind ? one.find(subject as never, context) : []));
}

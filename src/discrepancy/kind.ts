import type { CaseKind, CaseOf, CheckContext } from '../model/case.ts';
import type { Finding, FindingCode, Severity } from '../model/finding.ts';
import type { Words } from '../model/words.ts';

/**
 * One kind of discrepancy: its code, its words, and how it is found in a case. `find` answers findings without judging
 * time it can't see: a case carries its due days.
 */
export interface Kind<K extends CaseKind = CaseKind> {
  readonly code: FindingCode;
  readonly title: Words;
  /** One sentence with {order}, {trade}, {batch}, {bank}, {account}, {counterparty}, {expected}, {actual}, {difference} and details. */
  readonly message: Words;
  /** Which cases it looks at. */
  readonly looksAt: K;
  /** The severities it gives, highest first (FINDINGS.md). */
  readonly severities: readonly Severity[];
  readonly find: (subject: CaseOf[K], context: CheckContext) => readonly Finding[];
  /** What a person does next. */
  readonly remedy: Words;
}

/** Keeps the case's type while the list holds kinds of all cases. */
export function kind<K extends CaseKind>(declaration: Kind<K>): Kind<K> {
  return declaration;
}

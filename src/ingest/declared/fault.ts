/** What a key of a declaration takes; the words stand where people read them. */
export type DeclarationNeed =
  | 'text'
  | 'map'
  | 'list'
  | 'missing'
  | 'unique'
  | 'choice'
  | 'flag'
  | 'currency'
  | 'format-id'
  | 'format-id-taken'
  | 'platform-id'
  | 'one-character'
  | 'encoding'
  | 'date-pattern'
  | 'pattern'
  | 'pattern-groups'
  | 'column'
  | 'column-places'
  | 'columns-needed'
  | 'not-of-kind'
  | 'line-count'
  | 'recognisable'
  | 'condition';

/** The first mistake in a declaration, and where: `columns.amount`, `kinds.Refund.sign`, `preamble.totals[0]`. */
export interface DeclarationFault {
  readonly path: string;
  readonly key: string;
  /** A key that isn't known there. */
  readonly known?: readonly string[];
  readonly need: DeclarationNeed;
  readonly params: Readonly<Record<string, string>>;
}

/** Carries a fault out of the reading of a declaration; never leaves this folder. */
export class FaultError extends Error {
  readonly fault: DeclarationFault;

  constructor(fault: DeclarationFault) {
    super(`${fault.path}: ${fault.need}`);
    this.fault = fault;
  }
}

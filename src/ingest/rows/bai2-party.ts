/** Names of the two sides in the continuations of banks that label them: `CRNM: TEST INC`, `ORG:=OPTIONS LINK`. */
const PAYER = /^(?:DBNM:|ORG:=|ORIG(?:INATOR)?(?: NAME)?:)\s*(.+)$/u;
const PAYEE = /^(?:CRNM:|BNF NAME:=|BENE?(?:FICIARY)?(?: NAME)?:)\s*(.+)$/u;

/** The other side of a detail: who paid on a credit, who was paid on a debit. */
export function partyIn(texts: readonly string[], incoming: boolean): string | undefined {
  const pattern = incoming ? PAYER : PAYEE;
  return texts.map((text) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
}

import type { OfxToken } from '../tokenise/ofx.ts';

/** A statement of an OFX answer, as its leaves stand; nothing is read yet. */
export interface OfxStatement {
  readonly kind: 'bank' | 'investment';
  readonly line: number;
  /** `CURDEF`, `ACCTID`, `DTSTART`, `DTEND`, `BALAMT`, `DTASOF`: of the statement, its account, list and ledger balance. */
  readonly leaves: OfxLeaves;
  /** Where the ledger balance stands. */
  readonly balanceLine?: number;
  readonly entries: readonly OfxEntry[];
  /** Entries of its list of pending ones (2.2 and later). */
  readonly pending: number;
}

export interface OfxEntry {
  readonly line: number;
  /** By name; those of an aggregate inside the entry by both names (`PAYEE.NAME`). */
  readonly leaves: OfxLeaves;
}

export type OfxLeaves = Readonly<Record<string, string | undefined>>;

/** What a server says instead of a statement. */
export interface OfxFault {
  readonly code: string;
  readonly message: string;
}

/**
 * Aggregates that matter and how deep they stand. One that opens closes every open one as deep as itself or deeper, an
 * end tag closes up to its opener: so missing end tags do no harm, and an empty leaf swallows nothing.
 */
const DEPTHS: Readonly<Record<string, number | undefined>> = {
  STATUS: 1,
  STMTRS: 1,
  CCSTMTRS: 1,
  INVSTMTRS: 1,
  BANKACCTFROM: 2,
  CCACCTFROM: 2,
  INVACCTFROM: 2,
  BANKTRANLIST: 2,
  BANKTRANLISTP: 2,
  INVTRANLIST: 2,
  LEDGERBAL: 2,
  AVAILBAL: 2,
  INVBAL: 2,
  BALLIST: 2,
  STMTTRN: 3,
  STMTTRNP: 3,
  PAYEE: 4,
  BANKACCTTO: 4,
  CCACCTTO: 4,
  CURRENCY: 4,
  ORIGCURRENCY: 4,
};
const OUTER = /^(?:OFX|\w+MSGSRSV\d|\w+TRNRS|SONRS)$/u;
const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);
const ENTRIES = new Set(['STMTTRN', 'STMTTRNP']);
/** Aggregates whose leaves are the statement's own. */
const OWN = new Set([
  'STMTRS',
  'CCSTMTRS',
  'INVSTMTRS',
  'BANKACCTFROM',
  'CCACCTFROM',
  'INVACCTFROM',
  'BANKTRANLIST',
  'INVTRANLIST',
  'LEDGERBAL',
]);

interface Growing {
  readonly name: string;
  readonly depth: number;
  readonly line: number;
  readonly leaves: Record<string, string | undefined>;
}

/** Builds statements from tokens, one at a time. */
export class OfxTree {
  /** The text ends inside its `<OFX>`. */
  isOpen = false;
  /** The last fault a server reported. */
  fault: OfxFault | undefined;
  private readonly stack: Growing[] = [];
  private leaves: Record<string, string | undefined> = {};
  private entries: OfxEntry[] = [];
  private pending = 0;
  private balanceLine: number | undefined;
  private done: OfxStatement[] = [];

  /** The statements that these tokens complete. */
  take(tokens: readonly OfxToken[]): readonly OfxStatement[] {
    this.done = [];
    for (const token of tokens) {
      if (token.kind === 'leaf') this.takeLeaf(token.name, token.text);
      else if (token.kind === 'open') this.open(token.name, token.line);
      else this.close(token.name);
    }
    return this.done;
  }

  private open(name: string, line: number): void {
    if (name === 'OFX') this.isOpen = true;
    const depth = OUTER.test(name) ? 0 : DEPTHS[name];
    if (depth === undefined) return;
    for (let top = this.stack.at(-1); top !== undefined && top.depth >= depth; top = this.stack.at(-1)) this.pop();
    if (depth === 0) return;
    this.stack.push({ name, depth, line, leaves: {} });
    if (name === 'LEDGERBAL') this.balanceLine = line;
    // What stood before it belongs to another answer: a list of accounts, a transfer.
    if (STATEMENTS.has(name)) this.begin();
  }

  private close(name: string): void {
    if (name === 'OFX') this.isOpen = false;
    const from = OUTER.test(name) ? 0 : this.stack.findLastIndex((aggregate) => aggregate.name === name);
    if (from < 0) return;
    while (this.stack.length > from) this.pop();
  }

  private takeLeaf(name: string, text: string): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    const entry = this.stack.find((aggregate) => ENTRIES.has(aggregate.name));
    if (entry !== undefined) entry.leaves[top === entry ? name : `${top.name}.${name}`] ??= text;
    else if (OWN.has(top.name)) this.leaves[name] ??= text;
    else top.leaves[name] ??= text;
  }

  private pop(): void {
    const aggregate = this.stack.pop();
    if (aggregate === undefined) return;
    const { name, line, leaves } = aggregate;
    if (name === 'STMTTRN') this.entries.push({ line, leaves });
    if (name === 'STMTTRNP') this.pending += 1;
    if (name === 'STATUS' && leaves['SEVERITY']?.toUpperCase() === 'ERROR')
      this.fault = { code: leaves['CODE'] ?? '', message: leaves['MESSAGE'] ?? '' };
    if (STATEMENTS.has(name)) this.finish(name, line);
  }

  private finish(name: string, line: number): void {
    const { leaves, entries, pending, balanceLine } = this;
    this.done.push({
      kind: name === 'INVSTMTRS' ? 'investment' : 'bank',
      line,
      leaves,
      ...(balanceLine !== undefined && { balanceLine }),
      entries,
      pending,
    });
    this.begin();
  }

  private begin(): void {
    this.leaves = {};
    this.entries = [];
    this.pending = 0;
    this.balanceLine = undefined;
  }
}

/** `X.expected.json` beside a bank's file, as corpus/bank/README.md describes it; numbers are decimals as text. */
export interface Expected {
  readonly verdict: string;
  readonly confidence?: string;
  readonly dateOrder?: string;
  readonly profile?: unknown;
  readonly totals?: {
    readonly entries?: number;
    readonly bankOrCardEntries?: number;
    readonly sumCredits?: string;
    readonly sumDebits?: string;
    readonly pendingRows?: number;
  };
  readonly statements?: readonly ExpectedStatement[];
}

export interface ExpectedStatement {
  readonly account?: string | null;
  readonly entries: number;
  readonly bookedEntries?: number;
  readonly notBooked?: number;
  readonly groupStatus?: string | number | null;
  readonly sumCredits?: string;
  readonly sumDebits?: string;
  readonly openingBalance?: string | null;
  readonly closingBalance?: string | null;
  readonly openingKind?: string;
  readonly closingKind?: string;
  readonly balanceChain?: string;
}

/** What a verdict allows: to be imported, to be refused, or either. */
export type Allowed = 'import' | 'refuse' | 'either' | 'report-only';

export function allowedBy(verdict: string): Allowed {
  if (verdict.startsWith('import')) return 'import';
  if (verdict.startsWith('report-only')) return 'report-only';
  if (/^reject(?!,? or)/u.test(verdict)) return 'refuse';
  return 'either';
}

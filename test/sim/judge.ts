import { COMPLETE_CODES, identityOf, type Truth, type TruthFinding } from './truth.ts';

/* Compares what the program answered with what it must find. Knows the truth and the answers' shape, not the program. */

/** A row of `check --format json`, as far as it is compared. */
export interface FindingRow {
  readonly code: string;
  readonly order_no?: string;
  readonly trade_no?: string;
  readonly batch_no?: string;
  readonly bank_ref?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly difference?: string;
}

/** A row of `report matches --format json`, as far as it is compared. */
export interface MatchRow {
  readonly leg: string;
  readonly state: string;
  readonly members: readonly { readonly ref: string }[];
}

export interface Verdict {
  /** Findings that are right, that are missing, that are false alarms, and that name a wrong amount. */
  readonly right: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly amounts: readonly string[];
  readonly payoutsRight: number;
  readonly payoutsMissing: readonly string[];
  readonly payoutsWrong: readonly string[];
}

export function judge(truth: Truth, findings: readonly FindingRow[], matches: readonly MatchRow[]): Verdict {
  const expected = new Map([...truth.findings, ...overdue(truth)].map((finding) => [identityOf(finding), finding]));
  const answered = new Map<string, FindingRow>();
  const extra: string[] = [];
  for (const row of findings) {
    const identity = identityOf(row);
    if (!isJudged(row, truth)) continue;
    if (expected.has(identity) && !answered.has(identity)) answered.set(identity, row);
    else extra.push(identity);
  }
  const missing = [...expected.keys()].filter((identity) => !answered.has(identity));
  const amounts = [...answered].flatMap(([identity, row]) => wrongAmounts(identity, expected.get(identity), row));
  const pairs = payoutPairs(matches);
  const known = new Set(truth.payouts.map(({ payout, bank }) => `${payout} = ${bank}`));
  return {
    ...{ right: answered.size, missing, extra, amounts },
    payoutsRight: [...known].filter((pair) => pairs.has(pair)).length,
    payoutsMissing: [...known].filter((pair) => !pairs.has(pair)),
    payoutsWrong: [...pairs].filter((pair) => !known.has(pair)),
  };
}

/** Sales on account that are past due with money open. */
function overdue(truth: Truth): readonly TruthFinding[] {
  return truth.receivables
    .filter((receivable) => receivable.due < truth.as_of && receivable.paid < receivable.amount)
    .map((receivable) => ({ code: 'receivable-overdue', order_no: receivable.order_no }));
}

/** Debits are known to nobody's books: one under another's number is a false alarm, one not named is no matter. */
function isJudged(row: FindingRow, truth: Truth): boolean {
  if (row.code === 'bank-debit-unexplained') return !truth.debits.includes(row.bank_ref ?? '');
  return COMPLETE_CODES.has(row.code) || row.code === 'receivable-overdue';
}

function wrongAmounts(identity: string, expected: TruthFinding | undefined, row: FindingRow): readonly string[] {
  return (['expected', 'actual', 'difference'] as const).flatMap((field) => {
    const amount = expected?.[field];
    if (amount === undefined || fenOf(row[field]) === amount) return [];
    return [`${identity}: ${field} ${row[field] ?? 'nothing'}, not ${(amount / 100).toFixed(2)}`];
  });
}

/** `128.00` as fen; what isn't an amount with two places is nothing. */
function fenOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+\.\d\d$/.test(text) ? Number(text.replace('.', '')) : undefined;
}

/** Payout ↔ bank line by their bare numbers, of the groups that stand. */
function payoutPairs(matches: readonly MatchRow[]): ReadonlySet<string> {
  const standing = matches.filter((match) => match.leg === 'payout-bank' && match.state !== 'suggested');
  return new Set(
    standing.flatMap(({ members }) => {
      const batches = members
        .filter(({ ref }) => ref.startsWith('batch:'))
        .map(({ ref }) => ref.slice('batch:'.length));
      const lines = members
        .filter(({ ref }) => ref.startsWith('bank:'))
        .map(({ ref }) => ref.slice(ref.indexOf('/') + 1));
      return batches.flatMap((batch) => lines.map((bankLine) => `${batch} = ${bankLine}`));
    }),
  );
}

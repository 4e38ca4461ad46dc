import type { ImportRow } from '../../src/jobs/import-files.ts';
import { Decimal } from '../../src/model/money.ts';
import { formatAmount, type Money } from '../../src/model/money.ts';
import { allowedBy, type Expected, type ExpectedStatement } from './expected.ts';

/** How a file came out: as its verdict says, or what is wrong with it. */
export interface Judgement {
  readonly outcome: 'imported' | 'refused' | 'reported';
  readonly wrong: readonly string[];
}

/** Compares what an import came to with what stands beside the file. */
export function judge(rows: readonly ImportRow[], expected: Expected): Judgement {
  const refused = rows.find((row) => row.status === 'refused');
  const allowed = allowedBy(expected.verdict);
  if (refused !== undefined) {
    const reason = `refused: ${refused.refusal?.code ?? ''} ${JSON.stringify(refused.refusal?.params ?? {})}`;
    return { outcome: 'refused', wrong: allowed === 'import' || allowed === 'report-only' ? [reason] : [] };
  }
  if (allowed === 'refuse') return { outcome: 'imported', wrong: ['imported, but is to be refused'] };
  const count = rows.reduce((sum, row) => sum + row.rows, 0);
  if (allowed === 'report-only') {
    return { outcome: 'reported', wrong: count === 0 ? [] : [`${String(count)} rows of a report that isn't booked`] };
  }
  return { outcome: 'imported', wrong: allowed === 'either' ? [] : differences(rows, expected) };
}

function differences(rows: readonly ImportRow[], expected: Expected): readonly string[] {
  const { totals = {}, statements = [] } = expected;
  const added = statements.filter(
    ({ groupStatus }) =>
      groupStatus === undefined || groupStatus === null || ['1', 'update'].includes(String(groupStatus)),
  );
  const sum = (key: 'sumCredits' | 'sumDebits'): string =>
    totals[key] ?? added.reduce((whole, one) => whole.plus(one[key] ?? 0), new Decimal(0)).toFixed();
  const booked = added.some(({ bookedEntries }) => bookedEntries !== undefined)
    ? added.reduce((whole, one) => whole + (one.bookedEntries ?? one.entries), 0)
    : added.reduce((whole, one) => whole + one.entries, 0);
  const entries = statements.length > 0 ? booked : (totals.bankOrCardEntries ?? totals.entries ?? 0);
  return [
    ...differs('entries', String(rows.reduce((whole, row) => whole + row.rows, 0)), String(entries)),
    ...differs('credits', total(rows, 'credits'), sum('sumCredits')),
    ...differs('debits', total(rows, 'debits'), sum('sumDebits')),
    ...balanceDifferences(rows, added),
  ];
}

/** Balances of an account: opening of its first statement, closing of its last; whether a chain is broken anywhere. */
function balanceDifferences(rows: readonly ImportRow[], statements: readonly ExpectedStatement[]): readonly string[] {
  const found: string[] = [];
  const withRows = rows.filter((row) => row.kind === 'bank');
  if (statements.length === withRows.length) {
    for (const [index, statement] of statements.entries()) {
      const row = withRows[index];
      const { openingBalance, openingKind, closingBalance, closingKind } = statement;
      found.push(...balanceDiffers('opening', row?.opening, openingBalance, openingKind));
      found.push(...balanceDiffers('closing', row?.closing, closingBalance, closingKind));
    }
  }
  const broken = rows.some((row) => row.remarks.some(({ params }) => params['code'] === 'balance-break'));
  const expected = statements.some(({ balanceChain }) => balanceChain?.startsWith('mismatch') === true);
  if (statements.some(({ balanceChain }) => balanceChain !== undefined))
    found.push(...differs('chain', broken ? 'mismatch' : 'ok', expected ? 'mismatch' : 'ok'));
  return found;
}

function total(rows: readonly ImportRow[], key: 'credits' | 'debits'): string {
  return rows.reduce((sum, row) => sum.plus(textOf(row[key]) ?? 0), new Decimal(0)).toFixed();
}

function textOf(money: Money | undefined): string | undefined {
  return money === undefined ? undefined : formatAmount(money.minor, money.currency);
}

/** A balance carried from page to page (`intermediate`) may be absent: it isn't the statement's own. */
function balanceDiffers(
  what: string,
  got: Money | undefined,
  wanted: string | null | undefined,
  kind: string | undefined,
): readonly string[] {
  if (wanted === null || wanted === undefined) return [];
  const text = textOf(got);
  if (text !== undefined) return differs(what, text, wanted);
  return kind === 'intermediate' ? [] : [`${what} missing, ${wanted} expected`];
}

function differs(what: string, got: string, wanted: string): readonly string[] {
  const isNumber = /^-?[\d.]+$/u.test(got) && /^-?[\d.]+$/u.test(wanted);
  const equal = isNumber ? new Decimal(got).equals(wanted) : got === wanted;
  return equal ? [] : [`${what} ${got}, ${wanted} expected`];
}

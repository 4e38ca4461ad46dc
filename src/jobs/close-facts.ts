import type { CloseFacts, OpenFacts, ProofFacts, SumFacts } from '../close/index.ts';
import { KINDS } from '../discrepancy/index.ts';
import { gapsOf } from '../model/coverage.ts';
import { daysBetween, parseMonth, type Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import type { AccountRole } from '../model/ledger.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { BookSettings } from '../model/settings.ts';
import { isInForce, type Decision } from '../model/receivable.ts';
import type { Row } from '../model/table.ts';
import { lateFeeStanding } from '../receivables/index.ts';
import type { MonthVouchers } from '../vouchers/index.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadCloseSignatures } from '../store/read/closings.ts';
import { loadChain, loadLastEvents } from '../store/read/events.ts';
import { loadExportedMonths } from '../store/read/exported-vouchers.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { loadCoverage } from '../store/read/statement-cases.ts';
import type { CaseOptions } from './order-cases.ts';
import type { CarriedItem } from './close-items.ts';
import type { CloseLedger } from './close-ledger.ts';
import { amountIn, currencyIn, rowsOf, sumsOf, textIn, type CloseTables } from './close-tables.ts';
import { loadRateBook } from './book-rates.ts';
import { revaluationOf, type ForeignOptions } from './foreign-balances.ts';

/** What is being closed, worked out in the same unit of work. */
export interface Closable {
  readonly month: string;
  readonly tables: CloseTables;
  readonly findings: readonly NamedFinding[];
  readonly options: CaseOptions;
  /** SHA-256 of the snapshot. */
  readonly snapshot: string;
  /** Items dated in closed months that their lists don't have. */
  readonly strays: readonly CarriedItem[];
  /** What the vouchers up to the month's end come to. */
  readonly ledger: CloseLedger;
}

/** Events that change nothing of what is closed: a backup before them holds it. */
const CHANGES_NOTHING = ['backup', 'sign', 'close', 'reopen', 'match'];

export async function loadCloseFacts(db: Database, closable: Closable): Promise<CloseFacts> {
  const { month, tables, findings, options, snapshot, strays } = closable;
  const { money, months, options: worked } = closable.ledger;
  const { settings } = options;
  const span = parseMonth(month);
  invariant(span !== undefined, 'a month was parsed before it is closed');
  const { lastChange, lastBackup } = await loadLastEvents(db, CHANGES_NOTHING);
  const signatures = await loadCloseSignatures(db, month);
  const debts = money.flatMap((one) => (one.kind === 'receivable' ? [one] : []));
  const ledger = (role: AccountRole, side: 'debit' | 'credit'): readonly SumFacts[] => balances(months, role, side);
  return {
    month,
    ...span,
    currency: settings.currency,
    accounts: await accountFacts(db, settings, span),
    findings,
    titles: new Map(KINDS.map((kind) => [kind.code, kind.title])),
    // The roll-forward of the month, and both sides of each wallet's 平台余额调节表.
    wallets: [
      ...rowsOf(tables, 'wallet').flatMap((row) => (amountIn(row, 'difference') === undefined ? [] : proof(row))),
      ...differences(tables, 'wallet-reconciliation'),
    ],
    banks: differences(tables, 'bank-reconciliation'),
    open: [...rowsOf(tables, 'open'), ...rowsOf(tables, 'overdue')].flatMap((row) => openFacts(row, span.to)),
    strays: strays.map((item) => item.ref),
    receivables: {
      ...debtFacts(debts, tables),
      ...lateFeeFactsOf(debts, settings, span.to),
      ledger: ledger('receivable_customer', 'debit'),
      ...(await arrangementFacts(db, tables, span.to)),
      allowance: {
        isKept: settings.vouchers.standard === 'enterprise',
        needed: allowanceNeeded(tables),
        booked: ledger('allowance', 'credit'),
        old: oldDebts(debts),
      },
    },
    suspense: ledger('suspense', 'credit'),
    vouchers: await voucherFactsOf(db, month, months),
    rates: await rateFacts(db, tables, { ...worked, asOf: span.to, month }),
    backup: { lastChange, lastBackup, isChainSound: (await loadChain(db)).broken === undefined },
    signatures: signatures.map(({ role, name, sha256 }) => ({ role, name, snapshot: sha256 })),
    requireTwoSignatures: settings.close.requireTwoSignatures,
    snapshot,
  };
}

/** Whether statements of each account cover the month, and which days of it they don't. */
async function accountFacts(
  db: Database,
  { accounts }: BookSettings,
  span: { readonly from: Day; readonly to: Day },
): Promise<CloseFacts['accounts']> {
  const rows = await loadCoverage(db);
  return accounts.map(({ id, kind }) => {
    const own = rows.filter((row) => row.account === id);
    const spans = own.map((row) => ({
      from: row.from_on,
      to: row.to_on,
      ...(row.opening === null ? {} : { opening: row.opening }),
      ...(row.closing === null ? {} : { closing: row.closing }),
    }));
    const gaps = gapsOf(spans, span).filter((gap) => gap.from <= span.to && gap.to >= span.from);
    const isCovered = own.some((row) => row.from_on <= span.to && row.to_on >= span.from);
    return { account: id, kind, isCovered, gaps };
  });
}

function differences(tables: CloseTables, name: string): readonly ProofFacts[] {
  return rowsOf(tables, name)
    .filter((row) => textIn(row, 'kind') === 'difference')
    .flatMap(proof);
}

function proof(row: Row): readonly ProofFacts[] {
  const key = amountIn(row, 'difference') === undefined ? 'amount' : 'difference';
  return [{ account: textIn(row, 'account') ?? '', currency: currencyIn(row, key), difference: amountIn(row, key) }];
}

function openFacts(row: Row, to: Day): readonly OpenFacts[] {
  const key = amountIn(row, 'amount') === undefined ? 'open' : 'amount';
  const amount = amountIn(row, key);
  if (amount === undefined) return [];
  const [date, due] = [textIn(row, 'date'), textIn(row, 'due')] as readonly (Day | undefined)[];
  const [account, customer] = [textIn(row, 'account'), textIn(row, 'customer')];
  const since = date ?? due;
  return [
    {
      kind: textIn(row, 'kind') ?? '',
      ref: textIn(row, 'ref') ?? '',
      amount,
      currency: currencyIn(row, key),
      ageDays: since === undefined ? 0 : daysBetween(since, to),
      ...(account === undefined ? {} : { account }),
      ...(customer === undefined ? {} : { customer }),
      ...(date === undefined ? {} : { date }),
      ...(due === undefined ? {} : { due }),
    },
  ];
}

async function voucherFactsOf(
  db: Database,
  month: string,
  months: readonly MonthVouchers[],
): Promise<CloseFacts['vouchers']> {
  const verdict = months.find((one) => one.period === month)?.verdict;
  return {
    count: verdict?.count ?? 0,
    unbalanced: verdict?.unbalanced.map(String) ?? [],
    missing: verdict?.gaps.map(String) ?? [],
    unexported: verdict?.unexported.map(String) ?? [],
    isUsed: (await loadExportedMonths(db)).length > 0,
  };
}

/** What an account comes to by all vouchers up to the day, in each currency. */
function balances(months: readonly MonthVouchers[], role: AccountRole, side: 'debit' | 'credit'): readonly SumFacts[] {
  const sums = new Map<SumFacts['currency'], Minor>();
  // A revaluation is the home amount of a foreign balance, which stands in its own currency here.
  const vouchers = months.flatMap((month) => month.vouchers).filter(({ kind }) => kind !== 'exchange');
  for (const { currency, lines } of vouchers) {
    for (const { account, debit, credit } of lines) {
      if (account.role !== role) continue;
      const amount = side === 'debit' ? minus(debit, credit) : minus(credit, debit);
      sums.set(currency, plus(sums.get(currency) ?? ZERO, amount));
    }
  }
  return [...sums].sort().map(([currency, amount]) => ({ currency, amount }));
}

/** What customers owe by the debts themselves. */
function debtFacts(
  debts: readonly ReceivableCase[],
  tables: CloseTables,
): Pick<CloseFacts['receivables'], 'ageing' | 'overpaid' | 'unapplied'> {
  const rows = rowsOf(tables, 'ageing');
  const over = debts.map(({ open, writtenOff, currency }) => ({
    amount: { minor: minor(Math.max(0, -open - writtenOff)), currency },
  }));
  return {
    ageing: sumsOf(rows, 'open'),
    overpaid: sumsOf(over, 'amount'),
    unapplied: sumsOf(rows, 'unapplied'),
  };
}

/** Late fees that were billed and not paid, and those that have come up and nobody decided about. */
function lateFeeFactsOf(
  debts: readonly ReceivableCase[],
  settings: BookSettings,
  to: Day,
): Pick<CloseFacts['receivables'], 'lateFeesOwed' | 'lateFees'> {
  const rows = debts.map((one): Row => {
    const { currency } = one;
    const { owed, undecided } = lateFeeStanding(one, lateFeeTermsFor(settings, one.customer, currency), to);
    return { owed: { minor: owed, currency }, undecided: { minor: undecided, currency } };
  });
  return { lateFeesOwed: sumsOf(rows, 'owed'), lateFees: sumsOf(rows, 'undecided') };
}

/** The ageing report's allowance: the sum of its buckets. */
function allowanceNeeded(tables: CloseTables): readonly SumFacts[] {
  const section = tables.get('ageing')?.sections?.find((one) => one.key === 'allowance');
  const rows = section?.rows.filter((row) => textIn(row, 'bucket') === 'all') ?? [];
  return sumsOf(rows, 'allowance');
}

/** More than half a year past due. */
const OLD_DEBT_DAYS = 180;

function oldDebts(debts: readonly ReceivableCase[]): readonly string[] {
  return debts.filter((one) => one.open > 0 && one.daysOverdue > OLD_DEBT_DAYS).map((one) => one.ref);
}

/** What was agreed with customers and holds, and of it what has run out while the money is still open. */
async function arrangementFacts(
  db: Database,
  tables: CloseTables,
  to: Day,
): Promise<Pick<CloseFacts['receivables'], 'arrangements' | 'expired'>> {
  // A late fee billed or waived is done with, and no arrangement.
  const isDone = (kind: Decision['kind']): boolean => kind === 'late-fee' || kind === 'waive';
  const events = (await loadReceivableEvents(db, to)).filter(
    (event) => isInForce(event, to) && !isDone(event.decision.kind),
  );
  const overdue = new Set(rowsOf(tables, 'overdue').map((row) => textIn(row, 'ref')));
  const hasRunOut = ({ ref, decision }: (typeof events)[number]): boolean => {
    if (!overdue.has(ref)) return false;
    switch (decision.kind) {
      case 'extend':
        return decision.newDue <= to;
      case 'promise':
        return decision.by <= to;
      case 'dispute':
        return decision.to !== undefined && decision.to <= to;
      case 'plan':
        return true;
      default:
        return false;
    }
  };
  return { arrangements: events.length, expired: [...new Set(events.filter(hasRunOut).map((one) => one.ref))].sort() };
}

/** Foreign currencies with a balance or an open item, and whether they can be revalued: then their voucher is there. */
async function rateFacts(
  db: Database,
  tables: CloseTables,
  { month, ...options }: ForeignOptions & { readonly month: string },
): Promise<CloseFacts['rates']> {
  const { settings } = options;
  const accounts = await loadAccounts(db);
  const kept = accounts.filter(({ kind }) => kind === 'bank' || kind === 'wallet').map(({ currency }) => currency);
  const items = [...rowsOf(tables, 'open'), ...rowsOf(tables, 'overdue')].map((row) => currencyIn(row, 'amount'));
  const isForeign = (currency: CloseFacts['currency']): boolean => currency !== settings.currency;
  if (![...kept, ...items].some(isForeign)) return [];
  const rates = await loadRateBook(db, options);
  const { currencies } = await revaluationOf(db, month, rates, options);
  const revalued = new Map(currencies.map((one) => [one.currency, one.isKnown]));
  return [...new Set([...items.filter(isForeign), ...revalued.keys()])].sort().map((currency) => ({
    currency,
    isKnown: revalued.get(currency) ?? rates.closing(currency, month) !== undefined,
  }));
}

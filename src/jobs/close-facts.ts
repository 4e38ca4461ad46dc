import type { CloseFacts, OpenFacts, ProofFacts } from '../close/index.ts';
import { gapsOf } from '../model/coverage.ts';
import { daysBetween, parseMonth, type Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import { invariant } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import { isInForce } from '../model/receivable.ts';
import type { Row } from '../model/table.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadCloseSignatures } from '../store/read/closings.ts';
import { loadChain, loadLastEvents } from '../store/read/events.ts';
import { loadExportedMonths } from '../store/read/exported-vouchers.ts';
import { loadReceivableEvents } from '../store/read/receivable-events.ts';
import { loadCoverage } from '../store/read/statement-cases.ts';
import type { CaseOptions } from './order-cases.ts';
import type { CarriedItem } from './close-items.ts';
import { amountIn, currencyIn, rowsOf, sumsOf, textIn, type CloseTables } from './close-tables.ts';
import { loadRateBook } from './book-rates.ts';
import { revaluationOf } from './foreign-balances.ts';
import { moneyCases } from './money-cases.ts';
import { monthVouchers } from './month-vouchers.ts';

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
}

/** Events that change nothing of what is closed: a backup before them holds it. */
const CHANGES_NOTHING = ['backup', 'sign', 'close', 'reopen', 'match'];

export async function loadCloseFacts(db: Database, closable: Closable): Promise<CloseFacts> {
  const { month, tables, findings, options, snapshot, strays } = closable;
  const { settings } = options;
  const span = parseMonth(month);
  invariant(span !== undefined, 'a month was parsed before it is closed');
  const { lastChange, lastBackup } = await loadLastEvents(db, CHANGES_NOTHING);
  const signatures = await loadCloseSignatures(db, month);
  return {
    month,
    ...span,
    currency: settings.currency,
    accounts: await accountFacts(db, settings, span),
    findings,
    // The roll-forward of the month, and both sides of each wallet's 平台余额调节表.
    wallets: [
      ...rowsOf(tables, 'wallet').flatMap((row) => (amountIn(row, 'difference') === undefined ? [] : proof(row))),
      ...differences(tables, 'wallet-reconciliation'),
    ],
    banks: differences(tables, 'bank-reconciliation'),
    open: [...rowsOf(tables, 'open'), ...rowsOf(tables, 'overdue')].flatMap((row) => openFacts(row, span.to)),
    strays: strays.map((item) => item.ref),
    receivables: {
      ageing: sumsOf(rowsOf(tables, 'ageing'), 'open'),
      ledger: await ledgerOf(db, options),
      unapplied: sumsOf(rowsOf(tables, 'ageing'), 'unapplied'),
      lateFees: sumsOf(rowsOf(tables, 'ageing'), 'late_fee'),
      ...(await arrangementFacts(db, tables, span.to)),
      overdue: sumsOf(rowsOf(tables, 'ageing'), 'overdue'),
    },
    vouchers: await voucherFactsOf(db, month, { settings, calendar: options.calendar, asOf: span.to }),
    rates: await rateFacts(db, tables, { ...options, asOf: span.to, month }),
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
  options: Parameters<typeof monthVouchers>[2],
): Promise<CloseFacts['vouchers']> {
  const { verdict } = await monthVouchers(db, month, options);
  return {
    count: verdict.count,
    unbalanced: verdict.unbalanced.map(String),
    missing: verdict.gaps.map(String),
    unexported: verdict.unexported.map(String),
    isUsed: (await loadExportedMonths(db)).length > 0,
  };
}

/** What was agreed with customers and holds, and of it what has run out while the money is still open. */
async function arrangementFacts(
  db: Database,
  tables: CloseTables,
  to: Day,
): Promise<Pick<CloseFacts['receivables'], 'arrangements' | 'expired'>> {
  const events = (await loadReceivableEvents(db, to)).filter((event) => isInForce(event, to));
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

/** 应收账款 1122 as the receivables themselves say it: what is owed less what was applied, one by one. */
async function ledgerOf(db: Database, options: CaseOptions): Promise<CloseFacts['receivables']['ledger']> {
  const cases = await moneyCases(db, await loadAccounts(db), options);
  const open = cases.flatMap((one) => (one.kind === 'receivable' && one.open > 0 ? [one] : []));
  return sumsOf(
    open.map((one) => ({ amount: { minor: one.open, currency: one.currency } })),
    'amount',
  );
}

/** Foreign currencies with a balance or an open item, and whether they can be revalued: then their voucher is there. */
async function rateFacts(
  db: Database,
  tables: CloseTables,
  { settings, calendar, asOf, month }: CaseOptions & { readonly month: string },
): Promise<CloseFacts['rates']> {
  const accounts = await loadAccounts(db);
  const kept = accounts.filter(({ kind }) => kind === 'bank' || kind === 'wallet').map(({ currency }) => currency);
  const items = [...rowsOf(tables, 'open'), ...rowsOf(tables, 'overdue')].map((row) => currencyIn(row, 'amount'));
  const isForeign = (currency: CloseFacts['currency']): boolean => currency !== settings.currency;
  if (![...kept, ...items].some(isForeign)) return [];
  const rates = await loadRateBook(db, { settings, calendar });
  const money = (): ReturnType<typeof moneyCases> => moneyCases(db, accounts, { settings, calendar, asOf });
  const { currencies } = await revaluationOf(db, month, rates, { settings, calendar, asOf, money });
  const revalued = new Map(currencies.map((one) => [one.currency, one.isKnown]));
  return [...new Set([...items.filter(isForeign), ...revalued.keys()])].sort().map((currency) => ({
    currency,
    isKnown: revalued.get(currency) ?? rates.closing(currency, month) !== undefined,
  }));
}

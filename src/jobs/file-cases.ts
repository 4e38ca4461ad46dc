import type { FileCase, LateCase, LineCase, WalletCase } from '../model/case.ts';
import { gapsOf, type Gap } from '../model/coverage.ts';
import { addDays, type Day } from '../model/day.ts';
import type { Database } from '../store/database.ts';
import { loadBankBreaks, loadWalletBreaks } from '../store/read/balance-breaks.ts';
import { loadLateRows } from '../store/read/late-data.ts';
import { loadUnusualLines } from '../store/read/line-cases.ts';
import {
  loadConflicts,
  loadCoverage,
  loadIssues,
  loadRejectedRows,
  type CoverageRow,
} from '../store/read/statement-cases.ts';

/** What is wrong with the statements themselves, with wallets' balances, and with lines of an unusual kind. */
export async function fileCases(
  db: Database,
  asOf: Day,
  period: Gap | undefined,
): Promise<readonly (FileCase | WalletCase | LineCase | LateCase)[]> {
  const next = addDays(asOf, 1);
  const issues = await loadIssues(db, next);
  // A file that was stored although its totals disagree explains a balance that breaks inside it.
  const explained = new Set(issues.filter((issue) => issue.account_kind === 'wallet').map((issue) => issue.file));
  const walletBreaks = (await loadWalletBreaks(db, next)).filter((one) => !explained.has(one.place.file));
  const bankBreaks = await loadBankBreaks(db, next);
  return [
    ...issues.map((issue): FileCase => ({
      kind: 'file',
      code: issue.account_kind === 'wallet' ? 'control-total' : issue.code,
      account: issue.account,
      day: issue.day < asOf ? issue.day : asOf,
      what: issue.what,
      expected: issue.expected,
      actual: issue.actual,
      unit: issue.unit,
      currency: issue.currency,
      place: { file: issue.file, line: issue.line },
    })),
    ...walletBreaks.map((one): WalletCase => ({ kind: 'wallet', ...one })),
    ...bankBreaks.map((one): FileCase => ({
      kind: 'file',
      code: 'balance-break',
      what: '余额',
      unit: 'amount',
      ...one,
    })),
    ...gapCases(await loadCoverage(db), asOf, period),
    ...(await conflictCases(db, next)),
    ...(await loadRejectedRows(db, next)).map((row): FileCase => ({
      kind: 'file',
      code: 'rejected-row',
      account: row.account,
      day: row.day < asOf ? row.day : asOf,
      what: `${row.column_name ?? ''} «${row.cell ?? ''}»`.trim(),
      unit: 'count',
      currency: row.currency,
      place: { file: row.file, line: row.line },
    })),
    ...(await loadUnusualLines(db, next)).map((one): LineCase => ({ kind: 'line', ...one })),
    ...(await loadLateRows(db, next)),
  ];
}

function gapCases(rows: readonly CoverageRow[], asOf: Day, period: Gap | undefined): readonly FileCase[] {
  const accounts = new Map(rows.map((row) => [row.account, row.currency]));
  return [...accounts].flatMap(([account, currency]) => {
    const own = rows.filter((row) => row.account === account && row.from_on <= asOf);
    const spans = own.map((row) => ({
      from: row.from_on,
      to: row.to_on,
      ...(row.opening === null ? {} : { opening: row.opening }),
      ...(row.closing === null ? {} : { closing: row.closing }),
    }));
    const asked =
      period && period.from <= asOf ? { from: period.from, to: period.to < asOf ? period.to : asOf } : undefined;
    return gapsOf(spans, asked)
      .filter((gap) => gap.from <= asOf)
      .map((gap): FileCase => ({
        kind: 'file',
        code: 'coverage-gap',
        account,
        day: gap.from,
        to: gap.to < asOf ? gap.to : asOf,
        what: '',
        unit: 'count',
        currency,
      }));
  });
}

async function conflictCases(db: Database, next: Day): Promise<readonly FileCase[]> {
  const rows = await loadConflicts(db, next);
  const days = new Map<string, FileCase>();
  for (const row of rows) {
    const key = `${row.account} ${row.day}`;
    const before = days.get(key);
    days.set(key, {
      kind: 'file',
      code: 'coverage-conflict',
      account: row.account,
      day: row.day,
      what: '',
      unit: 'count',
      currency: row.currency,
      others: [...new Set([...(before?.others ?? []), row.files])],
    });
  }
  return [...days.values()];
}

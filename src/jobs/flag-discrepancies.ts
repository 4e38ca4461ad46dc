import { findIn } from '../discrepancy/index.ts';
import type { CheckContext } from '../model/case.ts';
import type { Gap } from '../model/coverage.ts';
import type { Finding, NamedFinding, Resolution } from '../model/finding.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { findingName } from '../store/read/finding-name.ts';
import { loadKeptFindings, loadResolutions } from '../store/read/findings.ts';
import { keepFindings, type FindingToKeep } from '../store/write/findings.ts';
import { beginJudging, keepJudged } from '../store/write/judged-orders.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { fileCases } from './file-cases.ts';
import { moneyCases } from './money-cases.ts';
import { judgedBasis, orderFindings, type OrderFindingOptions } from './order-findings.ts';

export interface CheckOptions extends OrderFindingOptions {
  readonly period?: Gap;
}

/**
 * All findings of the books as of a day, in a total order; nothing is written. Their names rest on what they are about,
 * not on amounts or the order of import.
 */
export async function workOutFindings(db: Database, options: CheckOptions): Promise<readonly NamedFinding[]> {
  return workOut(db, await loadAccounts(db), options, false);
}

/**
 * Works the findings out and keeps them: new ones are noted, gone ones cleared as of the day; those of odd orders are
 * not worked out again as long as they hold.
 */
export async function flagDiscrepancies(books: Books, options: CheckOptions): Promise<readonly NamedFinding[]> {
  const { db } = books;
  const { asOf, rules } = options;
  const accounts = await loadAccounts(db);
  await beginJudging(db);
  const findings = await workOut(db, accounts, options, true);
  await db.atomic(async () => {
    await keepFindings(db, asOf, asKept(findings));
    if (rules !== undefined) await keepJudged(db, judgedBasis(rules, accounts));
  });
  return findings;
}

async function workOut(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CheckOptions,
  isNoted: boolean,
): Promise<readonly NamedFinding[]> {
  const { asOf, settings, period } = options;
  const context: CheckContext = {
    asOf,
    tolerances: settings.tolerance.legs,
    bankGraceDays: settings.check.bankGraceDays,
  };
  const found: Finding[] = [];
  for await (const findings of orderFindings(db, { accounts, context, isNoted }, options)) found.push(...findings);
  for (const subject of await moneyCases(db, accounts, options)) found.push(...findIn(subject, context));
  for (const subject of await fileCases(db, asOf, period)) found.push(...findIn(subject, context));
  return named(withoutLateDoubles(found), await loadResolutions(db, asOf));
}

function* asKept(findings: readonly NamedFinding[]): Iterable<FindingToKeep> {
  for (const finding of findings)
    yield { id: finding.id, accountId: 0, code: finding.code, body: JSON.stringify(finding) };
}

/** Findings seen as of an earlier day (or this one) that are gone as of it: their counterpart came. */
export async function loadCleared(
  db: Database,
  asOf: string,
  current: readonly NamedFinding[],
): Promise<readonly NamedFinding[]> {
  const now = new Set(current.map((finding) => finding.id));
  const kept = await loadKeptFindings(db, asOf);
  return kept
    .filter((one) => !now.has(one.id))
    .map((one) => ({ ...(JSON.parse(one.body) as NamedFinding), id: one.id, state: 'cleared' as const }));
}

/** What a row that came late is found to be besides: it speaks as the change of a closed month it is. */
const SAID_BY_LATE: ReadonlySet<string> = new Set([
  'bank-credit-unexplained',
  'bank-debit-unexplained',
  'settlement-without-order',
  'unclassified-deduction',
]);

function withoutLateDoubles(found: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ place }: Finding): string => `${place?.file ?? ''}:${place?.line ?? 0}`;
  const late = new Set(found.filter((one) => one.code === 'closed-period-change').map(keyOf));
  return late.size === 0 ? found : found.filter((one) => !SAID_BY_LATE.has(one.code) || !late.has(keyOf(one)));
}

/** In their total order, with their names and what was decided about them. */
function named(findings: readonly Finding[], resolutions: ReadonlyMap<string, Resolution>): readonly NamedFinding[] {
  const seen = new Map<string, number>();
  const keyed = findings.map((finding) => ({ finding, key: sortKey(finding) }));
  return keyed.sort(byKey).map(({ finding }) => {
    const about = aboutOf(finding);
    const first = findingName(about);
    const nth = (seen.get(first) ?? 0) + 1;
    seen.set(first, nth);
    const id = nth === 1 ? first : findingName(`${about}\n${nth}`);
    const resolution = resolutions.get(id);
    return resolution === undefined
      ? { ...finding, id, state: 'open' }
      : { ...finding, id, state: 'resolved', resolution };
  });
}

/** What a finding is about: its refs; where it has none, its account, day, currency and place. */
function aboutOf(finding: Finding): string {
  const refs = [finding.orderNo, finding.tradeNo, finding.batchNo, finding.bankRef];
  const hasRef = refs.some((ref) => ref !== undefined);
  const { place } = finding;
  const where = hasRef ? [] : [finding.date, finding.currency, place ? `${place.file}:${place.line}` : ''];
  return [finding.code, ...refs.map((ref) => ref ?? ''), finding.account ?? '', ...where].join('\n');
}

function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  if (left.key === right.key) return 0;
  return left.key < right.key ? -1 : 1;
}

const SEVERITY_ORDER = ['critical', 'high', 'medium', 'low', 'info'];

/** Worst first, then by code, day and refs. */
function sortKey(finding: Finding): string {
  return [
    SEVERITY_ORDER.indexOf(finding.severity),
    finding.code,
    finding.date,
    finding.orderNo ?? '',
    finding.tradeNo ?? '',
    finding.batchNo ?? '',
    finding.bankRef ?? '',
    finding.account ?? '',
    String(finding.expected ?? ''),
    String(finding.actual ?? ''),
  ].join('\n');
}

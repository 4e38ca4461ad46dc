import { findIn } from '../discrepancy/index.ts';
import type { CheckContext } from '../model/case.ts';
import type { Gap } from '../model/coverage.ts';
import type { Day } from '../model/day.ts';
import type { Finding, FindingCount, FindingStream, NamedFinding, Resolution } from '../model/finding.ts';
import { minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import { listOf, streamOf } from '../model/rows.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { findingName } from '../store/read/finding-name.ts';
import {
  countFindingsNow,
  loadResolutions,
  loadTwins,
  streamFindingsNow,
  streamKeptFindings,
  type StoredFinding,
} from '../store/read/findings.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import {
  beginFindings,
  keepFindings,
  noteFindings,
  renameFinding,
  sortFindings,
  type FoundFinding,
} from '../store/write/findings.ts';
import { beginJudging, keepJudged } from '../store/write/judged-orders.ts';
import { fileCases } from './file-cases.ts';
import { moneyCases } from './money-cases.ts';
import { judgedBasis, orderFindings, type OrderFinding, type OrderFindingOptions } from './order-findings.ts';

export interface CheckOptions extends OrderFindingOptions {
  readonly period?: Gap;
}

/**
 * All findings of the books as of a day, in a total order; nothing is kept. Their names rest on what they are about,
 * not on amounts or the order of import.
 */
export async function workOutFindings(db: Database, options: CheckOptions): Promise<readonly NamedFinding[]> {
  await noteAll(db, await loadAccounts(db), options, false);
  return listOf(findingsNow(db, options.asOf));
}

/**
 * Works the findings out and keeps them: new ones are noted, gone ones cleared as of the day; those of odd orders are
 * not worked out again as long as they hold. They can be gone through until findings are worked out once more.
 */
export async function flagDiscrepancies(books: Books, options: CheckOptions): Promise<FindingStream> {
  const { db } = books;
  const { asOf, rules } = options;
  const accounts = await loadAccounts(db);
  await beginJudging(db);
  await noteAll(db, accounts, options, true);
  await db.atomic(async () => {
    await keepFindings(db, asOf);
    if (rules !== undefined) await keepJudged(db, judgedBasis(rules, accounts));
  });
  return findingsNow(db, asOf);
}

/** Findings seen as of an earlier day (or this one) that are gone as of it, by those worked out last: their counterpart came. */
export function clearedFindings(db: Database, asOf: Day): FindingStream {
  const check = stillThose(db);
  return streamOf(async function* () {
    check();
    for await (const batch of streamKeptFindings(db, asOf)) yield batch.map((stored) => clearedFinding(stored));
  });
}

/** A finding of an earlier check that is gone. An earlier version kept with it what was decided about it. */
export function clearedFinding({ id, body }: StoredFinding): NamedFinding {
  const finding = JSON.parse(body) as Finding & { resolution?: Resolution };
  delete finding.resolution;
  return { ...finding, id, state: 'cleared' };
}

/** How often findings were worked out: the store holds those of the last time alone. */
const timesWorkedOut = new WeakMap<Database, number>();

/** Fails where other findings were worked out since. */
function stillThose(db: Database): () => void {
  const own = timesWorkedOut.get(db);
  return () => {
    invariant(timesWorkedOut.get(db) === own, 'findings are gone through before others are worked out');
  };
}

/** What was noted, and what had been decided about it as of the day. */
function findingsNow(db: Database, asOf: Day): FindingStream {
  const check = stillThose(db);
  const all = streamOf(async function* () {
    check();
    const resolutions = await loadResolutions(db, asOf);
    for await (const batch of streamFindingsNow(db))
      yield batch.map(({ id, body }): NamedFinding => {
        const resolution = resolutions.get(id);
        // Filled in place: there are as many of them as the books have findings.
        const finding = JSON.parse(body) as Finding;
        return resolution === undefined
          ? Object.assign(finding, { id, state: 'open' as const })
          : Object.assign(finding, { id, state: 'resolved' as const, resolution });
      });
  });
  const counts = async (): Promise<readonly FindingCount[]> => {
    check();
    const resolutions = await loadResolutions(db, asOf);
    return (await countFindingsNow(db)).map(({ id, amount, ...alike }) => ({
      ...alike,
      amount: minor(amount ?? 0),
      state: id === null || !resolutions.has(id) ? 'open' : 'resolved',
    }));
  };
  return { ...all, counts };
}

/** Works all findings out and notes them in the store, which puts them in order: none stays in memory. */
async function noteAll(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CheckOptions,
  isNoted: boolean,
): Promise<void> {
  const { asOf, settings, period } = options;
  const context: CheckContext = {
    asOf,
    tolerances: settings.tolerance.legs,
    bankGraceDays: settings.check.bankGraceDays,
  };
  await beginFindings(db);
  timesWorkedOut.set(db, (timesWorkedOut.get(db) ?? 0) + 1);
  const ofFiles = (await fileCases(db, asOf, period)).flatMap((subject) => findIn(subject, context));
  const late = new Set(ofFiles.filter((one) => one.code === 'closed-period-change').map(placeOf));
  const isSaid = ({ finding }: OrderFinding): boolean => !SAID_BY_LATE.has(finding.code) || !late.has(placeOf(finding));
  const note = async (found: readonly OrderFinding[]): Promise<void> =>
    noteFindings(db, found.filter(isSaid).map(toNote));
  for await (const found of orderFindings(db, { accounts, context, isNoted }, options)) await note(found);
  const ofMoney = (await moneyCases(db, accounts, options)).flatMap((subject) => findIn(subject, context));
  await note([...ofMoney, ...ofFiles].map((finding) => ({ finding })));
  await tellTwinsApart(db);
  await sortFindings(db);
}

function toNote({ finding, keptFor }: OrderFinding): FoundFinding {
  const { code, severity, currency, difference } = finding;
  invariant(keptFor === undefined || !SAID_BY_LATE.has(code), 'what is kept is said without asking');
  const id = findingName(aboutOf(finding));
  return {
    id,
    sortKey: sortKey(finding),
    code,
    severity,
    currency,
    difference,
    body: JSON.stringify(finding),
    keptFor,
  };
}

/** What is found twice about the same things is told apart by its place among them. */
async function tellTwinsApart(db: Database): Promise<void> {
  let before: { readonly id: string; readonly nth: number } | undefined;
  for (const { seq, id, body } of await loadTwins(db)) {
    const nth: number = before?.id === id ? before.nth + 1 : 1;
    before = { id, nth };
    if (nth === 1) continue;
    await renameFinding(db, seq, findingName(`${aboutOf(JSON.parse(body) as Finding)}\n${nth}`));
  }
}

/**
 * What a row that came late is found to be besides: it speaks as the change of a closed month it is. None of them is said
 * of an order, whose findings are kept without asking.
 */
const SAID_BY_LATE: ReadonlySet<string> = new Set([
  'bank-credit-unexplained',
  'bank-debit-unexplained',
  'settlement-without-order',
  'unclassified-deduction',
]);

function placeOf({ place }: Finding): string {
  return `${place?.file ?? ''}:${place?.line ?? 0}`;
}

/** What a finding is about: its refs; where it has none, its account, day, currency and place. */
function aboutOf(finding: Finding): string {
  const refs = [finding.orderNo, finding.tradeNo, finding.batchNo, finding.bankRef];
  const hasRef = refs.some((ref) => ref !== undefined);
  const { place } = finding;
  const where = hasRef ? [] : [finding.date, finding.currency, place ? `${place.file}:${place.line}` : ''];
  return [finding.code, ...refs.map((ref) => ref ?? ''), finding.account ?? '', ...where].join('\n');
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

import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import { trailOf, type Trail } from '../../model/balance-trail.ts';
import type { Place } from '../../model/finding.ts';
import { minor, minus, plus, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';
import { printsTheSame, SAME_ROW } from '../write/versions.ts';
import { lateIn, loadLateAmounts, type LateAmount } from './late-amounts.ts';

/** A place where a balance doesn't follow from the row before it. */
export interface BalanceBreak {
  readonly account: string;
  readonly day: Day;
  readonly expected: Minor;
  readonly actual: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

/** A row with a balance, and the row before it in the order of the statements. */
interface LinkRow {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly currency: Currency;
  readonly moment: Moment;
  readonly amount: number;
  readonly balance: number;
  readonly statement_id: number;
  readonly before: number | null;
  readonly before_on: Day | null;
  readonly before_statement: number | null;
  readonly file: string;
  readonly line: number;
}

/** The rows with a balance of a kind of account, and those that came late for a closed month: what these left isn't told. */
interface Source {
  readonly rows: string;
  readonly late: string;
}

const WALLET_ROWS = `
  SELECT l.id, l.account_id, l.currency, l.occurred_at AS moment, l.net_minor AS amount, l.balance_minor AS balance, l.statement_id, l.line
  FROM (SELECT MIN(id) AS one FROM v_statement
        WHERE kind = 'settlement' AND COALESCE(bill, 'both') <> 'trade' HAVING COUNT(*) > 0) AS balanced
  CROSS JOIN v_line l WHERE l.bill <> 'trade' AND l.balance_minor IS NOT NULL AND l.occurred_at < :next`;

const BANK_ROWS = `
  SELECT b.id, b.account_id, b.currency, b.booked_at AS moment, b.amount_minor AS amount, b.balance_minor AS balance, b.statement_id, b.line
  FROM v_bank b WHERE b.balance_minor IS NOT NULL AND b.booked_at < :next`;

const WALLETS: Source = {
  rows: WALLET_ROWS,
  late: `SELECT l.account_id, l.currency, l.occurred_at AS moment, l.orig_at, l.net_minor AS amount
         FROM v_line l WHERE l.bill <> 'trade' AND l.orig_at IS NOT NULL AND l.occurred_at < :next`,
};
const BANKS: Source = {
  rows: BANK_ROWS,
  late: `SELECT b.account_id, b.currency, b.booked_at AS moment, b.orig_at, b.amount_minor AS amount
         FROM v_bank b WHERE b.orig_at IS NOT NULL AND b.booked_at < :next`,
};

/** The rows in time order, each beside the one before it. */
function chainOf(rows: string): string {
  return `WITH line AS (${rows}), placed AS (
       SELECT line.*, s.account, s.from_on, s.sha256, s.file, CASE WHEN s.newest_first = 1 THEN -line.line ELSE line.line END AS seq
       FROM line JOIN v_statement s ON s.id = line.statement_id
     ), timed AS (
       -- Several statements may share a day: the one whose rows begin earlier comes first.
       SELECT placed.*, MIN(moment) OVER (PARTITION BY statement_id, currency, substr(moment, 1, 10)) AS begins
       FROM placed
     ), chained AS (
       SELECT timed.*, LAG(balance) OVER chain AS before, LAG(statement_id) OVER chain AS before_statement,
              LAG(substr(moment, 1, 10)) OVER chain AS before_on, LEAD(substr(moment, 1, 10)) OVER chain AS after_on
       FROM timed
       WINDOW chain AS (PARTITION BY account_id, currency ORDER BY substr(moment, 1, 10), begins, from_on, sha256, seq)
     )`;
}

/** Breaks of the running balance of wallets, over all their statements in time order. */
export async function loadWalletBreaks(db: Database, next: Day): Promise<readonly BalanceBreak[]> {
  return (await loadChain(db, WALLETS, next)).breaks;
}

/** Banks: where one statement doesn't begin with the balance the one before ended with. Inside one, the import said so. */
export async function loadBankBreaks(db: Database, next: Day): Promise<readonly BalanceBreak[]> {
  const { links, order } = await loadChain(db, BANKS, next);
  const between = links.filter((link) => link.statement_id !== link.before_statement).map(breakOf);
  return [...between, ...(await breaksOfEmpty(db, next, order))].sort(byPlace);
}

/**
 * Breaks that the import noted inside a bank's statement and that rows of other statements have filled since: the row
 * follows on one that the file hadn't.
 */
export async function loadFilledIssues(db: Database, next: Day): Promise<ReadonlySet<number>> {
  const [noted] = await db.all<{ count: number }>(
    "SELECT COUNT(*) AS count FROM v_statement_issue WHERE code = 'balance-break' AND account_kind = 'bank'",
  );
  if ((noted?.count ?? 0) === 0) return new Set();
  const { order } = await loadChain(db, BANKS, next);
  const alike = printsTheSame(SAME_ROW.bank.content, 'k', 'r');
  const rows = await db.all<LinkRow & { readonly issue: number }>(
    `${chainOf(BANK_ROWS)}
     SELECT i.id AS issue, c.* FROM v_statement_issue i JOIN bank_line r ON r.statement_id = i.statement_id AND r.line = i.line
     JOIN bank_line k ON k.kept = 1 AND k.account_id = r.account_id AND (k.id = r.id OR (r.kept = 0 AND ${alike}))
     JOIN chained c ON c.id = k.id
     WHERE i.code = 'balance-break' AND i.account_kind = 'bank'`,
    { next },
  );
  return new Set(rows.filter((row) => row.before !== null && follows(row, order)).map((row) => row.issue));
}

interface Chain {
  /** Rows that don't follow on the one before them. */
  readonly links: readonly Link[];
  readonly breaks: readonly BalanceBreak[];
  readonly order: Order;
}

interface Order {
  /** Days of which several statements tell rows and whose rows follow in some order, by `dayKey`. */
  readonly ordered: ReadonlyMap<string, Trail>;
  readonly late: readonly LateAmount[];
}

type Link = LinkRow & { readonly expected: Minor };

async function loadChain(db: Database, source: Source, next: Day): Promise<Chain> {
  const late = await loadUnfilledLate(db, source, next);
  const days = [...new Set(late.map(({ day }) => day))];
  const passing = days.map((_, at) => ` OR (before_on < :late${at} AND substr(moment, 1, 10) >= :late${at})`);
  const broken = await db.all<LinkRow>(
    `${chainOf(source.rows)} SELECT * FROM chained WHERE balance <> before + amount${passing.join('')}
     ORDER BY account, moment, file, line`,
    { next, ...Object.fromEntries(days.map((day, at) => [`late${at}`, day])) },
  );
  const order = { ordered: await orderedDays(db, source.rows, { next, broken, late }), late };
  const links = broken.flatMap((row): readonly Link[] =>
    follows(row, order) ? [] : [{ ...row, expected: expectedOf(row, order) }],
  );
  return { links, breaks: links.map(breakOf), order };
}

/** Late rows move the balance from the day on which they count, but those that fill what it was short of all along. */
async function loadUnfilledLate(db: Database, { rows, late }: Source, next: Day): Promise<readonly LateAmount[]> {
  const unfilled: LateAmount[] = [];
  for (const one of await loadLateAmounts(db, late, next)) {
    const [gap] = await db.all<{ amount: number | null }>(
      `${chainOf(rows)} SELECT SUM(balance - before - amount) AS amount FROM chained
       WHERE account_id = :account AND currency = :currency AND substr(moment, 1, 10) >= :since
         AND substr(moment, 1, 10) < :day`,
      { next, account: one.account_id, currency: one.currency, since: one.since, day: one.day },
    );
    if (gap?.amount !== one.amount) unfilled.push(one);
  }
  return unfilled;
}

/** The balance it should have: what the day before really ended with, where its rows had to be put in order. */
function expectedOf(row: LinkRow, { ordered, late }: Order): Minor {
  const after = row.before_on ?? dayOf(row);
  const end = after === dayOf(row) ? undefined : ordered.get(dayKey(row, after))?.end;
  return plus(minor(end ?? row.before ?? 0), minor(row.amount), lateIn(late, { ...row, after, to: dayOf(row) }));
}

function follows(row: LinkRow, order: Order): boolean {
  const day = order.ordered.get(dayKey(row, dayOf(row)));
  return day === undefined ? expectedOf(row, order) === row.balance : true;
}

interface Broken {
  readonly next: Day;
  readonly broken: readonly LinkRow[];
  readonly late: readonly LateAmount[];
}

/**
 * The days around breaks between statements whose rows several statements tell: a late file may bring a row between two
 * of another, so the order of files is no order of rows.
 */
async function orderedDays(db: Database, rows: string, { next, broken, late }: Broken): Promise<Order['ordered']> {
  const days = [
    ...new Set(
      broken
        .filter((row) => row.statement_id !== row.before_statement)
        .flatMap((row) => [dayOf(row), row.before_on ?? dayOf(row)]),
    ),
  ].sort();
  if (days.length === 0) return new Map();
  const named = Object.fromEntries(days.map((day, at) => [`day${at}`, day]));
  const told = await db.all<LinkRow>(
    `${chainOf(rows)} SELECT * FROM chained WHERE substr(moment, 1, 10) IN (${days.map((_, at) => `:day${at}`).join(', ')})`,
    { next, ...named },
  );
  const groups = new Map<string, LinkRow[]>();
  for (const row of told) {
    const key = dayKey(row, dayOf(row));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const ordered = new Map<string, Trail>();
  for (const [key, own] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (new Set(own.map((row) => row.statement_id)).size < 2) continue;
    const first = own.find((row) => row.before_on !== dayOf(row));
    const begins =
      first === undefined || first.before_on === null
        ? undefined
        : minus(expectedOf(first, { ordered, late }), minor(first.amount));
    const trail = trailOf(own, begins);
    // A day that begins with another balance than the one before ended with is a break, whatever the order of its rows.
    if (trail !== undefined && (begins === undefined || trail.start === begins)) ordered.set(key, trail);
  }
  return ordered;
}

function dayOf({ moment }: LinkRow): Day {
  return moment.slice(0, 10) as Day;
}

function dayKey({ account_id: account, currency }: LinkRow, day: Day): string {
  return `${account}\n${currency}\n${day}`;
}

function breakOf(link: Link): BalanceBreak {
  const { account, expected, balance, currency, file, line } = link;
  const amounts = { expected, actual: minor(balance) };
  return { account, day: dayOf(link), ...amounts, currency, place: { file, line } };
}

/** Statements without a row, of days without any, that begin with another balance than the row before them left. */
async function breaksOfEmpty(db: Database, next: Day, { ordered, late }: Order): Promise<readonly BalanceBreak[]> {
  const where = "kind = 'bank' AND line_count = 0 AND opening_minor IS NOT NULL AND from_on < :next";
  const [empty] = await db.all<{ count: number }>(`SELECT COUNT(*) AS count FROM v_statement WHERE ${where}`, { next });
  if ((empty?.count ?? 0) === 0) return [];
  const rows = await db.all<LinkRow & { readonly day: Day; readonly opening: number; readonly told_by: string }>(
    `${chainOf(BANK_ROWS)}
     SELECT c.*, e.from_on AS day, e.opening_minor AS opening, e.file AS told_by
     FROM (SELECT * FROM v_statement WHERE ${where}) e
     JOIN chained c ON c.account_id = e.account_id AND c.currency = e.currency
      AND substr(c.moment, 1, 10) < e.from_on AND COALESCE(c.after_on, '9999') > e.to_on`,
    { next },
  );
  return rows.flatMap((row): readonly BalanceBreak[] => {
    const { account, currency, day, opening, told_by: file } = row;
    const end = ordered.get(dayKey(row, dayOf(row)))?.end ?? row.balance;
    const expected = plus(minor(end), lateIn(late, { ...row, after: dayOf(row), to: day }));
    if (expected === opening) return [];
    return [{ account, day, currency, expected, actual: minor(opening), place: { file, line: 1 } }];
  });
}

function byPlace(one: BalanceBreak, other: BalanceBreak): number {
  const keyOf = ({ account, day, place }: BalanceBreak): string =>
    [account, day, place.file, String(place.line).padStart(12, '0')].join('\n');
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

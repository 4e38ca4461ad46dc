import type { Currency } from '../model/currency.ts';
import { addDays } from '../model/day.ts';
import { minor, plus, type Minor } from '../model/money.ts';
import { byKey } from './columns.ts';
import { isListed } from './facts.ts';
import { KNOWN, MATCHED_LINES, NOT_ALONE, orderGroups } from './order-groups.ts';
import type { ReportContext } from './report.ts';
import { storedGroupRows } from './stored-groups.ts';

/** How many groups a pass made, how many of them differ, and by how much altogether; in one currency. */
export interface PassTally {
  readonly leg: string;
  readonly state: string;
  readonly pass: string;
  readonly currency: Currency;
  readonly count: number;
  readonly differing: number;
  readonly difference: Minor;
}

/** In the order in which the list of groups comes to them. No group is kept. */
export async function passTallies(context: ReportContext): Promise<readonly PassTally[]> {
  const ofOrders: Tallies = new Map();
  for (const { first, difference, ...row } of await loadAlone(context)) {
    add(ofOrders, { leg: 'order-settlement', state: 'auto', ...row, difference: minor(difference) }, first);
  }
  for await (const batch of orderGroups(context, 'not-alone')) {
    for (const group of batch) if (isListed(group.matchedOn, context.period)) add(ofOrders, one(group), group.orderNo);
  }
  const stored: Tallies = new Map();
  for await (const batch of storedGroupRows(context)) {
    for (const row of batch) add(stored, one({ ...row, difference: minor(row.difference_minor) }));
  }
  return [...[...ofOrders.values()].sort(byKey(({ first }) => first)), ...stored.values()].map(({ tally }) => tally);
}

type Tallies = Map<string, { readonly first: string; readonly tally: PassTally }>;

/** `first`: the order that the list comes to first. */
function add(tallies: Tallies, more: PassTally, first = ''): void {
  const key = [more.leg, more.state, more.pass, more.currency].join('\n');
  const before = tallies.get(key);
  if (before === undefined) {
    tallies.set(key, { first, tally: more });
    return;
  }
  const { tally } = before;
  tallies.set(key, {
    first: before.first < first ? before.first : first,
    tally: {
      ...tally,
      count: tally.count + more.count,
      differing: tally.differing + more.differing,
      difference: plus(tally.difference, more.difference),
    },
  });
}

function one(group: Omit<PassTally, 'count' | 'differing'>): PassTally {
  const { leg, state, pass, currency, difference } = group;
  return { leg, state, pass, currency, count: 1, differing: difference === 0 ? 0 : 1, difference };
}

interface AloneRow {
  readonly pass: string;
  readonly currency: Currency;
  readonly count: number;
  readonly differing: number;
  readonly difference: number;
  readonly first: string;
}

/** Orders of one line, nearly all there are, are counted where they lie: what `orderGroups` would make of each. */
function loadAlone({ db, asOf, period, filters }: ReportContext): Promise<readonly AloneRow[]> {
  return db.all<AloneRow>(ALONE, {
    next: addDays(asOf, 1),
    from: period?.from ?? null,
    to: period?.to ?? null,
    account: filters.account ?? null,
    platform: filters.platform ?? null,
    order: filters.order ?? null,
  });
}

const ALONE = `
  SELECT pass, currency, COUNT(*) AS count, COUNT(*) FILTER (WHERE difference <> 0) AS differing,
         SUM(difference) AS difference, MIN(order_no) AS first
  FROM (
    SELECT m.pass, o.currency, o.order_no,
           CASE WHEN l.currency = o.currency THEN l.gross_minor ELSE 0 END - o.payable_minor + COALESCE(o.refunded_minor, 0)
             AS difference,
           CASE WHEN o.booked_at > l.occurred_at THEN substr(o.booked_at, 1, 10) ELSE substr(l.occurred_at, 1, 10) END AS day
    FROM ${MATCHED_LINES}
    WHERE ${KNOWN} AND NOT ${NOT_ALONE} AND l.kind IN ('sale', 'refund')
      AND (:account IS NULL OR a.ref = :account) AND (:platform IS NULL OR COALESCE(o.platform, a.platform) = :platform)
  ) AS alone
  WHERE :from IS NULL OR day BETWEEN :from AND :to
  GROUP BY pass, currency`;

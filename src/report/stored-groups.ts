import type { Currency } from '../model/currency.ts';
import { addDays, type Day } from '../model/day.ts';
import type { Suggestion } from '../model/match.ts';
import { minor } from '../model/money.ts';
import type { Database } from '../store/database.ts';
import { byKey } from './columns.ts';
import { decidedGroups, type DecidedWhy } from './decided-why.ts';
import type { ListedGroup, ShownMember } from './match-row.ts';
import type { ReportContext } from './report.ts';
import { LEG_WORDS } from './words.ts';

/** A stored group without its members. */
export interface GroupRow {
  readonly id: string;
  readonly leg: string;
  readonly shape: string;
  readonly state: string;
  readonly pass: string;
  readonly difference_minor: number;
  readonly currency: Currency;
  readonly matched_on: Day;
  readonly why: string;
  readonly written_off_minor: number;
}

interface MemberRow {
  readonly group_id: string;
  readonly side: 'expected' | 'actual';
  readonly item: string;
  readonly ref: string;
  readonly amount_minor: number;
  readonly file: string | null;
  readonly line: number | null;
}

/**
 * Groups that passes or people stored, as far as they exist by the day, fall into the period and are asked for: by leg in
 * the order the money takes, by day and name. In batches as they come.
 */
export function storedGroupRows(context: ReportContext): AsyncIterable<readonly GroupRow[]> {
  const { db, asOf, period, filters } = context;
  return db.stream<GroupRow>(GROUPS, {
    next: addDays(asOf, 1),
    from: period?.from ?? null,
    to: period?.to ?? null,
    account: filters.account ?? null,
    platform: filters.platform ?? null,
    order: filters.order === undefined ? null : `order:${filters.order}`,
  });
}

/** The same with their members, which are looked up for each batch. */
export async function* storedGroups(context: ReportContext): AsyncIterable<readonly ListedGroup[]> {
  const decided = await decidedGroups(context.db);
  for await (const batch of storedGroupRows(context)) {
    const members = await loadMembers(context.db, batch);
    yield batch.map((group) => listed(group, members.get(group.id) ?? [], decided.get(group.id)));
  }
}

const PLACE_OF_LEG = Object.keys(LEG_WORDS)
  .map((leg, at) => `WHEN '${leg}' THEN ${at}`)
  .join(' ');

const GROUPS = `
  SELECT g.id, g.leg, g.shape, g.state, g.pass, g.difference_minor, g.currency, g.matched_on, g.why, g.written_off_minor
  FROM v_match_group g JOIN v_account a ON a.id = g.account_id
  WHERE g.matched_on < :next AND (:from IS NULL OR g.matched_on BETWEEN :from AND :to)
    AND (:platform IS NULL OR a.platform = :platform)
    AND (:account IS NULL OR g.account = :account OR EXISTS (
      SELECT 1 FROM v_match_member m JOIN v_bank b ON b.id = m.item_id JOIN v_account ba ON ba.id = b.account_id
      WHERE m.group_id = g.id AND m.item = 'bank' AND ba.ref = :account))
    AND (:order IS NULL OR EXISTS (SELECT 1 FROM v_match_member m WHERE m.group_id = g.id AND m.ref = :order))
  ORDER BY CASE g.leg ${PLACE_OF_LEG} ELSE -1 END, g.matched_on, g.id`;

/** Members by group, in their order. */
async function loadMembers(
  db: Database,
  groups: readonly GroupRow[],
): Promise<ReadonlyMap<string, readonly MemberRow[]>> {
  const names = groups.map((_, index) => `:g${index}`).join(', ');
  const params = Object.fromEntries(groups.map(({ id }, index) => [`g${index}`, id]));
  const members = new Map<string, MemberRow[]>();
  for (const row of await db.all<MemberRow>(`${MEMBERS} (${names})`, params)) {
    const own = members.get(row.group_id);
    if (own) own.push(row);
    else members.set(row.group_id, [row]);
  }
  for (const own of members.values()) own.sort(byKey(memberOrder));
  return members;
}

const MEMBERS = `
  SELECT m.group_id, m.side, m.item, m.ref, m.amount_minor, p.file, COALESCE(o.line, l.line, b.line, i.line, r.line) AS line
  FROM v_match_member m
  LEFT JOIN v_order o ON m.item = 'order' AND o.id = m.item_id
  LEFT JOIN v_line l ON m.item = 'line' AND l.id = m.item_id
  LEFT JOIN v_bank b ON m.item = 'bank' AND b.id = m.item_id
  LEFT JOIN v_invoice i ON m.item = 'invoice' AND i.id = m.item_id
  LEFT JOIN v_receipt r ON m.item = 'receipt' AND r.id = m.item_id
  LEFT JOIN v_place p
    ON p.statement_id = COALESCE(o.statement_id, l.statement_id, b.statement_id, i.statement_id, r.statement_id)
  WHERE m.group_id IN`;

/** What was expected stands first. */
function memberOrder({ side, item, ref, amount_minor: amount }: MemberRow): string {
  return [side === 'expected' ? 0 : 1, item, ref, amount].join('\n');
}

function listed(group: GroupRow, members: readonly MemberRow[], decided: DecidedWhy | undefined): ListedGroup {
  const { id, leg, shape, state, pass, difference_minor: difference, currency, matched_on: matchedOn } = group;
  return {
    group: id,
    leg,
    shape,
    state,
    pass,
    difference: minor(difference),
    currency,
    matchedOn,
    members: members.map((member) => listedMember(member, currency)),
    ...told(group, currency, decided),
  };
}

/** Evidence, and of a suggestion how good it is beside it. */
function told(
  { state, why, written_off_minor: writtenOff }: GroupRow,
  currency: Currency,
  decided: DecidedWhy | undefined,
): Pick<ListedGroup, 'why' | 'suggestion'> {
  const evidence = evidenceOf(why, currency);
  const given = writtenOff === 0 ? {} : { written_off: { minor: minor(writtenOff), currency } };
  if (state !== 'suggested') return { why: { ...evidence, ...decided, ...given } };
  const { score, rank, rivals, coincidences, ...rest } = evidence as Suggestion & Readonly<Record<string, unknown>>;
  return { why: rest, suggestion: { score, rank, rivals, coincidences } };
}

function listedMember({ side, ref, amount_minor: amount, file, line }: MemberRow, currency: Currency): ShownMember {
  const place = file === null || line === null ? {} : { file, line };
  return { side, ref, amount: { minor: minor(amount), currency }, ...place };
}

/** Evidence is kept as data; the one amount in it becomes an amount again. */
function evidenceOf(why: string, currency: Currency): Readonly<Record<string, unknown>> {
  const evidence = JSON.parse(why) as Readonly<Record<string, unknown>>;
  const fee = evidence['transfer_fee'];
  return typeof fee === 'number' ? { ...evidence, transfer_fee: { minor: minor(fee), currency } } : evidence;
}

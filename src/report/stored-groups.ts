import type { Currency } from '../model/currency.ts';
import { addDays, type Day } from '../model/day.ts';
import type { Suggestion } from '../model/match.ts';
import { minor } from '../model/money.ts';
import { byKey } from './columns.ts';
import { decidedGroups, type DecidedWhy } from './decided-why.ts';
import type { ListedGroup, ListedMember } from './match-row.ts';
import type { ReportContext } from './report.ts';

interface GroupRow {
  readonly id: string;
  readonly account: string;
  readonly platform: string | null;
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
  readonly bank: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** Groups that passes or people stored, as far as they exist by the day; by day and name. */
export async function loadStoredGroups(context: ReportContext): Promise<readonly ListedGroup[]> {
  const params = { next: addDays(context.asOf, 1) };
  const groups = await context.db.all<GroupRow>(
    `SELECT g.id, g.account, a.platform, g.leg, g.shape, g.state, g.pass, g.difference_minor, g.currency, g.matched_on, g.why,
            g.written_off_minor
     FROM v_match_group g JOIN v_account a ON a.id = g.account_id
     WHERE g.matched_on < :next ORDER BY g.matched_on, g.id`,
    params,
  );
  const decided = await decidedGroups(context.db);
  const members = new Map<string, MemberRow[]>();
  for (const row of await context.db.all<MemberRow>(MEMBERS, params)) {
    members.set(row.group_id, [...(members.get(row.group_id) ?? []), row]);
  }
  return groups.flatMap((group) => {
    const own = [...(members.get(group.id) ?? [])].sort(byKey(memberOrder));
    return isWanted(group, own, context) ? [listed(group, own, decided.get(group.id))] : [];
  });
}

const MEMBERS = `
  SELECT m.group_id, m.side, m.item, m.ref, m.amount_minor, ba.ref AS bank, p.file,
         COALESCE(o.line, l.line, b.line, i.line, r.line) AS line
  FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
  LEFT JOIN v_order o ON m.item = 'order' AND o.id = m.item_id
  LEFT JOIN v_line l ON m.item = 'line' AND l.id = m.item_id
  LEFT JOIN v_bank b ON m.item = 'bank' AND b.id = m.item_id
  LEFT JOIN v_invoice i ON m.item = 'invoice' AND i.id = m.item_id
  LEFT JOIN v_receipt r ON m.item = 'receipt' AND r.id = m.item_id
  LEFT JOIN v_account ba ON ba.id = b.account_id
  LEFT JOIN v_place p
    ON p.statement_id = COALESCE(o.statement_id, l.statement_id, b.statement_id, i.statement_id, r.statement_id)
  WHERE g.matched_on < :next
  ORDER BY m.group_id, m.side DESC, m.ref`;

/** What was expected stands first. */
function memberOrder({ side, item, ref, amount_minor: amount }: MemberRow): string {
  return [side === 'expected' ? 0 : 1, item, ref, amount].join('\n');
}

function isWanted(group: GroupRow, members: readonly MemberRow[], { filters }: ReportContext): boolean {
  const { account, platform, order } = filters;
  return (
    (account === undefined || group.account === account || members.some((member) => member.bank === account)) &&
    (platform === undefined || group.platform === platform) &&
    (order === undefined || members.some((member) => member.ref === `order:${order}`))
  );
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

function listedMember({ side, ref, amount_minor: amount, file, line }: MemberRow, currency: Currency): ListedMember {
  const place = file === null || line === null ? {} : { place: { file, line } };
  return { side, ref, amount: { minor: minor(amount), currency }, ...place };
}

/** Evidence is kept as data; the one amount in it becomes an amount again. */
function evidenceOf(why: string, currency: Currency): Readonly<Record<string, unknown>> {
  const evidence = JSON.parse(why) as Readonly<Record<string, unknown>>;
  const fee = evidence['transfer_fee'];
  return typeof fee === 'number' ? { ...evidence, transfer_fee: { minor: minor(fee), currency } } : evidence;
}

import type { Decision, DecidedItem } from '../model/decision.ts';
import type { MatchMember } from '../model/match.ts';
import { memberRef } from '../model/receivable.ts';
import type { Database } from '../store/database.ts';
import { loadHolder } from '../store/read/decided-groups.ts';
import { loadCandidates, isAlike } from '../store/read/items.ts';
import { hasGroup, returnLine } from '../store/write/decisions.ts';
import { saveNamedGroups } from '../store/write/matches.ts';

/**
 * Brings back what decisions had taken the place of: the suggestion that was accepted, the group of the passes that was
 * opened, the lines taken from an order. Only where the rows are as they were and no other group holds them by now;
 * the rest is the next match's.
 */
export async function restoreGroups(db: Database, decisions: readonly Decision[]): Promise<void> {
  for (const decision of decisions) {
    const { leg, group, body } = decision;
    const found = await rowsOf(db, body.items);
    if (found === undefined) continue;
    if (leg === 'order-settlement') {
      if (decision.verb !== 'link') await returnLines(db, found);
      continue;
    }
    const { suggestion } = body;
    if (suggestion === undefined || (await hasGroup(db, group))) continue;
    const members = found.map(({ member }) => member);
    if (suggestion.state !== 'suggested' && (await isHeld(db, members, suggestion.accountId))) continue;
    await saveNamedGroups(db, [{ id: group, proposal: { ...suggestion, members } }]);
  }
}

interface FoundItem {
  readonly item: DecidedItem;
  readonly member: MatchMember;
  readonly accountId: number;
}

/** Today's rows of all items; undefined where one isn't there as it was. */
async function rowsOf(db: Database, items: readonly DecidedItem[]): Promise<readonly FoundItem[] | undefined> {
  const rows = await loadCandidates(db, items);
  const found: FoundItem[] = [];
  for (const item of items) {
    const row = rows.filter((one) => isAlike(one, item))[item.nth];
    if (row === undefined && item.item !== 'batch') return undefined;
    const { side, takes: amount } = item;
    const ref = row === undefined ? item.ref : memberRef(item.ref, row.ref);
    found.push({
      item,
      member: { side, kind: item.item, id: row?.id ?? 0, ref, amount },
      accountId: row?.accountId ?? 0,
    });
  }
  return found;
}

async function returnLines(db: Database, found: readonly FoundItem[]): Promise<void> {
  const order = found.find(({ item }) => item.item === 'order');
  if (!order) return;
  for (const { item, member, accountId } of found) {
    if (item.item !== 'line' || item.pass === undefined) continue;
    await returnLine(db, { lineId: member.id, orderId: order.member.id, accountId, pass: item.pass });
  }
}

async function isHeld(db: Database, members: readonly MatchMember[], accountId: number): Promise<boolean> {
  for (const member of members.filter(({ kind }) => kind !== 'order' && kind !== 'invoice')) {
    if ((await loadHolder(db, { ...member, accountId })) !== undefined) return true;
  }
  return false;
}

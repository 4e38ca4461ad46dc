import type { Database } from '../database.ts';

/** A member of a group that a closed month knows: it stays as it is. */
export interface FrozenMember {
  readonly leg: string;
  readonly item: string;
  readonly itemId: number;
  readonly accountId: number;
  readonly ref: string;
}

/** Members of the groups of closed months, whoever made them. */
export async function loadFrozenMembers(db: Database): Promise<readonly FrozenMember[]> {
  return db.all(
    `SELECT g.leg, m.item, m.item_id AS "itemId", m.account_id AS "accountId", m.ref
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     WHERE g.state <> 'suggested' AND g.matched_on < (SELECT MAX(c.next_on) FROM closing c WHERE c.state = 'closed')`,
  );
}

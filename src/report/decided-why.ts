import { standing, type Decision } from '../model/decision.ts';
import type { Database } from '../store/database.ts';
import { loadDecisions } from '../store/read/decisions.ts';

/** Who made a group, when and why: part of its evidence. */
export type DecidedWhy = Readonly<Record<'operator' | 'reason' | 'decided_on', string>>;

/** By the group's name, what a person said who made it. */
export async function decidedGroups(db: Database): Promise<ReadonlyMap<string, DecidedWhy>> {
  return new Map((await made(db)).map((one) => [one.group, whyOf(one)]));
}

/** By order number, what the person said who gave it its last line by hand. */
export async function decidedOrders(db: Database): Promise<ReadonlyMap<string, DecidedWhy>> {
  return new Map(
    (await made(db)).flatMap((one) =>
      one.body.items.flatMap(({ item, number }) =>
        one.leg === 'order-settlement' && item === 'order' && number !== undefined
          ? [[number, whyOf(one)] as const]
          : [],
      ),
    ),
  );
}

async function made(db: Database): Promise<readonly Decision[]> {
  return standing(await loadDecisions(db)).filter(({ verb }) => verb === 'link' || verb === 'accept');
}

function whyOf({ operator, reason, decidedOn }: Decision): DecidedWhy {
  return { operator, reason, decided_on: decidedOn };
}

import type { NewDecision } from '../model/decision.ts';
import { itemKey } from '../model/match.ts';
import { ZERO } from '../model/money.ts';
import { StopError } from '../model/problem.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadGroupsNamed, loadGroupsIn, loadHolder, type StoredGroup } from '../store/read/decided-groups.ts';
import { enact, inOneGo, type DecideOptions } from './decide.ts';
import type { DecidedGroup } from './link-items.ts';
import { factsOf, itemsOfGroup } from './part-groups.ts';

export interface AcceptOptions extends DecideOptions {
  /** Groups by name; or, with none, all suggestions of so many points and more. */
  readonly groups: readonly string[];
  readonly above?: number;
}

export interface AcceptAnswer {
  readonly accepted: readonly DecidedGroup[];
  /** Left, since a suggestion of as many points wants the same money. */
  readonly left: readonly string[];
}

/**
 * Makes suggestions a person's matches. Throws GROUP_UNKNOWN, GROUP_NOT_SUGGESTED, and LINK_TAKEN where two of the
 * groups named want the same money.
 */
export async function acceptGroups(books: Books, options: AcceptOptions): Promise<AcceptAnswer> {
  return inOneGo(books, options.dryRun, () => accept(books.db, options));
}

async function accept(db: Database, options: AcceptOptions): Promise<AcceptAnswer> {
  const { above } = options;
  const chosen =
    above === undefined ? await named(db, options.groups) : await best(db, above, options.settings.match.margin);
  const { reason, operator, asOf: decidedOn } = options;
  const decisions: NewDecision[] = [];
  for (const group of chosen.groups) {
    const suggestion = factsOf(group.proposal);
    const body = { items: await itemsOfGroup(db, group, options), suggestion };
    decisions.push({ verb: 'accept', leg: suggestion.leg, group: group.id, reason, operator, decidedOn, body });
  }
  const saved = decisions.length === 0 ? [] : await enact(db, decisions, options);
  const run = saved[0]?.run ?? '';
  return {
    accepted: chosen.groups.map((group) => ({
      run,
      group: group.id,
      proposal: { ...group.proposal, state: 'manual' },
      writtenOff: ZERO,
    })),
    left: chosen.left,
  };
}

interface Chosen {
  readonly groups: readonly StoredGroup[];
  readonly left: readonly string[];
}

async function named(db: Database, names: readonly string[]): Promise<Chosen> {
  const groups: StoredGroup[] = [];
  const taken = new Map<string, string>();
  for (const name of names) {
    const [group, ...others] = await loadGroupsNamed(db, name);
    if (!group || others.length > 0) throw new StopError('GROUP_UNKNOWN', { group: name });
    if (group.proposal.state !== 'suggested') throw new StopError('GROUP_NOT_SUGGESTED', { group: group.id });
    for (const { key, ref } of itemsOf(group)) {
      const other = taken.get(key);
      if (other !== undefined && other !== group.id) throw new StopError('LINK_TAKEN', { text: ref, group: other });
      taken.set(key, group.id);
    }
    if (!groups.some((one) => one.id === group.id)) groups.push(group);
  }
  for (const group of groups) await refuseHeld(db, group);
  return { groups, left: [] };
}

/** A suggestion takes nothing: an automatic group may hold its money by now. */
async function refuseHeld(db: Database, { proposal }: StoredGroup): Promise<void> {
  for (const member of proposal.members.filter(isExclusive)) {
    const holder = await loadHolder(db, { ...member, accountId: proposal.accountId });
    if (holder !== undefined) throw new StopError('LINK_TAKEN', { text: member.ref, group: holder });
  }
}

function isExclusive({ kind }: { readonly kind: string }): boolean {
  return kind !== 'order' && kind !== 'invoice';
}

/** Most points first; of those that want the same money the best, and none where another is about as good. */
async function best(db: Database, above: number, margin: number): Promise<Chosen> {
  const all = await loadGroupsIn(db, 'suggested');
  const good = all.filter((group) => scoreOf(group) >= above);
  const sorted = [...good].sort(
    (left, right) => scoreOf(right) - scoreOf(left) || Number(left.id > right.id) - Number(left.id < right.id),
  );
  const groups: StoredGroup[] = [];
  const left: string[] = [];
  const taken = new Set<string>();
  for (const group of sorted) {
    const keys = itemsOf(group).map(({ key }) => key);
    if (keys.some((key) => taken.has(key))) continue;
    // Also one below the line is a rival, where it is nearly as good.
    const equals = all.filter(
      (other) =>
        other.id !== group.id &&
        scoreOf(group) - scoreOf(other) < margin &&
        itemsOf(other).some(({ key }) => keys.includes(key)),
    );
    if (equals.length > 0) left.push(group.id, ...equals.filter((one) => good.includes(one)).map((one) => one.id));
    else groups.push(group);
    for (const key of keys) taken.add(key);
    for (const { key } of equals.flatMap(itemsOf)) taken.add(key);
  }
  return { groups, left: [...new Set(left)].sort() };
}

function itemsOf({ proposal }: StoredGroup): readonly { readonly key: string; readonly ref: string }[] {
  return proposal.members
    .filter(isExclusive)
    .map(({ kind, id, ref }) => ({ key: itemKey(kind, { itemId: id, accountId: proposal.accountId, ref }), ref }));
}

/** Points of the evidence; a suggestion without any has none. */
function scoreOf({ proposal }: StoredGroup): number {
  return Number(proposal.why['score'] ?? 0);
}

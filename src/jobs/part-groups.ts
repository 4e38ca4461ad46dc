import type { DecidedItem, Decision, NewDecision } from '../model/decision.ts';
import { standing } from '../model/decision.ts';
import type { MatchMember, MatchProposal } from '../model/match.ts';
import { minus, plus, ZERO } from '../model/money.ts';
import { invariant, StopError } from '../model/problem.ts';
import { groupName, memberKey } from '../store/read/group-name.ts';
import { loadDecisions } from '../store/read/decisions.ts';
import { loadGroupsNamed, type StoredGroup } from '../store/read/decided-groups.ts';
import { isAlike, loadItem, loadItemsByNumber, loadLinesOfOrder, type ItemRow } from '../store/read/items.ts';
import type { Database } from '../store/database.ts';
import type { Books } from '../store/open.ts';
import { applyDecisions, foundRow, loadSums } from './confirmed-groups.ts';
import { enact, inOneGo, type DecideOptions } from './decide.ts';
import type { DecidedGroup } from './link-items.ts';
import { decidedItem, itemsNamed, type NamedItem } from './named-items.ts';
import { restoreGroups } from './restore-groups.ts';

export interface PartOptions extends DecideOptions {
  /** The group's name or a beginning of it that only it has; `order:NO` for an order and its lines. */
  readonly group: string;
  /** Of an order's lines only these; all where none are given. */
  readonly refs: readonly string[];
}

/** What became of a group: a person's was ended; an automatic one is open and kept apart from now on. */
export interface PartedGroup extends DecidedGroup {
  readonly was: MatchProposal['state'];
  /** The passes never propose it again. */
  readonly isApart: boolean;
}

/**
 * Opens a group. One that a person made is ended, and everything is as before it; one of the passes is kept apart, else
 * the next match would make it again. Throws GROUP_UNKNOWN.
 */
export async function unlinkGroup(books: Books, options: PartOptions): Promise<PartedGroup> {
  return inOneGo(books, options.dryRun, () => part(books.db, 'unlink', options));
}

/** Says that a group's two sides aren't the same money: it is opened and never proposed again. Throws GROUP_UNKNOWN. */
export async function rejectGroup(books: Books, options: PartOptions): Promise<PartedGroup> {
  return inOneGo(books, options.dryRun, () => part(books.db, 'reject', options));
}

async function part(db: Database, verb: 'unlink' | 'reject', options: PartOptions): Promise<PartedGroup> {
  const made = standing(await loadDecisions(db)).filter(isMaking);
  const target = await targetOf(db, made, options);
  const { id, proposal, ends, apart } = target;
  const { reason, operator, asOf: decidedOn } = options;
  const common = { leg: proposal.leg, group: id, reason, operator, decidedOn };
  const isEnough = verb === 'unlink' && ends.length > 0 && proposal.state === 'manual';
  const body = { items: apart, ...(target.isStored ? { suggestion: factsOf(proposal) } : {}) };
  const [saved] = await enact(
    db,
    [
      ...ends.map((one): NewDecision => ({
        ...common,
        verb: 'unlink',
        group: one.group,
        undoes: one.seq,
        body: one.body,
      })),
      ...(isEnough ? [] : [{ ...common, verb, body } satisfies NewDecision]),
    ],
    options,
  );
  if (ends.length > 0) {
    await restoreGroups(db, ends);
    await applyDecisions(db, options);
  }
  return { run: saved?.run ?? '', group: id, proposal, writtenOff: ZERO, was: proposal.state, isApart: !isEnough };
}

const BY_HAND = 'by-hand';

/** A group without its members: those are kept by contents. */
export function factsOf({ members, ...facts }: MatchProposal): Omit<MatchProposal, 'members'> {
  invariant(members.length > 1, 'a match has two sides');
  return facts;
}

function isMaking({ verb }: Decision): boolean {
  return verb === 'link' || verb === 'accept';
}

interface Target {
  readonly id: string;
  readonly proposal: MatchProposal;
  /** The decisions that made it. */
  readonly ends: readonly Decision[];
  /** The items that would be kept apart. */
  readonly apart: readonly DecidedItem[];
  /** As a group of its own, not made of an order and its lines. */
  readonly isStored: boolean;
}

async function targetOf(db: Database, made: readonly Decision[], options: PartOptions): Promise<Target> {
  if (options.group.startsWith('order:')) return orderTarget(db, made, options);
  const byHand = made.find((one) => one.group === options.group && one.leg === 'order-settlement');
  const order = byHand?.body.items.find((item) => item.item === 'order');
  if (byHand && order) {
    const refs = byHand.body.items.filter((item) => item.item === 'line').map((item) => item.ref);
    return orderTarget(db, made, { ...options, group: order.ref, refs });
  }
  const groups = await loadGroupsNamed(db, options.group);
  const [group, ...others] = groups;
  if (!group || others.length > 0 || options.refs.length > 0) {
    const candidates = others.length > 0 ? groups.map((one) => one.id).join(', ') : '';
    throw new StopError('GROUP_UNKNOWN', { group: options.group, ...(candidates === '' ? {} : { candidates }) });
  }
  return {
    id: group.id,
    proposal: group.proposal,
    ends: made.filter((one) => one.group === group.id),
    apart: await itemsOfGroup(db, group, options),
    isStored: group.proposal.state !== 'manual',
  };
}

/** The members of a stored group, each with what makes it the same when its file comes again. */
export async function itemsOfGroup(
  db: Database,
  { account, proposal }: StoredGroup,
  options: DecideOptions,
): Promise<readonly DecidedItem[]> {
  const hasSums = proposal.members.some((member) => member.kind === 'batch');
  const sums = hasSums ? await loadSums(db, options) : undefined;
  const items: DecidedItem[] = [];
  for (const member of proposal.members) {
    const item = member.kind === 'batch' ? sumItem(sums?.get(`${account} ${member.ref}`)) : await rowItem(db, member);
    if (item === undefined) throw new StopError('GROUP_UNKNOWN', { group: member.ref });
    items.push(await decidedItem(db, item, member));
  }
  return items;
}

function sumItem(found: NamedItem['found'] | undefined): NamedItem | undefined {
  return found && { found };
}

async function rowItem(db: Database, { kind, id }: MatchMember): Promise<NamedItem | undefined> {
  const row = kind === 'batch' ? undefined : await loadItem(db, kind, id);
  return row && { found: foundRow(row), row };
}

/** An order and its lines, which no stored group holds: each line is kept from the order, or those that are named. */
async function orderTarget(db: Database, made: readonly Decision[], options: PartOptions): Promise<Target> {
  const { order, lines } = await orderWithLines(db, options);
  const proposal = orderProposal(order, lines);
  const items: DecidedItem[] = [];
  for (const [index, row] of [order, ...lines].entries()) {
    const member = proposal.members[index];
    if (member) items.push(await decidedItem(db, { found: foundRow(row), row }, member));
  }
  const ends = made.filter(
    ({ leg, body }) =>
      leg === 'order-settlement' &&
      body.items.some((item) => item.ref === order.ref) &&
      body.items.some((item) => item.item === 'line' && items.some((other) => isAlike(item, other))),
  );
  return { id: orderGroupName(proposal.members), proposal, ends, apart: items, isStored: false };
}

async function orderWithLines(
  db: Database,
  options: PartOptions,
): Promise<{ readonly order: ItemRow; readonly lines: readonly ItemRow[] }> {
  const [order] = await loadItemsByNumber(db, 'order', options.group.slice('order:'.length));
  const all = order === undefined ? [] : await loadLinesOfOrder(db, order.id);
  const named: NamedItem[] = [];
  for (const ref of options.refs) named.push(...(await itemsNamed(db, ref, options)));
  const lines = options.refs.length === 0 ? all : all.filter((row) => named.some(({ found }) => found.id === row.id));
  if (!order || lines.length === 0 || lines.length < named.length) {
    throw new StopError('GROUP_UNKNOWN', { group: [options.group, ...options.refs].join(' ') });
  }
  return { order, lines };
}

function orderProposal(order: ItemRow, lines: readonly ItemRow[]): MatchProposal {
  const member = ({ item: kind, id, ref, amount }: ItemRow, side: MatchMember['side']): MatchMember => ({
    side,
    kind,
    id,
    ref,
    amount,
  });
  return {
    leg: 'order-settlement',
    shape: lines.length === 1 ? '1:1' : '1:n',
    state: lines.every((row) => row.pass === BY_HAND) ? 'manual' : 'auto',
    pass: lines[0]?.pass ?? '',
    accountId: order.accountId,
    members: [member(order, 'expected'), ...lines.map((row) => member(row, 'actual'))],
    difference: minus(plus(...lines.map((row) => row.amount)), order.amount),
    currency: order.currency,
    matchedOn: lines.reduce((day, row) => (row.on > day ? row.on : day), order.on),
    why: {},
  };
}

/** As the report names an order with its lines. */
function orderGroupName(members: readonly MatchMember[]): string {
  return groupName('m', 'order-settlement', members.map(memberKey));
}

import { shapeOf, type HandItem } from '../match/index.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import { standing, type DecidedItem, type Decision, type ItemContent } from '../model/decision.ts';
import { itemKey, type MatchMember, type MatchProposal } from '../model/match.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import { memberRef } from '../model/receivable.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadDecisions } from '../store/read/decisions.ts';
import { isAlike, isNamesake, loadCandidates, type ItemRow } from '../store/read/items.ts';
import {
  replaceConfirmed,
  replaceExceptions,
  setAside,
  type ConfirmedGroup,
  type LineException,
} from '../store/write/decisions.ts';
import { loadWallets } from './payout-worlds.ts';
import type { Decided } from './run-passes.ts';

export interface DecidedOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
}

/** What people decided, as far as its rows are in the books today. */
export interface Applied {
  readonly decided: Decided;
  /** Decisions one of whose rows isn't there any more: they rest until it comes back. */
  readonly resting: readonly Decision[];
}

/** An item of today's rows. */
export type Found = HandItem & { readonly account: string; readonly orderNo?: string };

/**
 * Makes people's groups and exceptions anew from their decisions and the rows of today, and says what the passes may
 * not touch. Called before the passes and after each decision; the caller holds the unit of work.
 */
export async function applyDecisions(db: Database, options: DecidedOptions): Promise<Applied> {
  const decisions = standing(await loadDecisions(db));
  const find = await finderOf(
    db,
    decisions.flatMap((one) => one.body.items),
    options,
  );
  const resting: Decision[] = [];
  const groups: ConfirmedGroup[] = [];
  const exceptions: LineException[] = [];
  const apart: Apart[] = [];
  for (const decision of decisions) {
    const items = decision.body.items.map((item) => ({ item, row: find(item) }));
    const rows = items.flatMap(({ item, row }) => (row === undefined ? [] : [{ item, row }]));
    const byHand = decision.verb === 'link' || decision.verb === 'accept';
    if (rows.length < items.length) resting.push(decision);
    else if (decision.leg === 'order-settlement') exceptions.push(...exceptionsOf(rows, byHand ? 'linked' : 'apart'));
    else if (byHand) groups.push(confirmed(decision, rows));
    else apart.push({ group: decision.group, rows });
  }
  await replaceConfirmed(db, groups);
  await replaceExceptions(db, exceptions);
  await setAside(
    db,
    apart.map((one) => one.group),
  );
  return { decided: decidedBy(groups, apart), resting };
}

interface Resolved {
  readonly item: DecidedItem;
  readonly row: Found;
}

interface Apart {
  readonly group: string;
  readonly rows: readonly Resolved[];
}

/** Finds today's row for what was decided about: the nth that says the same, else the only one of its number. */
async function finderOf(
  db: Database,
  items: readonly ItemContent[],
  options: DecidedOptions,
): Promise<(item: ItemContent) => Found | undefined> {
  if (items.length === 0) return () => undefined;
  const rows = new Map<string, ItemRow[]>();
  for (const row of await loadCandidates(db, items)) {
    const key = bucketOf(row);
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  const sums = items.some((one) => one.item === 'batch') ? await loadSums(db, options) : new Map<string, Found>();
  return (item) => {
    if (item.item === 'batch') return sums.get(`${item.account} ${item.number ?? ''}`);
    const near = rows.get(bucketOf(item)) ?? [];
    const alike = near.filter((row) => isAlike(row, item));
    const namesakes = item.number === undefined ? [] : near.filter((row) => isNamesake(row, item));
    const found = alike[item.nth] ?? (namesakes.length === 1 ? namesakes[0] : undefined);
    return found && foundRow(found);
  };
}

function bucketOf({ item, account, number, on }: Omit<ItemContent, 'nth'>): string {
  return `${item}\n${account}\n${number ?? `on ${on}`}`;
}

export function foundRow(row: ItemRow): Found {
  const { item: kind, role, id, accountId, account, ref, on, amount, currency, orderNo } = row;
  return {
    kind,
    role,
    id,
    accountId,
    account,
    ref,
    on,
    amount,
    currency,
    ...(orderNo === undefined ? {} : { orderNo }),
  };
}

/** Batches without a payout row, and whole days, by account and ref. */
export async function loadSums(db: Database, options: DecidedOptions): Promise<ReadonlyMap<string, Found>> {
  const wallets = await loadWallets(db, await loadAccounts(db), options);
  const sums = wallets.flatMap(({ account, payouts, days }) => [
    ...payouts
      .filter(({ payout }) => payout.item === 'batch')
      .map(({ payout }): Found => ({
        kind: 'batch',
        role: 'batch',
        id: 0,
        accountId: account.id,
        account: account.ref,
        ref: payout.ref,
        on: payout.occurredAt.slice(0, 10) as Found['on'],
        amount: payout.amount,
        currency: payout.currency,
      })),
    ...days.map((day): Found => ({
      kind: 'batch',
      role: 'day',
      id: 0,
      accountId: account.id,
      account: account.ref,
      ref: `day:${account.ref}/${day.day}`,
      on: day.day,
      amount: day.net,
      currency: day.currency,
    })),
  ]);
  return new Map(sums.map((one) => [`${one.account} ${one.ref}`, one]));
}

function exceptionsOf(rows: readonly Resolved[], verdict: LineException['verdict']): readonly LineException[] {
  const order = rows.find(({ row }) => row.kind === 'order')?.row;
  if (!order) return [];
  return rows
    .filter(({ row }) => row.kind === 'line')
    .map(({ row }) => ({ lineId: row.id, orderId: order.id, accountId: row.accountId, verdict }));
}

/** A group by hand with the amounts of today; what a receivable takes of the money was decided with it. */
function confirmed(decision: Decision, rows: readonly Resolved[]): ConfirmedGroup {
  const { group, leg, verb, body } = decision;
  const [head] = rows;
  invariant(head !== undefined, 'a decided group has members');
  const accepted = verb === 'accept' ? body.suggestion : undefined;
  const members = rows.map(memberOf);
  const count = (name: MatchMember['side']): number => members.filter((one) => one.side === name).length;
  const difference = differenceOf(decision, rows, members);
  const proposal: MatchProposal = {
    leg,
    shape: shapeOf(count('expected'), count('actual')),
    state: 'manual',
    pass: accepted?.pass ?? 'by-hand',
    accountId: head.row.accountId,
    members,
    difference,
    currency: head.row.currency,
    matchedOn: rows.reduce((day, { row }) => (row.on > day ? row.on : day), body.countsFrom ?? head.row.on),
    why: accepted?.why ?? (body.keptBack === undefined ? {} : { transfer_fee: body.keptBack }),
  };
  // A row that was revised since leaves another difference than the one that was written off.
  return { id: group, proposal, writtenOff: body.writtenOff === difference ? body.writtenOff : ZERO };
}

/** What a group takes of a row was decided with it, as long as the row says what it said then. */
function memberOf({ item, row }: Resolved): MatchMember {
  const amount = row.amount === item.amount || isShared(row) ? item.takes : row.amount;
  return { side: item.side, kind: row.kind, id: row.id, ref: memberRef(item.ref, row.ref), amount };
}

/** As it was accepted while the rows are as they were; else from the amounts of today. */
function differenceOf(
  { leg, verb, body }: Decision,
  rows: readonly Resolved[],
  members: readonly MatchMember[],
): Minor {
  const isAsDecided = rows.every(({ item, row }) => row.amount === item.amount);
  if (verb === 'accept' && isAsDecided && body.suggestion) return body.suggestion.difference;
  const sum = (name: MatchMember['side']): Minor =>
    plus(...members.filter((one) => one.side === name).map((one) => one.amount));
  // What came back of a payout is negative: the two come to nothing.
  if (leg === 'payout-return') return plus(sum('expected'), sum('actual'));
  return plus(minus(sum('actual'), sum('expected')), body.keptBack ?? ZERO);
}

/** Orders and invoices may be paid by several groups, each taking its part. */
function isShared({ kind }: Found): boolean {
  return kind === 'order' || kind === 'invoice';
}

function decidedBy(groups: readonly ConfirmedGroup[], apart: readonly Apart[]): Decided {
  const held = (isBatch: boolean): ReadonlySet<string> =>
    new Set(
      groups
        .filter(({ proposal }) => (proposal.leg === 'settlement-payout') === isBatch)
        .flatMap(({ proposal }) => proposal.members.map((member) => memberKeyOf(member, proposal.accountId))),
    );
  const sets = new Set(apart.map(({ rows }) => setKey(rows.map(({ item, row }) => keyed(item.side, row)))));
  const pairs = apart
    .map(({ rows }) => [...new Set(rows.map(({ row }) => keyOf(row)))])
    .filter((keys) => keys.length === PAIR);
  return {
    atBank: held(false),
    inBatch: held(true),
    isRejected: (proposal) => {
      const keys = proposal.members.map((member) => memberKeyOf(member, proposal.accountId));
      const whole = setKey(proposal.members.map((member, index) => `${member.side} ${keys[index] ?? ''}`));
      return sets.has(whole) || pairs.some((pair) => pair.every((key) => keys.includes(key)));
    },
  };
}

function keyOf(row: Found): string {
  return itemKey(row.kind, { itemId: row.id, accountId: row.accountId, ref: row.ref });
}

function keyed(side: string, row: Found): string {
  return `${side} ${keyOf(row)}`;
}

function memberKeyOf({ kind, id, ref }: MatchMember, accountId: number): string {
  return itemKey(kind, { itemId: id, accountId, ref });
}

const PAIR = 2;

/** Each item once: a debt and its late fee are one item, whatever was billed since. */
function setKey(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join('\n');
}

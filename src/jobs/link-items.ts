import { proposeByHand, type HandItem } from '../match/index.ts';
import type { Day } from '../model/day.ts';
import type { DecidedItem, DecisionBody } from '../model/decision.ts';
import { formatAmount, minor, plus, ZERO, type Minor } from '../model/money.ts';
import { itemKey, type MatchProposal } from '../model/match.ts';
import { StopError } from '../model/problem.ts';
import { mayWriteOff, writeOffLimit } from '../model/rules.ts';
import type { BookSettings } from '../model/settings.ts';
import { ruleOn } from '../settlement/index.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadHolder, loadSuggestion } from '../store/read/decided-groups.ts';
import { groupName, memberKey } from '../store/read/group-name.ts';
import { namedGroups } from '../store/write/matches.ts';
import { enact, inOneGo, type DecideOptions } from './decide.ts';
import { moneyCases } from './money-cases.ts';
import { decidedItem, itemsNamed, type NamedItem } from './named-items.ts';

export interface LinkOptions extends DecideOptions {
  readonly refs: readonly string[];
  /** The difference is given up, within the limit of the settings. */
  readonly writeOff: boolean;
}

/** A group as a decision made or ended it. */
export interface DecidedGroup {
  readonly run: string;
  readonly group: string;
  readonly proposal: MatchProposal;
  readonly writtenOff: Minor;
}

/**
 * Makes one group of the items a person names. Throws REF_UNKNOWN, REF_AMBIGUOUS, LINK_LEG (nothing joins such items),
 * LINK_CURRENCIES, LINK_TAKEN (one is matched already), WRITE_OFF_LIMIT.
 */
export async function linkItems(books: Books, options: LinkOptions): Promise<DecidedGroup> {
  return inOneGo(books, options.dryRun, () => link(books.db, options));
}

async function link(db: Database, options: LinkOptions): Promise<DecidedGroup> {
  const named: NamedItem[] = [];
  for (const ref of options.refs) named.push(...(await itemsNamed(db, ref, options)));
  const items = await withOpenAmounts(db, unique(named), options);
  const found = proposeByHand(
    items.map(({ hand }) => hand),
    { inFull: options.writeOff },
  );
  if (found === 'currencies') {
    const currencies = [...new Set(named.map((one) => one.found.currency))].join(', ');
    throw new StopError('LINK_CURRENCIES', { currencies });
  }
  if (found === 'leg') throw new StopError('LINK_LEG', { refs: options.refs.join(' ') });
  const account = items.find(({ hand }) => hand.accountId === found.accountId)?.named.found.account;
  const kept = keptBack(found, items, { account, settings: options.settings });
  const proposal =
    kept === 0 ? found : { ...found, difference: plus(found.difference, kept), why: { transfer_fee: kept } };
  await refuseTaken(db, proposal, items);
  const writtenOff = options.writeOff ? writeOff(proposal, options) : ZERO;
  const id = await nameOf(db, proposal);
  const replaced = await loadSuggestion(db, id);
  const body: DecisionBody = {
    items: await itemsOf(db, proposal, items),
    ...(writtenOff === 0 ? {} : { writtenOff }),
    ...(kept === 0 ? {} : { keptBack: kept }),
    ...(replaced === undefined ? {} : { suggestion: replaced }),
  };
  const { operator, reason, asOf: decidedOn } = options;
  const [saved] = await enact(
    db,
    [{ verb: 'link', leg: proposal.leg, group: id, reason, operator, decidedOn, body }],
    options,
  );
  return { run: saved?.run ?? '', group: id, proposal, writtenOff };
}

/** An order and its lines go by the name the report gives them. */
async function nameOf(db: Database, proposal: MatchProposal): Promise<string> {
  if (proposal.leg === 'order-settlement') return groupName('m', 'order-settlement', proposal.members.map(memberKey));
  const [named] = await namedGroups(db, [proposal]);
  return named?.id ?? '';
}

async function itemsOf(
  db: Database,
  { members }: MatchProposal,
  items: readonly Hand[],
): Promise<readonly DecidedItem[]> {
  const decided: DecidedItem[] = [];
  for (const member of members) {
    const item = items.find(
      ({ hand }) => hand.kind === member.kind && hand.id === member.id && hand.ref === member.ref,
    );
    if (item) decided.push(await decidedItem(db, item.named, member));
  }
  return decided;
}

/** The same row named twice is one item. */
function unique(named: readonly NamedItem[]): readonly NamedItem[] {
  const seen = new Map(named.map((one) => [keyOf(one), one]));
  return [...seen.values()];
}

function keyOf({ found }: NamedItem): string {
  return itemKey(found.kind, { itemId: found.id, accountId: found.accountId, ref: found.ref });
}

interface Hand {
  readonly named: NamedItem;
  readonly hand: HandItem;
  /** Of a receivable. */
  readonly due: string;
}

/** Orders and invoices that are paid bring what is still open of them, the earliest due first; all else what it is. */
async function withOpenAmounts(
  db: Database,
  named: readonly NamedItem[],
  options: LinkOptions,
): Promise<readonly Hand[]> {
  const isPaid = named.some(({ found }) => found.role === 'bank' || found.role === 'receipt');
  const owed = named.filter(({ found }) => found.role === 'order' || found.role === 'invoice');
  if (!isPaid || owed.length === 0) return named.map((one) => ({ named: one, hand: one.found, due: '' }));
  const cases = await moneyCases(db, await loadAccounts(db), options);
  const debts = new Map(cases.flatMap((one) => (one.kind === 'receivable' ? [[one.ref, one] as const] : [])));
  const hands = named.map((one): Hand => {
    if (!owed.includes(one)) return { named: one, hand: one.found, due: '' };
    const debt = debts.get(one.found.ref);
    // Money of a platform, or an invoice whose order is in the books: what a customer owes goes by the order.
    if (debt === undefined) throw new StopError('LINK_LEG', { refs: one.found.ref });
    return { named: one, hand: { ...one.found, amount: debt.open }, due: debt.dueOn };
  });
  return [...hands].sort((left, right) => Number(left.due > right.due) - Number(left.due < right.due));
}

/** Nothing is in two groups on its way to the bank, and a line belongs to one order. */
async function refuseTaken(db: Database, { leg }: MatchProposal, items: readonly Hand[]): Promise<void> {
  for (const { found } of items.map(({ named }) => named)) {
    const isShared = found.kind === 'order' || found.kind === 'invoice';
    if (isShared) continue;
    const group = leg === 'order-settlement' ? found.orderNo && `order:${found.orderNo}` : await loadHolder(db, found);
    if (group !== undefined) throw new StopError('LINK_TAKEN', { text: found.ref, group });
  }
}

/** What the contract keeps back of each payout, or of each credit for whole days: no difference. */
function keptBack(
  { leg, members }: MatchProposal,
  items: readonly Hand[],
  { account, settings }: { readonly account: string | undefined; readonly settings: BookSettings },
): Minor {
  if (leg !== 'payout-bank' && leg !== 'settlement-bank') return ZERO;
  const rules = settings.accounts.find((one) => one.id === account)?.paysOut;
  const feeOn = (day: Day): Minor => ruleOn(rules, day)?.transferFee ?? ZERO;
  const days = members
    .filter(({ side }) => side === 'expected')
    .flatMap(
      ({ kind, id, ref }) => items.find(({ hand }) => hand.kind === kind && hand.id === id && hand.ref === ref) ?? [],
    )
    .map(({ named }) => named.found.on)
    .sort();
  if (leg === 'payout-bank') return plus(ZERO, ...days.map(feeOn));
  const last = days.at(-1);
  return last === undefined ? ZERO : minor(feeOn(last) * members.filter(({ side }) => side === 'actual').length);
}

/** What is given up of the difference: all of it, and only within the limit; money too much stays the customer's. */
function writeOff({ leg, members, difference, currency }: MatchProposal, { settings }: LinkOptions): Minor {
  const expected = plus(...members.filter((one) => one.side === 'expected').map((one) => one.amount));
  const limit = writeOffLimit(settings.writeOff, expected);
  const params = {
    difference: formatAmount(difference, currency),
    limit: formatAmount(limit, currency),
  };
  const isOver = leg === 'receipt-receivable' && difference > 0;
  if (difference === 0 || leg === 'order-settlement' || isOver) throw new StopError('WRITE_OFF_NONE', params);
  if (!mayWriteOff(settings.writeOff, difference, expected)) throw new StopError('WRITE_OFF_LIMIT', params);
  return difference;
}

import type { Currency } from './currency.ts';
import type { Day } from './day.ts';
import type { ItemKind, MatchLeg, MatchProposal } from './match.ts';
import type { Minor } from './money.ts';

export const DECISION_VERBS = ['link', 'accept', 'unlink', 'reject', 'undo'] as const;
export type DecisionVerb = (typeof DECISION_VERBS)[number];

/** What an item is, beyond the table its row stands in: decides which leg it can be on. */
export type ItemRole = 'order' | 'line' | 'payout' | 'payout-return' | 'batch' | 'day' | 'bank' | 'invoice' | 'receipt';

/**
 * What makes an item the same when its file comes again, with others or in another order: ids of rows change then.
 * The number stands first; where a row has none, all that is printed of it, and which of equal rows it is.
 */
export interface ItemContent {
  readonly item: ItemKind;
  /** The account's id in settle.yaml; of orders, invoices and receipts that of their own list. */
  readonly account: string;
  readonly role: ItemRole;
  readonly number?: string;
  readonly on: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  /** Its words, where there is no number. */
  readonly words: string;
  /** Which of equal rows, from 0. */
  readonly nth: number;
}

/** A member of a decided group: what it is, its side, and how much of it the group takes. */
export interface DecidedItem extends ItemContent {
  readonly side: 'expected' | 'actual';
  readonly ref: string;
  readonly takes: Minor;
  /** Of a line taken from an order: the pass that had matched it. */
  readonly pass?: string;
}

/** The facts of a decision that its group is made of again. */
export interface DecisionBody {
  readonly items: readonly DecidedItem[];
  /** Where a month was closed already: the first open day, from which it counts. */
  readonly countsFrom?: Day;
  /** Of a group by hand whose difference was written off: actual − expected. */
  readonly writtenOff?: Minor;
  /** What the contract keeps back of the payouts of a group by hand; positive. */
  readonly keptBack?: Minor;
  /** The suggestion that was accepted, or that the same items linked by hand took the place of. */
  readonly suggestion?: Omit<MatchProposal, 'members'>;
}

/** One row of the append-only log of decisions. */
export interface Decision {
  readonly seq: number;
  /** Decisions of one command. */
  readonly run: string;
  readonly verb: DecisionVerb;
  readonly leg: MatchLeg;
  readonly group: string;
  readonly reason: string;
  readonly operator: string;
  readonly decidedOn: Day;
  /** Another decision that this one takes back. */
  readonly undoes?: number;
  readonly body: DecisionBody;
}

export type NewDecision = Omit<Decision, 'seq' | 'run'>;

/** Decisions that nothing later takes back; an undoing can itself be taken back. */
export function inForce(decisions: readonly Decision[]): readonly Decision[] {
  const takenBack = new Set<number>();
  for (const one of [...decisions].reverse()) {
    if (one.undoes !== undefined && !takenBack.has(one.seq)) takenBack.add(one.undoes);
  }
  return decisions.filter((one) => !takenBack.has(one.seq));
}

/** Of those in force, the ones that say something of their own: groups by hand, and pairs kept apart. */
export function standing(decisions: readonly Decision[]): readonly Decision[] {
  return inForce(decisions).filter((one) => one.undoes === undefined);
}

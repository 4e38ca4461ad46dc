import { daysBetween, dayOf } from '../../model/day.ts';
import type { Ambiguity, ExpectedPayout, MatchProposal, OpenBankLine } from '../../model/match.ts';
import { Decimal, minor, type Minor } from '../../model/money.ts';
import { components, type Component } from './components.ts';
import { numbersOf } from './numbers.ts';
import { payoutProposal, type PayoutPair } from './payout-proposal.ts';

/** A number shorter than this may stand in a memo by chance. */
const NUMBER_CHARS_MIN = 8;
/** How long after its grace a payout is still looked for before a person has to say. */
const LATE_DAYS_MAX = 45;

/** The payouts of all wallets, the bank credits they may have become, and how to tell whom a bank line speaks of. */
export interface PayoutWorld {
  readonly payouts: readonly ExpectedPayout[];
  readonly credits: readonly OpenBankLine[];
  /** The payout's platform is named on the bank line, by counterparty or words. */
  readonly speaks: (credit: OpenBankLine, payout: ExpectedPayout) => boolean;
  /** Furthest apart that a payout and a credit may be and still be one: the larger of the two. */
  readonly nearShare: Decimal;
  readonly nearAmount: Minor;
}

export interface PayoutAnswer {
  readonly proposals: readonly MatchProposal[];
  readonly ambiguities: readonly Ambiguity[];
}

/** The state of the search: what is still open, in the total order of `byTime`. */
interface Open {
  readonly payouts: readonly ExpectedPayout[];
  readonly credits: readonly OpenBankLine[];
}

/**
 * Payout ↔ bank credit, 1:1: first by number, then equal amounts within the due window, then equal amounts that came
 * late, at last the near pairs that are each other's only candidate. Every step looks at all wallets, so that none
 * takes a credit that another one's surer step would have. Equal candidates that nothing tells apart are an ambiguity;
 * as many payouts as credits of one amount and wallet are taken first in, first out, since swapping them changes no
 * sum (MATCHING.md 4).
 */
export function proposePayoutMatches(world: PayoutWorld): PayoutAnswer {
  const proposals: MatchProposal[] = [];
  const ambiguities: Ambiguity[] = [];
  let open: Open = {
    payouts: [...world.payouts].sort((left, right) => compare(timeOf(left), timeOf(right))),
    credits: [...world.credits].sort((left, right) => compare(creditTimeOf(left), creditTimeOf(right))),
  };
  for (const step of STEPS) {
    const edges = edgesOf(step, open, world);
    const taken: Component[] = [];
    for (const part of components(edges)) {
      const pairs = step.exact ? pairUp(part, edges, open) : onlyPair(part);
      if (pairs === undefined && !step.exact) continue;
      taken.push(part);
      if (pairs === undefined) ambiguities.push(ambiguityOf(open, part, step.name));
      else proposals.push(...proposalsOf(pairs, open, step));
    }
    open = without(open, taken);
  }
  return { proposals, ambiguities };
}

interface Step {
  readonly name: string;
  /** Amounts are equal: rivals are a tie. Near pairs only ever pair when alone. */
  readonly exact: boolean;
  /** What a payout and a credit have in common before anything else is asked: no other pair is looked at. */
  readonly payoutKey: (payout: ExpectedPayout) => string | number | undefined;
  readonly creditKeys: (credit: OpenBankLine) => readonly (string | number)[];
  readonly fits: (payout: ExpectedPayout, credit: OpenBankLine, world: PayoutWorld) => boolean;
}

const BY_AMOUNT: Pick<Step, 'exact' | 'payoutKey' | 'creditKeys'> = {
  exact: true,
  payoutKey: ({ payout }) => payout.amount,
  creditKeys: (credit) => [credit.amount],
};

const STEPS: readonly Step[] = [
  {
    name: 'payout-by-number',
    exact: false,
    payoutKey: ({ payout: { batchNo = '' } }) => (batchNo.length < NUMBER_CHARS_MIN ? undefined : batchNo),
    creditKeys: (credit) => numbersOf(`${credit.memo ?? ''} ${credit.reference ?? ''}`),
    fits: (payout, credit, world) =>
      dayOf(credit.bookedAt) >= dayOf(payout.payout.occurredAt) && isNear(payout, credit, world),
  },
  {
    name: 'payout-by-amount-in-window',
    ...BY_AMOUNT,
    fits: (payout, credit, world) => inWindow(payout, credit) && (world.speaks(credit, payout) || isSilent(credit)),
  },
  {
    name: 'payout-by-amount-late',
    ...BY_AMOUNT,
    fits: (payout, credit, world) => isLate(payout, credit) && world.speaks(credit, payout),
  },
  {
    name: 'payout-near-amount',
    exact: false,
    payoutKey: ({ payout }) => payout.currency,
    creditKeys: (credit) => [credit.currency],
    fits: (payout, credit, world) =>
      inWindow(payout, credit) && isNear(payout, credit, world) && world.speaks(credit, payout),
  },
];

/** For each payout, the credits (by index, ascending) that a step would let it be. */
function edgesOf(step: Step, open: Open, world: PayoutWorld): readonly (readonly number[])[] {
  const byKey = new Map<string | number, number[]>();
  open.credits.forEach((credit, index) => {
    for (const key of step.creditKeys(credit)) {
      const indices = byKey.get(key);
      if (indices) indices.push(index);
      else byKey.set(key, [index]);
    }
  });
  return open.payouts.map((payout) => {
    const key = step.payoutKey(payout);
    const near = key === undefined ? [] : (byKey.get(key) ?? []);
    return near.filter((index) => {
      const credit = open.credits[index];
      return credit !== undefined && mayGo(payout, credit) && step.fits(payout, credit, world);
    });
  });
}

/** Same currency, and the bank account that the terms name. */
function mayGo(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  if (payout.payout.currency !== credit.currency) return false;
  return payout.toAccountId === undefined || payout.toAccountId === credit.accountId;
}

function inWindow(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked >= dayOf(payout.payout.occurredAt) && booked <= payout.lastOn;
}

function isLate(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked > payout.lastOn && daysBetween(payout.lastOn, booked) <= LATE_DAYS_MAX;
}

/** A bank line that says nothing at all contradicts nobody. */
function isSilent(credit: OpenBankLine): boolean {
  return credit.counterparty === undefined && credit.memo === undefined;
}

function isNear(payout: ExpectedPayout, credit: OpenBankLine, world: PayoutWorld): boolean {
  const apart = Math.abs(credit.amount - payout.payout.amount);
  const share = new Decimal(payout.payout.amount).times(world.nearShare);
  return apart <= world.nearAmount || share.greaterThanOrEqualTo(apart);
}

type Pairs = readonly (readonly [payout: number, credit: number])[];

function onlyPair(part: Component): Pairs | undefined {
  const [left, ...moreLeft] = part.left;
  const [right, ...moreRight] = part.right;
  if (left === undefined || right === undefined || moreLeft.length > 0 || moreRight.length > 0) return undefined;
  return [[left, right]];
}

/**
 * As many payouts as credits, of one wallet, and first in first out fits each of them: every other pairing has the same
 * sums. Between wallets it would not.
 */
function pairUp(part: Component, edges: readonly (readonly number[])[], open: Open): Pairs | undefined {
  if (part.left.length !== part.right.length) return undefined;
  const wallets = new Set(part.left.map((index) => open.payouts[index]?.payout.accountId));
  if (wallets.size > 1) return undefined;
  const pairs: (readonly [number, number])[] = [];
  for (const [at, left] of part.left.entries()) {
    const right = part.right[at];
    if (right === undefined || edges[left]?.includes(right) !== true) return undefined;
    pairs.push([left, right]);
  }
  return pairs;
}

function proposalsOf(pairs: Pairs, open: Open, step: Step): readonly MatchProposal[] {
  const interchangeable = step.exact && pairs.length > 1 ? pairs.length : 0;
  return pairs.flatMap(([left, right]) => {
    const pair = pairOf(open, left, right);
    return pair ? [payoutProposal(pair, step.name, { interchangeable, rivals: 0 })] : [];
  });
}

function pairOf(open: Open, left: number, right: number): PayoutPair | undefined {
  const payout = open.payouts[left];
  const credit = open.credits[right];
  return payout && credit ? { payout, credit } : undefined;
}

function ambiguityOf(open: Open, part: Component, pass: string): Ambiguity {
  const payouts = part.left.flatMap((index) => open.payouts[index]?.payout ?? []);
  const credits = part.right.flatMap((index) => open.credits[index] ?? []);
  const [first] = payouts;
  return {
    leg: 'payout-bank',
    accountId: first?.accountId ?? 0,
    currency: first?.currency ?? ('' as never),
    payouts,
    credits,
    why: { pass, amount: first?.amount ?? minor(0) },
  };
}

function without(open: Open, taken: readonly Component[]): Open {
  const left = new Set(taken.flatMap((part) => part.left));
  const right = new Set(taken.flatMap((part) => part.right));
  return {
    payouts: open.payouts.filter((_, index) => !left.has(index)),
    credits: open.credits.filter((_, index) => !right.has(index)),
  };
}

function timeOf({ payout }: ExpectedPayout): string {
  return `${payout.occurredAt}\n${payout.ref}`;
}

function creditTimeOf(credit: OpenBankLine): string {
  return `${credit.bookedAt}\n${credit.ref}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

import { daysBetween, dayOf, type Day } from '../../model/day.ts';
import type { Ambiguity, ExpectedPayout, MatchProposal, OpenBankLine } from '../../model/match.ts';
import { Decimal, minor, type Minor } from '../../model/money.ts';
import { components, type Component } from './components.ts';
import { payoutProposal, type PayoutPair } from './payout-proposal.ts';

/** A number shorter than this may stand in a memo by chance. */
const NUMBER_CHARS_MIN = 8;
/** How long after its grace a payout is still looked for before a person has to say. */
const LATE_DAYS_MAX = 45;

/** The payouts of one wallet, the bank credits they may have become, and how to tell whom a bank line speaks of. */
export interface PayoutWorld {
  readonly payouts: readonly ExpectedPayout[];
  readonly credits: readonly OpenBankLine[];
  /** The wallet's platform is named on the bank line, by counterparty or words. */
  readonly speaks: (credit: OpenBankLine) => boolean;
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
 * Payout ↔ bank credit, 1:1, for one wallet and currency: first by number, then equal amounts within the due window,
 * then equal amounts that came late, at last the near pairs that are each other's only candidate. Equal candidates
 * that nothing tells apart are an ambiguity; as many payouts as credits of one amount are taken first in, first out,
 * since swapping them changes no sum (MATCHING.md 4).
 */
export function proposePayoutMatches(world: PayoutWorld): PayoutAnswer {
  const proposals: MatchProposal[] = [];
  const ambiguities: Ambiguity[] = [];
  let open: Open = {
    payouts: [...world.payouts].sort((left, right) =>
      byTime(left.payout.occurredAt, right.payout.occurredAt, left.payout.ref, right.payout.ref),
    ),
    credits: [...world.credits].sort((left, right) => byTime(left.bookedAt, right.bookedAt, left.ref, right.ref)),
  };
  for (const step of STEPS) {
    const edges = open.payouts.map((payout) =>
      open.credits.flatMap((credit, index) =>
        mayGo(payout, credit) && step.fits(payout, credit, world) ? [index] : [],
      ),
    );
    const taken: Component[] = [];
    for (const part of components(edges)) {
      const pairs = step.exact ? pairUp(part, edges) : onlyPair(part);
      if (pairs) {
        const marked = step.exact && pairs.length > 1;
        for (const [left, right] of pairs) {
          const pair = pairOf(open, left, right);
          if (pair)
            proposals.push(payoutProposal(pair, step.name, { interchangeable: marked ? pairs.length : 0, rivals: 0 }));
        }
        taken.push(part);
      } else if (step.exact) {
        ambiguities.push(ambiguityOf(open, part, step.name));
        taken.push(part);
      }
    }
    open = without(open, taken);
  }
  return { proposals, ambiguities };
}

interface Step {
  readonly name: string;
  /** Amounts are equal: rivals are a tie. Near pairs only ever pair when alone. */
  readonly exact: boolean;
  readonly fits: (payout: ExpectedPayout, credit: OpenBankLine, world: PayoutWorld) => boolean;
}

const STEPS: readonly Step[] = [
  {
    name: 'payout-by-number',
    exact: false,
    fits: (payout, credit) => names(credit, payout.payout.batchNo),
  },
  {
    name: 'payout-by-amount-in-window',
    exact: true,
    fits: (payout, credit, world) =>
      credit.amount === payout.payout.amount && inWindow(payout, credit) && (world.speaks(credit) || silent(credit)),
  },
  {
    name: 'payout-by-amount-late',
    exact: true,
    fits: (payout, credit, world) =>
      credit.amount === payout.payout.amount && isLate(payout, credit) && world.speaks(credit),
  },
  {
    name: 'payout-near-amount',
    exact: false,
    fits: (payout, credit, world) => inWindow(payout, credit) && world.speaks(credit) && isNear(payout, credit, world),
  },
];

/** Same currency, and the bank account that the terms name. */
function mayGo(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  if (payout.payout.currency !== credit.currency) return false;
  return payout.toAccountId === undefined || payout.toAccountId === credit.accountId;
}

function names(credit: OpenBankLine, number: string | undefined): boolean {
  if (number === undefined || number.length < NUMBER_CHARS_MIN) return false;
  return [credit.memo, credit.reference].some((text) => text?.includes(number) === true);
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
function silent(credit: OpenBankLine): boolean {
  return credit.counterparty === undefined && credit.memo === undefined;
}

function isNear(payout: ExpectedPayout, credit: OpenBankLine, world: PayoutWorld): boolean {
  const apart = Math.abs(credit.amount - payout.payout.amount);
  const share = new Decimal(payout.payout.amount).times(world.nearShare);
  return apart <= world.nearAmount || share.greaterThanOrEqualTo(apart);
}

function onlyPair(part: Component): readonly (readonly [number, number])[] | undefined {
  const [left, ...moreLeft] = part.left;
  const [right, ...moreRight] = part.right;
  if (left === undefined || right === undefined || moreLeft.length > 0 || moreRight.length > 0) return undefined;
  return [[left, right]];
}

/** As many payouts as credits, and first in first out fits each of them: any other pairing has the same sums. */
function pairUp(
  part: Component,
  edges: readonly (readonly number[])[],
): readonly (readonly [number, number])[] | undefined {
  if (part.left.length !== part.right.length) return undefined;
  const pairs: (readonly [number, number])[] = [];
  for (const [at, left] of part.left.entries()) {
    const right = part.right[at];
    if (right === undefined || edges[left]?.includes(right) !== true) return undefined;
    pairs.push([left, right]);
  }
  return pairs;
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

function byTime(left: string | Day, right: string | Day, leftRef: string, rightRef: string): number {
  if (left !== right) return left < right ? -1 : 1;
  if (leftRef === rightRef) return 0;
  return leftRef < rightRef ? -1 : 1;
}

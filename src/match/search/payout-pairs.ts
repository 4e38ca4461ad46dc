import { dayOf } from '../../model/day.ts';
import type { Ambiguity, MatchProposal, OpenBankLine } from '../../model/match.ts';
import { invariant } from '../../model/problem.ts';
import { components, type Component } from './components.ts';
import { indexCredits, type CreditIndex } from './credit-index.ts';
import { inWindow, isLate, isSilent, mayGo, openPairs, type OpenPairs, type WalletPayout } from './payout-fit.ts';
import { payoutProposal } from './payout-proposal.ts';
import { pairCandidate } from './weak-pairs.ts';
import {
  NOTHING_FOUND,
  together,
  type Candidate,
  type SearchAnswer,
  type SearchPass,
  type SearchWorld,
} from './world.ts';

/** A number shorter than this may stand in a memo by chance. */
const NUMBER_CHARS_MIN = 8;

/**
 * Payout ↔ bank credit, 1:1, a pass a step: first by number, then equal amounts within the due window, then equal
 * amounts that came late, at last the near pairs that are each other's only candidate. Every pass looks at all wallets,
 * so that none takes a credit that another one's surer step would have. Equal candidates that nothing tells apart are
 * an ambiguity; as many payouts as credits of one amount and wallet are taken first in, first out, since swapping them
 * changes no sum (MATCHING.md 4).
 */
export function proposePairs(step: PairStep, world: SearchWorld): SearchAnswer {
  const open = openPairs(world);
  const edges = edgesOf(step, open, world);
  return together(components(edges).map((part) => partAnswer(part, { step, open, edges, world })));
}

export interface PairStep extends Pick<SearchPass, 'name' | 'reason'> {
  /** Amounts are equal: rivals are a tie. Near pairs only ever pair when alone. */
  readonly exact: boolean;
  /** The credits (by index) that a payout could be before anything else is asked. */
  readonly near: (payout: WalletPayout, credits: CreditIndex) => readonly number[];
  readonly fits: (payout: WalletPayout, credit: OpenBankLine, world: SearchWorld) => boolean;
}

/** The numbers by which a bank may name a payout: of its batch, or the platform's other ones of its row. */
export function payoutNumbers({ payout }: WalletPayout): readonly string[] {
  const all = [payout.batchNo ?? '', ...(payout.numbers ?? [])];
  return [...new Set(all)].filter((number) => number.length >= NUMBER_CHARS_MIN);
}

/** The number is on the bank line, and the amounts are near enough to be one. */
function numberedAndNear(payout: WalletPayout, credits: CreditIndex): readonly number[] {
  const named = new Set(credits.byNumbers(payoutNumbers(payout)));
  return named.size === 0 ? [] : credits.byNearAmount(payout).filter((index) => named.has(index));
}

export const PAIR_STEPS = {
  byNumber: {
    name: 'payout-by-number',
    reason: { en: "the bank line carries the payout's number", zh: '银行摘要载有打款单号' },
    exact: false,
    near: numberedAndNear,
    fits: (payout, credit) => dayOf(credit.bookedAt) >= dayOf(payout.payout.occurredAt),
  },
  inWindow: {
    name: 'payout-by-amount-in-window',
    reason: { en: 'equal amount within the due window, and no rival', zh: '金额相等、在应到账期内、无其他候选' },
    exact: true,
    near: (payout, credits) => credits.byAmount(payout),
    fits: (payout, credit) => inWindow(payout, credit) && (payout.wallet.speaks(credit) || isSilent(credit)),
  },
  late: {
    name: 'payout-by-amount-late',
    reason: {
      en: "equal amount after the due window, the platform's name on the bank line",
      zh: '金额相等、迟到、银行摘要有平台名称',
    },
    exact: true,
    near: (payout, credits) => credits.byAmount(payout),
    fits: (payout, credit, world) => isLate(payout, credit, world) && payout.wallet.speaks(credit),
  },
  near: {
    name: 'payout-near-amount',
    reason: {
      en: "each other's only candidate, amounts apart within the tolerance",
      zh: '互为唯一候选，金额相差在容差内',
    },
    exact: false,
    near: (payout, credits) => credits.byNearAmount(payout),
    fits: (payout, credit) => inWindow(payout, credit) && payout.wallet.speaks(credit),
  },
} satisfies Readonly<Record<string, PairStep>>;

/** For each payout, the credits (by index, ascending) that a step would let it be. */
function edgesOf(step: PairStep, { payouts, credits }: OpenPairs, world: SearchWorld): readonly (readonly number[])[] {
  const index = indexCredits(credits, world);
  return payouts.map((payout) =>
    step.near(payout, index).filter((at) => {
      const credit = credits[at];
      if (credit === undefined || !mayGo(payout, credit) || !step.fits(payout, credit, world)) return false;
      return !world.isRejected(pairProposal({ payout, credit }, step.name, world));
    }),
  );
}

function pairProposal({ payout, credit }: Pair, pass: string, { calendar }: SearchWorld): MatchProposal {
  return payoutProposal({ payouts: [payout], credits: [credit] }, pass, { calendar, evidence: { rivals: 0 } });
}

type Pairs = readonly (readonly [payout: number, credit: number])[];

interface Looking {
  readonly step: PairStep;
  readonly open: OpenPairs;
  readonly edges: readonly (readonly number[])[];
  readonly world: SearchWorld;
}

function partAnswer(part: Component, looking: Looking): SearchAnswer {
  const { step, open, edges, world } = looking;
  const pairs = step.exact ? pairUp(part, edges, open) : onlyPair(part);
  if (pairs !== undefined) return { ...NOTHING_FOUND, proposals: proposalsOf(pairs, looking) };
  // Near amounts in doubt are no tie: they stay open, each with its own finding, and the weak pairs show them.
  if (!step.exact) return NOTHING_FOUND;
  const candidates = part.left.flatMap((left) =>
    (edges[left] ?? []).flatMap((right): readonly Candidate[] => {
      const pair = pairOf(open, left, right);
      return pair ? [pairCandidate(pair, { world, open })] : [];
    }),
  );
  return { ...NOTHING_FOUND, candidates, ambiguities: [ambiguityOf(open, part, step.name)] };
}

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
function pairUp(part: Component, edges: readonly (readonly number[])[], open: OpenPairs): Pairs | undefined {
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

function proposalsOf(pairs: Pairs, { step, open, world }: Looking): SearchAnswer['proposals'] {
  const interchangeable = step.exact && pairs.length > 1 ? { interchangeable: pairs.length } : {};
  return pairs.flatMap(([left, right]) => {
    const pair = pairOf(open, left, right);
    if (!pair) return [];
    const proposal = pairProposal(pair, step.name, world);
    return [{ ...proposal, why: { ...proposal.why, ...interchangeable } }];
  });
}

interface Pair {
  readonly payout: WalletPayout;
  readonly credit: OpenBankLine;
}

function pairOf(open: OpenPairs, left: number, right: number): Pair | undefined {
  const payout = open.payouts[left];
  const credit = open.credits[right];
  return payout && credit ? { payout, credit } : undefined;
}

function ambiguityOf(open: OpenPairs, part: Component, pass: string): Ambiguity {
  const payouts = part.left.flatMap((index) => open.payouts[index]?.payout ?? []);
  const credits = part.right.flatMap((index) => open.credits[index] ?? []);
  const [first] = payouts;
  invariant(first !== undefined, 'what is in doubt has a payout');
  return {
    leg: 'payout-bank',
    accountId: first.accountId,
    currency: first.currency,
    payouts,
    credits,
    why: { pass, amount: first.amount },
  };
}

import { dayOf } from '../../model/day.ts';
import { itemKey, type MatchProposal, type OpenBankLine } from '../../model/match.ts';
import { minor, ZERO } from '../../model/money.ts';
import { toleranceFor } from '../../model/rules.ts';
import { contest, type Contender } from './competing.ts';
import { components } from './components.ts';
import { indexCredits } from './credit-index.ts';
import { habitOf, lagPoints, workingLag } from './lag-prior.ts';
import { inWindow, mayGo, openPairs, type WalletPayout } from './payout-fit.ts';
import { payoutNumbers } from './payout-pairs.ts';
import { differenceOf, payoutProposal, type PayoutSet } from './payout-proposal.ts';
import { itemsOf } from './rank.ts';
import { chancePoints, POINTS } from './score.ts';
import { countSubsets, gridOf, isFew, searchRoom, type SubsetAnswer } from './subset-sum.ts';
import { NOTHING_FOUND, type Candidate, type ReachedLimit, type SearchAnswer, type SearchWorld } from './world.ts';

/**
 * Payouts and credits that are tied by number though not one to one (a payout sent in parts under its number, a credit
 * that names two): all of them together are one group when they come to the same sum.
 */
export function proposeNumberedSets(world: SearchWorld): SearchAnswer {
  const { payouts, credits } = openPairs(world);
  const index = indexCredits(credits, world);
  const edges = payouts.map((payout) =>
    index.byNumbers(payoutNumbers(payout)).filter((at) => {
      const credit = credits[at];
      return credit && mayGo(payout, credit) && dayOf(credit.bookedAt) >= dayOf(payout.payout.occurredAt);
    }),
  );
  const proposals = components(edges).flatMap((part) => {
    if (part.left.length + part.right.length === 2) return [];
    const set: PayoutSet<WalletPayout> = {
      payouts: part.left.flatMap((at) => payouts[at] ?? []),
      credits: part.right.flatMap((at) => credits[at] ?? []),
    };
    const wallets = new Set(set.payouts.map(({ payout }) => payout.accountId));
    if (wallets.size > 1 || differenceOf(set) !== 0) return [];
    const proposal = setProposal(set, 'payouts-by-number', world, { rivals: 0 });
    return world.isRejected(proposal) ? [] : [proposal];
  });
  return { ...NOTHING_FOUND, proposals };
}

/** One credit that is several payouts of one wallet: those that are due when it came. */
export function proposeMergedPayouts(world: SearchWorld): SearchAnswer {
  const { payouts, credits } = openPairs(world);
  const byWallet = world.wallets.map((wallet) => payouts.filter((payout) => payout.wallet === wallet));
  return decide(
    credits.flatMap((credit) =>
      byWallet.flatMap((own): readonly Question[] => {
        if (own.length < 2 || own[0]?.wallet.speaks(credit) !== true) return [];
        const due = own.filter((payout) => mayGo(payout, credit) && inWindow(payout, credit));
        const question: Question = {
          about: { key: `bank ${credit.id}`, ref: credit.ref },
          amounts: due.map(({ payout }) => payout.amount),
          classes: due.map(({ payout }) => `${payout.amount} ${dayOf(payout.occurredAt)}`),
          target: credit.amount + (due[0]?.transferFee ?? ZERO),
          setOf: (indices) => ({ payouts: indices.flatMap((at) => due[at] ?? []), credits: [credit] }),
        };
        return [question];
      }),
    ),
    'payouts-merged',
    world,
  );
}

/** One payout that came in parts: several credits in the platform's name while it was due. */
export function proposeSplitPayouts(world: SearchWorld): SearchAnswer {
  const { payouts, credits } = openPairs(world);
  const named = new Map(world.wallets.map((wallet) => [wallet, credits.filter((credit) => wallet.speaks(credit))]));
  return decide(
    payouts.map((payout): Question => {
      const came = (named.get(payout.wallet) ?? []).filter(
        (credit) => mayGo(payout, credit) && inWindow(payout, credit),
      );
      const fee = payout.transferFee ?? ZERO;
      const itemId = payout.payout.id;
      return {
        about: {
          key: itemKey(payout.payout.item, { itemId, accountId: payout.payout.accountId, ref: payout.payout.ref }),
          ref: payout.payout.ref,
        },
        amounts: came.map((credit) => credit.amount + fee),
        classes: came.map((credit) => `${credit.amount} ${dayOf(credit.bookedAt)}`),
        target: payout.payout.amount,
        setOf: (indices) => ({ payouts: [payout], credits: indices.flatMap((at) => came[at] ?? []) }),
      };
    }),
    'payout-split',
    world,
  );
}

/** A set that chance would bring more often than this explains nothing. */
const LUCKY = 0.05;

/**
 * A near pair isn't taken while payouts or credits that come out exactly want one of its two, even where they are only
 * suggested: an exact set explains more than an amount that nearly agrees.
 */
export function withoutExplained(answer: SearchAnswer, world: SearchWorld): SearchAnswer {
  if (answer.proposals.length === 0) return answer;
  const sets = [proposeMergedPayouts(world), proposeSplitPayouts(world)].flatMap(({ candidates }) => candidates);
  const wanted = new Set(
    sets.filter(({ coincidences }) => coincidences < LUCKY).flatMap(({ proposal }) => itemsOf(proposal)),
  );
  return {
    ...answer,
    proposals: answer.proposals.filter((proposal) => !itemsOf(proposal).some((item) => wanted.has(item))),
  };
}

/** Which of some amounts come to a sum, and what group each answer would be. */
interface Question {
  readonly about: { readonly key: string; readonly ref: string };
  readonly amounts: readonly number[];
  /** What makes two of them interchangeable. */
  readonly classes: readonly string[];
  readonly target: number;
  readonly setOf: (indices: readonly number[]) => PayoutSet<WalletPayout>;
}

interface SetContender extends Contender, Candidate {
  readonly isSure: boolean;
}

function decide(questions: readonly Question[], pass: string, world: SearchWorld): SearchAnswer {
  const limits: ReachedLimit[] = [];
  const reached = searchRoom(world);
  const contenders = questions.flatMap((question): readonly SetContender[] => {
    const { amounts, target } = question;
    const leg = world.tolerance.legs['payout-bank'];
    if (amounts.length < 2 || amounts.reduce((sum, amount) => sum + amount, 0) < target) return [];
    const limit = reached(amounts.length);
    if (limit !== undefined) {
      limits.push({ limit, account: question.setOf([0]).payouts[0]?.wallet.account ?? '', ref: question.about.ref });
      return [];
    }
    return contendersOf(
      question,
      countSubsets({ amounts, target: question.target, tolerance: toleranceFor(leg, minor(target), amounts.length) }),
      pass,
      world,
    );
  });
  const { certain } = contest(contenders);
  const taken = new Set(certain.filter((one) => one.isSure));
  return {
    ...NOTHING_FOUND,
    proposals: [...taken].map((one) => one.proposal),
    candidates: contenders.filter((one) => !taken.has(one)),
    limits,
  };
}

function contendersOf(
  question: Question,
  found: SubsetAnswer,
  pass: string,
  world: SearchWorld,
): readonly SetContender[] {
  const { amounts, setOf, about } = question;
  const answers = distinctSubsets(found.subsets, question.classes);
  return answers.flatMap(({ subset, alike }): readonly SetContender[] => {
    if (subset.length < 2) return [];
    const set = setOf(subset);
    const interchangeable = alike > 1 ? { interchangeable: alike } : {};
    const proposal = setProposal(set, pass, world, {
      rivals: answers.length - 1,
      among: amounts.length,
      coincidences: Number(found.coincidences.toPrecision(2)),
      ...interchangeable,
    });
    if (world.isRejected(proposal)) return [];
    const isSure =
      answers.length === 1 &&
      (isEverything(set, question, world) || (isFew(amounts.length, found, world) && !isByHand(set)));
    const score = scoreOf(set, isRun(subset), world) + chancePoints(found.coincidences);
    return [{ proposal, score, coincidences: found.coincidences, items: itemsOf(proposal), about: about.key, isSure }];
  });
}

function isByHand({ payouts }: PayoutSet<WalletPayout>): boolean {
  return payouts.some(({ isManual }) => isManual === true);
}

/**
 * Is it simply all that was due, or all that came, to the minor unit? As with whole days only one sum was tried, and
 * luck hits it once in as many times as the step of the amounts goes into it: round sums are luck more often. Who
 * withdraws by hand asks for each sum by itself: one may come in parts, but none comes together with another.
 */
function isEverything(set: PayoutSet<WalletPayout>, { amounts, target }: Question, { rules }: SearchWorld): boolean {
  const members = Math.max(set.payouts.length, set.credits.length);
  if (members < amounts.length || differenceOf(set) !== 0) return false;
  if (isByHand(set) && set.payouts.length > 1) return false;
  return rules.coincidences.greaterThan(gridOf(amounts) / target);
}

/** Answers that differ only in which of two alike items they hold are one, told by its first (MATCHING.md 4). */
export function distinctSubsets(
  subsets: readonly (readonly number[])[],
  classes: readonly string[],
): readonly { readonly subset: readonly number[]; readonly alike: number }[] {
  const first = new Map<string, { readonly subset: readonly number[]; alike: number }>();
  for (const subset of subsets) {
    const key = subset
      .map((at) => classes[at] ?? '')
      .sort()
      .join('\n');
    const known = first.get(key);
    if (known) known.alike += 1;
    else first.set(key, { subset, alike: 1 });
  }
  return [...first.values()];
}

function isRun(subset: readonly number[]): boolean {
  return subset.every((at, index) => index === 0 || at === (subset[index - 1] ?? 0) + 1);
}

function setProposal(
  set: PayoutSet,
  pass: string,
  { calendar }: SearchWorld,
  evidence: MatchProposal['why'],
): MatchProposal {
  return payoutProposal(set, pass, { calendar, evidence });
}

function scoreOf({ payouts, credits }: PayoutSet, isConsecutive: boolean, world: SearchWorld): number {
  const last = payouts.at(-1)?.payout;
  const arrival: OpenBankLine | undefined = credits.at(-1);
  if (!last || !arrival) return 0;
  const lag = workingLag(dayOf(last.occurredAt), dayOf(arrival.bookedAt), world.calendar);
  const points = lagPoints(habitOf(world.lags, last.accountId, lag), true);
  return POINTS.exact + POINTS.party + points + (isConsecutive ? POINTS.run : 0);
}

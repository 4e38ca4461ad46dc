import type { WorkingCalendar } from '../../model/calendar.ts';
import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type {
  Ambiguity,
  ExpectedPayout,
  MatchProposal,
  NamedDays,
  OpenBankLine,
  OpenPayout,
  Suggestion,
} from '../../model/match.ts';
import type { Minor } from '../../model/money.ts';
import type { MatchSettings, ToleranceSettings } from '../../model/rules.ts';
import type { Words } from '../../model/words.ts';
import type { LagBook } from './lag-prior.ts';
import type { LimitName } from './limits.ts';

/** What one platform day earned, net of what confirmed groups hold of it already. */
export interface DaySum {
  readonly currency: Currency;
  readonly day: Day;
  readonly net: Minor;
  readonly lines: number;
  /** When its money is due in the bank, and the last day of grace. */
  readonly dueOn: Day;
  readonly lastOn: Day;
  /** Groups hold single lines of it: what is left is told line by line, since the day's name means all of it. */
  readonly isSplit?: boolean;
  /** The bank account the terms of the day name; whichever where undefined. */
  readonly toAccountId?: number;
  /** Kept back from each payout by the contract of the day; none where undefined. */
  readonly transferFee?: Minor;
}

/** One settlement line of a platform that pays by days; its day is the platform's (cut-off told). */
export interface DayLine {
  readonly id: number;
  readonly ref: string;
  readonly day: Day;
  readonly kind: string;
  readonly currency: Currency;
  readonly net: Minor;
  /** Lines of one trade (payment and fee) are held back or paid together. */
  readonly tradeNo?: string;
}

/** One wallet with everything that is to reach a bank from it and that no group holds yet. */
export interface SearchWallet {
  readonly accountId: number;
  /** The account's id in settle.yaml. */
  readonly account: string;
  readonly payouts: readonly ExpectedPayout[];
  /** Rows that bring a payout back to the wallet. */
  readonly returns: readonly OpenPayout[];
  /** Whole days, where the platform pays by days. */
  readonly days: readonly DaySum[];
  /** The platform is named on the bank line, by counterparty or words. */
  readonly speaks: (line: OpenBankLine) => boolean;
  /** The days that a bank line in its name says it pays, where it says so. */
  readonly namedDays: (line: OpenBankLine) => NamedDays | undefined;
}

/** What the search passes look at: open items only. */
export interface SearchWorld {
  readonly wallets: readonly SearchWallet[];
  readonly bankLines: readonly OpenBankLine[];
  readonly tolerance: ToleranceSettings;
  /** How far the passes look, and what they may take without a person. */
  readonly rules: MatchSettings;
  readonly calendar: WorkingCalendar;
  /** A person said that these are not the same money. */
  readonly isRejected: (proposal: MatchProposal) => boolean;
  /** Lines of open days by wallet, where they were loaded. */
  readonly dayLines: ReadonlyMap<number, readonly DayLine[]>;
  /** How long each wallet's money took so far. */
  readonly lags: LagBook;
}

/** A candidate for a person: a group with its points, before its rivals are known. */
export interface Candidate {
  readonly proposal: MatchProposal;
  readonly score: number;
  readonly coincidences: number;
  /** What it comes to, where the same lines can be told in several ways; the best told one is kept. */
  readonly same?: string;
}

/** A search that was left out because it would have been too large. */
export interface ReachedLimit {
  readonly limit: LimitName;
  readonly account: string;
  /** The bank line or payout that was to be explained. */
  readonly ref: string;
}

/** What a pass found: groups it takes, candidates it doesn't take, ties, and what it didn't try. */
export interface SearchAnswer {
  readonly proposals: readonly MatchProposal[];
  readonly candidates: readonly Candidate[];
  readonly ambiguities: readonly Ambiguity[];
  readonly limits: readonly ReachedLimit[];
}

export const NOTHING_FOUND: SearchAnswer = { proposals: [], candidates: [], ambiguities: [], limits: [] };

export function together(answers: readonly SearchAnswer[]): SearchAnswer {
  return {
    proposals: answers.flatMap((answer) => answer.proposals),
    candidates: answers.flatMap((answer) => answer.candidates),
    ambiguities: answers.flatMap((answer) => answer.ambiguities),
    limits: answers.flatMap((answer) => answer.limits),
  };
}

/** One rule tried over all open items: arrays in, groups out, nothing written. */
export interface SearchPass {
  readonly name: string;
  /** Why this pass may take what it takes. */
  readonly reason: Words;
  /** It looks at single lines of open days, which are loaded for it. */
  readonly needsLines?: true;
  readonly propose: (world: SearchWorld) => SearchAnswer;
}

export type Suggested = MatchProposal & { readonly suggestion: Suggestion };

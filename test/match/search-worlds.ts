import {
  endSearch,
  search,
  SEARCH_PASSES,
  startSearch,
  type DayLine,
  type DaySum,
  type SearchPass,
  type SearchResult,
  type SearchWallet,
  type SearchWorld,
} from '../../src/match/index.ts';
import type { ExpectedPayout, MatchProposal, OpenBankLine } from '../../src/model/match.ts';
import { CALENDAR, SETTINGS } from './world-books.ts';

export interface Draft {
  readonly payouts?: readonly ExpectedPayout[];
  readonly days?: readonly DaySum[];
  readonly lines?: readonly DayLine[];
  readonly credits: readonly OpenBankLine[];
  readonly wallet?: Partial<SearchWallet>;
  readonly rules?: Partial<SearchWorld['rules']>;
  readonly isRejected?: SearchWorld['isRejected'];
}

/** Two wallets (1 and 2) that the bank calls 财付通, pays whole days by the first, nothing tolerated but what is near. */
function worldOf({ payouts = [], days = [], lines = [], credits, wallet, rules, isRejected }: Draft): SearchWorld {
  const own = (accountId: number): SearchWallet => ({
    accountId,
    account: accountId === 1 ? 'acquirer' : `wallet${accountId}`,
    payouts: payouts.filter(({ payout }) => payout.accountId === accountId),
    returns: [],
    days: accountId === 1 ? days : [],
    speaks: (credit) => credit.counterparty === '财付通',
    namedDays: () => undefined,
    ...wallet,
  });
  return {
    wallets: [own(1), own(2)],
    bankLines: credits,
    tolerance: SETTINGS.tolerance,
    rules: { ...SETTINGS.match, ...rules },
    calendar: CALENDAR,
    isRejected: isRejected ?? (() => false),
    dayLines: new Map(lines.length === 0 ? [] : [[1, lines]]),
    lags: new Map(),
  };
}

/** All passes over a world, or the named ones. */
export function searched(draft: Draft, passes: readonly SearchPass[] = SEARCH_PASSES): SearchResult {
  return endSearch(search(startSearch(worldOf(draft)), passes));
}

export function passesCalled(...names: readonly string[]): readonly SearchPass[] {
  return SEARCH_PASSES.filter((pass) => names.includes(pass.name));
}

export const refsOf = (proposal: MatchProposal): readonly string[] =>
  proposal.members.map((member) => member.ref).sort();

/** An answer as text, for comparing: what was taken, suggested and left in doubt. */
export function shapeOf({ proposals, suggestions, ambiguities }: SearchResult): unknown {
  const said = (one: MatchProposal): string => `${one.pass} ${refsOf(one).join(' ')} ${one.difference}`;
  return {
    proposals: proposals.map(said).sort(),
    suggestions: suggestions.map((one) => `${said(one)} ${JSON.stringify(one.suggestion)}`).sort(),
    ambiguities: ambiguities
      .map((one) =>
        [...one.payouts, ...one.credits]
          .map((item) => item.ref)
          .sort()
          .join(' '),
      )
      .sort(),
  };
}

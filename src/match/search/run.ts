import { itemKey, type Ambiguity, type MatchProposal, type OpenPayout } from '../../model/match.ts';
import { minus, plus } from '../../model/money.ts';
import { learn } from './lag-prior.ts';
import { itemsOf, rankCandidates } from './rank.ts';
import {
  NOTHING_FOUND,
  together,
  type Candidate,
  type DayLine,
  type ReachedLimit,
  type SearchAnswer,
  type SearchPass,
  type SearchWallet,
  type SearchWorld,
  type Suggested,
} from './world.ts';

/** How far a search has come: what is still open, and what was found. */
export interface SearchState {
  /** What was open at its start. */
  readonly start: SearchWorld;
  readonly world: SearchWorld;
  readonly found: SearchAnswer;
  /** The day (by `itemKey`) that each line looked at belongs to. */
  readonly lineDays: ReadonlyMap<number, string>;
}

export function startSearch(world: SearchWorld): SearchState {
  return { start: world, world, found: NOTHING_FOUND, lineDays: new Map() };
}

/** Runs passes in their order; each sees only what the ones before it left, and what they learnt of the lags. */
export function search(state: SearchState, passes: readonly SearchPass[]): SearchState {
  const lineDays = new Map([...state.lineDays, ...daysOfLines(state.world)]);
  return passes.reduce(
    ({ start, world, found }, pass) => {
      const answer = pass.propose(world);
      return { start, world: afterwards(world, answer), found: together([found, answer]), lineDays };
    },
    { ...state, lineDays },
  );
}

/** What a search comes to: groups that are taken, groups for a person, ties, and what wasn't tried. */
export interface SearchResult {
  readonly proposals: readonly MatchProposal[];
  readonly suggestions: readonly Suggested[];
  readonly ambiguities: readonly Ambiguity[];
  readonly limits: readonly ReachedLimit[];
}

export function endSearch({ found, lineDays }: SearchState): SearchResult {
  const { proposals, candidates, ambiguities, limits } = found;
  const daysOf = ({ members }: MatchProposal): readonly string[] =>
    members.flatMap(({ kind, id }) => (kind === 'line' ? (lineDays.get(id) ?? []) : []));
  const taken = new Set(proposals.flatMap(itemsOf));
  // A day of which a line is taken is no whole day any more; a line whose day is taken is taken with it.
  const touched = new Set(proposals.flatMap(daysOf));
  const isOpen = ({ proposal }: Candidate): boolean =>
    itemsOf(proposal).every((item) => !taken.has(item) && !touched.has(item)) &&
    daysOf(proposal).every((day) => !taken.has(day));
  const open = candidates.filter(isOpen);
  return { proposals, suggestions: rankCandidates(open), ambiguities, limits };
}

function daysOfLines({ dayLines, wallets }: SearchWorld): readonly (readonly [number, string])[] {
  return wallets.flatMap(({ accountId, account }) =>
    (dayLines.get(accountId) ?? []).map(
      (line) => [line.id, itemKey('batch', { itemId: 0, accountId, ref: `day:${account}/${line.day}` })] as const,
    ),
  );
}

/** Where nothing was taken the same world, so that what was worked out of it holds on. */
function afterwards(world: SearchWorld, { proposals, ambiguities }: SearchAnswer): SearchWorld {
  if (proposals.length === 0 && ambiguities.length === 0) return world;
  const gone = new Set([...proposals.flatMap(itemsOf), ...ambiguities.flatMap(doubtful)]);
  const lags = learn(
    world.lags,
    proposals.flatMap(({ accountId, why }) => {
      const lag = why['lag_workdays'];
      return typeof lag === 'number' ? [[accountId, lag] as const] : [];
    }),
  );
  if (gone.size === 0) return { ...world, lags };
  return {
    ...world,
    lags,
    wallets: world.wallets.map((wallet) => withoutLines(withoutItems(wallet, gone), world, gone)),
    dayLines: new Map([...world.dayLines].map(([id, lines]) => [id, lines.filter((line) => !isGone(line, gone))])),
    bankLines: world.bankLines.filter((line) => !gone.has(`bank ${line.id}`)),
  };
}

/** Items in doubt: no later pass takes them, so that none gets what may be another's. */
function doubtful({ payouts, credits }: Ambiguity): readonly string[] {
  return [...payouts.map(payoutItem), ...credits.map((credit) => `bank ${credit.id}`)];
}

function payoutItem({ item, id, accountId, ref }: OpenPayout): string {
  return itemKey(item, { itemId: id, accountId, ref });
}

/** A wallet without what groups hold. */
function withoutItems(wallet: SearchWallet, gone: ReadonlySet<string>): SearchWallet {
  const { accountId, account } = wallet;
  return {
    ...wallet,
    payouts: wallet.payouts.filter(({ payout }) => !gone.has(payoutItem(payout))),
    returns: wallet.returns.filter((back) => !gone.has(payoutItem(back))),
    days: wallet.days.filter(
      ({ day }) => !gone.has(itemKey('batch', { itemId: 0, accountId, ref: `day:${account}/${day}` })),
    ),
  };
}

function isGone({ id }: DayLine, gone: ReadonlySet<string>): boolean {
  return gone.has(`line ${id}`);
}

/** Its days less the single lines that groups have taken of them. */
function withoutLines(wallet: SearchWallet, { dayLines }: SearchWorld, gone: ReadonlySet<string>): SearchWallet {
  const taken = (dayLines.get(wallet.accountId) ?? []).filter((line) => isGone(line, gone));
  if (taken.length === 0) return wallet;
  return {
    ...wallet,
    days: wallet.days.flatMap((day) => {
      const own = taken.filter((line) => line.day === day.day && line.currency === day.currency);
      const lines = day.lines - own.length;
      const net = minus(day.net, plus(...own.map((line) => line.net)));
      if (own.length === 0) return [day];
      return lines > 0 ? [{ ...day, net, lines, isSplit: true }] : [];
    }),
  };
}

/** Wallets of whose open days single lines are looked at: those with a credit in their name that is still open. */
export function wantedLines({ wallets, bankLines }: SearchWorld): readonly SearchWallet[] {
  return wallets.filter(
    (wallet) => wallet.days.length > 0 && bankLines.some((line) => line.amount > 0 && wallet.speaks(line)),
  );
}

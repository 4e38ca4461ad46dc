import {
  doubtParts,
  endSearch,
  KEYED_PASSES,
  partWorld,
  search,
  SEARCH_PASSES,
  startSearch,
  wantedLines,
  type ReachedLimit,
  type SearchResult,
} from '../match/index.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day } from '../model/day.ts';
import { itemKey, type MatchProposal, type OpenBankLine, type OpenPayout } from '../model/match.ts';
import { minus } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadBankLines, loadBatches, type BatchSum } from '../store/read/open-items.ts';
import { runKeyedPasses } from '../store/write/keyed-matches.ts';
import { forgetAutomatic, saveAmbiguities, saveGroups } from '../store/write/matches.ts';
import { keepOddOrders } from '../store/write/odd-orders.ts';
import { applyReceiptsToReceivables } from './apply-receipts.ts';
import { inOpenMonth, isFrozen, loadFrozen } from './frozen-groups.ts';
import { rateFractions } from './order-cases.ts';
import { loadWallets, type WalletWorld } from './payout-worlds.ts';
import { loadDayLines, loadSplitDays, searchWorld } from './search-world.ts';

export interface PassOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Only rows up to this day are looked at; all of them when undefined. */
  readonly asOf?: Day;
}

/** What people have decided: input of the passes, never touched by them. Items are told by `itemKey`. */
export interface Decided {
  /** Held by a confirmed group that reaches the bank or a customer. */
  readonly atBank: ReadonlySet<string>;
  /** Held by a confirmed group of a batch and its payout. */
  readonly inBatch: ReadonlySet<string>;
  /** A person said that these are not the same money. */
  readonly isRejected: (proposal: MatchProposal) => boolean;
}

export const NOTHING_DECIDED: Decided = { atBank: new Set(), inBatch: new Set(), isRejected: () => false };

/** What one pass took. */
export interface PassCount {
  readonly pass: string;
  readonly leg: string;
  readonly matched: number;
}

export interface MatchAnswer {
  readonly passes: readonly PassCount[];
  readonly ambiguities: number;
  /** Groups for a person to decide on; they hold nothing. */
  readonly suggested: number;
  /** Searches that were left out because they would have been too large. */
  readonly limits: readonly ReachedLimit[];
}

/**
 * Forgets every automatic group and works all of them out anew, most certain pass first, from the stored rows and what
 * people decided alone. Writes the groups and ambiguities; the caller holds the unit of work.
 */
export async function runPasses(db: Database, options: PassOptions, decided: Decided): Promise<MatchAnswer> {
  await forgetAutomatic(db);
  const counts: PassCount[] = [];
  const keyed = await runKeyedPasses(db, KEYED_PASSES);
  for (const { name, target, matched } of keyed.counts) {
    counts.push({ pass: name, leg: target === 'line-order' ? 'order-settlement' : 'trade-fund', matched });
  }
  const accounts = await loadAccounts(db);
  await keepOddOrders(db, rateFractions(accounts, options.settings), keyed);
  const before = options.asOf === undefined ? undefined : addDays(options.asOf, 1);
  const frozen = await loadFrozen(db);
  const held: Decided = {
    ...decided,
    atBank: new Set([...decided.atBank, ...frozen.atBank]),
    inBatch: new Set([...decided.inBatch, ...frozen.inBatch]),
  };
  const allLines = (await loadBankLines(db)).filter((line) => before === undefined || dayOf(line.bookedAt) < before);
  const bankLines = allLines.filter((line) => !decided.atBank.has(`bank ${line.id}`));
  const loaded = await loadWallets(db, accounts, { ...options, ...(before === undefined ? {} : { before }) });
  const wallets = loaded.map((wallet) => withoutDecided(wallet, held));
  // What names an order or invoice is a customer's receipt: no payout is ever tried on it. A person's bank lines still
  // tell the same money as rows of the receipts file.
  const receipts = await applyReceiptsToReceivables(db, accounts, allLines, {
    ...options,
    taken: decided.atBank,
    frozen: frozen.atBank,
  });
  const sure = [...receipts.proposals, ...batchGroups(await loadBatches(db, before), wallets, held)].filter(
    (proposal) => !decided.isRejected(proposal) && !isFrozen(proposal, frozen),
  );
  const taken = new Set(sure.flatMap(({ members }) => members).flatMap((one) => (one.kind === 'bank' ? [one.id] : [])));
  const open = bankLines.filter((line) => !taken.has(line.id) && !held.atBank.has(`bank ${line.id}`));
  const found = await searched(db, { wallets, bankLines: open }, { ...options, isRejected: decided.isRejected });
  const proposals = [...sure, ...found.proposals];
  const suggestions = [...found.suggestions, ...stillOpen(receipts.suggestions, proposals, decided)];
  await saveGroups(
    db,
    [...proposals, ...suggestions].map((proposal) => inOpenMonth(proposal, frozen)),
  );
  await saveAmbiguities(db, found.ambiguities);
  for (const proposal of proposals) count(counts, proposal);
  const { ambiguities, limits } = found;
  return { passes: counts, ambiguities: ambiguities.length, suggested: suggestions.length, limits };
}

/** Suggestions about bank lines that no pass took and no person refused. */
function stillOpen(
  suggestions: readonly MatchProposal[],
  proposals: readonly MatchProposal[],
  { isRejected }: Decided,
): readonly MatchProposal[] {
  const taken = new Set(proposals.flatMap(({ members }) => members.map((one) => `${one.kind} ${one.id}`)));
  return suggestions.filter(
    (proposal) =>
      !isRejected(proposal) &&
      !proposal.members.some((one) => one.side === 'actual' && taken.has(`${one.kind} ${one.id}`)),
  );
}

/** The search passes, in their order; single lines are loaded when the first of them asks for any. */
async function searched(
  db: Database,
  { wallets, bankLines }: { readonly wallets: readonly WalletWorld[]; readonly bankLines: readonly OpenBankLine[] },
  around: Parameters<typeof searchWorld>[2],
): Promise<SearchResult> {
  const first = SEARCH_PASSES.findIndex((pass) => pass.needsLines === true);
  const world = { ...searchWorld(wallets, bankLines, around), dayLines: await loadSplitDays(db, wallets) };
  const state = search(startSearch(world), SEARCH_PASSES.slice(0, first));
  const { dayLines, limits } = await loadDayLines(db, wantedLines(state.world), state.world, wallets);
  const rest = search({ ...state, world: { ...state.world, dayLines } }, SEARCH_PASSES.slice(first));
  const parts = partWorld(rest);
  const inDoubt = await loadDayLines(db, wantedLines(parts), parts, wallets);
  const result = endSearch(doubtParts(rest, inDoubt.dayLines));
  return { ...result, limits: [...result.limits, ...limits, ...inDoubt.limits] };
}

/** What of a wallet no person has matched yet; its days know by themselves what confirmed groups hold of them. */
function withoutDecided(wallet: WalletWorld, { atBank }: Decided): WalletWorld {
  const { id } = wallet.account;
  const isOpen = (payout: OpenPayout): boolean =>
    !atBank.has(itemKey(payout.item, { itemId: payout.id, accountId: id, ref: payout.ref }));
  return {
    ...wallet,
    payouts: wallet.payouts.filter(({ payout }) => isOpen(payout)),
    returns: wallet.returns.filter(isOpen),
  };
}

/** A batch's lines and the payout row that names it: one group, its difference the batch's remainder. */
function batchGroups(
  batches: readonly BatchSum[],
  wallets: readonly WalletWorld[],
  { inBatch }: Decided,
): readonly MatchProposal[] {
  const byAccount = new Map(wallets.map((wallet) => [wallet.account.id, wallet]));
  return batches.flatMap((batch) => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined) return [];
    if (byAccount.get(batch.accountId)?.by(batch.lastOn) !== 'batch') return [];
    const ref = `batch:${batch.batchNo}`;
    const isDecided =
      inBatch.has(`line ${payoutId}`) || inBatch.has(itemKey('batch', { itemId: 0, accountId: batch.accountId, ref }));
    if (isDecided) return [];
    return [
      {
        leg: 'settlement-payout' as const,
        shape: batch.lines === 1 ? ('1:1' as const) : ('n:1' as const),
        state: 'auto' as const,
        pass: 'batch-number',
        accountId: batch.accountId,
        members: [
          { side: 'expected' as const, kind: 'batch' as const, id: 0, ref, amount: batch.net },
          { side: 'actual' as const, kind: 'line' as const, id: payoutId, ref, amount: paid },
        ],
        difference: minus(paid, batch.net),
        currency: batch.currency satisfies Currency,
        matchedOn: batch.lastOn,
        why: { lines: batch.lines },
      },
    ];
  });
}

function count(counts: PassCount[], proposal: MatchProposal): void {
  const index = counts.findIndex((one) => one.pass === proposal.pass && one.leg === proposal.leg);
  const before = counts[index];
  if (before) counts[index] = { ...before, matched: before.matched + 1 };
  else counts.push({ pass: proposal.pass, leg: proposal.leg, matched: 1 });
}

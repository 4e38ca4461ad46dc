import {
  KEYED_PASSES,
  proposeDayWindows,
  proposePayoutMatches,
  proposePayoutReturns,
  type PayoutAnswer,
} from '../match/index.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day } from '../model/day.ts';
import type { Ambiguity, MatchProposal, OpenBankLine, OpenPayout } from '../model/match.ts';
import { minus, ZERO } from '../model/money.ts';
import type { BookSettings, ToleranceSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadBankLines, loadBatches, type BatchSum } from '../store/read/open-items.ts';
import { forgetAutomatic, indexMatches, saveAmbiguities, saveGroups, saveKeyed } from '../store/write/matches.ts';
import { applyReceiptsToReceivables } from './apply-receipts.ts';
import { loadWallets, type WalletWorld } from './payout-worlds.ts';
import { itemKey } from './standing.ts';

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
}

/**
 * Forgets every automatic group and works all of them out anew, most certain pass first, from the stored rows and what
 * people decided alone. Writes the groups and ambiguities; the caller holds the unit of work.
 */
export async function runPasses(db: Database, options: PassOptions, decided: Decided): Promise<MatchAnswer> {
  await forgetAutomatic(db);
  const counts: PassCount[] = [];
  for (const pass of KEYED_PASSES) {
    const leg = pass.target === 'line-order' ? 'order-settlement' : 'trade-fund';
    counts.push({ pass: pass.name, leg, matched: await saveKeyed(db, pass) });
  }
  await indexMatches(db);
  const accounts = await loadAccounts(db);
  const before = options.asOf === undefined ? undefined : addDays(options.asOf, 1);
  const bankLines = (await loadBankLines(db)).filter(
    (line) => (before === undefined || dayOf(line.bookedAt) < before) && !decided.atBank.has(`bank ${line.id}`),
  );
  const loaded = await loadWallets(db, accounts, { ...options, ...(before === undefined ? {} : { before }) });
  const wallets = loaded.map((wallet) => withoutDecided(wallet, decided));
  const taken = new Set<number>();
  const proposals: MatchProposal[] = [];
  const ambiguities: Ambiguity[] = [];
  const take = (found: readonly MatchProposal[]): void => {
    const kept = found.filter((proposal) => !decided.isRejected(proposal));
    proposals.push(...kept);
    for (const proposal of kept)
      for (const member of proposal.members) if (member.kind === 'bank') taken.add(member.id);
  };
  const open = (): readonly OpenBankLine[] => bankLines.filter((line) => !taken.has(line.id));

  // What names an order or invoice is a customer's receipt: no payout is ever tried on it.
  take(await applyReceiptsToReceivables(db, accounts, bankLines, options));
  take(batchGroups(await loadBatches(db, before), wallets, decided));
  for (const wallet of wallets) take(proposePayoutReturns(wallet.payouts, wallet.returns, open()));
  const searches = [payoutMatches, ...wallets.map((wallet) => dayMatches(wallet, options.settings.tolerance))];
  for (const search of searches) {
    const answer = search({ wallets, proposals, bankLines: open(), settings: options.settings });
    take(answer.proposals);
    ambiguities.push(...answer.ambiguities);
  }
  await saveGroups(db, proposals);
  await saveAmbiguities(db, ambiguities);
  for (const proposal of proposals) count(counts, proposal);
  return { passes: counts, ambiguities: ambiguities.length };
}

/** What of a wallet no person has matched yet. */
function withoutDecided(wallet: WalletWorld, { atBank }: Decided): WalletWorld {
  const { id, ref } = wallet.account;
  const isOpen = (payout: OpenPayout): boolean =>
    !atBank.has(itemKey(payout.item, { itemId: payout.id, accountId: id, ref: payout.ref }));
  return {
    ...wallet,
    payouts: wallet.payouts.filter(({ payout }) => isOpen(payout)),
    returns: wallet.returns.filter(isOpen),
    days: wallet.days.filter(
      ({ day }) => !atBank.has(itemKey('batch', { itemId: 0, accountId: id, ref: `day:${ref}/${day}` })),
    ),
  };
}

interface SearchInput {
  readonly wallets: readonly WalletWorld[];
  readonly proposals: readonly MatchProposal[];
  /** Those that no group holds yet. */
  readonly bankLines: readonly OpenBankLine[];
  readonly settings: BookSettings;
}

/** Payouts of all wallets that didn't come back, against the bank. */
function payoutMatches({ wallets, proposals, bankLines, settings }: SearchInput): PayoutAnswer {
  const returned = proposals.filter((proposal) => proposal.leg === 'payout-return');
  const gone = new Set(returned.flatMap((proposal) => proposal.members.map((member) => `${member.kind} ${member.id}`)));
  const speaking = new Map(wallets.map((wallet) => [wallet.account.id, wallet.speaks]));
  return proposePayoutMatches({
    payouts: wallets
      .flatMap((wallet) => wallet.payouts)
      .filter(({ payout }) => payout.amount > 0 && !gone.has(`${payout.item} ${payout.id}`)),
    credits: bankLines.filter((line) => line.amount > 0),
    speaks: (line, { payout }) => speaking.get(payout.accountId)?.(line) === true,
    nearShare: settings.tolerance.payoutShare,
    nearAmount: settings.tolerance.payoutAmount,
  });
}

/** Whole days of one wallet against the bank, a currency at a time. */
function dayMatches(
  wallet: WalletWorld,
  { payoutShare, payoutAmount }: ToleranceSettings,
): (input: SearchInput) => PayoutAnswer {
  const currencies = [...new Set(wallet.days.map((day) => day.currency))].sort();
  return ({ bankLines }) => {
    const answers = currencies.map((currency) =>
      proposeDayWindows({
        accountId: wallet.account.id,
        account: wallet.account.ref,
        currency,
        days: wallet.days.filter((day) => day.currency === currency),
        credits: bankLines.filter(
          (line) =>
            line.amount > 0 &&
            line.currency === currency &&
            (wallet.toAccountId === undefined || line.accountId === wallet.toAccountId) &&
            wallet.speaks(line),
        ),
        transferFee: wallet.terms.paysOut?.transferFee ?? ZERO,
        nearShare: payoutShare,
        nearAmount: payoutAmount,
      }),
    );
    return {
      proposals: answers.flatMap((answer) => answer.proposals),
      ambiguities: answers.flatMap((answer) => answer.ambiguities),
    };
  };
}

/** A batch's lines and the payout row that names it: one group, its difference the batch's remainder. */
function batchGroups(
  batches: readonly BatchSum[],
  wallets: readonly WalletWorld[],
  { inBatch }: Decided,
): readonly MatchProposal[] {
  const paying = new Set(wallets.filter((wallet) => wallet.by === 'batch').map((wallet) => wallet.account.id));
  return batches.flatMap((batch) => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined || !paying.has(batch.accountId)) return [];
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

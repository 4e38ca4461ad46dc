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
import type { Ambiguity, MatchProposal, OpenBankLine } from '../model/match.ts';
import { minus, ZERO } from '../model/money.ts';
import type { BookSettings, ToleranceSettings } from '../model/settings.ts';
import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadBankLines, loadBatches, type BatchSum } from '../store/read/open-items.ts';
import { appendEvent } from '../store/write/events.ts';
import { forgetAutomatic, indexMatches, saveAmbiguities, saveGroups, saveKeyed } from '../store/write/matches.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { applyReceiptsToReceivables } from './apply-receipts.ts';
import { loadWallets, type WalletWorld } from './payout-worlds.ts';

export interface MatchOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Only rows up to this day are looked at; all of them when undefined. */
  readonly asOf?: Day;
  readonly dryRun: boolean;
  readonly operator: string;
  /** ISO 8601 with offset, for the event log. */
  readonly at: string;
}

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

/** Ends a dry run: everything is rolled back once `look` has seen it. */
class RolledBack extends Error {
  readonly answer: MatchAnswer;

  constructor(answer: MatchAnswer) {
    super('rolled back');
    this.answer = answer;
  }
}

/**
 * Runs the passes over all items. Automatic groups are a function of the stored rows alone: they are worked out anew,
 * so neither the order of import nor how often it was run shows in the answer. `look` reads the result before a dry
 * run is rolled back.
 */
export async function matchOpenItems(
  books: Books,
  options: MatchOptions,
  look?: (db: Database) => Promise<void>,
): Promise<MatchAnswer> {
  try {
    return await books.db.atomic(async () => {
      const answer = await runPasses(books.db, options);
      await look?.(books.db);
      if (options.dryRun) throw new RolledBack(answer);
      const matched = answer.passes.reduce((sum, pass) => sum + pass.matched, 0);
      await appendEvent(books.db, {
        ...options,
        verb: 'match',
        target: 'all',
        detail: { matched, ambiguities: answer.ambiguities },
      });
      return answer;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer;
    throw error;
  }
}

async function runPasses(db: Database, options: MatchOptions): Promise<MatchAnswer> {
  await adoptAccounts(db, options.settings);
  await forgetAutomatic(db);
  const counts: PassCount[] = [];
  for (const pass of KEYED_PASSES) {
    const leg = pass.target === 'line-order' ? 'order-settlement' : 'trade-fund';
    counts.push({ pass: pass.name, leg, matched: await saveKeyed(db, pass) });
  }
  await indexMatches(db);
  const accounts = await loadAccounts(db);
  const before = options.asOf === undefined ? undefined : addDays(options.asOf, 1);
  const bankLines = (await loadBankLines(db)).filter((line) => before === undefined || dayOf(line.bookedAt) < before);
  const wallets = await loadWallets(db, accounts, { ...options, ...(before === undefined ? {} : { before }) });
  const taken = new Set<number>();
  const proposals: MatchProposal[] = [];
  const ambiguities: Ambiguity[] = [];
  const take = (found: readonly MatchProposal[]): void => {
    proposals.push(...found);
    for (const proposal of found)
      for (const member of proposal.members) if (member.kind === 'bank') taken.add(member.id);
  };
  const open = (): readonly OpenBankLine[] => bankLines.filter((line) => !taken.has(line.id));

  // What names an order or invoice is a customer's receipt: no payout is ever tried on it.
  take(await applyReceiptsToReceivables(db, accounts, bankLines, options));
  take(batchGroups(await loadBatches(db, before), wallets));
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
function batchGroups(batches: readonly BatchSum[], wallets: readonly WalletWorld[]): readonly MatchProposal[] {
  const paying = new Set(wallets.filter((wallet) => wallet.by === 'batch').map((wallet) => wallet.account.id));
  return batches.flatMap((batch) => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined || !paying.has(batch.accountId)) return [];
    const ref = `batch:${batch.batchNo}`;
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

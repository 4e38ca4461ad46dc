import { addDays, dayOf, type Day } from '../model/day.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import type { ExpectedPayout, OpenBankLine, OpenPayout } from '../model/match.ts';
import type { BankLinePatterns, BookSettings, PayoutBy, PayoutRule } from '../model/settings.ts';
import { lastDayOf, payoutDueDay, speaksOf } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadBatches, loadPayoutHabits, loadPayouts, type PayoutHabit } from '../store/read/open-items.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { termsOf, type AccountTerms } from './book-terms.ts';
import { expectedDays, type ExpectedDay } from './earned-days.ts';

/** One wallet with everything that is to reach a bank from it. */
export interface WalletWorld {
  readonly account: StoredAccount;
  readonly terms: AccountTerms;
  readonly by: PayoutBy;
  readonly toAccountId?: number;
  readonly payouts: readonly ExpectedPayout[];
  readonly returns: readonly OpenPayout[];
  /** Whole days, where the platform pays by days. */
  readonly days: readonly ExpectedDay[];
  readonly speaks: (line: OpenBankLine) => boolean;
}

export interface WalletOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Only what happened before this day; everything when undefined. */
  readonly before?: Day;
}

/** Loads, for every wallet, its payouts (rows of the statement, else sums of batches, else whole days) with their due days. */
export async function loadWallets(
  db: Database,
  accounts: readonly StoredAccount[],
  options: WalletOptions,
): Promise<readonly WalletWorld[]> {
  const { settings, calendar, before } = options;
  const [rows, batches, habits] = [
    await loadPayouts(db),
    await loadBatches(db, before),
    await loadPayoutHabits(db, before),
  ];
  const worlds: WalletWorld[] = [];
  for (const account of accounts) {
    if (account.kind !== 'wallet') continue;
    const terms = termsOf(settings, account);
    const by = payoutsBy(terms.paysOut, habits.get(account.id));
    const own = rows.filter(
      (row) => row.accountId === account.id && (before === undefined || dayOf(row.occurredAt) < before),
    );
    const sums =
      by === 'batch'
        ? // A batch below zero is owed to the platform: no credit is to come of it.
          batches.filter((batch) => batch.accountId === account.id && batch.payoutId === undefined && batch.net > 0)
        : [];
    const payouts = [
      ...own.filter((row) => row.kind === 'payout'),
      ...sums.map((batch): OpenPayout => ({
        id: 0,
        kind: 'payout',
        item: 'batch',
        accountId: account.id,
        ref: `batch:${batch.batchNo}`,
        batchNo: batch.batchNo,
        occurredAt: batch.lastOn as never,
        amount: batch.net,
        currency: batch.currency,
      })),
    ];
    const to = accounts.find((one) => one.kind === 'bank' && one.ref === terms.paysOut?.to);
    worlds.push({
      account,
      terms,
      by,
      payouts: payouts.map((payout) => expectedPayout(payout, terms.paysOut, { calendar, to: to?.id })),
      returns: own.filter((row) => row.kind === 'payout-return'),
      days: by === 'days' ? await expectedDays(db, account, terms.paysOut, options) : [],
      speaks: speakerOf(account, settings.accounts.find((one) => one.id === account.ref)?.bankLines),
      ...(to === undefined ? {} : { toAccountId: to.id }),
    });
  }
  return worlds;
}

/** Whether a bank line names the wallet: by the patterns of settle.yaml, else by its platform's usual words. */
function speakerOf(account: StoredAccount, patterns: BankLinePatterns | undefined): WalletWorld['speaks'] {
  const { platform } = account;
  if (patterns !== undefined) {
    const { counterparty, memo } = patterns;
    return (line) => counterparty?.test(line.counterparty ?? '') === true || memo?.test(line.memo ?? '') === true;
  }
  return (line) => platform !== undefined && speaksOf(platform, `${line.counterparty ?? ''} ${line.memo ?? ''}`);
}

/** How payouts are told apart: as settle.yaml says, else as the statements do. */
function payoutsBy(rule: PayoutRule | undefined, habit: PayoutHabit | undefined): PayoutBy {
  if (rule?.by !== undefined) return rule.by;
  if (habit?.batches === true) return 'batch';
  if (habit?.payouts === true || habit?.balance === true) return 'manual';
  return rule === undefined || rule.step.type === 'manual' ? 'manual' : 'days';
}

/** Where no rule says when a payout is due, a working day after it is what banks need. */
const USUAL_DAYS = 3;

function expectedPayout(
  payout: OpenPayout,
  rule: PayoutRule | undefined,
  { calendar, to }: { readonly calendar: WorkingCalendar; readonly to: number | undefined },
): ExpectedPayout {
  const day = dayOf(payout.occurredAt);
  return {
    payout,
    dueOn: rule === undefined ? addDays(day, USUAL_DAYS) : payoutDueDay(rule, payout.occurredAt, calendar),
    lastOn: rule === undefined ? addDays(day, USUAL_DAYS) : lastDayOf(rule, payout.occurredAt, calendar),
    ...(to === undefined ? {} : { toAccountId: to }),
    ...(rule === undefined || rule.transferFee === 0 ? {} : { transferFee: rule.transferFee }),
  };
}

import { addDays, dayOf, wholeDay, type Day } from '../model/day.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import type { ExpectedPayout, NamedDays, OpenBankLine, OpenPayout } from '../model/match.ts';
import type { BankLinePatterns, BookSettings, PayoutBy, PayoutRule } from '../model/settings.ts';
import { dueOf, namedDays, ruleOn, speaksOf, type AccountTerms, type DatedRules } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadBatches, loadPayoutHabits, loadPayouts, type PayoutHabit } from '../store/read/open-items.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { termsOf } from './book-terms.ts';
import { expectedDays, type ExpectedDay } from './earned-days.ts';

/** One wallet with everything that is to reach a bank from it. */
export interface WalletWorld {
  readonly account: StoredAccount;
  readonly terms: AccountTerms;
  /** How it told its payouts apart on a day. */
  readonly by: (day: Day) => PayoutBy;
  readonly payouts: readonly ExpectedPayout[];
  readonly returns: readonly OpenPayout[];
  /** Whole days, where the platform pays by days. */
  readonly days: readonly WalletDay[];
  readonly speaks: (line: OpenBankLine) => boolean;
  /** The days that a bank line's words say it pays. */
  readonly namedDays: (line: OpenBankLine) => NamedDays | undefined;
}

export interface WalletDay extends ExpectedDay {
  readonly toAccountId?: number;
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
    const habit = habits.get(account.id);
    const by = (day: Day): PayoutBy => payoutsBy(ruleOn(terms.paysOut, day), habit);
    const own = rows.filter(
      (row) => row.accountId === account.id && (before === undefined || dayOf(row.occurredAt) < before),
    );
    // A batch below zero is owed to the platform: no credit is to come of it.
    const sums = batches.filter(
      (batch) =>
        batch.accountId === account.id && batch.payoutId === undefined && batch.net > 0 && by(batch.lastOn) === 'batch',
    );
    const payouts = [
      ...own.filter((row) => row.kind === 'payout'),
      ...sums.map((batch): OpenPayout => ({
        id: 0,
        kind: 'payout',
        item: 'batch',
        accountId: account.id,
        ref: `batch:${batch.batchNo}`,
        batchNo: batch.batchNo,
        occurredAt: wholeDay(batch.lastOn),
        amount: batch.net,
        currency: batch.currency,
      })),
    ];
    const toOf = (rule: PayoutRule | undefined): { readonly toAccountId?: number } => {
      const to = accounts.find((one) => one.kind === 'bank' && one.ref === rule?.to);
      return to === undefined ? {} : { toAccountId: to.id };
    };
    const days = isByDays(terms.paysOut, habit) ? await expectedDays(db, account, terms.paysOut, options) : [];
    worlds.push({
      account,
      terms,
      by,
      payouts: payouts.map((payout) => expectedPayout(payout, terms.paysOut, { calendar, toOf })),
      returns: own.filter((row) => row.kind === 'payout-return'),
      days: days.filter(({ day }) => by(day) === 'days').map((day) => ({ ...day, ...toOf(day.rule) })),
      speaks: speakerOf(account, settings.accounts.find((one) => one.id === account.ref)?.bankLines),
      namedDays: ({ counterparty = '', memo = '', bookedAt, currency }) =>
        namedDays(account.platform ?? '', `${counterparty} ${memo}`, { bookedOn: dayOf(bookedAt), currency }),
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

/** A rule that pays by days at any time: only then are its days worked out. */
function isByDays(rules: DatedRules<PayoutRule> | undefined, habit: PayoutHabit | undefined): boolean {
  return rules?.some((rule) => payoutsBy(rule, habit) === 'days') === true;
}

/** Where no rule says when a payout is due, a working day after it is what banks need. */
const USUAL_DAYS = 3;

interface PayoutPlace {
  readonly calendar: WorkingCalendar;
  /** The bank account a rule names. */
  readonly toOf: (rule: PayoutRule) => { readonly toAccountId?: number };
}

function expectedPayout(
  payout: OpenPayout,
  rules: DatedRules<PayoutRule> | undefined,
  { calendar, toOf }: PayoutPlace,
): ExpectedPayout {
  const due = dueOf(rules, payout.occurredAt, calendar);
  if (due === undefined) {
    const usual = addDays(dayOf(payout.occurredAt), USUAL_DAYS);
    return { payout, dueOn: usual, lastOn: usual, isManual: true };
  }
  const { rule, dueOn, lastOn } = due;
  return {
    payout,
    dueOn,
    lastOn,
    isManual: rule.step.type === 'manual',
    ...toOf(rule),
    ...(rule.transferFee === 0 ? {} : { transferFee: rule.transferFee }),
  };
}

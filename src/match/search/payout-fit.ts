import { daysBetween, dayOf } from '../../model/day.ts';
import type { ExpectedPayout, OpenBankLine } from '../../model/match.ts';
import { minus, ZERO, type Minor } from '../../model/money.ts';
import { creditKey, payoutKey, sortedBy } from './order.ts';
import type { SearchWallet, SearchWorld } from './world.ts';

/** A payout beside the wallet it comes from. */
export interface WalletPayout extends ExpectedPayout {
  readonly wallet: SearchWallet;
}

/** Payouts of all wallets that should reach a bank, and the credits that came, both in their total order. */
export interface OpenPairs {
  readonly payouts: readonly WalletPayout[];
  readonly credits: readonly OpenBankLine[];
}

export function openPairs({ wallets, bankLines }: SearchWorld): OpenPairs {
  const payouts = wallets.flatMap((wallet) => wallet.payouts.map((payout) => ({ ...payout, wallet })));
  return {
    payouts: sortedBy(
      payouts.filter(({ payout }) => payout.amount > 0),
      payoutKey,
    ),
    credits: sortedBy(
      bankLines.filter((line) => line.amount > 0),
      creditKey,
    ),
  };
}

/** What the bank should show: the payout less what the contract keeps back. */
export function arriving({ payout, transferFee = ZERO }: ExpectedPayout): Minor {
  return minus(payout.amount, transferFee);
}

/** Same currency, and the bank account that the terms name. */
export function mayGo(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  if (payout.payout.currency !== credit.currency) return false;
  return payout.toAccountId === undefined || payout.toAccountId === credit.accountId;
}

export function inWindow(payout: ExpectedPayout, credit: OpenBankLine): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked >= dayOf(payout.payout.occurredAt) && booked <= payout.lastOn;
}

/** After its grace, and not so long after it that a person has to say. */
export function isLate(payout: ExpectedPayout, credit: OpenBankLine, { rules }: SearchWorld): boolean {
  const booked = dayOf(credit.bookedAt);
  return booked > payout.lastOn && daysBetween(payout.lastOn, booked) <= rules.lateDays;
}

/** A bank line that says nothing at all contradicts nobody. */
export function isSilent(credit: OpenBankLine): boolean {
  return credit.counterparty === undefined && credit.memo === undefined;
}

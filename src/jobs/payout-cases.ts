import type { BatchCase, PayoutCase } from '../model/case.ts';
import { dayOf } from '../model/day.ts';
import type { ExpectedPayout } from '../model/match.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { BatchSum } from '../store/read/open-items.ts';
import type { GroupMember } from '../store/read/groups.ts';
import type { ExpectedDay, WalletWorld } from './payout-worlds.ts';
import { itemKey, placeOf, type Standing } from './standing.ts';

/** Payouts, batches and whole days with what the bank shows for them; `ambiguous` holds the items in doubt. */
export function payoutCases(standing: Standing, ambiguous: ReadonlySet<string>): readonly PayoutCase[] {
  return standing.wallets.flatMap((wallet) => [
    ...wallet.payouts.map((payout) => payoutCase(payout, wallet, { standing, ambiguous })),
    ...wallet.days.map((day) => dayCase(day, wallet, { standing, ambiguous })),
  ]);
}

interface Looking {
  readonly standing: Standing;
  readonly ambiguous: ReadonlySet<string>;
}

function payoutCase(expected: ExpectedPayout, { account, terms }: WalletWorld, looking: Looking): PayoutCase {
  const { payout, dueOn, lastOn } = expected;
  const key = itemKey(payout.item, { itemId: payout.id, accountId: account.id, ref: payout.ref });
  const group = looking.standing.atBank.get(key);
  return {
    kind: 'payout',
    state: stateOf(group?.leg, looking.ambiguous.has(key)),
    account: account.ref,
    ref: payout.ref,
    day: dayOf(payout.occurredAt),
    amount: payout.amount,
    currency: payout.currency,
    ...(terms.paysOut === undefined ? {} : { dueOn, lastOn, rule: terms.paysOut.text }),
    ...(payout.batchNo === undefined ? {} : { batchNo: payout.batchNo }),
    ...bankFacts(group, looking.standing),
    ...placeOf(looking.standing.payoutPlaces, payout.id),
  };
}

function bankFacts(
  group: GroupMember | undefined,
  standing: Standing,
): Pick<PayoutCase, 'bankAmount' | 'bankRef' | 'bankDay'> {
  const bank = group && standing.bankOf.get(group.groupId);
  if (!bank) return {};
  const line = standing.bankLineOf.get(bank.itemId);
  return {
    bankAmount: bank.amount,
    bankRef: line?.reference ?? bank.ref,
    ...(line === undefined ? {} : { bankDay: dayOf(line.bookedAt) }),
  };
}

function stateOf(leg: string | undefined, isAmbiguous: boolean): PayoutCase['state'] {
  if (leg === 'payout-return') return 'returned';
  if (leg !== undefined) return 'matched';
  return isAmbiguous ? 'ambiguous' : 'open';
}

function dayCase(day: ExpectedDay, { account, terms }: WalletWorld, looking: Looking): PayoutCase {
  const ref = `day:${account.ref}/${day.day}`;
  const key = itemKey('batch', { itemId: 0, accountId: account.id, ref });
  return {
    kind: 'payout',
    state: stateOf(looking.standing.atBank.get(key)?.leg, looking.ambiguous.has(key)),
    account: account.ref,
    ref,
    day: day.day,
    dueOn: day.dueOn,
    lastOn: day.lastOn,
    amount: day.net,
    currency: day.currency,
    ...(terms.paysOut === undefined ? {} : { rule: terms.paysOut.text }),
    ...dayFacts(looking.standing.atBank.get(key), looking.standing, terms.paysOut?.transferFee ?? ZERO),
  };
}

/** What the bank shows for a day that was paid by itself: its transfer fee is the contract's, not a difference. */
function dayFacts(
  group: GroupMember | undefined,
  standing: Standing,
  transferFee: Minor,
): Pick<PayoutCase, 'bankAmount' | 'bankRef' | 'bankDay'> {
  const days = standing.members.filter((member) => member.groupId === group?.groupId && member.item === 'batch');
  const facts = bankFacts(group, standing);
  if (days.length !== 1 || facts.bankAmount === undefined) return {};
  return { ...facts, bankAmount: plus(facts.bankAmount, transferFee) };
}

/** Batches beside the payout rows that name them, where the platform pays out by batch. */
export function batchCases(batches: readonly BatchSum[], standing: Standing): readonly BatchCase[] {
  const paying = new Set(standing.wallets.filter((wallet) => wallet.by === 'batch').map((wallet) => wallet.account.id));
  return batches.flatMap((batch): readonly BatchCase[] => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined || !paying.has(batch.accountId)) return [];
    return [
      {
        kind: 'batch',
        account: standing.accountRef(batch.accountId),
        batchNo: batch.batchNo,
        lines: batch.lines,
        net: batch.net,
        paid,
        currency: batch.currency,
        day: batch.lastOn,
        ...placeOf(standing.payoutPlaces, payoutId),
      },
    ];
  });
}

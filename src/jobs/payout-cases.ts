import type { BatchCase, PayoutCase } from '../model/case.ts';
import { dayOf } from '../model/day.ts';
import { itemKey, type ExpectedPayout } from '../model/match.ts';
import { minus, plus, type Minor } from '../model/money.ts';
import type { PayoutRule } from '../model/settings.ts';
import { platformDay, ruleOn } from '../settlement/index.ts';
import type { BatchSum } from '../store/read/open-items.ts';
import type { GroupMember } from '../store/read/groups.ts';
import { dueDays, type AskedDay } from './due-days.ts';
import { restOf, type ExpectedDay } from './earned-days.ts';
import type { WalletWorld } from './payout-worlds.ts';
import { placeOf, type Standing } from './standing.ts';

/** Payouts, batches and whole days with what the bank shows for them; `ambiguous` holds the items in doubt. */
export function payoutCases(standing: Standing, ambiguous: ReadonlySet<string>): readonly PayoutCase[] {
  return standing.wallets.flatMap((wallet) => [
    ...wallet.payouts.map((payout) => payoutCase(payout, wallet, { standing, ambiguous })),
    ...askedDays(wallet, standing).flatMap((day) => dayCases(day, wallet, { standing, ambiguous })),
  ]);
}

/** The minimum of a contract is money of the account's own currency. */
function askedDays({ account, days }: WalletWorld, standing: Standing): readonly AskedDay[] {
  const isAtBank = ({ day }: ExpectedDay): boolean =>
    standing.atBank.has(itemKey('batch', { itemId: 0, accountId: account.id, ref: `day:${account.ref}/${day}` }));
  const leastOf = ({ currency, rule }: ExpectedDay): Minor | undefined =>
    currency === account.currency ? rule.minPayout : undefined;
  return dueDays(days, { isAtBank, leastOf });
}

interface Looking {
  readonly standing: Standing;
  readonly ambiguous: ReadonlySet<string>;
}

function payoutCase(expected: ExpectedPayout, { account, terms }: WalletWorld, looking: Looking): PayoutCase {
  const { payout, dueOn, lastOn } = expected;
  const rule = ruleOn(terms.paysOut, platformDay(terms.paysOut, payout.occurredAt));
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
    ...(rule === undefined ? {} : { dueOn, lastOn, ...payoutTo(rule), rule: rule.text }),
    ...(payout.batchNo === undefined ? {} : { batchNo: payout.batchNo }),
    ...bankFacts(group, looking.standing),
    ...placeOf(looking.standing.payoutPlaces, payout.id),
  };
}

function payoutTo({ to }: PayoutRule): Pick<PayoutCase, 'to'> {
  return to === undefined ? {} : { to };
}

type BankFacts = Pick<PayoutCase, 'bankAmount' | 'bankRef' | 'bankDay' | 'groupAmount' | 'came'>;

/** What the bank shows for a payout. Several in one group are one sum, told by the last of them. */
function bankFacts(member: GroupMember | undefined, standing: Standing): BankFacts {
  const credits = (member && standing.creditsOf.get(member.groupId)) ?? [];
  const bank = credits.at(-1);
  if (!bank || !member) return {};
  const line = standing.bankLineOf.get(bank.itemId);
  const where = {
    bankRef: line?.reference ?? bank.ref,
    ...(line === undefined ? {} : { bankDay: dayOf(line.bookedAt) }),
  };
  const own = standing.ownOf.get(member.groupId) ?? [];
  if (own.at(-1) !== member) return where;
  const expected = plus(...own.map((one) => one.amount));
  return {
    ...where,
    // What a person wrote off is no difference.
    bankAmount: plus(expected, minus(member.difference, member.writtenOff)),
    came: { count: credits.length, amount: plus(...credits.map((one) => one.amount)) },
    ...(own.length > 1 ? { groupAmount: expected } : {}),
  };
}

function stateOf(leg: string | undefined, isAmbiguous: boolean): PayoutCase['state'] {
  if (leg === 'payout-return') return 'returned';
  if (leg !== undefined) return 'matched';
  return isAmbiguous ? 'ambiguous' : 'open';
}

/** A day as one case; where a group holds single lines of it, what is held and what is open are two. */
function dayCases(day: AskedDay, wallet: WalletWorld, looking: Looking): readonly PayoutCase[] {
  const { account } = wallet;
  const ref = `day:${account.ref}/${day.day}`;
  const key = itemKey('batch', { itemId: 0, accountId: account.id, ref });
  const group = looking.standing.atBank.get(key);
  const bare: PayoutCase = {
    kind: 'payout',
    state: stateOf(group?.leg, looking.ambiguous.has(key)),
    account: account.ref,
    ref,
    day: day.day,
    amount: day.net,
    currency: day.currency,
    ...payoutTo(day.rule),
    rule: day.rule.text,
  };
  const due = { dueOn: day.dueOn, lastOn: day.lastOn };
  const asked: PayoutCase = { ...bare, ...(day.isPaid ? due : {}) };
  if (!day.isSplit) return [{ ...asked, ...bankFacts(group, looking.standing) }];
  const rest = restOf(day);
  const held: PayoutCase = {
    ...bare,
    ...due,
    ...bankFacts(group, looking.standing),
    state: 'matched',
    amount: day.held,
  };
  return rest === 0 ? [held] : [held, { ...asked, state: 'open', amount: rest }];
}

/** Batches beside the payout rows that name them, where the platform pays out by batch. */
export function batchCases(batches: readonly BatchSum[], standing: Standing): readonly BatchCase[] {
  const wallets = new Map(standing.wallets.map((wallet) => [wallet.account.id, wallet]));
  return batches.flatMap((batch): readonly BatchCase[] => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined) return [];
    if (wallets.get(batch.accountId)?.by(batch.lastOn) !== 'batch') return [];
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

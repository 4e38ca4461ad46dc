import { change, drop, momentOf, secondsOf, type BankEntry } from '../../src/demo/draft.ts';
import { bankEntry } from '../../src/demo/sales.ts';
import { takePayout, type PayoutScene, type Planted } from '../../src/demo/scene.ts';
import { COUNTERPARTIES, rolledOn } from '../../src/demo/wallet.ts';
import { addDays, dayOf } from '../../src/model/day.ts';

/* Mistakes (and delays that are none) between payout and bank, beyond the ones that the demo plants. */

/** The widest difference at which payout and credit are still one pair: 1 % or 10.00, whichever is more. */
export function changePayoutToTheLimit(scene: PayoutScene): readonly Planted[] {
  const { payout, credit } = takePayout(scene);
  const limit = Math.max(Math.floor(payout.amount / 100), 1000);
  const actual = payout.amount + (scene.random.chance(0.5) ? limit : -limit);
  change(scene.settled.bank, credit, { amount: actual });
  return [
    {
      code: 'payout-mismatch',
      batchNo: payout.batchNo,
      expected: payout.amount,
      actual,
      difference: actual - payout.amount,
    },
  ];
}

export function changePayoutTooFar(scene: PayoutScene): readonly Planted[] {
  const { payout, credit } = takePayout(scene);
  const actual = payout.amount - Math.floor(payout.amount / 20) - 2003;
  unpair(change(scene.settled.bank, credit, { amount: actual }));
  return [
    { code: 'payout-missing', batchNo: payout.batchNo, expected: payout.amount },
    { code: 'bank-credit-unexplained', bankRef: credit.reference, actual },
  ];
}

/** Two equal credits on one day for one payout: nothing tells them apart. */
export function creditTwice(scene: PayoutScene): readonly Planted[] {
  const { payout, credit } = takePayout(scene);
  const { counterparty, counterpartyAccount, memo, amount } = credit;
  const twin = bankEntry(scene.random, { day: dayOf(credit.at), counterparty, memo, amount });
  unpair(credit);
  scene.settled.bank.push({ ...twin, counterpartyAccount });
  return [{ code: 'ambiguous-match', batchNo: payout.batchNo }];
}

/** The credit is no payout's any more. */
function unpair(credit: BankEntry): void {
  delete (credit as { batchNo?: string }).batchNo;
}

export function debitFromStranger(scene: PayoutScene): readonly Planted[] {
  const day = addDays(scene.settled.draft.options.from, scene.random.whole(3, 25));
  scene.settled.bank.push(
    bankEntry(scene.random, { day, amount: -scene.random.whole(500, 90_000), counterparty: '李某某', memo: '转账' }),
  );
  return [];
}

/** Days by which a late payout is late: more than any grace, fewer than the month's end allows. */
const LATE_DAYS = 4;

export function delayPayout(scene: PayoutScene): readonly Planted[] {
  const { options } = scene.settled.draft;
  const { payout, credit } = takePayout(
    scene,
    (candidate) => rolledOn(options, addDays(candidate.arrivesOn, LATE_DAYS)) <= options.asOf,
  );
  const day = rolledOn(options, addDays(payout.arrivesOn, LATE_DAYS));
  change(scene.settled.bank, credit, { at: momentOf(day, secondsOf(credit.at)) });
  return [];
}

/** A payout that isn't in the bank on the day of the check, and needn't be: its grace runs until then. */
export function holdPayout(scene: PayoutScene): readonly Planted[] {
  const { bank, payouts, draft } = scene.settled;
  const earliest = addDays(draft.options.asOf, -1);
  const due = new Set(payouts.filter((payout) => payout.arrivesOn >= earliest).map((payout) => payout.batchNo));
  const credit = bank.find((entry) => entry.batchNo !== undefined && due.has(entry.batchNo));
  if (credit !== undefined) drop(bank, credit);
  return [];
}

/** A returned payout that the bank shows as well: in on its day, out again on the next. */
export function showReturnAtBank({ settled, random }: PayoutScene): readonly Planted[] {
  const back = settled.payouts.find((payout) => payout.returned && payout.arrivesOn === dayOf(payout.at));
  if (back === undefined) return [];
  const { counterparty, memo } = COUNTERPARTIES[back.wallet];
  const credit = bankEntry(random, { day: back.arrivesOn, amount: back.amount, counterparty, memo });
  const debit = bankEntry(random, {
    day: addDays(back.arrivesOn, 1),
    amount: -back.amount,
    counterparty,
    memo: '退票',
  });
  settled.bank.push(credit, { ...debit, counterpartyAccount: credit.counterpartyAccount });
  return [];
}

import { drop } from '../../../src/demo/draft.ts';
import { addDays, dayOf, daysBetween, type Day } from '../../../src/model/day.ts';
import { sellOnAccount, transfer } from './accounts.ts';
import { workedAfter } from './cycles.ts';
import { creditOf, referenceOf } from './seller.ts';
import { BANKS } from './lanes.ts';
import { netOf, paidIn, sumOf, type Credit, type Lane, type Payout, type Shop } from './types.ts';

/* Mistakes (and oddities that are none) between the platforms and the bank, once everything is paid. */

/** What is planted must be past every due day and grace when the books are checked. */
const DAYS_BEFORE_AS_OF = 8;
/** Other payouts that a mistake could be taken for lie further apart than this, in amount or in days. */
const PERCENT_APART = 8;
const DAYS_APART = 12;

interface Arrival {
  readonly payout: Payout;
  readonly credit: Credit;
}

/** A payout that arrived whole, alone and well before the end, unlike any other of its currency near it. */
function takePayout(shop: Shop, wanted: (payout: Payout) => boolean = () => true): Arrival | undefined {
  const { random, payouts, bank, taken, asOf } = shop;
  const latest = addDays(asOf, -DAYS_BEFORE_AS_OF);
  const start = random.whole(0, payouts.length - 1);
  for (let offset = 0; offset < payouts.length; offset += 1) {
    const payout = payouts[(start + offset) % payouts.length];
    if (payout === undefined || taken.has(payout.no) || payout.amount < 20_000 || !wanted(payout)) continue;
    const credit = bank.find((one) => one.pays.length === 1 && one.pays[0] === payout);
    if (credit === undefined || credit.day > latest || hasLike(shop, payout)) continue;
    taken.add(payout.no);
    return { payout, credit };
  }
  return undefined;
}

function hasLike({ payouts }: Shop, payout: Payout): boolean {
  return payouts.some(
    (other) =>
      other !== payout &&
      paidIn(other.lane) === paidIn(payout.lane) &&
      Math.abs(daysBetween(other.day, payout.day)) <= DAYS_APART &&
      Math.abs(other.amount - payout.amount) <= 4000 + (payout.amount * PERCENT_APART) / 100,
  );
}

const isBatch = ({ lane }: Payout): boolean => lane.by !== 'days';
const daysOf = (payout: Payout): readonly Day[] => [...new Set(payout.lines.map(({ at }) => dayOf(at)))].sort();
/** What stands by itself in the answer: a batch, or one whole day. */
const isOne = (payout: Payout): boolean => isBatch(payout) || daysOf(payout).length === 1;

interface Stage {
  readonly shop: Shop;
  readonly name: string;
}

type Plant = (stage: Stage) => boolean;

function tell({ shop, name }: Stage, planted: Omit<Shop['planted'][number], 'fault'>): void {
  shop.planted.push({ fault: name, ...planted });
}

/** How a payout is named in a finding, and a day that the platform pays without a name. */
function missingOf(stage: Stage, payout: Payout): void {
  if (isBatch(payout)) {
    tell(stage, { code: 'payout-missing', ref: payout.no, expected: payout.amount });
    return;
  }
  for (const day of daysOf(payout)) {
    const expected = sumOf(
      payout.lines.filter(({ at }) => dayOf(at) === day),
      netOf,
    );
    if (expected > 0) tell(stage, { code: 'payout-missing', ref: `${payout.lane.id}/${day}`, expected });
  }
}

function changed(stage: Stage, difference: (amount: number) => number): boolean {
  const arrival = takePayout(stage.shop, isOne);
  if (arrival === undefined) return false;
  const { payout, credit } = arrival;
  credit.amount += difference(payout.amount);
  const ref = isBatch(payout) ? payout.no : credit.reference;
  tell(stage, { code: 'payout-mismatch', ref, expected: payout.amount, actual: credit.amount });
  return true;
}

function stranger(
  shop: Shop,
  { day, amount, bank }: { readonly day: Day; readonly amount: number; readonly bank: string },
): Credit {
  const reference = referenceOf(shop.random, day);
  const name = bank === BANKS.USD.id ? 'J DOE TRADING' : '张某某';
  return {
    bank,
    reference,
    day,
    amount,
    counterparty: name,
    memo: bank === BANKS.USD.id ? 'GOODS' : '转账',
    pays: [],
    orders: [],
  };
}

const bankOf = (lane: Lane): string => BANKS[paidIn(lane)].id;

export const BANK_FAULTS: Readonly<Record<string, Plant>> = {
  'payout-missing'(stage) {
    const arrival = takePayout(stage.shop);
    if (arrival === undefined) return false;
    drop(stage.shop.bank, arrival.credit);
    missingOf(stage, arrival.payout);
    return true;
  },
  'undeclared-fee': (stage) => changed(stage, () => -500),
  'payout-a-fen-over': (stage) => changed(stage, () => 1),
  'payout-far-short'(stage) {
    const arrival = takePayout(stage.shop, isBatch);
    if (arrival === undefined) return false;
    const { payout, credit } = arrival;
    credit.amount = payout.amount - Math.floor(payout.amount / 20) - 2003;
    credit.pays = [];
    missingOf(stage, payout);
    tell(stage, { code: 'bank-credit-unexplained', ref: credit.reference, actual: credit.amount });
    return true;
  },
  'payout-late'(stage) {
    const arrival = takePayout(stage.shop, ({ day }) => workedAfter(day, 6) < addDays(stage.shop.asOf, -1));
    if (arrival === undefined) return false;
    arrival.credit.day = workedAfter(arrival.payout.day, arrival.payout.lane.printsPayout ? 6 : 3);
    return true;
  },
  'payout-split'(stage) {
    const { shop } = stage;
    const arrival = takePayout(shop, isBatch);
    if (arrival === undefined) return false;
    const { payout, credit } = arrival;
    const first = shop.random.whole(Math.floor(payout.amount / 4), Math.floor((payout.amount * 3) / 4));
    credit.amount = first;
    shop.bank.push(creditOf(shop, [payout], { day: credit.day, amount: payout.amount - first }));
    return true;
  },
  'payouts-merged'(stage) {
    const { shop } = stage;
    const arrival = takePayout(shop, (payout) => isBatch(payout) && nextOf(shop, payout) !== undefined);
    const next = arrival && nextOf(shop, arrival.payout);
    if (arrival === undefined || next === undefined) return false;
    const own = shop.bank.find((one) => one.pays.length === 1 && one.pays[0] === next);
    if (own === undefined) return false;
    shop.taken.add(next.no);
    drop(shop.bank, arrival.credit);
    drop(shop.bank, own);
    const amount = arrival.payout.amount + next.amount;
    shop.bank.push(creditOf(shop, [arrival.payout, next], { day: next.day, amount }));
    return true;
  },
  'ambiguous-match'(stage) {
    const { shop } = stage;
    const arrival = takePayout(shop, isBatch);
    if (arrival === undefined) return false;
    const { payout, credit } = arrival;
    shop.bank.push({ ...credit, reference: referenceOf(shop.random, credit.day), pays: [] });
    credit.pays = [];
    tell(stage, { code: 'ambiguous-match', ref: payout.no });
    return true;
  },
  'credit-from-stranger'(stage) {
    const { shop } = stage;
    const day = workedAfter(addDays(shop.from, shop.random.whole(4, 22)), 1);
    const credit = stranger(shop, { day, amount: shop.random.whole(100_000, 900_000) * 10 + 7, bank: BANKS.CNY.id });
    shop.bank.push(credit);
    tell(stage, { code: 'bank-credit-unexplained', ref: credit.reference, actual: credit.amount });
    return true;
  },
  'decoy-stranger'(stage) {
    const arrival = takePayout(stage.shop);
    if (arrival === undefined) return false;
    const { payout, credit } = arrival;
    const decoy = stranger(stage.shop, { day: credit.day, amount: credit.amount, bank: bankOf(payout.lane) });
    stage.shop.bank.push(decoy);
    tell(stage, { code: 'bank-credit-unexplained', ref: decoy.reference, actual: decoy.amount });
    return true;
  },
  'decoy-customer'(stage) {
    const { shop } = stage;
    const arrival = takePayout(shop, ({ lane, day }) => paidIn(lane) === 'CNY' && day > addDays(shop.from, 5));
    if (arrival === undefined) return false;
    const order = sellOnAccount(shop, arrival.credit.amount, shop.from);
    transfer(shop, [order], { day: arrival.credit.day, amount: order.payable });
    return true;
  },
  'debit-to-supplier'(stage) {
    const { shop } = stage;
    const day = workedAfter(addDays(shop.from, shop.random.whole(3, 25)), 1);
    shop.bank.push({
      ...stranger(shop, { day, amount: -shop.random.whole(500, 90_000), bank: BANKS.CNY.id }),
      memo: '货款支出',
    });
    return true;
  },
};

/** The lane's next payout, when it leaves a day later: so early that waiting for it is no delay. */
function nextOf({ payouts, bank, taken }: Shop, payout: Payout): Payout | undefined {
  return payouts.find(
    (other) =>
      other.lane === payout.lane &&
      daysBetween(payout.day, other.day) === 1 &&
      !taken.has(other.no) &&
      bank.some((one) => one.pays.length === 1 && one.pays[0] === other),
  );
}

export function plantAtBank(shop: Shop, name: string): boolean {
  const isPlanted = BANK_FAULTS[name]?.({ shop, name }) === true;
  if (isPlanted) shop.faults.push(name);
  return isPlanted;
}

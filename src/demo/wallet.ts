import { addDays, dayOf, daysBetween, weekdayOf, type Day, type Moment } from '../model/day.ts';
import {
  momentOf,
  type BankEntry,
  type Draft,
  type MonthOptions,
  type Movement,
  type Refund,
  type Trade,
  type Wallet,
} from './draft.ts';
import type { Random } from './random.ts';
import { bankEntry } from './sales.ts';

/** One movement of a wallet's balance; `amount` is signed. */
export interface WalletRow {
  readonly at: Moment;
  readonly amount: number;
  readonly balance: number;
  readonly cause:
    | { readonly kind: 'sale' | 'fee'; readonly trade: Trade }
    | { readonly kind: 'refund' | 'fee-back'; readonly refund: Refund }
    | { readonly kind: 'payout' | 'payout-return'; readonly batchNo: string }
    | { readonly kind: 'movement'; readonly movement: Movement };
}

/** Money on its way from a wallet to the bank. */
export interface Payout {
  readonly wallet: Wallet;
  readonly batchNo: string;
  readonly at: Moment;
  readonly amount: number;
  readonly arrivesOn: Day;
  readonly returned: boolean;
}

type Step = Omit<WalletRow, 'balance'>;

export interface Settled {
  readonly draft: Draft;
  readonly wallets: Readonly<Record<Wallet, readonly WalletRow[]>>;
  readonly payouts: readonly Payout[];
  /** The bank account's lines in no order; mistakes between payout and bank are planted by changing this list. */
  readonly bank: BankEntry[];
}

const WITHDRAWAL_EVERY_DAYS = 4;
export const COUNTERPARTIES: Readonly<Record<Wallet, { readonly counterparty: string; readonly memo: string }>> = {
  wechat: { counterparty: '财付通支付科技有限公司', memo: '微信支付提现' },
  alipay: { counterparty: '支付宝（中国）网络技术有限公司客户备付金', memo: '支付宝余额提现' },
};

/**
 * Runs both wallets day by day. WeChat pays out at dawn what its balance was at midnight, in the bank the same day or
 * on the next working one; Alipay is withdrawn by hand every few days, in the bank on the next working day.
 */
export function settleDraft(draft: Draft, random: Random): Settled {
  const payouts: Payout[] = [];
  const wallets = {
    wechat: runWallet(draft, random, 'wechat', payouts),
    alipay: runWallet(draft, random, 'alipay', payouts),
  };
  const arrived = payouts.filter((payout) => !payout.returned && payout.arrivesOn <= draft.options.asOf);
  const credits = arrived.map((payout) => payoutCredit(random, payout, payout.arrivesOn));
  return {
    draft,
    wallets,
    payouts,
    bank: [...draft.bank.filter((entry) => dayOf(entry.at) <= draft.options.asOf), ...credits],
  };
}

function payoutCredit(random: Random, payout: Payout, day: Day): BankEntry {
  return bankEntry(random, { day, amount: payout.amount, batchNo: payout.batchNo, ...COUNTERPARTIES[payout.wallet] });
}

function isWorkingDay(options: MonthOptions, day: Day): boolean {
  if (options.holidays.includes(day)) return false;
  return weekdayOf(day) <= 5 || options.workedWeekends.includes(day);
}

/** The day itself when it is worked, else the next one that is. */
export function rolledOn(options: MonthOptions, day: Day): Day {
  let rolled = day;
  while (!isWorkingDay(options, rolled)) rolled = addDays(rolled, 1);
  return rolled;
}

function runWallet(draft: Draft, random: Random, wallet: Wallet, payouts: Payout[]): readonly WalletRow[] {
  const { from, asOf } = draft.options;
  const byDay = stepsByDay(draft, wallet);
  const rows: WalletRow[] = [];
  let balance = wallet === 'alipay' ? draft.options.alipayOpening : 0;
  for (let offset = 0; offset <= daysBetween(from, asOf); offset += 1) {
    const day = addDays(from, offset);
    const payout = payoutOf(draft, random, { wallet, day, offset, midnight: balance });
    if (payout !== undefined) remember(byDay, payouts, payout);
    for (const step of inOrder(byDay.get(day) ?? [])) {
      balance += step.amount;
      rows.push({ ...step, balance });
    }
  }
  return rows;
}

interface PayoutDay {
  readonly wallet: Wallet;
  readonly day: Day;
  readonly offset: number;
  readonly midnight: number;
}

function payoutOf(draft: Draft, random: Random, { wallet, day, offset, midnight }: PayoutDay): Payout | undefined {
  if (midnight <= 0) return undefined;
  const compact = day.replaceAll('-', '');
  const common = { wallet, returned: draft.returnedOn[wallet].has(day) };
  if (wallet === 'wechat') {
    const at = momentOf(day, 4 * 3600 + random.whole(0, 1800));
    const arrivesOn = rolledOn(draft.options, day);
    return { ...common, batchNo: `${compact}${random.digits(10)}`, at, amount: midnight, arrivesOn };
  }
  // Two days before the last day too, so that a withdrawal can still be on its way then.
  const wanted = offset % WITHDRAWAL_EVERY_DAYS === 3 || daysBetween(day, draft.options.asOf) === 2;
  if (!wanted) return undefined;
  const whole = random.chance(0.5) || midnight < 10_000;
  const amount = whole ? midnight : midnight - (midnight % 10_000);
  const at = momentOf(day, 6 * 3600 + random.whole(0, 1800));
  return {
    ...common,
    batchNo: `${compact}${random.digits(14)}`,
    at,
    amount,
    arrivesOn: rolledOn(draft.options, addDays(day, 1)),
  };
}

function remember(byDay: Map<Day, Step[]>, payouts: Payout[], payout: Payout): void {
  const { batchNo, amount, at, returned } = payout;
  payouts.push(payout);
  add(byDay, { at, amount: -amount, cause: { kind: 'payout', batchNo } });
  if (!returned) return;
  const back = momentOf(addDays(dayOf(at), 1), 10 * 3600 + 17 * 60);
  add(byDay, { at: back, amount, cause: { kind: 'payout-return', batchNo } });
}

function stepsByDay(draft: Draft, wallet: Wallet): Map<Day, Step[]> {
  const byDay = new Map<Day, Step[]>();
  for (const trade of draft.trades) {
    if (trade.wallet !== wallet) continue;
    add(byDay, { at: trade.at, amount: trade.gross, cause: { kind: 'sale', trade } });
    if (trade.fee > 0) add(byDay, { at: trade.at, amount: -trade.fee, cause: { kind: 'fee', trade } });
  }
  for (const refund of draft.refunds) if (refund.wallet === wallet) addRefund(byDay, refund);
  if (wallet === 'wechat') return byDay;
  for (const movement of draft.movements) {
    add(byDay, { at: movement.at, amount: movement.amount, cause: { kind: 'movement', movement } });
  }
  return byDay;
}

/** WeChat's refund row is net of the fee that comes back; Alipay writes the fee as a row of its own. */
function addRefund(byDay: Map<Day, Step[]>, refund: Refund): void {
  const { at, amount, feeBack } = refund;
  const inOne = refund.wallet === 'wechat';
  add(byDay, { at, amount: inOne ? feeBack - amount : -amount, cause: { kind: 'refund', refund } });
  if (!inOne && feeBack > 0) add(byDay, { at, amount: feeBack, cause: { kind: 'fee-back', refund } });
}

function add(byDay: Map<Day, Step[]>, step: Step): void {
  const day = dayOf(step.at);
  const steps = byDay.get(day);
  if (steps === undefined) byDay.set(day, [step]);
  else steps.push(step);
}

/** By time; what happens in the same second keeps its order (a fee follows its sale). */
function inOrder(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
}

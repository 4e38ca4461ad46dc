import * as common from '../../src/demo/faults.ts';
import type { PayoutScene, Planted, Scene } from '../../src/demo/scene.ts';
import { addDays, daysBetween } from '../../src/model/day.ts';
import * as accounts from './accounts.ts';
import * as bank from './bank-faults.ts';
import * as books from './book-faults.ts';
import type { SimScene } from './sim-scene.ts';

type Plant<S> = (scene: S) => readonly Planted[];
const nothing = (plant: (scene: SimScene) => void): Plant<SimScene> => {
  return (scene) => {
    plant(scene);
    return [];
  };
};
/** A share of the whole, in tenths. */
const tenths = (scene: Scene): number => scene.random.whole(1, 9) / 10;

/** Planted in the books and at the platforms, before wallets are run. */
export const BOOK_FAULTS = {
  'order-unsettled': common.leaveUnsettled,
  'settlement-without-order': books.settleUnknown,
  'amount-short': (scene) => common.settleOtherAmount(scene, -100),
  'amount-over': (scene) => common.settleOtherAmount(scene, 1000),
  'amount-fen-short': (scene) => common.settleOtherAmount(scene, -1),
  'amount-fen-over': (scene) => common.settleOtherAmount(scene, 1),
  'fee-over': (scene) => common.chargeOtherFee(scene, scene.random.whole(1, 9)),
  'fee-under': (scene) => common.chargeOtherFee(scene, -1),
  'duplicate-settlement': (scene) => common.settleTwice(scene),
  'duplicate-settlement-next-month': (scene) => common.settleTwice(scene, addDays(scene.draft.options.to, 1)),
  'cancelled-settled': (scene) => books.settleDespite(scene, '已取消'),
  'unpaid-settled': (scene) => books.settleDespite(scene, '待付款'),
  'cancelled-refunded': nothing(books.cancelAndRefund),
  'refund-unbooked-full': (scene) => common.refundUnbooked(scene, 1),
  'refund-unbooked-partial': (scene) => common.refundUnbooked(scene, tenths(scene)),
  'refund-missing': books.refundOnlyInBooks,
  'refund-mismatch': books.refundOtherAmount,
  'refunds-in-parts': nothing(books.refundInParts),
  'fee-not-returned': books.keepFee,
  'duplicate-order': books.bookTwice,
  'payout-returned': nothing((scene) => {
    books.returnPayout(scene, 'wechat');
  }),
  'payout-returned-alipay': nothing((scene) => {
    books.returnPayout(scene, 'alipay');
  }),
  'unclassified-deduction': books.deduct,
  'after-midnight': nothing((scene) => {
    books.payAfterMidnight(scene, scene.random.whole(1, 20));
  }),
  'after-month-end': nothing((scene) => {
    books.payAfterMidnight(scene, daysBetween(scene.draft.options.from, scene.draft.options.to));
  }),
  'split-payment': nothing(books.splitPayment),
  'account-paid': nothing(accounts.paidInFull),
  'account-paid-in-part': nothing(accounts.paidInPart),
  'account-not-paid': nothing(accounts.notPaid),
  'account-two-transfers': nothing(accounts.paidInTwoTransfers),
  'account-one-transfer-for-two': nothing(accounts.oneTransferForTwo),
  'account-paid-next-month': nothing(accounts.paidNextMonth),
  'account-not-yet-due': nothing(accounts.notYetDue),
} as const satisfies Readonly<Record<string, Plant<SimScene>>>;

/** Planted between payout and bank, once the wallets have run. */
export const BANK_FAULTS = {
  'payout-missing': common.losePayout,
  'payout-mismatch': (scene) => common.changePayout(scene, scene.random.chance(0.5) ? -500 : 1),
  'payout-mismatch-limit': bank.changePayoutToTheLimit,
  'payout-mismatch-far': bank.changePayoutTooFar,
  'ambiguous-match': bank.creditTwice,
  'bank-credit-unexplained': (scene) =>
    common.creditFromStranger(scene, addDays(scene.settled.draft.options.from, scene.random.whole(4, 22))),
  'bank-debit-unexplained': bank.debitFromStranger,
  'payout-returned-at-bank': bank.showReturnAtBank,
  'payout-late': bank.delayPayout,
  'payout-in-transit': bank.holdPayout,
} as const satisfies Readonly<Record<string, Plant<PayoutScene>>>;

export type FaultName = keyof typeof BOOK_FAULTS | keyof typeof BANK_FAULTS;
export const FAULT_NAMES = [...Object.keys(BOOK_FAULTS), ...Object.keys(BANK_FAULTS)] as readonly FaultName[];

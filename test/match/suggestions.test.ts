import { describe, it } from 'vitest';

import type { BookSettings } from '../../src/model/settings.ts';
import { check } from './table-world.ts';
import { SETTINGS } from './world-books.ts';

/** WeChat sends its balance by itself: its payouts may be joined and split without a person. */
const SENT: BookSettings = {
  ...SETTINGS,
  accounts: SETTINGS.accounts.map((account) =>
    account.id === 'wechat' && account.paysOut
      ? { ...account, paysOut: account.paysOut.map((rule) => ({ ...rule, graceDays: 3 })) }
      : account,
  ),
};

describe('several payouts in one credit', () => {
  it('the only payouts due that come to it', () =>
    check(
      `
      payout P1 wechat 2026-06-05 1234.56
      payout P2 wechat 2026-06-06 2345.67
      payout P3 wechat 2026-06-07 3456.78
      bank   B1 ccb    2026-06-08 3580.23 from=财付通
      bank   B2 ccb    2026-06-08 3456.78 from=财付通
      --- expect
      match P1 + P2 = B1 by payouts-merged
      match P3 = B2 by payout-by-amount-in-window
      suggest nothing
    `,
      SENT,
    ));

  it('two ways to come to it: nothing is taken, both are suggested, and the findings stay', () =>
    check(
      `
      payout P1 wechat 2026-06-05 100.00
      payout P2 wechat 2026-06-05 200.00
      payout P3 wechat 2026-06-06 120.00
      payout P4 wechat 2026-06-06 180.00
      bank   B1 ccb    2026-06-08 300.00 from=财付通
      --- expect
      suggest P1 + P2 = B1 by payouts-merged
      suggest P3 + P4 = B1 by payouts-merged
      finding payout-missing P1 -100.00
      finding payout-missing P2 -200.00
      finding payout-missing P3 -120.00
      finding payout-missing P4 -180.00
      finding bank-credit-unexplained B1 300.00
    `,
      SENT,
    ));

  it('all that was due comes together, however small one of them', () =>
    check(
      `
      payout P1 wechat 2026-06-05 1657.65
      payout P2 wechat 2026-06-06    8.85
      bank   B1 ccb    2026-06-08 1666.50 from=财付通
      --- expect
      match P1 + P2 = B1 by payouts-merged
      suggest nothing
    `,
      SENT,
    ));

  it('withdrawals by hand are joined by a person only', () =>
    check(`
      payout P1 alipay 2026-06-05 1234.56
      payout P2 alipay 2026-06-06 2345.67
      bank   B1 ccb    2026-06-08 3580.23 from=支付宝
      --- expect
      suggest P1 + P2 = B1 by payouts-merged
      finding payout-missing P1 -1234.56
      finding payout-missing P2 -2345.67
      finding bank-credit-unexplained B1 3580.23
    `));

  it('withdrawals by hand that come to it exactly keep the larger one from being taken for near enough', () =>
    check(`
      payout P1 alipay 2026-06-05 1657.65
      payout P2 alipay 2026-06-05 8.85
      bank   B1 ccb    2026-06-08 1666.50 from=支付宝
      --- expect
      suggest P1 + P2 = B1 by payouts-merged
      finding payout-missing P1 -1657.65
      finding payout-missing P2 -8.85
      finding bank-credit-unexplained B1 1666.50
    `));

  it('two claims of one payout rival each other', () =>
    check(
      `
      payout P1 wechat 2026-06-05 1234.56
      payout P2 wechat 2026-06-06 2345.67
      bank   B1 ccb    2026-06-07 3580.23 from=财付通
      bank   B2 ccb    2026-06-08 3580.23 from=财付通
      --- expect
      suggest P1 + P2 = B1
      suggest P1 + P2 = B2
      finding payout-missing P1 -1234.56
      finding payout-missing P2 -2345.67
      finding bank-credit-unexplained B1 3580.23
      finding bank-credit-unexplained B2 3580.23
    `,
      SENT,
    ));

  it('a credit that names both by number takes them, by hand or not', () =>
    check(`
      payout PO20260001 alipay 2026-06-04 100.00
      payout PO20260002 alipay 2026-06-05 200.00
      bank   B1 ccb     2026-06-08 300.00 from=支付宝 memo="提现PO20260001 PO20260002"
      --- expect
      match PO20260001 + PO20260002 = B1 by payouts-by-number
    `));

  it('a credit that names both takes them though it is near the larger by itself', () =>
    check(`
      payout PO20260001 alipay 2026-06-04 1657.65
      payout PO20260002 alipay 2026-06-05 8.85
      bank   B1 ccb     2026-06-08 1666.50 from=支付宝 memo="提现PO20260001 PO20260002"
      --- expect
      match PO20260001 + PO20260002 = B1 by payouts-by-number
    `));
});

describe('one payout in several credits', () => {
  it('the only credits in time that come to it', () =>
    check(
      `
      payout P1 wechat 2026-06-02 50123.45
      bank   B1 ccb    2026-06-02 50000.00 from=财付通
      bank   B2 ccb    2026-06-03 123.45 from=财付通
      --- expect
      match P1 = B1 + B2 by payout-split
      suggest nothing
    `,
      SENT,
    ));

  it('a withdrawal by hand too, when they are all that came in the platform’s name while it was due', () =>
    check(`
      payout P1 alipay 2026-06-02 21354.84
      bank   B1 ccb    2026-06-03 15596.13 from=支付宝
      bank   B2 ccb    2026-06-03  5758.71 from=支付宝
      --- expect
      match P1 = B1 + B2 by payout-split
      suggest nothing
    `));

  it('a round withdrawal by hand and two round credits may be luck: a person says', () =>
    check(`
      payout P1 alipay 2026-06-02 5000.00
      bank   B1 ccb    2026-06-03 3000.00 from=支付宝
      bank   B2 ccb    2026-06-03 2000.00 from=支付宝
      --- expect
      suggest P1 = B1 + B2 by payout-split
      finding payout-missing P1 -5000.00
      finding bank-credit-unexplained B1 3000.00
      finding bank-credit-unexplained B2 2000.00
    `));

  it('two of three credits that came are for a person to put together when it was withdrawn by hand', () =>
    check(`
      payout P1 alipay 2026-06-02 21354.84
      bank   B1 ccb    2026-06-03 15596.13 from=支付宝
      bank   B2 ccb    2026-06-03  5758.71 from=支付宝
      bank   B3 ccb    2026-06-03  8012.30 from=支付宝
      --- expect
      suggest P1 = B1 + B2 by payout-split
      finding payout-missing P1 -21354.84
      finding bank-credit-unexplained B1 15596.13
      finding bank-credit-unexplained B2 5758.71
      finding bank-credit-unexplained B3 8012.30
    `));

  it('before the second part has come, the payout is open', () =>
    check(
      `
      payout P1 wechat 2026-06-02 50123.45
      bank   B1 ccb    2026-06-02 40000.00 from=财付通
      bank   B2 ccb    2026-06-05 10123.45 from=财付通
      --- on 2026-06-04
      --- expect
      match P1 = B1 + B2
    `,
      SENT,
    ));

  it('in parts under its number', () =>
    check(`
      payout PO20260001 alipay 2026-06-02 900.00
      bank   B1 ccb     2026-06-03 500.00 from=支付宝 memo=PO20260001
      bank   B2 ccb     2026-06-09 400.00 from=支付宝 memo=PO20260001
      --- expect
      match PO20260001 = B1 + B2 by payouts-by-number
    `));
});

describe('a contract’s transfer fee', () => {
  const withFee: BookSettings = {
    ...SENT,
    accounts: SENT.accounts.map((account) =>
      account.id === 'wechat' && account.paysOut
        ? { ...account, paysOut: account.paysOut.map((rule) => ({ ...rule, transferFee: 50 as never })) }
        : account,
    ),
  };

  it('is kept back from a payout and is no difference', () =>
    check(
      `
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 499.50 from=财付通
      --- expect
      match P1 = B1 by payout-by-amount-in-window
    `,
      withFee,
    ));

  it('is kept back once from payouts that are joined', () =>
    check(
      `
      payout P1 wechat 2026-06-05 1234.56
      payout P2 wechat 2026-06-06 2345.67
      bank   B1 ccb    2026-06-08 3579.73 from=财付通
      --- expect
      match P1 + P2 = B1 by payouts-merged
    `,
      withFee,
    ));
});

describe('what a bank takes back', () => {
  it('an entry and its reversal cancel out, days apart', () =>
    check(`
      bank B1 ccb 2026-06-02  88.00 from=某客户
      bank B2 ccb 2026-06-10 -88.00 from=某客户 memo=冲正
      --- on 2026-06-09
      finding bank-credit-unexplained B1 88.00
      --- expect
      match B1 = B2 by bank-reversal
    `));

  it('the credit that stays is the payout’s', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通 ref=LS00000001
      bank   B2 ccb    2026-06-02 -500.00 memo=冲正LS00000001
      bank   B3 ccb    2026-06-03 500.00 from=财付通
      --- expect
      match LS00000001 = B2 by bank-reversal
      match P1 = B3
    `));

  it('by the amount alone it is only suggested', () =>
    check(`
      bank B1 ccb 2026-06-02  88.00 from=某客户
      bank B2 ccb 2026-06-10 -88.00 memo=冲正
      --- expect
      suggest B1 = B2 by bank-reversal
      finding bank-credit-unexplained B1 88.00
      finding bank-debit-unexplained B2 -88.00
    `));

  it('of two that it could undo it takes none', () =>
    check(`
      bank B1 ccb 2026-06-02  88.00 from=某客户
      bank B2 ccb 2026-06-03  88.00 from=某客户
      bank B3 ccb 2026-06-10 -88.00 from=某客户 memo=冲正
      --- expect
      suggest B1 = B3
      suggest B2 = B3
      finding bank-credit-unexplained B1 88.00
      finding bank-credit-unexplained B2 88.00
      finding bank-debit-unexplained B3 -88.00
    `));
});

describe('whole days with lines moved', () => {
  it('a line held back and paid with the next day: among prices both credits are only suggested', () =>
    check(`
      line A1 acquirer 2026-06-02 subsidy 59.90
      line A2 acquirer 2026-06-02 subsidy 29.90
      line A3 acquirer 2026-06-02 subsidy 39.90
      line A5 acquirer 2026-06-02 subsidy 49.90
      line A4 acquirer 2026-06-03 subsidy 5555.55
      bank B1 ccb 2026-06-03 149.70 from=银联商务
      bank B2 ccb 2026-06-04 5585.45 from=银联商务
      --- expect
      suggest A2 + acquirer/2026-06-02 = B1 by whole-days-moved
      suggest A2 + acquirer/2026-06-03 = B2 by whole-days-moved
      suggest acquirer/2026-06-03 = B2 by whole-day-near-amount
      finding payout-missing acquirer 2026-06-02 -179.60
      finding payout-missing acquirer 2026-06-03 -5555.55
      finding bank-credit-unexplained B1 149.70
      finding bank-credit-unexplained B2 5585.45
    `));

  it('of equal lines of days due together one is named: which of them waits changes no sum', () =>
    check(`
      line A1 acquirer 2026-06-05 subsidy  79.32
      line A2 acquirer 2026-06-05 subsidy 250.11
      line A3 acquirer 2026-06-06 subsidy 333.98
      line A4 acquirer 2026-06-07 subsidy  79.32
      line A5 acquirer 2026-06-07 subsidy  61.07
      bank B1 ccb 2026-06-08 724.48 from=银联商务
      --- expect
      suggest A1 + acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1 by whole-days-moved
      finding payout-missing acquirer 2026-06-05 -329.43
      finding payout-missing acquirer 2026-06-06 -333.98
      finding payout-missing acquirer 2026-06-07 -140.39
      finding bank-credit-unexplained B1 724.48
    `));

  it('a sale may be held back and its refund of the same day paid all the same', () =>
    check(`
      order O1 2026-06-02 29.90 platform=unionpay refunded=29.90
      line A1 acquirer 2026-06-02 subsidy 59.90
      line A2 acquirer 2026-06-02 sale    29.90 order=O1 trade=T1
      line A3 acquirer 2026-06-02 refund -29.90 order=O1 trade=T1
      line A4 acquirer 2026-06-02 subsidy 39.90
      line A5 acquirer 2026-06-02 subsidy 49.90
      line A6 acquirer 2026-06-03 subsidy 5555.55
      bank B1 ccb 2026-06-03 119.80 from=银联商务
      bank B2 ccb 2026-06-04 5585.45 from=银联商务
      --- expect
      match O1 = A2 + A3
      suggest T1 + acquirer/2026-06-02 = B1 by whole-days-moved
      suggest T1 + acquirer/2026-06-03 = B2 by whole-days-moved
      suggest acquirer/2026-06-03 = B2 by whole-day-near-amount
      finding payout-missing acquirer 2026-06-02 -149.70
      finding payout-missing acquirer 2026-06-03 -5555.55
      finding bank-credit-unexplained B1 119.80
      finding bank-credit-unexplained B2 5585.45
    `));

  it('among few and large lines the only answer is taken, and the rest of the day comes with the next', () =>
    check(`
      line A1 acquirer 2026-06-02 subsidy 3456.70
      line A2 acquirer 2026-06-02 subsidy 1289.13
      line A3 acquirer 2026-06-02 subsidy 2031.44
      line A4 acquirer 2026-06-03 subsidy 5555.55
      bank B1 ccb 2026-06-03 5488.14 from=银联商务
      bank B2 ccb 2026-06-04 6844.68 from=银联商务
      --- expect
      match A1 + A3 = B1 by day-lines
      match A2 + acquirer/2026-06-03 = B2 by whole-days-in-window
      suggest nothing
    `));

  it('a difference that one small line explains is no payout-mismatch', () =>
    check(`
      line A1 acquirer 2026-06-02 subsidy 3456.70
      line A2 acquirer 2026-06-02 subsidy 4.20
      bank B1 ccb 2026-06-03 3456.70 from=银联商务
      --- expect
      suggest A2 + acquirer/2026-06-02 = B1 by whole-days-moved
      suggest acquirer/2026-06-02 = B1 by whole-day-near-amount
      finding payout-missing acquirer 2026-06-02 -3460.90
      finding bank-credit-unexplained B1 3456.70
    `));

  it('days paid together a few fen short are one group with one difference', () =>
    check(`
      line A1 acquirer 2026-06-05 subsidy 70.00
      line A2 acquirer 2026-06-06 subsidy 11.00
      line A3 acquirer 2026-06-07 subsidy 13.00
      bank B1 ccb 2026-06-08 93.60 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1 by whole-day-near-amount
      finding payout-mismatch B1 -0.40
    `));

  it('equal days and as many equal credits are taken first in, first out', () =>
    check(`
      line A1 acquirer 2026-06-06 subsidy 70.00
      line A2 acquirer 2026-06-07 subsidy 70.00
      bank B1 ccb 2026-06-08 70.00 from=银联商务
      bank B2 ccb 2026-06-08 70.00 from=银联商务
      --- expect
      match acquirer/2026-06-06 = B1
      match acquirer/2026-06-07 = B2
    `));

  it('a day that comes to nothing makes no rival', () =>
    check(`
      line A1 acquirer 2026-06-05 subsidy 70.00
      line A2 acquirer 2026-06-06 subsidy 11.00
      line A3 acquirer 2026-06-06 adjustment -11.00
      line A4 acquirer 2026-06-07 subsidy 13.00
      bank B1 ccb 2026-06-08 83.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1
    `));
});

describe('amounts that agree and words that don’t', () => {
  it('are suggested, and each side keeps its finding', () =>
    check(`
      payout P1 wechat 2026-06-02 4321.09
      bank   B1 ccb    2026-06-02 4321.09 from=某公司
      --- expect
      suggest P1 = B1 by weak-pair
      finding payout-missing P1 -4321.09
      finding bank-credit-unexplained B1 4321.09
    `));

  it('so is a payout that came to another bank account', () =>
    check(`
      payout P0 wechat 2026-06-01 10.00
      bank   B0 ccb    2026-06-01 10.00 from=财付通
      payout P1 wechat 2026-06-02 4321.09
      bank   B1 icbc   2026-06-02 4321.09 from=财付通
      --- expect
      match P0 = B0
      suggest P1 = B1 by weak-pair
      finding payout-missing P1 -4321.09
      finding bank-credit-unexplained B1 4321.09
    `));

  it('rivals for one payout are all suggested', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-03 500.00 from=财付通
      --- expect
      suggest P1 = B1
      suggest P1 = B2
      finding ambiguous-match P1 P1+B1+B2
    `));
});

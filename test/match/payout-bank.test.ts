import { describe, it } from 'vitest';

import { check } from './table-world.ts';

describe('a payout that the bank does not show', () => {
  it('is in transit through its due day and grace, then missing, and arrives late', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-10 500.00 from=财付通支付科技有限公司
      --- on 2026-06-03
      --- on 2026-06-04
      finding payout-missing P1 -500.00 critical
      --- on 2026-06-09
      finding payout-missing P1 -500.00
      --- on 2026-06-10
      --- expect
      match P1 = B1 by payout-by-amount-late
    `));

  it('a withdrawal by hand waits a working day and its grace, over the Dragon Boat holiday too', () =>
    check(`
      payout P1 alipay 2026-06-18 500.00
      --- on 2026-06-23
      --- on 2026-06-24
      finding payout-missing P1 -500.00
      --- expect
      finding payout-missing P1 -500.00
    `));

  it('is not looked for without end: months later a person has to say', () =>
    check(`
      payout P1 wechat 2026-03-02 500.00
      bank   B1 ccb    2026-07-10 500.00 from=财付通
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));

  it('a payout of nothing is no payout', () =>
    check(`
      payout P1 wechat 2026-06-02 0.00
      --- expect
    `));

  it('is not answered by a debit, by another currency, or by another bank account than the terms name', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 -500.00 from=财付通
      bank   B2 ccb    2026-06-02  500.00 from=财付通 currency=USD
      bank   B3 icbc   2026-06-02  500.00 from=财付通
      --- expect
      finding payout-missing P1 -500.00
      finding bank-debit-unexplained B1 -500.00 medium
      finding bank-credit-unexplained B2 500.00 USD
      finding bank-credit-unexplained B3 500.00
    `));

  it('is not answered by money that came before it', () =>
    check(`
      payout P1 wechat 2026-06-03 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));

  it('is not answered by a stranger of the same amount', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=杭州某某贸易有限公司 memo=货款
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));

  it('is not answered by another platform’s money of the same amount', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=支付宝（中国）网络技术有限公司
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));
});

describe('a payout and its credit', () => {
  it('are a pair on the day itself, at once', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      --- on 2026-06-02
      --- expect
      match P1 = B1 by payout-by-amount-in-window
    `));

  it('are told by the bank line’s words where it has no counterparty', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 memo=微信支付提现
      --- expect
      match P1 = B1
    `));

  it('a bank line that says nothing at all contradicts nobody', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00
      --- expect
      match P1 = B1
    `));

  it('but a silent line is not taken late', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-09 500.00
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));

  it('a stranger of the same amount on the same day is told apart by its name', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=某客户 memo=货款
      bank   B2 ccb    2026-06-02 500.00 from=财付通
      --- expect
      match P1 = B2
      finding bank-credit-unexplained B1 500.00
    `));

  it('a silent line beside one that names the platform leaves a doubt: nothing is taken', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00
      bank   B2 ccb    2026-06-02 500.00 from=财付通
      --- expect
      finding ambiguous-match P1 P1+B1+B2 medium
    `));

  it('a line that names the payout’s number is the one, whoever else has the amount', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 number=100200300400
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-03 500.00 from=财付通 memo=微信提现100200300400
      --- expect
      match 100200300400 = B2 by payout-by-number
      finding bank-credit-unexplained B1 500.00
    `));

  it('the number holds although the amounts differ, and the difference is the finding', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 number=100200300400
      bank   B1 ccb    2026-06-02 495.00 memo=100200300400
      --- expect
      match 100200300400 = B1 by payout-by-number
      finding payout-mismatch 100200300400 B1 -5.00 high
    `));

  it('further apart than 1 % and 10.00 even a number makes no pair: each has its own finding', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 number=100200300400
      bank   B1 ccb    2026-06-02 450.00 memo=100200300400
      --- expect
      finding payout-missing 100200300400 -500.00 critical
      finding bank-credit-unexplained B1 450.00
    `));

  it('a credit booked before the payout was sent is another one, whatever number it names', () =>
    check(`
      payout P1 wechat 2026-06-10 500.00 number=100200300400
      bank   B1 ccb    2026-06-02 500.00 memo=100200300400
      --- expect
      finding payout-missing 100200300400 -500.00 critical
      finding bank-credit-unexplained B1 500.00
    `));

  it('a number inside a longer one is another number', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 number=100200300400
      bank   B1 ccb    2026-06-02 499.00 from=某客户 memo=9100200300400
      --- expect
      finding payout-missing 100200300400 -500.00
      finding bank-credit-unexplained B1 499.00
    `));

  it('a short number in a memo is chance', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 number=2026
      bank   B1 ccb    2026-06-02 100.00 from=某客户 memo=2026年6月货款
      --- expect
      finding payout-missing 2026 -500.00
      finding bank-credit-unexplained B1 100.00
    `));

  it('two payouts of one day with amounts of their own find their own', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-02 300.00
      bank   B1 ccb    2026-06-02 300.00 from=财付通
      bank   B2 ccb    2026-06-02 500.00 from=财付通
      --- expect
      match P1 = B2
      match P2 = B1
    `));

  it('greedy by date would be wrong: what is exact in its window comes before what is near', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-03 501.00
      bank   B1 ccb    2026-06-03 501.00 from=财付通
      bank   B2 ccb    2026-06-03 499.50 from=财付通
      --- expect
      match P1 = B2 by payout-near-amount
      match P2 = B1 by payout-by-amount-in-window
      finding payout-mismatch P1 B2 -0.50
    `));
});

describe('a credit that differs a little from its payout', () => {
  it('is one group with its difference, short or over, up to one per cent', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      payout P2 wechat 2026-06-10 5000.00
      bank   B1 ccb    2026-06-02 4950.00 from=财付通
      bank   B2 ccb    2026-06-10 5050.00 from=财付通
      --- expect
      match P1 = B1
      match P2 = B2
      finding payout-mismatch P1 B1 -50.00
      finding payout-mismatch P2 B2 50.00
    `));

  it('a fen beyond one per cent is no pair: each side has its own finding', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      bank   B1 ccb    2026-06-02 4949.99 from=财付通
      --- expect
      finding payout-missing P1 -5000.00
      finding bank-credit-unexplained B1 4949.99
    `));

  it('small payouts may differ by ten yuan', () =>
    check(`
      payout P1 wechat 2026-06-02 100.00
      payout P2 wechat 2026-06-10 100.00
      bank   B1 ccb    2026-06-02 90.00 from=财付通
      bank   B2 ccb    2026-06-10 89.99 from=财付通
      --- expect
      match P1 = B1
      finding payout-mismatch P1 B1 -10.00
      finding payout-missing P2 -100.00
      finding bank-credit-unexplained B2 89.99
    `));

  it('is no pair without the platform’s name, or late', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      payout P2 wechat 2026-06-10 7000.00
      bank   B1 ccb    2026-06-02 4999.00
      bank   B2 ccb    2026-06-20 6999.00 from=财付通
      --- expect
      finding payout-missing P1 -5000.00
      finding payout-missing P2 -7000.00
      finding bank-credit-unexplained B1 4999.00
      finding bank-credit-unexplained B2 6999.00
    `));

  it('with a rival is no pair: it isn’t each other’s only candidate', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      bank   B1 ccb    2026-06-02 4999.00 from=财付通
      bank   B2 ccb    2026-06-02 4998.00 from=财付通
      --- expect
      finding payout-missing P1 -5000.00
      finding bank-credit-unexplained B1 4999.00
      finding bank-credit-unexplained B2 4998.00
    `));

  it('the exact pair is taken first, and leaves the near one alone', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      payout P2 wechat 2026-06-02 5001.00
      bank   B1 ccb    2026-06-02 5001.00 from=财付通
      bank   B2 ccb    2026-06-02 4998.00 from=财付通
      --- expect
      match P1 = B2
      match P2 = B1
      finding payout-mismatch P1 B2 -2.00
    `));
});

describe('equal amounts that nothing tells apart', () => {
  it('one payout and two credits: nothing is taken, all are named, and no credit is unexplained beside it', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-03 500.00 from=财付通
      --- expect
      finding ambiguous-match P1 P1+B1+B2 medium
    `));

  it('two payouts and one credit: the credit is named', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      --- expect
      finding ambiguous-match B1 P1+P2+B1 medium
    `));

  it('as many payouts as credits are interchangeable: first in, first out, and no finding', () =>
    check(`
      payout P1 wechat 2026-06-02T09:00:00 500.00
      payout P2 wechat 2026-06-02T18:00:00 500.00
      bank   B1 ccb    2026-06-02T10:00:00 500.00 from=财付通
      bank   B2 ccb    2026-06-03T08:00:00 500.00 from=财付通
      --- expect
      match P1 = B1
      match P2 = B2
    `));

  it('three of each on three days in a row', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-03 500.00
      payout P3 wechat 2026-06-04 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-03 500.00 from=财付通
      bank   B3 ccb    2026-06-04 500.00 from=财付通
      --- expect
      match P1 = B1
      match P2 = B2
      match P3 = B3
    `));

  it('equal amounts in different months are no rivals', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-07-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-07-02 500.00 from=财付通
      --- expect
      match P1 = B1
      match P2 = B2
    `));

  it('the same amounts on other days are no match (an amount alone says nothing)', () =>
    check(`
      payout P1 wechat 2026-06-20 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      --- expect
      finding payout-missing P1 -500.00
      finding bank-credit-unexplained B1 500.00
    `));

  it('of two platforms with one amount, each finds its own by name', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 alipay 2026-06-02 500.00
      bank   B1 ccb    2026-06-03 500.00 from=支付宝
      bank   B2 ccb    2026-06-03 500.00 from=财付通
      --- expect
      match P1 = B2
      match P2 = B1
    `));

  it('a silent credit that two platforms could mean is nobody’s', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 alipay 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00
      --- expect
      finding ambiguous-match B1 P1+P2+B1
    `));
});

describe('a payout that came back', () => {
  it('by number: the bank never saw it', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      return R1 wechat 2026-06-04 500.00 number=P1
      --- on 2026-06-03
      --- on 2026-06-04
      finding payout-returned P1 -500.00 high
      --- expect
      match P1 = P1 by return-by-number
      finding payout-returned P1 -500.00
    `));

  it('by amount when only one payout can be meant', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      return R1 wechat 2026-06-04 500.00 number=-
      --- expect
      match P1 = R1 by return-by-amount
      finding payout-returned P1 -500.00
    `));

  it('is left open when two payouts could be meant', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-02 500.00
      return R1 wechat 2026-06-04 500.00 number=-
      --- expect
      finding payout-missing P1 -500.00
      finding payout-missing P2 -500.00
    `));

  it('the bank’s credit and the debit that takes it back belong to it', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      return R1 wechat 2026-06-04 500.00 number=P1
      bank   B1 ccb    2026-06-02  500.00 from=财付通
      bank   B2 ccb    2026-06-04 -500.00 from=财付通 memo=退票
      --- expect
      match P1 = B1 + B2 + P1
      finding payout-returned P1 -500.00
    `));

  it('and is paid out again: the second payout has its own credit', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00
      return R1 wechat 2026-06-04 500.00 number=P1
      payout P2 wechat 2026-06-05 500.00
      bank   B1 ccb    2026-06-05 500.00 from=财付通
      --- expect
      match P1 = P1
      match P2 = B1
      finding payout-returned P1 -500.00
    `));
});

describe('bank lines that nobody expected', () => {
  it('a credit is a finding after the bank’s grace, not before', () =>
    check(`
      bank B1 ccb 2026-06-02 88.00 from=某客户
      --- on 2026-06-05
      --- on 2026-06-06
      finding bank-credit-unexplained B1 88.00 high
      --- expect
      finding bank-credit-unexplained B1 88.00
    `));

  it('so is a debit', () =>
    check(`
      bank B1 ccb 2026-06-02 -88.00 memo=手续费
      --- on 2026-06-05
      --- expect
      finding bank-debit-unexplained B1 -88.00 medium
    `));

  it('a credit waits for a platform file that tells of its payout later', () =>
    check(`
      bank   B1 ccb    2026-06-03 500.00 from=财付通
      payout P1 wechat 2026-06-02 500.00
      --- on 2026-06-03
      --- expect
      match P1 = B1
    `));
});

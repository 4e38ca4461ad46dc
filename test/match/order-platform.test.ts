import { describe, it } from 'vitest';

import { check } from './table-world.ts';

describe('an order that nothing was settled for', () => {
  it('is nothing before the day after its due day, then a finding, and goes away when its line comes', () =>
    check(`
      order O1 2026-06-02 128.00
      line  L1 wechat 2026-06-10 sale 128.00 order=O1
      --- on 2026-06-02
      --- on 2026-06-03
      finding order-unsettled O1 -128.00 high
      --- on 2026-06-09
      finding order-unsettled O1 -128.00
      --- on 2026-06-10
      --- expect
      match O1 = L1 by by-merchant-order-no
    `));

  it('waits for the confirmation, the seven days after it and the grace, where the cycle says so', () =>
    check(`
      order O1 2026-06-01 50.00 platform=douyin confirmed=2026-06-10 status=completed
      order O2 2026-06-01 60.00 platform=douyin status=shipped
      --- on 2026-06-19
      --- on 2026-06-20
      finding order-unsettled O1 -50.00
      --- expect
      finding order-unsettled O1 -50.00
    `));

  it('counts working days over the Dragon Boat holiday where the contract counts them', () =>
    check(`
      order O1 2026-06-18 50.00 platform=lakala
      --- on 2026-06-22
      --- on 2026-06-23
      finding order-unsettled O1 -50.00
      --- expect
      finding order-unsettled O1 -50.00
    `));

  it('is nobody’s claim when it was cancelled, never paid, or cost nothing', () =>
    check(`
      order O1 2026-06-02 128.00 status=cancelled
      order O2 2026-06-02 128.00 status=unpaid paid=no
      order O3 2026-06-02 0.00
      --- expect
    `));

  it('is no finding on a platform whose cycle nobody knows', () =>
    check(`
      order O1 2026-06-02 128.00 platform=etsy
      --- expect
    `));

  it('is not settled by the line of another order of the same amount', () =>
    check(`
      order O1 2026-06-02 128.00
      line  L1 wechat 2026-06-02 sale 128.00 order=O9
      --- expect
      finding order-unsettled O1 -128.00
      finding settlement-without-order O9 128.00
    `));

  it('is found by its trade number when the line carries no order number', () =>
    check(`
      order O1 2026-06-02 128.00 trade=T1
      line  L1 wechat 2026-06-02 sale 128.00 trade=T1
      --- expect
      match O1 = L1 by by-platform-trade-no
    `));

  it('an empty trade number and an empty order number are no evidence', () =>
    check(`
      order O1 2026-06-02 128.00
      line  L1 wechat 2026-06-02 sale 128.00 trade=-
      --- expect
      finding order-unsettled O1 -128.00
      finding settlement-without-order wechat 2026-06-02 128.00
    `));
});

describe('a line whose order the books do not have', () => {
  it('is a finding from its day on, and goes away when the order is there', () =>
    check(`
      line  L1 wechat 2026-06-02 sale 128.00 order=O1
      --- on 2026-06-01
      --- on 2026-06-02
      finding settlement-without-order O1 128.00 high
      --- expect
      finding settlement-without-order O1 128.00
    `));

  it('a sale and its refund of an unknown order are one finding, of the sale', () =>
    check(`
      line  L1 wechat 2026-06-02 sale    128.00 order=O1
      line  R1 wechat 2026-06-05 refund -128.00 order=O1 trade=L1 refund=R1
      --- expect
      finding settlement-without-order O1 128.00
    `));

  it('a refund alone of an unknown order is a finding of its own amount', () =>
    check(`
      line  R1 wechat 2026-06-05 refund -28.00 order=O1 trade=T1 refund=R1
      --- expect
      finding settlement-without-order O1 -28.00
    `));

  it('a fee, a transfer or a deposit needs no order', () =>
    check(`
      line  F1 wechat 2026-06-05 fee      -2.00 order=O1
      line  T1 wechat 2026-06-05 transfer -50.00
      line  D1 wechat 2026-06-05 deposit 100.00
      --- expect
    `));

  it('an order of the next month is not in the books yet', () =>
    check(`
      order O1 2026-07-01T00:00:10 128.00
      line  L1 wechat 2026-06-30T23:59:59 sale 128.00 order=O1
      --- expect
      match O1 = L1
    `));
});

describe('an amount that differs', () => {
  it('short is in transit until the order is past due, since more may come', () =>
    check(`
      order O1 2026-06-01 100.00 platform=lakala
      line  L1 capped 2026-06-01 sale 60.00 order=O1 fee=0.36
      line  L2 capped 2026-06-10 sale 40.00 order=O1 fee=0.24
      --- on 2026-06-02
      --- on 2026-06-03
      finding amount-mismatch O1 -40.00 high
      --- on 2026-06-09
      finding amount-mismatch O1 -40.00
      --- on 2026-06-10
      --- expect
      match O1 = L1 + L2
    `));

  it('over is a finding at once, and only medium', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 110.00 order=O1
      --- on 2026-06-01
      finding amount-mismatch O1 10.00 medium
      --- expect
      match O1 = L1
      finding amount-mismatch O1 10.00
    `));

  it('an order paid in two trades is the sum of both', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 60.00 order=O1
      line  L2 alipay 2026-06-01 sale 40.00 order=O1
      --- expect
      match O1 = L1 + L2
    `));

  it('a wrong amount is no wrong fee beside it: the fee is measured on its own line', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wxfee 2026-06-01 sale 90.00 order=O1 fee=0.54
      --- expect
      match O1 = L1
      finding amount-mismatch O1 -10.00
    `));

  it('within the tolerance of the books is none', async () => {
    const { SETTINGS } = await import('./world-books.ts');
    const { minor } = await import('../../src/model/money.ts');
    const settings = {
      ...SETTINGS,
      tolerance: {
        ...SETTINGS.tolerance,
        legs: { ...SETTINGS.tolerance.legs, 'order-settlement': { amount: minor(5) } },
      },
    };
    await check(
      `
      order O1 2026-06-01 100.00
      order O2 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 99.95 order=O1
      line  L2 wechat 2026-06-01 sale 99.94 order=O2
      --- expect
      match O1 = L1
      match O2 = L2
      finding amount-mismatch O2 -0.06
    `,
      settings,
    );
  });
});

describe('fees against the contract', () => {
  it('a fee rounded half up at the fen is right, half a fen either way', () =>
    check(`
      order O1 2026-06-01 128.00
      order O2 2026-06-01 0.83
      order O3 2026-06-01 0.84
      line  L1 wxfee 2026-06-01 sale 128.00 order=O1 fee=0.77
      line  L2 wxfee 2026-06-01 sale 0.83 order=O2 fee=0.00
      line  L3 wxfee 2026-06-01 sale 0.84 order=O3 fee=0.01
      --- expect
      match O1 = L1
      match O2 = L2
      match O3 = L3
    `));

  it('too much kept is medium, too little low', () =>
    check(`
      order O1 2026-06-01 75.00
      order O2 2026-06-01 75.00
      line  L1 wxfee 2026-06-01 sale 75.00 order=O1 fee=0.47
      line  L2 wxfee 2026-06-01 sale 75.00 order=O2 fee=0.44
      --- expect
      match O1 = L1
      match O2 = L2
      finding fee-mismatch O1 0.02 medium
      finding fee-mismatch O2 -0.01 low
    `));

  it('a fee in a row of its own is measured with its trade', () =>
    check(`
      order O1 2026-06-01 128.00
      order O2 2026-06-01 128.00
      line  L1 alifee 2026-06-01 sale 128.00 order=O1
      line  F1 alifee 2026-06-01 fee 0.00 fee=0.77 trade=L1 order=O1
      line  L2 alifee 2026-06-01 sale 128.00 order=O2
      line  F2 alifee 2026-06-01 fee 0.00 fee=0.80 trade=L2 order=O2
      --- expect
      match O1 = F1 + L1
      match O2 = F2 + L2
      finding fee-mismatch O2 0.03
    `));

  it('a fee row that names only its trade goes where the payment went', () =>
    check(`
      order O1 2026-06-01 128.00
      line  L1 alifee 2026-06-01 sale 128.00 order=O1
      line  F1 alifee 2026-06-01 fee 0.00 fee=0.77 trade=L1
      --- expect
      match O1 = F1 + L1
    `));

  it('a contract’s minimum and maximum hold', () =>
    check(`
      order O1 2026-06-01 1.00 platform=lakala
      order O2 2026-06-01 9000.00 platform=lakala
      line  L1 capped 2026-06-01 sale 1.00 order=O1 fee=0.10
      line  L2 capped 2026-06-01 sale 9000.00 order=O2 fee=54.00
      --- expect
      match O1 = L1
      match O2 = L2
      finding fee-mismatch O2 34.00
    `));

  it('a missing fee is a finding where a contract asks for one, and nothing where none is agreed', () =>
    check(`
      order O1 2026-06-01 128.00
      order O2 2026-06-01 128.00
      line  L1 wxfee  2026-06-01 sale 128.00 order=O1
      line  L2 wechat 2026-06-01 sale 128.00 order=O2 fee=5.00
      --- expect
      match O1 = L1
      match O2 = L2
      finding fee-mismatch O1 -0.77 low
    `));

  it('a sum of two trades is charged line by line, not on the total', () =>
    check(`
      order O1 2026-06-01 1.68
      line  L1 wxfee 2026-06-01 sale 0.84 order=O1 fee=0.01
      line  L2 wxfee 2026-06-01 sale 0.84 order=O1 fee=0.01
      --- expect
      match O1 = L1 + L2
    `));
});

describe('currencies', () => {
  it('are never mixed: the two sides of one order in different ones are a finding, and no amount', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1 currency=USD
      --- expect
      match O1 = L1
      finding currency-mismatch O1 100.00 USD
    `));

  it('an order in dollars settled in dollars is in order', () =>
    check(`
      order O1 2026-06-01 100.00 currency=USD
      line  L1 wechat 2026-06-01 sale 100.00 order=O1 currency=USD
      --- expect
      match O1 = L1
    `));
});

describe('lines of an unusual kind', () => {
  it('a dispute debit is a chargeback', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1
      line  C1 wechat 2026-06-09 chargeback -100.00 order=O1 trade=L1
      --- on 2026-06-08
      --- expect
      match O1 = C1 + L1
      finding chargeback O1 -100.00 high
    `));

  it('money taken under an unknown type with no order is unclassified; with an order or coming in it is not', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1
      line  U1 wechat 2026-06-02 unknown -3.00 type=其他
      line  U2 wechat 2026-06-02 unknown -4.00 order=O1
      line  U3 wechat 2026-06-02 unknown 5.00 type=其他
      --- expect
      match O1 = L1 + U2
      finding unclassified-deduction wechat 2026-06-02 -3.00 high
    `));
});

describe('a trade bill and a fund bill of one account', () => {
  it('tell the same money once: nothing is added up', () =>
    check(`
      order O1 2026-06-01 100.00
      line  T1 wxfee 2026-06-01 sale 100.00 order=O1 trade=W1 fee=0.60 bill=trade
      line  F1 wxfee 2026-06-01 sale 100.00 trade=W1 bill=fund
      line  F2 wxfee 2026-06-01 fee 0.00 fee=0.60 trade=W1 bill=fund
      --- expect
      match O1 = T1
      tie F1 = T1 by tie-trade-and-fund
      tie F2 = T1
    `));

  it('whichever file comes first', () =>
    check(`
      line  F1 wxfee 2026-06-01 sale 100.00 trade=W1 bill=fund
      line  F2 wxfee 2026-06-01 fee 0.00 fee=0.60 trade=W1 bill=fund
      line  T1 wxfee 2026-06-01 sale 100.00 order=O1 trade=W1 fee=0.60 bill=trade
      order O1 2026-06-01 100.00
      --- expect
      match O1 = T1
      tie F1 = T1
      tie F2 = T1
    `));

  it('refunds are tied by their numbers, two of one amount each to its own', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=20.00
      line  T1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=trade
      line  T2 wechat 2026-06-03 refund -10.00 order=O1 trade=W1 refund=R1 bill=trade
      line  T3 wechat 2026-06-03 refund -10.00 order=O1 trade=W1 refund=R2 bill=trade
      line  F1 wechat 2026-06-01 sale 100.00 trade=W1 bill=fund
      line  F2 wechat 2026-06-03 refund -10.00 trade=W1 refund=R2 bill=fund
      line  F3 wechat 2026-06-03 refund -10.00 trade=W1 refund=R1 bill=fund
      --- expect
      match O1 = T1 + T2 + T3
      tie F1 = T1
      tie F2 = T3 by tie-refunds
      tie F3 = T2
    `));

  it('a refund that only the fund bill has is not lost', () =>
    check(`
      order O1 2026-06-01 100.00
      line  T1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=trade
      line  F1 wechat 2026-06-01 sale 100.00 trade=W1 bill=fund
      line  F2 wechat 2026-06-03 refund -10.00 trade=W1 refund=R1 bill=fund
      --- expect
      match O1 = F2 + T1
      tie F1 = T1
      finding refund-unbooked O1 -10.00
    `));

  it('without a trade bill the fund bill alone settles the order', () =>
    check(`
      order O1 2026-06-01 100.00 trade=W1
      line  F1 wechat 2026-06-01 sale 100.00 trade=W1 bill=fund
      --- expect
      match O1 = F1
    `));

  it('the same number at another account is another trade', () =>
    check(`
      order O1 2026-06-01 100.00
      line  T1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=trade
      line  F1 wxfee  2026-06-01 sale 100.00 order=O2 trade=W1 bill=fund fee=0.60
      --- expect
      match O1 = T1
      finding settlement-without-order O2 100.00
    `));
});

describe('an unknown order in two currencies', () => {
  it('is two findings: yuan and dollars are never added up', () =>
    check(`
      line L1 wechat 2026-06-01 sale 100.00 order=O9
      line L2 wechat 2026-06-01 sale 30.00 order=O9 currency=USD
      --- expect
      finding settlement-without-order O9 100.00
      finding settlement-without-order O9 30.00 USD
    `));
});

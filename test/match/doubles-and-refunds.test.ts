import { describe, it } from 'vitest';

import { check } from './table-world.ts';

describe('one number twice', () => {
  it('two rows of one file with other contents are a finding, of the order', () =>
    check(`
      order O1 2026-06-01 100.00
      order O1 2026-06-01 120.00
      line  L1 wechat 2026-06-01 sale 120.00 order=O1
      --- expect
      match O1 = L1
      finding duplicate-order O1 -20.00
    `));

  it('two equal rows of one file are the same order, told twice', () =>
    check(`
      order O1 2026-06-01 100.00
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1
      --- expect
      match O1 = L1
    `));

  it('from two shops it is a finding, whatever the files', () =>
    check(`
      order O1 2026-06-01 100.00 shop=A file=a.csv
      order O1 2026-06-02 80.00 shop=B file=b.csv
      line  L1 wechat 2026-06-02 sale 80.00 order=O1
      --- expect
      match O1 = L1
      finding duplicate-order O1 20.00 high
    `));

  it('a later export of an order is its new version and no finding', () =>
    check(`
      order O1 2026-06-01 100.00 file=june-1.csv
      order O1 2026-06-01 100.00 refunded=100.00 status=completed confirmed=2026-06-09 file=june-2.csv
      line  L1 wechat 2026-06-01 sale 100.00 order=O1
      line  R1 wechat 2026-06-08 refund -100.00 order=O1 trade=L1 refund=R1
      --- expect
      match O1 = L1 + R1
    `));

  it('a trade settled by two rows counts once, and the second row is the finding', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01T10:00:00 sale 100.00 order=O1 trade=T1
      line  L2 wechat 2026-06-02T10:00:00 sale 100.00 order=O1 trade=T1
      --- on 2026-06-01
      --- on 2026-06-02
      finding duplicate-settlement O1 100.00 high
      --- expect
      match O1 = L1 + L2
      finding duplicate-settlement O1 100.00
    `));

  it('a duplicate of an order that the books do not have counts in no sum either', () =>
    check(`
      line  L1 wechat 2026-06-01T10:00:00 sale 100.00 order=O1 trade=T1
      line  L2 wechat 2026-06-02T10:00:00 sale 100.00 order=O1 trade=T1
      --- expect
      finding duplicate-settlement O1 100.00
      finding settlement-without-order O1 100.00
    `));

  it('a duplicate’s fee is no wrong fee', () =>
    check(`
      order O1 2026-06-01 128.00
      line  L1 wxfee 2026-06-01T10:00:00 sale 128.00 order=O1 trade=T1 fee=0.77
      line  L2 wxfee 2026-06-02T10:00:00 sale 128.00 order=O1 trade=T1 fee=0.77
      --- expect
      match O1 = L1 + L2
      finding duplicate-settlement O1 128.00
    `));

  it('two refunds of one trade with numbers of their own are two refunds', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=20.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1 trade=T1
      line  R1 wechat 2026-06-05 refund -10.00 order=O1 trade=T1 refund=R1
      line  R2 wechat 2026-06-05 refund -10.00 order=O1 trade=T1 refund=R2
      --- expect
      match O1 = L1 + R1 + R2
    `));

  it('one refund in two rows is settled twice', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=10.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1 trade=T1
      line  R1 wechat 2026-06-05T09:00:00 refund -10.00 order=O1 trade=T1 refund=R1
      line  R2 wechat 2026-06-05T10:00:00 refund -10.00 order=O1 trade=T1 refund=R1
      --- expect
      match O1 = L1 + R1 + R2
      finding duplicate-settlement O1 -10.00
    `));
});

describe('an order that should not have been settled', () => {
  it('cancelled and refunded in full is in order', () =>
    check(`
      order O1 2026-06-01 100.00 status=cancelled
      line  L1 wechat 2026-06-01 sale    100.00 order=O1
      line  R1 wechat 2026-06-03 refund -100.00 order=O1 trade=L1 refund=R1
      --- on 2026-06-02
      finding status-mismatch O1 100.00 high
      --- expect
      match O1 = L1 + R1
    `));

  it('cancelled and refunded in part is one finding, of its status, and none of its refund', () =>
    check(`
      order O1 2026-06-01 100.00 status=cancelled
      line  L1 wechat 2026-06-01 sale   100.00 order=O1
      line  R1 wechat 2026-06-03 refund -40.00 order=O1 trade=L1 refund=R1
      --- expect
      match O1 = L1 + R1
      finding status-mismatch O1 100.00
    `));

  it('unpaid in the books and settled at the platform', () =>
    check(`
      order O1 2026-06-01 100.00 status=unpaid paid=no
      line  L1 wechat 2026-06-01 sale 90.00 order=O1
      --- expect
      match O1 = L1
      finding status-mismatch O1 90.00
    `));
});

describe('refunds', () => {
  it('at the platform and not in the books, in full or in part', () =>
    check(`
      order O1 2026-06-01 100.00
      order O2 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale    100.00 order=O1
      line  R1 wechat 2026-06-03 refund -100.00 order=O1 trade=L1 refund=R1
      line  L2 wechat 2026-06-01 sale    100.00 order=O2
      line  R2 wechat 2026-06-03 refund  -30.00 order=O2 trade=L2 refund=R2
      --- on 2026-06-02
      --- expect
      match O1 = L1 + R1
      match O2 = L2 + R2
      finding refund-unbooked O1 -100.00 high
      finding refund-unbooked O2 -30.00 high
    `));

  it('in the books and not at the platform, once the order is past due', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=30.00 platform=lakala
      line  L1 capped 2026-06-01 sale 100.00 order=O1 fee=0.60
      --- on 2026-06-02
      --- on 2026-06-03
      finding refund-missing O1 30.00 medium
      --- expect
      match O1 = L1
      finding refund-missing O1 30.00
    `));

  it('on both sides with other sums', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=30.00
      order O2 2026-06-01 100.00 refunded=30.00
      line  L1 wechat 2026-06-01 sale   100.00 order=O1
      line  R1 wechat 2026-06-03 refund -25.00 order=O1 trade=L1 refund=R1
      line  L2 wechat 2026-06-01 sale   100.00 order=O2
      line  R2 wechat 2026-06-03 refund -35.00 order=O2 trade=L2 refund=R2
      --- expect
      match O1 = L1 + R1
      match O2 = L2 + R2
      finding refund-mismatch O1 5.00 medium
      finding refund-mismatch O2 -5.00
    `));

  it('several refunds are one sum', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=60.00
      line  L1 wechat 2026-06-01 sale   100.00 order=O1
      line  R1 wechat 2026-06-03 refund -25.00 order=O1 trade=L1 refund=R1
      line  R2 wechat 2026-06-04 refund -35.00 order=O1 trade=L1 refund=R2
      --- expect
      match O1 = L1 + R1 + R2
    `));

  it('that name only their original trade go to its order', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=25.00
      line  L1 wechat 2026-06-01 sale   100.00 order=O1
      line  R1 wechat 2026-06-03 refund -25.00 trade=L1 refund=R1
      --- expect
      match O1 = L1 + R1 by by-merchant-order-no
    `));

  it('that name a trade nobody knows belong to no order', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=25.00
      line  L1 wechat 2026-06-01 sale   100.00 order=O1
      line  R1 wechat 2026-06-03 refund -25.00 trade=T9 refund=R1
      --- expect
      match O1 = L1
      finding refund-missing O1 25.00
      finding settlement-without-order T9 -25.00
    `));

  it('an order that is unsettled has no refund finding beside it', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=30.00
      --- expect
      finding order-unsettled O1 -100.00
    `));

  it('the fee comes back in proportion, refund after refund, half to the even fen', () =>
    check(`
      order O1 2026-06-01 8.50 refunded=1.70
      line  L1 wxfee 2026-06-01 sale    8.50 order=O1 fee=0.05
      line  R1 wxfee 2026-06-03 refund -0.85 order=O1 trade=L1 refund=R1 fee=0.00
      line  R2 wxfee 2026-06-04 refund -0.85 order=O1 trade=L1 refund=R2 fee=-0.01
      --- expect
      match O1 = L1 + R1 + R2
    `));

  it('less fee than that is a finding, and more is none of this code', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=100.00
      order O2 2026-06-01 100.00 refunded=50.00
      line  L1 wxfee 2026-06-01 sale    100.00 order=O1 fee=0.60
      line  R1 wxfee 2026-06-03 refund -100.00 order=O1 trade=L1 refund=R1
      line  L2 wxfee 2026-06-01 sale    100.00 order=O2 fee=0.60
      line  R2 wxfee 2026-06-03 refund  -50.00 order=O2 trade=L2 refund=R2 fee=-0.31
      --- expect
      match O1 = L1 + R1
      match O2 = L2 + R2
      finding fee-not-returned O1 -0.60 low
    `));

  it('a fee given back in a row of its own counts', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=100.00
      line  L1 alifee 2026-06-01 sale    100.00 order=O1
      line  F1 alifee 2026-06-01 fee 0.00 fee=0.60 trade=L1 order=O1
      line  R1 alifee 2026-06-03 refund -100.00 order=O1 trade=L1 refund=R1
      line  F2 alifee 2026-06-03 fee 0.00 fee=-0.60 trade=L1 order=O1
      --- expect
      match O1 = F1 + F2 + L1 + R1
    `));
});

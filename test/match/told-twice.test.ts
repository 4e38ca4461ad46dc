import { describe, it } from 'vitest';

import { check } from './table-world.ts';

describe('a shop platform tells its movements twice, in the details of the orders and in the ledger', () => {
  it('the sale, what the platform took and the refund of one order are each counted once', () =>
    check(`
      order O1 2026-06-01 100.00 refunded=30.00 status=completed confirmed=2026-06-03
      line  T1 douyin 2026-06-10 sale 100.00 fee=6.00 order=O1 trade=N1 bill=trade
      line  T2 douyin 2026-06-11 adjustment -8.00 order=O1 trade=N2 bill=trade
      line  T3 douyin 2026-06-12 refund -30.00 order=O1 trade=N3 refund=N3 bill=trade
      line  F1 douyin 2026-06-10 sale 94.00 order=O1 trade=N1 bill=fund
      line  F2 douyin 2026-06-11 adjustment -8.00 trade=N2 bill=fund
      line  F3 douyin 2026-06-12 refund -30.00 order=O1 trade=N3 refund=N3 bill=fund
      --- expect
      match O1 = T1 + T2 + T3
      tie F1 = T1 by tie-trade-and-fund
      tie F2 = T2 by tie-trade-and-fund
      tie F3 = T3 by tie-refunds
    `));

  it('a deduction of another amount under the same number is money of its own', () =>
    check(`
      order O1 2026-06-01 100.00 status=completed confirmed=2026-06-03
      line  T1 douyin 2026-06-10 sale 100.00 order=O1 trade=N1 bill=trade
      line  T2 douyin 2026-06-11 adjustment -8.00 order=O1 trade=N2 bill=trade
      line  F2 douyin 2026-06-11 adjustment -9.00 order=O1 trade=N2 bill=fund
      --- expect
      match O1 = F2 + T1 + T2
    `));
});

import type { KeyedPass } from '../pass.ts';
import { WITH_FUND_BILLS } from './with-fund-bills.ts';

/** A refund is tied by its own number, and where one of the bills has none, by its trade and amount. */
export const tieRefunds: KeyedPass = {
  name: 'tie-refunds',
  target: 'fund-trade',
  reason: {
    en: 'the same refund number in the trade bill and in the fund bill, or the same trade and amount where one has no number',
    zh: '交易账单与资金账单载有同一退款单号；一方无单号时，交易号与金额相同',
  },
  select: () => `
    SELECT f.id, f.account_id, MIN(t.id)
    FROM ${WITH_FUND_BILLS} CROSS JOIN v_line f JOIN v_line t ON t.account_id = f.account_id AND t.trade_no = f.trade_no
    WHERE f.bill = 'fund' AND f.kind = 'refund' AND t.bill = 'trade' AND t.kind = 'refund'
      AND (t.refund_no = f.refund_no OR ((t.refund_no IS NULL OR f.refund_no IS NULL) AND t.gross_minor = f.gross_minor))
    GROUP BY f.id, f.account_id`,
};

import type { KeyedPass } from '../pass.ts';
import { WITH_FUND_BILLS } from './with-fund-bills.ts';

/**
 * A payment in the trade bill and its movements in the fund bill carry one trade number: the same money, told twice.
 * So is a deduction that both tell under one number, as the same kind and to the same amount.
 */
export const tieTradeAndFund: KeyedPass = {
  name: 'tie-trade-and-fund',
  target: 'fund-trade',
  reason: {
    en: 'the trade bill and the fund bill of one account carry the same trade number',
    zh: '同一账户的交易账单与资金账单载有同一交易号',
  },
  select: () => `
    SELECT f.id, f.account_id, MIN(t.id)
    FROM ${WITH_FUND_BILLS} CROSS JOIN v_line f JOIN v_line t ON t.account_id = f.account_id AND t.trade_no = f.trade_no
    WHERE f.bill = 'fund' AND t.bill = 'trade'
      AND ((f.kind IN ('sale', 'fee') AND t.kind = 'sale')
        OR (f.kind NOT IN ('sale', 'refund') AND t.kind = f.kind AND t.net_minor = f.net_minor))
    GROUP BY f.id, f.account_id`,
};

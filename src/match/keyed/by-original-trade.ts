import type { KeyedPass } from '../pass.ts';
import { OPEN_LINES } from './open-lines.ts';

/** A refund or fee row that names no order, only the trade it belongs to: it goes where that trade's payment went. */
export const byOriginalTrade: KeyedPass = {
  name: 'by-original-trade',
  target: 'line-order',
  reason: {
    en: 'the line names the trade of a payment that is matched to the order',
    zh: '明细载有已勾对收款的交易号',
  },
  select: (lines) => `
    SELECT l.id, l.account_id, MIN(m.order_id)
    FROM ${lines} l JOIN v_line s ON s.account_id = l.account_id AND s.trade_no = l.trade_no AND s.kind = 'sale'
    JOIN v_line_match m ON m.line_id = s.id
    WHERE l.kind <> 'sale' AND ${OPEN_LINES}
    GROUP BY l.id, l.account_id
    HAVING COUNT(DISTINCT m.order_id) = 1`,
};

import type { KeyedPass } from '../pass.ts';
import { OPEN_LINES } from './open-lines.ts';

/** The order itself carries the platform's number of its payment: no doubt possible. */
export const byPlatformTradeNo: KeyedPass = {
  name: 'by-platform-trade-no',
  target: 'line-order',
  lasting: true,
  reason: { en: "the order carries the platform's own trade number", zh: '订单载有平台交易号' },
  select: () => `
    SELECT l.id, l.account_id, MIN(o.id)
    FROM v_order o CROSS JOIN v_line l
    WHERE o.trade_no IS NOT NULL AND l.trade_no = o.trade_no AND ${OPEN_LINES}
    GROUP BY l.id, l.account_id
    HAVING COUNT(*) = 1`,
};

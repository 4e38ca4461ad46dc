import type { KeyedPass } from '../pass.ts';
import { OPEN_LINES } from './open-lines.ts';

/** Our own number, printed back by the platform; one order may have several lines. */
export const byMerchantOrderNo: KeyedPass = {
  name: 'by-merchant-order-no',
  target: 'line-order',
  lasting: true,
  reason: { en: "the platform's line carries the order's number", zh: '平台明细载有商户订单号' },
  select: (lines) => `
    SELECT l.id, l.account_id, o.id
    FROM ${lines} l JOIN v_order o ON o.order_no = l.order_no
    WHERE ${OPEN_LINES}`,
};

import type { ShopOrder } from './draft.ts';
import { yuan } from './fen.ts';

/* The shop's own order list: the canonical CSV with Chinese headers (CLI.md). */

export const ORDERS_HEADER =
  '订单号,平台,店铺,客户,下单时间,付款时间,状态,币种,商品金额,优惠金额,运费,应付金额,退款金额,到期日,业务员,付款方式';

/** UTF-8 with BOM, in the order in which the orders are given. */
export function ordersCsv(orders: readonly ShopOrder[], store: string): string {
  return `\uFEFF${[ORDERS_HEADER, ...orders.map((order) => orderLine(order, store)), ''].join('\r\n')}`;
}

export function orderLine(order: ShopOrder, store: string): string {
  return [
    order.orderNo,
    order.wallet ?? '',
    store,
    order.customer ?? '',
    order.orderedAt,
    order.paidAt ?? '',
    order.status,
    'CNY',
    yuan(order.gross),
    yuan(order.discount),
    yuan(order.shipping),
    yuan(order.payable),
    yuan(order.refunded),
    order.dueOn ?? '',
    order.salesperson,
    order.wallet ?? 'transfer',
  ].join(',');
}

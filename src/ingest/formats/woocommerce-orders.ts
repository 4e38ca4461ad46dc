import type { FormatProfile } from '../profile.ts';

/**
 * WooCommerce · Analytics › Orders: «N. Revenue» leaves tax and shipping out, so it never is what the customer paid, and
 * matching it would find a difference in every order (formats/intl.md 15).
 */
const woocommerceOrders: FormatProfile<'orders'> = {
  id: 'woocommerce-orders',
  title: { en: 'WooCommerce analytics orders (from documentation)', zh: 'WooCommerce 分析订单（据文档）' },
  kind: 'orders',
  platform: 'woocommerce',
  grade: 'B',
  joins: { en: 'nothing: no order totals', zh: '无订单总额' },
  columns: {
    orderedAt: ['Date'],
    orderNo: ['Order #'],
    shown: ['N. Revenue (formatted)'],
    status: ['Status'],
    revenue: ['N. Revenue'],
    items: ['Items sold'],
  },
  known: ['orderedAt', 'orderNo', 'shown', 'revenue', 'status'],
  ignored: {
    en: 'net revenue without tax and shipping, not what the customer paid; export the orders themselves with their totals',
    zh: '净收入不含税和运费，并非客户实付；请导出含总额的订单',
  },
  read: () => undefined,
};
export default woocommerceOrders;

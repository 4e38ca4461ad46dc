import type { FormatProfile } from '../profile.ts';

/** Etsy · EtsySoldOrderItems: what an order came to isn't in it (shipping and tax stand beside some items only). */
const etsyOrderItems: FormatProfile<'orders'> = {
  id: 'etsy-order-items',
  title: { en: 'Etsy sold order items (from documentation)', zh: 'Etsy 已售订单商品（据文档）' },
  kind: 'orders',
  platform: 'etsy',
  grade: 'C',
  joins: { en: 'nothing: no order totals', zh: '无订单总额' },
  columns: {
    orderedAt: ['Sale Date'],
    item: ['Item Name'],
    price: ['Price'],
    itemTotal: ['Item Total'],
    shipping: ['Order Shipping'],
    tax: ['Order Sales Tax'],
    orderNo: ['Order ID'],
  },
  known: ['orderedAt', 'item', 'price', 'itemTotal', 'orderNo'],
  ignored: {
    en: 'items without the total of their order; import EtsySoldOrders of the same days',
    zh: '仅有商品行、无订单总额；请导入同期的 EtsySoldOrders',
  },
  read: () => undefined,
};
export default etsyOrderItems;

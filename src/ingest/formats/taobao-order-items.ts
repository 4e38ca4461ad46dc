import type { FormatProfile } from '../profile.ts';

/** 淘宝/天猫 · ExportOrderDetailList (formats/cn.md §8): the goods of the orders, one row a sub-order. */
const taobaoOrderItems: FormatProfile<'orders'> = {
  id: 'taobao-order-items',
  title: { en: 'Taobao / Tmall order items', zh: '淘宝/天猫宝贝明细' },
  kind: 'orders',
  platform: 'taobao',
  grade: 'B',
  joins: { en: 'nothing: the order list has the same money', zh: '金额已在订单列表中' },
  columns: {
    itemNo: ['子订单编号'],
    orderNo: ['主订单编号'],
    title: ['标题', '商品标题', '宝贝标题'],
    price: ['价格', '商品价格'],
    quantity: ['购买数量'],
    due: ['买家应付货款'],
    paid: ['买家实际支付金额'],
    status: ['订单状态'],
  },
  known: ['itemNo', 'orderNo', 'quantity', 'due', 'paid'],
  ignored: {
    en: 'goods of the orders in the order list; adding them would count every sale twice',
    zh: '仅为订单列表中各订单的商品明细，重复计入会使销售翻倍',
  },
  read: () => undefined,
};
export default taobaoOrderItems;

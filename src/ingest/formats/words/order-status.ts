import type { OrderStatus } from '../../../model/statement.ts';
import type { Row } from '../../profile.ts';

/** Ours and the platforms' own words (formats/cn.md §8, 10, 11); compared without blanks, commas and case. */
const STATUSES: Readonly<Record<OrderStatus, readonly string[]>> = {
  unpaid: [
    'unpaid',
    'pending',
    'pendingpayment',
    'paymentprocessing',
    '待付款',
    '未付款',
    '待支付',
    '未支付',
    '等待买家付款',
    '等待付款',
    '待成团',
  ],
  paid: [
    'paid',
    'processing',
    'open',
    '已付款',
    '已支付',
    '待发货',
    '买家已付款等待卖家发货',
    '等待卖家发货',
    '支付成功',
    '付款成功',
    '备货中',
    '已成团待发货',
    '待发货已成团',
  ],
  shipped: [
    'shipped',
    'delivered',
    '已发货',
    '部分发货',
    '卖家部分发货',
    '待收货',
    '待签收',
    '已发货待收货',
    '已发货待签收',
    '已发货退款成功',
    '卖家已发货等待买家确认',
    '等待买家确认收货',
    '等待买家确认',
    '已签收',
    '运输中',
  ],
  completed: [
    'completed',
    'complete',
    'done',
    '已完成',
    '完成',
    '交易成功',
    '交易完成',
    '已收货',
    '已收货退款成功',
    '确认收货',
    '已结算',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'closed',
    '已取消',
    '已取消退款成功',
    '未发货退款成功',
    '待发货退款成功',
    '取消',
    '交易关闭',
    '已关闭',
    '关闭',
    '订单关闭',
    '交易取消',
    '已作废',
  ],
};
const statusByWord = new Map(
  Object.entries(STATUSES).flatMap(([status, words]) => words.map((word) => [word, status as OrderStatus] as const)),
);

/** An export names few statuses, on many rows: each word is looked up once. */
const known = new Map<string, OrderStatus | undefined>();
const KNOWN_MAX = 1_000;

function statusOf(words: string): OrderStatus | undefined {
  if (!known.has(words)) {
    if (known.size >= KNOWN_MAX) known.clear();
    const bare = words.normalize('NFKC').toLowerCase();
    known.set(words, statusByWord.get(bare.replace(/[\s,，、]+/gu, '')));
  }
  return known.get(words);
}

/** The status of an order; an unknown word is a remark, the order is taken without it. */
export function orderStatus<F extends string>(row: Row<F>, field: F): OrderStatus | undefined {
  const words = row.text(field);
  if (words === undefined) return undefined;
  const status = statusOf(words);
  if (status === undefined) row.remark('KIND_UNKNOWN', field);
  return status;
}

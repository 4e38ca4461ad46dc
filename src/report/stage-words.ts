import type { Words } from '../model/words.ts';
import { wordsOf } from './columns.ts';

/** Stages of an order and where it may end. */
export const STAGE_WORDS: Readonly<Record<string, Words>> = {
  ordered: wordsOf('ordered | 已下单'),
  paid: wordsOf('paid | 已付款'),
  shipped: wordsOf('shipped | 已发货'),
  confirmed: wordsOf('confirmed | 已确认'),
  settled: wordsOf('settled | 已结算'),
  'paid-out': wordsOf('paid out | 已出款'),
  'in-bank': wordsOf('in the bank | 已到账'),
  invoiced: wordsOf('invoiced | 已开票'),
  closed: wordsOf('closed | 已完结'),
  cancelled: wordsOf('cancelled | 已取消'),
  refunded: wordsOf('refunded | 已退款'),
};

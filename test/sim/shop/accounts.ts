import { momentOf } from '../../../src/demo/draft.ts';
import { addDays, type Day } from '../../../src/model/day.ts';
import { rolled } from './cycles.ts';
import { BANKS } from './lanes.ts';
import { referenceOf } from './seller.ts';
import type { Order, Shop } from './types.ts';

/* Sales on account, paid by transfers that name their orders: in full, in parts, two by one, late, or not at all. */

const CUSTOMERS = ['杭州云杉贸易有限公司', '苏州青禾食品有限公司', '宁波海岳进出口有限公司', '上海拓川科技有限公司'];

export function sellOnAccount(shop: Shop, amount: number, orderedOn: Day): Order {
  const { random, orders } = shop;
  const day = orderedOn;
  const orderNo = `SO${day.slice(2, 4)}${day.slice(5, 7)}${random.digits(4)}${String(orders.length + 1).padStart(8, '0')}`;
  const order: Order = {
    ...{ orderNo, customer: random.pick(CUSTOMERS), currency: 'CNY', status: '已发货', payable: amount, refunded: 0 },
    ...{ orderedAt: momentOf(day, 10 * 3600), dueOn: addDays(day, random.whole(10, 25)) },
  };
  orders.push(order);
  return order;
}

export function transfer(
  shop: Shop,
  orders: readonly Order[],
  paid: { readonly day: Day; readonly amount: number },
): void {
  const [first] = orders;
  const day = rolled(paid.day);
  if (day > shop.asOf) return;
  shop.bank.push({
    ...{ bank: BANKS.CNY.id, reference: referenceOf(shop.random, day), day, amount: paid.amount },
    ...{ counterparty: first?.customer ?? '', memo: `货款 ${orders.map(({ orderNo }) => orderNo).join(' ')}` },
    ...{ pays: [], orders: orders.map(({ orderNo }) => orderNo) },
  });
}

/** One sale of each sort. */
export function sellToCustomers(shop: Shop): void {
  const { random, from } = shop;
  const newOrder = (): Order =>
    sellOnAccount(shop, random.whole(30_000_000, 90_000_000), addDays(from, random.whole(0, 9)));
  const dueOf = ({ dueOn = from }: Order): Day => dueOn;
  const whole = newOrder();
  transfer(shop, [whole], { day: addDays(dueOf(whole), -2), amount: whole.payable });
  const parts = newOrder();
  const first = random.whole(1, parts.payable - 1);
  transfer(shop, [parts], { day: addDays(dueOf(parts), -5), amount: first });
  transfer(shop, [parts], { day: dueOf(parts), amount: parts.payable - first });
  const partly = newOrder();
  transfer(shop, [partly], { day: dueOf(partly), amount: random.whole(1, partly.payable - 1) });
  const one = newOrder();
  const other = { ...sellOnAccount(shop, random.whole(30_000_000, 90_000_000), from), customer: one.customer ?? '' };
  shop.orders[shop.orders.length - 1] = other;
  transfer(shop, [one, other], { day: dueOf(one), amount: one.payable + other.payable });
  newOrder();
}

import type { OrderCase, PayoutCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { dayOf, type Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import type { Minor } from '../model/money.ts';
import { present } from '../model/present.ts';
import type { BookSettings } from '../model/settings.ts';
import { byKey } from './columns.ts';
import type { ReportContext } from './report.ts';

/** Money a platform holds for the seller: a payout that isn't at the bank, or a paid order without a settlement line. */
export interface PlatformMoney {
  readonly kind: 'payout' | 'order';
  readonly ref: string;
  readonly platform: string;
  readonly account?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly date: Day;
  /** Undefined where no rule says. */
  readonly dueOn?: Day;
  /** The last day of grace. */
  readonly lastOn?: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly place?: Place;
}

/** What the platforms owe as of the day, narrowed by the filters; by platform, day and ref. */
export async function loadPlatformMoney(context: ReportContext): Promise<readonly PlatformMoney[]> {
  const orders: PlatformMoney[] = [];
  for await (const one of context.orders()) orders.push(...orderMoney(one, context.settings));
  return withPayouts(context, orders);
}

/** The same where the orders were looked at already: `orders` is the `orderMoney` of each. */
export async function withPayouts(
  context: ReportContext,
  orders: readonly PlatformMoney[],
): Promise<readonly PlatformMoney[]> {
  const payouts = (await context.money()).flatMap((one) =>
    one.kind === 'payout' ? payoutMoney(one, context.settings) : [],
  );
  return [...payouts, ...orders]
    .filter((one) => isWanted(one, context.filters))
    .sort(byKey((one) => [one.platform, one.date, one.ref, one.account ?? ''].join('\n')));
}

function payoutMoney(payout: PayoutCase, settings: BookSettings): readonly PlatformMoney[] {
  if (payout.amount <= 0 || (payout.state !== 'open' && payout.state !== 'ambiguous')) return [];
  const { account, ref, day, dueOn, lastOn, amount, currency, place } = payout;
  const platform = settings.accounts.find((one) => one.id === account)?.platform ?? account;
  return [
    { kind: 'payout', ref, platform, account, date: day, amount, currency, ...present({ dueOn, lastOn, place }) },
  ];
}

/** A paid order that nothing was settled for; cancelled and unpaid ones bring nothing. */
export function orderMoney(subject: OrderCase, settings: BookSettings): readonly PlatformMoney[] {
  const { order, dueOn, lastOn } = subject;
  if (!order || !subject.isPaid || order.payable <= 0) return [];
  if (order.status === 'cancelled' || order.status === 'unpaid') return [];
  const moment = order.paidAt ?? order.orderedAt;
  if (order.platform === undefined || moment === undefined || subject.lines.some((line) => line.kind === 'sale'))
    return [];
  const account = settings.accounts.find((one) => one.kind === 'wallet' && one.platform === order.platform)?.id;
  return [
    {
      kind: 'order',
      ref: `order:${order.orderNo}`,
      platform: order.platform,
      date: dayOf(moment),
      amount: order.payable,
      currency: order.currency,
      place: order.place,
      ...present({ account, dueOn, lastOn, shop: order.shop, customer: order.customer }),
    },
  ];
}

function isWanted(one: PlatformMoney, filters: ReportContext['filters']): boolean {
  const pairs = [
    [filters.account, one.account],
    [filters.platform, one.platform],
    [filters.shop, one.shop],
    [filters.customer, one.customer],
    [filters.order, one.kind === 'order' ? one.ref.slice('order:'.length) : undefined],
  ] as const;
  return pairs.every(([wanted, own]) => wanted === undefined || wanted === own);
}

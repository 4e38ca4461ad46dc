import type { Day } from '../model/day.ts';
import type { Voucher, VoucherTopic } from '../model/voucher.ts';
import { differenceOf } from './difference.ts';
import { byTopic, topicKey, type Draft } from './journal-book.ts';

/** Closed months: what their vouchers would be today, and all that was kept of them, earlier adjustments too. */
export interface ClosedMonths {
  readonly now: readonly Draft[];
  readonly kept: readonly Voucher[];
}

interface Topic {
  readonly topic: VoucherTopic;
  readonly now: Draft[];
  readonly before: Voucher[];
}

/**
 * Adjustments of closed months (以前月份调整), to stand on `on` in the first open one: topic by topic what today's
 * vouchers differ by from those that were kept, so that all together come to what is known today. Exchange differences
 * aren't among them: a revaluation takes each balance from what the ledger carries it at.
 */
export function adjustments({ now, kept }: ClosedMonths, on: Day): readonly Draft[] {
  const topics = new Map<string, Topic>();
  const topicOf = (voucher: VoucherTopic): Topic => {
    const { kind, about, currency } = voucher;
    const topic = { kind, about, currency, on: voucher.of ?? voucher.on };
    const own = topics.get(topicKey(topic)) ?? { topic, now: [], before: [] };
    topics.set(topicKey(topic), own);
    return own;
  };
  for (const draft of now) topicOf(draft).now.push(draft);
  for (const voucher of kept) topicOf(voucher).before.push(voucher);
  return [...topics.values()]
    .filter(({ topic }) => topic.kind !== 'exchange')
    .map(({ topic, now: own, before }): Draft => ({
      ...topic,
      on,
      of: topic.on,
      lines: differenceOf({ lines: own.flatMap(({ lines }) => lines) }, before),
    }))
    .filter(({ lines }) => lines.length > 0)
    .sort(byTopic);
}

import type { Voucher, VoucherTopic } from '../model/voucher.ts';
import { differenceOf } from './difference.ts';
import { byTopic, topicKey, type Draft } from './journal-book.ts';

/**
 * Numbers a month's vouchers from 1 without gaps. What was exported keeps number and contents; a topic whose facts have
 * changed since gets a further voucher with the difference, red where an amount has shrunk. Same drafts, same numbers.
 */
export function numberVouchers(
  drafts: readonly Draft[],
  exported: readonly Voucher[],
  { period, word }: Pick<Voucher, 'period' | 'word'>,
): readonly Voucher[] {
  const partsOf = partsByTopic(exported);
  const known = new Set(drafts.map(topicKey));
  // A topic of which nothing is left: its voucher is taken back.
  const gone = [...partsOf].flatMap(([key, [first]]) =>
    known.has(key) || !first ? [] : [{ ...topicOf(first), lines: [] }],
  );
  const fresh = [...drafts, ...gone]
    .map((draft) => {
      const parts = partsOf.get(topicKey(draft)) ?? [];
      return { draft, part: parts.length + 1, lines: parts.length === 0 ? draft.lines : differenceOf(draft, parts) };
    })
    .filter(({ lines }) => lines.length > 0)
    .sort((left, right) => byTopic(left.draft, right.draft));
  const last = exported.reduce((most, voucher) => Math.max(most, voucher.number), 0);
  return [
    ...[...exported].sort((left, right) => left.number - right.number),
    ...fresh.map(({ draft, part, lines }, at): Voucher => ({
      ...topicOf(draft),
      period,
      word,
      number: last + at + 1,
      part,
      lines,
      isExported: false,
    })),
  ];
}

function partsByTopic(exported: readonly Voucher[]): ReadonlyMap<string, readonly Voucher[]> {
  const parts = new Map<string, Voucher[]>();
  for (const voucher of exported) parts.set(topicKey(voucher), [...(parts.get(topicKey(voucher)) ?? []), voucher]);
  return parts;
}

function topicOf({ kind, about, on, currency, of }: Draft | Voucher): VoucherTopic {
  return { kind, about, on, currency, ...(of === undefined ? {} : { of }) };
}

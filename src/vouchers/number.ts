import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Voucher, VoucherLine } from '../model/voucher.ts';
import { byLine, byTopic, lineKey, topicKey, type Draft } from './journal-book.ts';
import { mergedRuns } from './source-runs.ts';

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
      return { draft, part: parts.length + 1, lines: parts.length === 0 ? draft.lines : difference(draft, parts) };
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

function topicOf({ kind, about, on, currency }: Draft | Voucher): Pick<Voucher, 'kind' | 'about' | 'on' | 'currency'> {
  return { kind, about, on, currency };
}

/** What the lines come to now less what was exported, side by side. */
function difference(draft: Draft, parts: readonly Voucher[]): readonly VoucherLine[] {
  const now = draft.lines;
  const before = parts.flatMap((part) => part.lines);
  const keys = [...new Set([...now, ...before].map(sideKey))];
  return keys
    .flatMap((key): readonly VoucherLine[] => {
      const [own, old] = [now.filter((line) => sideKey(line) === key), before.filter((line) => sideKey(line) === key)];
      const model = own[0] ?? old[0];
      if (!model) return [];
      const debit = minus(sum(own, 'debit'), sum(old, 'debit'));
      const credit = minus(sum(own, 'credit'), sum(old, 'credit'));
      if (debit === ZERO && credit === ZERO) return [];
      return [
        { ...model, debit, credit, sources: mergedRuns((own.length > 0 ? own : old).map((line) => line.sources)) },
      ];
    })
    .sort(byLine);
}

function sideKey(line: VoucherLine): string {
  return `${line.debit === ZERO ? 'credit' : 'debit'}\n${lineKey(line)}`;
}

function sum(lines: readonly VoucherLine[], side: 'debit' | 'credit'): Minor {
  return plus(...lines.map((line) => line[side]));
}

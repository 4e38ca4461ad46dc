import { minus, plus, ZERO } from '../model/money.ts';
import type { VoucherLine } from '../model/voucher.ts';
import { byLine, lineKey } from './journal-book.ts';
import { changedRuns } from './source-runs.ts';

interface Sides {
  readonly now: VoucherLine[];
  readonly before: VoucherLine[];
}

interface Lined {
  readonly lines: readonly VoucherLine[];
}

/**
 * What the lines of a topic come to now less what its vouchers said before, side by side; red where an amount has
 * shrunk. Each line names the rows that only one of the two rests on; where they are the same ones, all of them.
 */
export function differenceOf(now: Lined, before: readonly Lined[]): readonly VoucherLine[] {
  const sides = new Map<string, Sides>();
  const put = (line: VoucherLine, which: keyof Sides): void => {
    const key = `${line.debit === ZERO ? 'credit' : 'debit'}\n${lineKey(line)}`;
    const own = sides.get(key) ?? { now: [], before: [] };
    own[which].push(line);
    sides.set(key, own);
  };
  for (const line of now.lines) put(line, 'now');
  for (const line of before.flatMap(({ lines }) => lines)) put(line, 'before');
  return [...sides.values()].flatMap(lineOf).sort(byLine);
}

function lineOf(own: Sides): readonly VoucherLine[] {
  const model = own.now[0] ?? own.before[0];
  if (model === undefined) return [];
  const [debit, credit] = (['debit', 'credit'] as const).map((side) => {
    const sum = (lines: readonly VoucherLine[]): ReturnType<typeof plus> => plus(...lines.map((line) => line[side]));
    return minus(sum(own.now), sum(own.before));
  });
  if (debit === undefined || credit === undefined || (debit === ZERO && credit === ZERO)) return [];
  const rows = (lines: readonly VoucherLine[]): VoucherLine['sources'] => lines.flatMap((line) => line.sources);
  return [{ ...model, debit, credit, sources: changedRuns(rows(own.now), rows(own.before)) }];
}

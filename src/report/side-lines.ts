import type { Currency } from '../model/currency.ts';
import { boundsOf } from './facts.ts';
import { eachLineGroup, type LineGroup } from './line-groups.ts';
import type { ReportContext } from './report.ts';
import { add, NO_SUM, sumOf, type Sum } from './side-book.ts';

/** The stored sales or refunds of an account, each once: a fund line that tells a trade line's money is left out. */
export interface LineSide {
  readonly account: string;
  readonly kind: 'sale' | 'refund';
  readonly currency: Currency;
  readonly stored: Sum;
  /** Of them, those matched with an order. */
  readonly linked: Sum;
}

/** Gathers the lines of the days asked for by side. */
export interface LineSides {
  readonly add: (group: LineGroup) => void;
  readonly all: () => Iterable<LineSide>;
}

export function newLineSides(context: ReportContext): LineSides {
  const { from, next } = boundsOf(context);
  const sides = new Map<string, LineSide>();
  return {
    add({ account, kind, currency, day, isTold, isMatched, lines, gross }) {
      if ((kind !== 'sale' && kind !== 'refund') || isTold || day < (from ?? '') || day >= next) return;
      const key = [account, kind, currency].join('\n');
      const { stored, linked } = sides.get(key) ?? { stored: NO_SUM, linked: NO_SUM };
      const sum = sumOf(lines, gross);
      sides.set(key, {
        account,
        kind,
        currency,
        stored: add(stored, sum),
        linked: isMatched ? add(linked, sum) : linked,
      });
    },
    all: () => sides.values(),
  };
}

export async function loadLineSides(context: ReportContext): Promise<LineSides> {
  const { from, next } = boundsOf(context);
  const sides = newLineSides(context);
  await eachLineGroup(context, { from: from ?? '', next, matches: true }, sides.add);
  return sides;
}

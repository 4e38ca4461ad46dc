import type { Currency } from '../model/currency.ts';
import { minus, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { SettlementLine, StatementIssue } from '../model/statement.ts';

interface Batch {
  readonly batchNo: string;
  readonly currency: Currency;
  all: Minor;
  payout: Minor;
  /** Where its payout stands; undefined as long as none was met. */
  line: number | undefined;
}

/** The lines of each batch against the payout that closes it, in one currency (formats/intl.md §0 5, 6). */
export class Batches {
  private readonly batches = new Map<string, Batch>();

  add({ batchNo, currency, kind, net, line }: SettlementLine): void {
    if (batchNo === undefined) return;
    const key = `${currency}\n${batchNo}`;
    const batch = this.batches.get(key) ?? { batchNo, currency, all: ZERO, payout: ZERO, line: undefined };
    this.batches.set(key, batch);
    batch.all = plus(batch.all, net);
    if (kind !== 'payout' && kind !== 'transfer') return;
    batch.payout = plus(batch.payout, net);
    batch.line = line;
  }

  /** Batches whose lines don't come to what was paid out. A batch without a payout says nothing. */
  issues(): readonly StatementIssue[] {
    return [...this.batches.values()].flatMap(({ batchNo, currency, all, payout, line }) => {
      if (line === undefined || all === 0) return [];
      const [expected, actual] = [negate(payout), minus(all, payout)];
      return [
        { code: 'control-total' as const, line, what: batchNo, expected, actual, unit: 'amount' as const, currency },
      ];
    });
  }
}

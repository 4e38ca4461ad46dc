import type { Check } from '../check.ts';
import { reason, sums } from '../reasons.ts';

/** Σ ageing = Σ open receivables = 1122; unapplied receipts stand apart and are listed. */
const check: Check = {
  code: 'C11',
  title: { en: 'ageing is the ledger, unapplied money is looked at', zh: '账龄合计等于应收余额' },
  severity: 'B',
  run: ({ receivables, to }) => {
    const { ageing, ledger } = receivables;
    const currencies = [...new Set([...ageing, ...ledger].map((one) => one.currency))];
    return currencies.flatMap((currency) => {
      const of = (list: typeof ageing): typeof ageing => list.filter((one) => one.currency === currency);
      const [aged, owed] = [sums(of(ageing)), sums(of(ledger))];
      if (aged === owed) return [];
      const [left, right] = [aged === '' ? '0' : aged, owed === '' ? '0' : owed];
      return [
        reason(
          `ageing comes to ${left}, receivables to ${right}`,
          `账龄合计 ${left}，应收余额 ${right}`,
          `settle report ageing --as-of ${to}`,
        ),
      ];
    });
  },
};

export default check;

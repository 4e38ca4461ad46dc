import { plus, ZERO } from '../model/money.ts';
import type { Row, Section } from '../model/table.ts';
import { allowanceOf, type AgeingRow } from '../receivables/index.ts';
import { BUCKET_WORDS } from './ageing-columns.ts';
import { money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import type { ReportContext } from './report.ts';

/** 坏账准备 by the rates of settle.yaml, each bucket rounded half-up; of customers' debts only (DOMAIN.md 3.8). */
export function allowanceSection(aged: readonly AgeingRow[], { settings }: ReportContext): Section {
  const currencies = [...new Set(aged.map((row) => row.currency))].sort();
  return {
    key: 'allowance',
    title: wordsOf('Bad-debt allowance | 坏账准备'),
    columns: [
      textColumn('bucket', 'Age | 账龄', { values: BUCKET_WORDS }),
      moneyColumn('open', 'Open | 应收余额'),
      textColumn('rate', 'Rate | 计提率'),
      moneyColumn('allowance', 'Allowance | 坏账准备'),
      textColumn('currency', 'Currency | 币种', WIDE),
    ],
    rows: currencies.flatMap((currency) => {
      const own = aged.filter((row) => row.currency === currency);
      const { buckets, required, total } = allowanceOf(own, settings.receivables.allowance);
      const sum: Row = {
        bucket: 'all',
        open: money(plus(ZERO, ...buckets.map((one) => one.open)), currency),
        currency,
      };
      return [
        ...buckets.map(({ name, open, rate }, index): Row => {
          const amount = required[index]?.amount ?? ZERO;
          const percent = `${rate.times(100).toString()}%`;
          return {
            bucket: name,
            open: money(open, currency),
            rate: percent,
            allowance: money(amount, currency),
            currency,
          };
        }),
        { ...sum, allowance: money(total, currency) },
      ];
    }),
  };
}

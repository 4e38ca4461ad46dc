import { plus, ZERO, type Minor } from '../model/money.ts';
import type { Row, Section } from '../model/table.ts';
import { allowance, BUCKETS, type Allowance, type AgeingRow } from '../receivables/index.ts';
import { BUCKET_WORDS } from './ageing-columns.ts';
import { money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import type { ReportContext } from './report.ts';

/** 坏账准备 by the rates of settle.yaml, each bucket rounded half-up; of customers' debts only (DOMAIN.md 3.8). */
export function allowanceSection(aged: readonly AgeingRow[], context: ReportContext): Section {
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
      const { buckets, required } = requiredOf(own, context);
      const sum: Row = {
        bucket: 'all',
        open: money(plus(ZERO, ...buckets.map((one) => one.open)), currency),
        currency,
      };
      return [
        ...buckets.map(({ name, open, rate }, index): Row => {
          const amount = required.required[index]?.amount ?? ZERO;
          const percent = `${rate.times(100).toString()}%`;
          return {
            bucket: name,
            open: money(open, currency),
            rate: percent,
            allowance: money(amount, currency),
            currency,
          };
        }),
        { ...sum, allowance: money(required.total, currency) },
      ];
    }),
  };
}

/** What one customer's debts ask for by themselves; the sum of all may differ from the section's by its rounding. */
export function allowanceOf(row: AgeingRow, context: ReportContext): Minor {
  return requiredOf([row], context).required.total;
}

function requiredOf(
  rows: readonly AgeingRow[],
  { settings }: ReportContext,
): { readonly buckets: readonly Bucketed[]; readonly required: Allowance } {
  const rates = settings.receivables.allowance;
  const buckets = BUCKETS.map((name) => ({
    name,
    open: plus(ZERO, ...rows.map((row) => row.buckets[name])),
    rate: rates[name],
  }));
  return { buckets, required: allowance({ buckets, opening: ZERO, writtenOff: ZERO, recovered: ZERO }) };
}

interface Bucketed {
  readonly name: (typeof BUCKETS)[number];
  readonly open: Minor;
  readonly rate: ReportContext['settings']['receivables']['allowance']['not_due'];
}

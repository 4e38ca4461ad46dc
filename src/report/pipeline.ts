import type { Currency } from '../model/currency.ts';
import { daysBetween, type Day } from '../model/day.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { Row, Section } from '../model/table.ts';
import { integerColumn, money, moneyColumn, ratioColumn, share, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import { stageGroups, STAGES, type Stage, type StageGroup } from './order-stages.ts';
import type { Report } from './report.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { totalsOf } from './totals.ts';

const STATES = [...STAGES, 'cancelled', 'refunded'] as const;

const COLUMNS = [
  textColumn('stage', 'Stands at | 所处环节', { values: STAGE_WORDS }),
  integerColumn('orders', 'Orders | 笔数'),
  moneyColumn('amount', 'Amount | 金额'),
  ratioColumn('share', 'Share | 占比'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const report: Report = {
  name: 'pipeline',
  title: wordsOf('Orders by stage | 订单流程'),
  summary: wordsOf(
    'where orders stand, from ordered to closed, with median days between the stages | 订单从下单到完结各环节的笔数、金额与中位天数',
  ),
  filters: ['platform', 'shop', 'customer'],
  async build(context) {
    const tally = new Tally();
    for await (const group of stageGroups(context)) tally.add(group);
    const rows = tally.standing();
    const { totals, sections } = totalsOf(rows, COLUMNS, ['amount']);
    return {
      schema: 'settle.report.pipeline/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows,
      // Counted are orders, not stages.
      totals: { ...totals, count: tally.count },
      sections: [...sections, tally.steps()],
      notes: [
        note(
          'An order stands at the last stage it has reached. Paid out and in the bank are known where the platform names the payout of a line.',
          '订单列于其已到达的最后环节；平台逐笔载明出款批次时才有“已出款”“已到账”。',
        ),
      ],
    };
  },
};

export default report;

const FIRST = '1970-01-01' as Day;

/** Counts, sums and days: memory doesn't grow with the number of orders. */
class Tally {
  count = 0;
  readonly #standing = new Map<string, { count: number; sum: Minor }>();
  /** Stage before and after → days between → how many orders. */
  readonly #lags = new Map<string, Map<number, number>>();

  add(one: StageGroup): void {
    this.count += one.orders;
    const key = `${one.currency}\n${one.state}`;
    const before = this.#standing.get(key) ?? { count: 0, sum: ZERO };
    this.#standing.set(key, { count: before.count + one.orders, sum: plus(before.sum, one.amount) });
    const reached = STAGES.filter((stage) => stage !== 'closed' && one.days[stage] !== undefined);
    // An invoice may come before the money: days are counted in the order in which things happened.
    reached.sort((left, right) => daysBetween(one.days[right] ?? FIRST, one.days[left] ?? FIRST));
    for (const [index, stage] of reached.entries()) {
      const from = reached[index - 1];
      if (from !== undefined) this.#count(from, stage, one);
    }
  }

  #count(from: Stage, to: Stage, { days, orders }: StageGroup): void {
    const [start, end] = [days[from], days[to]];
    if (start === undefined || end === undefined) return;
    const lags = this.#lags.get(`${from} ${to}`) ?? new Map<number, number>();
    const lag = daysBetween(start, end);
    lags.set(lag, (lags.get(lag) ?? 0) + orders);
    this.#lags.set(`${from} ${to}`, lags);
  }

  standing(): readonly Row[] {
    const currencies = [...new Set([...this.#standing.keys()].map((key) => key.split('\n')[0] ?? ''))].sort();
    return currencies.flatMap((currency) =>
      STATES.flatMap((stage): readonly Row[] => {
        const one = this.#standing.get(`${currency}\n${stage}`);
        if (one === undefined) return [];
        const amount = money(one.sum, currency as Currency);
        return [{ stage, orders: one.count, amount, share: share(one.count, this.count), currency }];
      }),
    );
  }

  steps(): Section {
    const pairs = STAGES.flatMap((from) => STAGES.map((to) => ({ from, to, lags: this.#lags.get(`${from} ${to}`) })));
    return {
      key: 'steps',
      title: wordsOf('Days between stages | 环节间天数'),
      columns: [
        textColumn('from', 'From | 自', { values: STAGE_WORDS }),
        textColumn('to', 'To | 至', { values: STAGE_WORDS }),
        integerColumn('orders', 'Orders | 笔数'),
        integerColumn('median', 'Median | 中位数'),
        integerColumn('p90', '90 % within | 90%以内'),
        integerColumn('most', 'Most | 最长'),
      ],
      rows: pairs.flatMap(({ from, to, lags }): readonly Row[] => {
        if (lags === undefined) return [];
        const orders = [...lags.values()].reduce((sum, count) => sum + count, 0);
        return [{ from, to, orders, median: within(lags, 50), p90: within(lags, 90), most: Math.max(...lags.keys()) }];
      }),
    };
  }
}

const WHOLE = 100;

/** The least number of days that holds for so many per cent of the orders. */
function within(lags: ReadonlyMap<number, number>, percent: number): number {
  const days = [...lags.keys()].sort((left, right) => left - right);
  const orders = days.reduce((sum, day) => sum + (lags.get(day) ?? 0), 0);
  let seen = 0;
  for (const day of days) {
    seen += lags.get(day) ?? 0;
    if (seen * WHOLE >= orders * percent) return day;
  }
  return days.at(-1) ?? 0;
}

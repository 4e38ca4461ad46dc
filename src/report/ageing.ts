import type { Currency } from '../model/currency.ts';
import { plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Column, Note, Row, Section } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { age, allowance, BUCKETS, type AgeingRow, type Receivable } from '../receivables/index.ts';
import { formatAmount } from '../model/money.ts';
import { integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { lateFeeOf, loadCredits, loadCustomerMoney } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { note, warning } from './notes.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import type { Report, ReportContext } from './report.ts';

const AMOUNTS: readonly Column[] = [
  textColumn('currency', 'Currency | 币种', WIDE),
  moneyColumn('open', 'Open | 应收余额'),
  moneyColumn('not_due', 'Not due | 未到期'),
  moneyColumn('d1_30', '1–30 | 1–30天'),
  moneyColumn('d31_60', '31–60 | 31–60天'),
  moneyColumn('d61_90', '61–90 | 61–90天'),
  moneyColumn('d91_180', '91–180 | 91–180天'),
  moneyColumn('d180_plus', '>180 | 180天以上'),
  moneyColumn('overdue', 'Overdue | 逾期合计', WIDE),
  integerColumn('oldest_days', 'Oldest (days) | 最长逾期天数', WIDE),
];

const COLUMNS: readonly Column[] = [
  textColumn('customer', 'Customer | 客户'),
  textColumn('salesperson', 'Salesperson | 业务员', WIDE),
  ...AMOUNTS,
  moneyColumn('unapplied', 'Unapplied | 预收未核销', WIDE),
  moneyColumn('late_fee', 'Late fee | 滞纳金', WIDE),
];

const report: Report = {
  name: 'ageing',
  title: wordsOf('Ageing of receivables | 应收账款账龄分析表'),
  summary: wordsOf(
    'open receivables by days past due, a row per customer and currency, then per platform | 未收款项按逾期天数分段，按客户、币种，再按平台列示',
  ),
  filters: ['account', 'platform', 'shop', 'customer'],
  async build(context) {
    const { filters } = context;
    const isPlatformOnly = [filters.account, filters.platform, filters.shop].some((filter) => filter !== undefined);
    const customers = isPlatformOnly ? [] : await loadCustomerMoney(context);
    const credits = isPlatformOnly ? [] : await loadCredits(context);
    const aged = age(customers.flatMap(receivablesOf), credits, context.asOf);
    const held = await loadPlatformMoney(context);
    const platforms = age(
      held.map((one) => heldReceivable(one, context)),
      [],
      context.asOf,
    );
    return {
      schema: 'settle.report.ageing/1',
      title: report.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: aged.map((row) => customerRow(row, customers, context)),
      ...totalsOf(aged, customers, context),
      sections: [
        allowanceSection(aged, context),
        {
          key: 'platforms',
          title: wordsOf('Held by platforms | 平台待收款项'),
          columns: [textColumn('platform', 'Platform | 平台'), ...AMOUNTS],
          rows: platforms.map((row) => ({ platform: row.customer, ...amountsOf(row) })),
        },
      ],
      notes: [
        note(
          'By due day. Unapplied money stands apart and is netted into no bucket.',
          '按到期日分段；预收未核销款项单列，不冲减各段金额。',
        ),
        ...assertions([...aged, ...platforms], [...customers.map(ownOpen), ...held]),
      ],
    };
  },
};

export default report;

/** Every part of a debt ages by itself. */
function receivablesOf(one: ReceivableCase): readonly Receivable[] {
  const { ref, customer, currency, openedOn, salesperson } = one;
  const named = salesperson === undefined ? {} : { salesperson };
  return one.parts.map(({ dueOn, amount, reductions }) => ({
    ref,
    customer,
    currency,
    openedOn,
    dueOn,
    amount,
    payments: reductions,
    ...named,
  }));
}

/** 坏账准备 by the rates of settle.yaml, each bucket rounded half-up; of customers' debts only (DOMAIN.md 3.8). */
function allowanceSection(aged: readonly AgeingRow[], { settings }: ReportContext): Section {
  const rates = settings.receivables.allowance;
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
      const buckets = BUCKETS.map((name) => ({
        name,
        open: plus(ZERO, ...own.map((row) => row.buckets[name])),
        rate: rates[name],
      }));
      const required = allowance({ buckets, opening: ZERO, writtenOff: ZERO, recovered: ZERO });
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

const BUCKET_WORDS: Readonly<Record<string, Words>> = {
  not_due: wordsOf('not due | 未到期'),
  d1_30: wordsOf('1–30 days | 1–30天'),
  d31_60: wordsOf('31–60 days | 31–60天'),
  d61_90: wordsOf('61–90 days | 61–90天'),
  d91_180: wordsOf('91–180 days | 91–180天'),
  d180_plus: wordsOf('over 180 days | 180天以上'),
  all: wordsOf('in all | 合计'),
};

/** A platform's money ages like a customer's; without a due day it isn't due. */
function heldReceivable(one: PlatformMoney, { asOf }: ReportContext): Receivable {
  const { ref, platform, currency, date, dueOn = asOf, amount } = one;
  return { ref, customer: platform, currency, openedOn: date, dueOn, amount, payments: [] };
}

function amountsOf(row: AgeingRow): Row {
  const { currency } = row;
  return {
    currency,
    open: money(row.open, currency),
    ...Object.fromEntries(BUCKETS.map((bucket) => [bucket, money(row.buckets[bucket], currency)])),
    overdue: money(row.overdue, currency),
    oldest_days: row.oldestDays,
  };
}

function customerRow(row: AgeingRow, customers: readonly ReceivableCase[], context: ReportContext): Row {
  return {
    customer: row.customer,
    salesperson: row.salesperson,
    ...amountsOf(row),
    unapplied: money(row.unapplied, row.currency),
    late_fee: money(
      lateFees(
        customers.filter((one) => one.customer === row.customer && one.currency === row.currency),
        context,
      ),
      row.currency,
    ),
  };
}

function lateFees(customers: readonly ReceivableCase[], context: ReportContext): Minor | undefined {
  const fees = customers.flatMap((one) => lateFeeOf(one, context) ?? []);
  const isCharged = fees.length > 0 || (customers.length === 0 && context.settings.terms.lateFee !== undefined);
  return isCharged ? plus(ZERO, ...fees) : undefined;
}

function totalsOf(
  rows: readonly AgeingRow[],
  customers: readonly ReceivableCase[],
  context: ReportContext,
): { readonly totals?: Row } {
  const currencies = [...new Set(rows.map((row) => row.currency))];
  const [currency = context.settings.currency, ...others] = currencies;
  if (others.length > 0) return {};
  const sum = (amountOf: (row: AgeingRow) => Minor): Minor => plus(...rows.map(amountOf));
  return {
    totals: {
      open: money(
        sum((row) => row.open),
        currency,
      ),
      ...Object.fromEntries(
        BUCKETS.map((bucket) => [
          bucket,
          money(
            sum((row) => row.buckets[bucket]),
            currency,
          ),
        ]),
      ),
      overdue: money(
        sum((row) => row.overdue),
        currency,
      ),
      unapplied: money(
        sum((row) => row.unapplied),
        currency,
      ),
      late_fee: money(lateFees(customers, context), currency),
    },
  };
}

interface Open {
  readonly amount: Minor;
  readonly currency: Currency;
}

function ownOpen(one: ReceivableCase): Open {
  return { amount: one.open > 0 ? one.open : ZERO, currency: one.currency };
}

/** Σ buckets = Σ open, per currency, counted from the items themselves (DOMAIN.md 3.7). */
function assertions(rows: readonly AgeingRow[], items: readonly Open[]): readonly Note[] {
  const currencies = [...new Set([...rows, ...items].map((one) => one.currency))].sort();
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const inBuckets = plus(...own.flatMap((row) => Object.values(row.buckets)));
    const open = plus(...items.filter((one) => one.currency === currency).map((one) => one.amount));
    const [buckets, ofItems] = [formatAmount(inBuckets, currency), formatAmount(open, currency)];
    const say = inBuckets === open ? note : warning;
    return say(
      `${currency}: the buckets come to ${buckets}, the open items to ${ofItems}.`,
      `${currency}：各段合计 ${buckets}，未收明细合计 ${ofItems}。`,
    );
  });
}

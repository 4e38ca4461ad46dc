import type { Currency } from '../model/currency.ts';
import { formatAmount, plus, ZERO, type Minor } from '../model/money.ts';
import type { ReceivableCase } from '../model/receivable-case.ts';
import type { Note, Row, Table } from '../model/table.ts';
import { age, allowanceOf, partsToAge, type AgeingRow, type Receivable } from '../receivables/index.ts';
import { loadCustomers, type StoredCustomer } from '../store/read/customers.ts';
import { allowanceSection } from './ageing-allowance.ts';
import { amountColumns, bucketCells, customerColumns, detailColumns } from './ageing-columns.ts';
import { detailRows } from './ageing-detail.ts';
import { lastBalances, lastDayOf } from './ageing-last.ts';
import { money, share, textColumn, wordsOf } from './columns.ts';
import { lateFeeOf, loadCredits, loadCustomerMoney, loadCustomerReceipts } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { note, warning } from './notes.ts';
import { loadPlatformMoney, type PlatformMoney } from './platform-money.ts';
import type { Report, ReportContext } from './report.ts';

const report: Report = {
  name: 'ageing',
  title: wordsOf('Ageing of receivables | 应收账款账龄分析表'),
  summary: wordsOf(
    'open receivables by days past due (--by invoice: since the invoice day), a row per customer and currency (--detail: per debt), then per platform | 未收款项按逾期天数（--by invoice 按开票日）分段，按客户、币种（--detail 逐笔），再按平台列示',
  ),
  filters: ['account', 'platform', 'shop', 'customer'],
  options: ['by', 'detail'],
  async build(context) {
    const { filters, options } = context;
    const isPlatformOnly = [filters.account, filters.platform, filters.shop].some((filter) => filter !== undefined);
    const customers = isPlatformOnly ? [] : await loadCustomerMoney(context);
    const credits = isPlatformOnly ? [] : await loadCredits(context);
    const aged = age(customers.flatMap(partsToAge), credits, context.asOf);
    const held = await loadPlatformMoney(context);
    const platforms = age(
      held.map((one) => heldReceivable(one, context)),
      [],
      context.asOf,
    );
    const listed = options?.detail === true ? await detailTable(context, customers) : undefined;
    return {
      ...(listed ?? (await customerTable(context, aged, customers))),
      title: options?.by === 'invoice' ? BY_INVOICE : report.title,
      facts: factsOf(context),
      sections: [
        allowanceSection(aged, context),
        {
          key: 'platforms',
          title: wordsOf('Held by platforms | 平台待收款项'),
          columns: [textColumn('platform', 'Platform | 平台'), ...amountColumns(context)],
          rows: platforms.map((row) => ({ platform: row.customer, ...bucketCells(row, context) })),
        },
      ],
      notes: [byWhichDay(context), ...assertions([...aged, ...platforms], [...customers.map(ownOpen), ...held])],
    };
  },
};

export default report;

const BY_INVOICE = wordsOf('Ageing of receivables by invoice day | 应收账款账龄分析表（按开票日）');

type Listed = Pick<Table, 'schema' | 'columns' | 'rows' | 'totals'>;

async function detailTable(context: ReportContext, customers: readonly ReceivableCase[]): Promise<Listed> {
  const rows = await detailRows(context, customers, await loadCustomerReceipts(context));
  const currencies = [...new Set(rows.map((row) => row['currency']))];
  return {
    schema: 'settle.report.ageing-detail/1',
    columns: detailColumns(
      context,
      rows.some((row) => row['unapplied'] !== undefined),
    ),
    rows,
    totals: { count: rows.length, ...(currencies.length === 1 ? sumCells(rows) : {}) },
  };
}

/** Sums of one currency. */
function sumCells(rows: readonly Row[]): Row {
  const currency = rows[0]?.['currency'] as Currency;
  const sum = (key: string): number =>
    plus(ZERO, ...rows.map((row) => (row[key] as { readonly minor: Minor } | undefined)?.minor ?? ZERO));
  return { open: money(sum('open'), currency), unapplied: money(sum('unapplied'), currency) };
}

async function customerTable(
  context: ReportContext,
  aged: readonly AgeingRow[],
  customers: readonly ReceivableCase[],
): Promise<Listed> {
  const last = await lastBalances(context, customers.length > 0);
  const listed = new Map((await loadCustomers(context.db)).map((one) => [one.customer, one]));
  const known = new Set(aged.map(keyOf));
  // Whoever owed something at the end of the last period and owes nothing now is there too.
  const gone = [...last].filter(([key, open]) => open !== 0 && !known.has(key));
  const rows = [...aged, ...gone.map(([key]) => nothingOf(key))].sort((left, right) =>
    keyOf(left) < keyOf(right) ? -1 : 1,
  );
  const totals = totalsOf(rows, customers, context, last);
  const all = openByCurrency(rows);
  return {
    schema: 'settle.report.ageing/1',
    columns: customerColumns(context),
    rows: rows.map((row) => customerRow(row, { context, customers, last, all, master: listed.get(row.customer) })),
    ...(totals === undefined ? {} : { totals }),
  };
}

function keyOf({ customer, currency }: Pick<AgeingRow, 'customer' | 'currency'>): string {
  return `${customer}\u0000${currency}`;
}

function nothingOf(key: string): AgeingRow {
  const [customer = '', currency = ''] = key.split('\u0000');
  return {
    customer,
    currency: currency as Currency,
    open: ZERO,
    buckets: { not_due: ZERO, d1_30: ZERO, d31_60: ZERO, d61_90: ZERO, d91_180: ZERO, d180_plus: ZERO },
    byIssue: { d0_30: ZERO, d31_60: ZERO, d61_90: ZERO, d91_180: ZERO, d180_plus: ZERO },
    overdue: ZERO,
    oldestDays: 0,
    unapplied: ZERO,
  };
}

/** A platform's money ages like a customer's; without a due day it isn't due. */
function heldReceivable(one: PlatformMoney, { asOf }: ReportContext): Receivable {
  const { ref, platform, currency, date, dueOn = asOf, amount } = one;
  return { ref, customer: platform, currency, openedOn: date, dueOn, amount, payments: [] };
}

function openByCurrency(rows: readonly AgeingRow[]): ReadonlyMap<Currency, Minor> {
  const sums = new Map<Currency, Minor>();
  for (const { currency, open } of rows) sums.set(currency, plus(sums.get(currency) ?? ZERO, open));
  return sums;
}

interface RowWorld {
  readonly context: ReportContext;
  readonly customers: readonly ReceivableCase[];
  readonly last: ReadonlyMap<string, Minor>;
  /** What is open of each currency in all. */
  readonly all: ReadonlyMap<Currency, Minor>;
  readonly master: StoredCustomer | undefined;
}

function customerRow(row: AgeingRow, { context, customers, last, all, master }: RowWorld): Row {
  const { customer, currency, open } = row;
  const own = customers.filter((one) => one.customer === customer && one.currency === currency);
  // The sum of all may differ from the section's by its rounding.
  const set = allowanceOf([row], context.settings.receivables.allowance).total;
  return {
    customer,
    salesperson: row.salesperson,
    ...bucketCells(row, context),
    unapplied: money(row.unapplied, currency),
    late_fee: money(lateFees(own, context), currency),
    net: money(open - row.unapplied, currency),
    share: share(open, all.get(currency) ?? ZERO),
    ...changeCells(open, last.get(keyOf(row)), currency),
    allowance: money(set, currency),
    allowance_rate: share(set, open),
    terms: master?.terms,
    credit_limit: master?.currency === currency ? money(master.creditLimit, currency) : undefined,
  };
}

/** 上期余额 and 环比; where nothing was open before there is no rate of change. */
function changeCells(open: Minor, before: Minor | undefined, currency: Currency): Row {
  const last = before ?? ZERO;
  return {
    last_open: money(last, currency),
    change: money(open - last, currency),
    change_share: share(open - last, last),
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
  last: ReadonlyMap<string, Minor>,
): Row | undefined {
  const [currency = context.settings.currency, ...others] = [...new Set(rows.map((row) => row.currency))];
  if (others.length > 0) return undefined;
  const total = rows.reduce(added, nothingOf(`\u0000${currency}`));
  return {
    ...bucketCells(total, context),
    oldest_days: undefined,
    unapplied: money(total.unapplied, currency),
    late_fee: money(lateFees(customers, context), currency),
    net: money(total.open - total.unapplied, currency),
    ...changeCells(total.open, plus(ZERO, ...rows.map((row) => last.get(keyOf(row)) ?? ZERO)), currency),
    // Rounded by bucket over all customers, as the section is.
    allowance: money(allowanceOf([total], context.settings.receivables.allowance).total, currency),
  };
}

function added(left: AgeingRow, right: AgeingRow): AgeingRow {
  return {
    ...left,
    open: plus(left.open, right.open),
    buckets: bothOf(left.buckets, right.buckets),
    byIssue: bothOf(left.byIssue, right.byIssue),
    overdue: plus(left.overdue, right.overdue),
    unapplied: plus(left.unapplied, right.unapplied),
  };
}

function bothOf<T extends Readonly<Record<string, Minor>>>(left: T, right: T): T {
  const sums = Object.keys(left).map((key) => [key, plus(left[key] ?? ZERO, right[key] ?? ZERO)]);
  return Object.fromEntries(sums) as T;
}

function byWhichDay(context: ReportContext): Note {
  const until = lastDayOf(context);
  const last = { en: `; last period: as of ${until}.`, zh: `；上期余额为 ${until} 的余额。` };
  const [en, zh] =
    context.options?.by === 'invoice'
      ? [
          'By invoice day; overdue and the allowance go by due day all the same. Unapplied money stands apart and is netted into no bucket',
          '按开票日分段，逾期与坏账准备仍按到期日；预收未核销款项单列，不冲减各段金额',
        ]
      : [
          'By due day. Unapplied money stands apart and is netted into no bucket',
          '按到期日分段；预收未核销款项单列，不冲减各段金额',
        ];
  return context.options?.detail === true ? note(`${en}.`, `${zh}。`) : note(en + last.en, zh + last.zh);
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
    const byIssue = plus(...own.flatMap((row) => Object.values(row.byIssue)));
    const open = plus(...items.filter((one) => one.currency === currency).map((one) => one.amount));
    const [buckets, ofItems] = [formatAmount(inBuckets, currency), formatAmount(open, currency)];
    const say = inBuckets === open && byIssue === open ? note : warning;
    return say(
      `${currency}: the buckets come to ${buckets}, the open items to ${ofItems}.`,
      `${currency}：各段合计 ${buckets}，未收明细合计 ${ofItems}。`,
    );
  });
}

import type { Currency } from '../../model/currency.ts';
import { daysBetween, type Day } from '../../model/day.ts';
import { formatAmount, negate, plus, minus, ZERO, type Minor } from '../../model/money.ts';
import {
  age,
  ageOfIssue,
  standing,
  sumBuckets,
  type Credit,
  type Payment,
  type Receivable,
  type Standing,
} from '../../receivables/index.ts';
import type { Area, Json } from '../area.ts';
import { BUCKET_NAMES, namedBuckets } from '../buckets.ts';
import type { Fields } from '../fields.ts';

/** All of a case is owed by one customer. */
const CUSTOMER = '';

const ageing: Area = {
  name: 'ageing',
  work(input) {
    const currency = input.currency();
    const asOf = input.day('as_of');
    const { receivables, strays } = receivablesOf(input, currency, asOf);
    const credits = [...strays, ...input.listIf('unapplied_credits').map((one) => paymentOf(one, currency))];
    const [total] = age(
      receivables,
      credits.map((one) => creditOf(one, currency)),
      asOf,
    );
    const open = total?.open ?? ZERO;
    const unapplied = total?.unapplied ?? ZERO;
    const rows = receivables.flatMap((one) => {
      const stands = standing(one, asOf);
      return stands === undefined || stands.open <= 0 ? [] : [{ one, stands }];
    });
    const money = (amount: Minor): string => formatAmount(amount, currency);
    const net = minus(open, unapplied);
    return {
      result: {
        rows: rows.map(({ one, stands }) => rowJson(one, stands, asOf)),
        by_due: printed(namedBuckets(total?.buckets ?? sumBuckets([])), money),
        by_invoice: printed(byInvoice(rows, asOf), money),
        total_receivable: money(open),
        unapplied_credit: money(negate(unapplied)),
        net: money(net),
      },
      working: {
        en: `as of ${asOf}: ${rows.length} open, ${money(open)} in the buckets, ${money(unapplied)} received and not applied, net ${money(net)}`,
        zh: `截至 ${asOf}：未清 ${rows.length} 笔，各账龄段合计 ${money(open)}，未核销收款 ${money(unapplied)}，净额 ${money(net)}`,
      },
    };
  },
};
export default ageing;

/** What is open in a row and by which day it ages. */
interface Row {
  readonly one: Receivable;
  readonly stands: Standing;
}

/** Payments of receivables that aren't there as of the day are money received and applied to nothing. */
function receivablesOf(
  input: Fields,
  currency: Currency,
  asOf: Day,
): { readonly receivables: readonly Receivable[]; readonly strays: readonly Payment[] } {
  const invoices = input.list('invoices');
  const payments = input.listIf('payments').map((one) => ({ ref: one.text('invoice'), ...paymentOf(one, currency) }));
  const refs = new Set<string>();
  const receivables = invoices.map((one) => {
    const ref = one.text('id');
    if (refs.has(ref)) one.refuse('id', 'unique');
    refs.add(ref);
    return {
      ref,
      customer: CUSTOMER,
      currency,
      openedOn: one.day('invoice_date'),
      dueOn: one.day('due'),
      amount: one.amount('amount', currency),
      payments: payments.filter((payment) => payment.ref === ref),
      extensions: one
        .listIf('extensions')
        .map((each) => ({ grantedOn: each.day('granted'), dueOn: each.day('new_due') })),
    };
  });
  const known = new Set(receivables.filter(({ openedOn }) => openedOn <= asOf).map(({ ref }) => ref));
  return { receivables, strays: payments.filter(({ ref }) => !known.has(ref)) };
}

function paymentOf(one: Fields, currency: Currency): Payment {
  return { on: one.day('date'), amount: one.amount('amount', currency) };
}

function creditOf(payment: Payment, currency: Currency): Credit {
  return { customer: CUSTOMER, currency, on: payment.on, amount: payment.amount };
}

function rowJson(one: Receivable, stands: Standing, asOf: Day): Json {
  return {
    id: one.ref,
    outstanding: formatAmount(stands.open, one.currency),
    due_in_force: stands.dueOn,
    days_past_due: stands.daysPastDue,
    bucket_by_due: BUCKET_NAMES[stands.bucket],
    days_since_invoice: daysBetween(one.openedOn, asOf),
    bucket_by_invoice: BUCKET_NAMES[ageOfIssue(one.openedOn, asOf)],
  };
}

function byInvoice(rows: readonly Row[], asOf: Day): Readonly<Record<string, Minor>> {
  const keys = ['d0_30', 'd31_60', 'd61_90', 'd91_180', 'd180_plus'] as const;
  const inBucket = (key: (typeof keys)[number]): readonly Minor[] =>
    rows.filter(({ one }) => ageOfIssue(one.openedOn, asOf) === key).map(({ stands }) => stands.open);
  return Object.fromEntries(keys.map((key) => [BUCKET_NAMES[key], plus(...inBucket(key))]));
}

function printed(
  buckets: Readonly<Record<string, Minor>>,
  money: (amount: Minor) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(buckets).map(([key, amount]) => [key, money(amount)]));
}

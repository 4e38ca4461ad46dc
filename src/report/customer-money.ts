import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { minor, plus, ZERO, type Minor } from '../model/money.ts';
import type { CreditCase, DebtPart, ReceiptCase, ReceivableCase } from '../model/receivable-case.ts';
import { lateFeesOf, lateFeeStanding, type Credit } from '../receivables/index.ts';
import type { ReportContext } from './report.ts';

/** Receivables as of the day, narrowed by the filters `customer` and `order`. */
export async function loadCustomerMoney(context: ReportContext): Promise<readonly ReceivableCase[]> {
  const { customer, order } = context.filters;
  return (await context.money()).flatMap((one) => {
    if (one.kind !== 'receivable') return [];
    const isWanted = (customer ?? one.customer) === one.customer && (order ?? one.orderNo) === one.orderNo;
    return isWanted ? [one] : [];
  });
}

/** Money from customers as of the day, narrowed by the filter `customer`. */
export async function loadCustomerReceipts(context: ReportContext): Promise<readonly ReceiptCase[]> {
  const { customer } = context.filters;
  return (await context.money()).flatMap((one) =>
    one.kind === 'receipt' && (customer ?? one.customer) === one.customer ? [one] : [],
  );
}

/** Customers with a limit, narrowed by the filter `customer`. */
export async function loadLimits(context: ReportContext): Promise<readonly CreditCase[]> {
  const { customer } = context.filters;
  return (await context.money()).flatMap((one) =>
    one.kind === 'credit' && (customer ?? one.customer) === one.customer ? [one] : [],
  );
}

/** Late fee of one part up to the day by what holds for its customer; undefined where nothing is charged. */
export function lateFeeOfPart(one: ReceivableCase, part: DebtPart, context: ReportContext): Minor | undefined {
  return part.amount <= 0 ? undefined : feesOf(one, context)?.[one.parts.indexOf(part)];
}

/** Late fee of all parts of a debt; undefined where nothing is charged. */
export function lateFeeOf(one: ReceivableCase, context: ReportContext): Minor | undefined {
  const fees = feesOf(one, context);
  return fees === undefined ? undefined : plus(ZERO, ...fees);
}

function feesOf(one: ReceivableCase, { settings, asOf }: ReportContext): readonly Minor[] | undefined {
  const terms = lateFeeTermsFor(settings, one.customer, one.currency);
  if (terms !== undefined) return lateFeesOf(one, terms, asOf);
  // What was billed under an earlier contract is asked for all the same.
  const { owed } = lateFeeStanding(one, terms, asOf);
  return owed === 0 ? undefined : one.parts.map((_, index) => (index === 0 ? owed : ZERO));
}

/** Customers' money that pays nothing: what names nothing, and what came beyond what was owed. */
export async function loadCredits(context: ReportContext): Promise<readonly Credit[]> {
  const receipts = (await loadCustomerReceipts(context)).filter((one) => one.unapplied > 0);
  const overpaid = (await loadCustomerMoney(context)).filter((one) => one.open < 0);
  return [
    ...receipts.map(({ customer, currency, on, unapplied: amount }) => ({ customer, currency, on, amount })),
    ...overpaid.map(({ customer, currency, openedOn, reductions, open }) => ({
      customer,
      currency,
      on: reductions.at(-1)?.on ?? openedOn,
      amount: minor(-open),
    })),
  ];
}

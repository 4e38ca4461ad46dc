import type { Currency } from '../model/currency.ts';
import type { NamedFinding } from '../model/finding.ts';
import type { Minor } from '../model/money.ts';
import type { Row } from '../model/table.ts';
import { amountIn, currencyIn, rowsOf, textIn, type CloseTables } from './close-tables.ts';

/** An item that goes over into the next month, as it is (DOMAIN.md 1.4). */
export interface CarriedItem {
  readonly kind: string;
  readonly ref: string;
  readonly account?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly date?: string;
  /** The month whose close first listed it. */
  readonly first_period: string;
}

const KIND_OF: Readonly<Record<string, string>> = {
  order: 'order_unsettled',
  refund: 'refund_pending',
  payout: 'payout_in_transit',
  receivable: 'receivable',
};

const FINDING_KINDS: Readonly<Record<string, string>> = {
  'order-unsettled': 'order_unsettled',
  'refund-missing': 'refund_pending',
  'payout-missing': 'payout_in_transit',
  'settlement-without-order': 'settled_no_order',
  chargeback: 'disputed',
};

/**
 * The closing list of a month: what is open, what is past its day, what one side of the bank has not got yet, money
 * that no receivable is named for. An item of the list before keeps the month that first listed it.
 */
export function carriedItems(
  tables: CloseTables,
  findings: readonly NamedFinding[],
  { month, before }: { readonly month: string; readonly before: readonly CarriedItem[] },
): readonly CarriedItem[] {
  const known = new Map(before.map((item) => [nameOf(item), item.first_period]));
  const items: Omit<CarriedItem, 'first_period'>[] = [
    ...rowsOf(tables, 'open').flatMap((row) => {
      const kind = KIND_OF[textIn(row, 'kind') ?? ''];
      return kind === undefined ? [] : itemOf(kind, row, 'amount');
    }),
    ...rowsOf(tables, 'overdue')
      .filter((row) => textIn(row, 'kind') !== 'payout')
      .flatMap((row) => itemOf('receivable', row, 'open')),
    ...rowsOf(tables, 'bank-reconciliation')
      .filter((row) => /^(?:bank|book)_(?:in|out)_not_/u.test(textIn(row, 'kind') ?? ''))
      // A payout on its way stands in the list already.
      .filter((row) => !(textIn(row, 'ref') ?? '').startsWith('batch:'))
      .flatMap((row) => itemOf(textIn(row, 'kind') ?? '', row, 'amount')),
    ...rowsOf(tables, 'ageing').flatMap((row) => {
      const ref = `customer:${textIn(row, 'customer') ?? ''}`;
      return (amountIn(row, 'unapplied') ?? 0) === 0 ? [] : itemOf('unapplied_receipt', { ...row, ref }, 'unapplied');
    }),
    ...findings.filter((one) => one.state === 'open').flatMap(fromFinding),
  ];
  const listed = new Map(items.map((item) => [nameOf(item), item]));
  return [...listed]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, item]) => ({ ...item, first_period: known.get(name) ?? month }));
}

function itemOf(kind: string, row: Row, key: string): readonly Omit<CarriedItem, 'first_period'>[] {
  const amount = amountIn(row, key);
  if (amount === undefined) return [];
  const [account, date] = [textIn(row, 'account'), textIn(row, 'date') ?? textIn(row, 'due')];
  return [
    {
      kind,
      ref: textIn(row, 'ref') ?? '',
      ...(account === undefined ? {} : { account }),
      amount,
      currency: currencyIn(row, key),
      ...(date === undefined ? {} : { date }),
    },
  ];
}

function fromFinding(one: NamedFinding): readonly Omit<CarriedItem, 'first_period'>[] {
  const kind = FINDING_KINDS[one.code];
  if (kind === undefined) return [];
  const { orderNo, tradeNo, batchNo, bankRef, account } = one;
  const ref = [
    orderNo === undefined ? undefined : `order:${orderNo}`,
    batchNo === undefined ? undefined : `batch:${batchNo}`,
    tradeNo === undefined ? undefined : `trade:${tradeNo}`,
    bankRef === undefined ? undefined : `bank:${account ?? ''}/${bankRef}`,
  ].find((name) => name !== undefined);
  return [
    {
      kind,
      ref: ref ?? one.id,
      ...(account === undefined ? {} : { account }),
      amount: (one.actual ?? one.expected ?? 0) as Minor,
      currency: one.currency,
      date: one.date,
    },
  ];
}

function nameOf({ kind, ref, account, currency }: Omit<CarriedItem, 'first_period'>): string {
  return [kind, ref, account ?? '', currency].join('\n');
}

/** Items of a day in a closed month that its list doesn't have: they can't have come from nowhere. */
export function strayItems(
  items: readonly CarriedItem[],
  before: readonly CarriedItem[],
  from: string,
): readonly CarriedItem[] {
  const known = new Set(before.map(nameOf));
  return items.filter(
    (item) => (item.date ?? from) < from && !known.has(nameOf(item)) && item.kind !== 'unapplied_receipt',
  );
}

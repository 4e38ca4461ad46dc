import type { StatementKind } from '../../model/statement.ts';
import { invariant } from '../../model/problem.ts';
import type { AnyProfile } from '../profile.ts';
import { profileOf } from '../registry.ts';
import type { BankField } from '../rows/bank-line.ts';

export const STATEMENT_KINDS: readonly StatementKind[] = [
  'bank',
  'settlement',
  'orders',
  'invoices',
  'receipts',
  'customers',
  'rates',
];

/** What banks print besides the columns of the canonical CSV. */
const BANK_EXTRAS = {
  direction: 'direction',
  booked_time: 'bookedTime',
  payer: 'payer',
  payer_account: 'payerAccount',
  payee: 'payee',
  payee_account: 'payeeAccount',
} as const satisfies Readonly<Record<string, BankField>>;

/** Fields that hold money, by kind: signs are told for these. */
const MONEY: Readonly<Record<StatementKind, readonly string[]>> = {
  bank: ['amount', 'credit', 'debit', 'balance'],
  settlement: ['gross', 'fee', 'net'],
  orders: ['gross', 'discount', 'shipping', 'payable', 'refunded'],
  invoices: ['net', 'tax', 'total'],
  receipts: ['amount'],
  customers: ['creditLimit'],
  rates: [],
};

/** What each kind can't do without; of a group one is enough. */
const NEEDED: Readonly<Record<StatementKind, readonly (readonly string[])[]>> = {
  bank: [['bookedOn'], ['amount', 'credit', 'debit']],
  settlement: [['tradeNo', 'orderNo', 'batchNo'], ['occurredAt'], ['gross', 'net']],
  orders: [['orderNo'], ['payable'], ['orderedAt', 'paidAt']],
  invoices: [['invoiceNo'], ['issuedOn'], ['customer'], ['total']],
  receipts: [['receiptNo'], ['receivedOn'], ['customer'], ['amount']],
  customers: [['customer']],
  rates: [['date'], ['from'], ['to'], ['rate']],
};

/** What may be declared of a kind. */
export interface KindFields {
  readonly canonical: AnyProfile;
  /** `booked_on` → `bookedOn`: the names of the canonical CSV, as `settle template` prints them. */
  readonly fields: ReadonlyMap<string, string>;
  readonly money: readonly string[];
  readonly needed: readonly (readonly string[])[];
}

export function kindFields(kind: StatementKind): KindFields {
  // What a declared format is read as: the canonical CSV under other column names.
  const canonical = profileOf(`canonical-${kind}`);
  invariant(canonical !== undefined, 'every kind of statement has a canonical CSV');
  const own = Object.entries(canonical.columns).map(([field, [name = field]]) => [name, field] as const);
  const extras = kind === 'bank' ? Object.entries(BANK_EXTRAS) : [];
  return { canonical, fields: new Map([...own, ...extras]), money: MONEY[kind], needed: NEEDED[kind] };
}

/** `bookedOn` → `booked_on`. */
export function wordOf({ fields }: KindFields, field: string): string {
  return [...fields].find(([, one]) => one === field)?.[0] ?? field;
}

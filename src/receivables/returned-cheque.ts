import type { Day } from '../model/day.ts';
import type { LateFeeRate } from '../model/late-fee-terms.ts';
import { applyRate, Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { bucketOf, type Bucket, type Payment } from './ageing.ts';
import { lateFee, type LateFee } from './late-fee.ts';

/** 票据管理实施办法 art. 31: what the holder may claim of whoever wrote the cheque. */
const COMPENSATION = new Decimal('0.02');

export interface ChequeCase {
  readonly invoice: Minor;
  readonly dueOn: Day;
  readonly cheque: Minor;
  readonly receivedOn: Day;
  /** Undefined: it was honoured. */
  readonly returnedOn?: Day;
  readonly bankFee: Minor;
  /** Other payments on the invoice. */
  readonly payments: readonly Payment[];
  readonly asOf: Day;
  readonly rates: readonly LateFeeRate[];
}

/** One entry of the books: what is debited, what is credited. */
export interface ChequeEntry {
  readonly on: Day;
  readonly kind: 'reinstated' | 'bank-fee';
  readonly amount: Minor;
}

export interface ChequeStanding {
  readonly open: Minor;
  /** Undefined where nothing is open. */
  readonly bucket?: Bucket;
  readonly lateFee: LateFee;
  readonly compensation: Minor;
  readonly entries: readonly ChequeEntry[];
}

/**
 * A returned cheque (退票, DOMAIN.md 3.6) as of a day: from the day it comes back the receivable lives on with its
 * old due day, ageing and late fee as if the cheque had never come, and the payment is taken back by a counter-entry.
 * Until then the cheque has paid.
 */
export function returnedCheque(asked: ChequeCase): ChequeStanding {
  const { invoice, dueOn, asOf, cheque, returnedOn, bankFee, rates } = asked;
  const isBack = returnedOn !== undefined && returnedOn <= asOf;
  const payments = isBack ? asked.payments : [...asked.payments, { on: asked.receivedOn, amount: cheque }];
  const paid = plus(...payments.filter((payment) => payment.on <= asOf).map((payment) => payment.amount));
  const open = minor(Math.max(0, minus(invoice, paid)));
  return {
    open,
    ...(open === 0 ? {} : { bucket: bucketOf(dueOn, asOf) }),
    lateFee: lateFee({ dueOn, asOf, principal: invoice, payments, rates }),
    compensation: isBack ? applyRate(cheque, COMPENSATION, 'half-up') : ZERO,
    entries: isBack ? entriesOf(returnedOn, cheque, bankFee) : [],
  };
}

function entriesOf(on: Day, cheque: Minor, bankFee: Minor): readonly ChequeEntry[] {
  const entries: readonly ChequeEntry[] = [
    { on, kind: 'reinstated', amount: cheque },
    { on, kind: 'bank-fee', amount: bankFee },
  ];
  return entries.filter((entry) => entry.amount > 0);
}

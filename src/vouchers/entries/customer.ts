import { absolute, minus, negate, plus, ZERO } from '../../model/money.ts';
import { paidBy } from './bank.ts';
import {
  moved,
  penOf,
  whose,
  type Aux,
  type Entry,
  type EntryContext,
  type FactOf,
  type Pen,
  type Posting,
} from './entry.ts';

/** Cash in hand; a cheque or card isn't money before the bank says so (DOMAIN.md 3.6). */
export function receiptEntry(fact: FactOf<'receipt'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount } = fact;
  const got = fact.method === 'cash' ? pen.debit('cash', amount) : pen.debit('transit', amount, whose({ customer }));
  return { kind: 'receipt', about: '', postings: [got, ...paidBy(fact, pen)] };
}

/** The money goes back, the debt lives again with its old due day, and the bank may charge for it. */
export function receiptReturnedEntry(fact: FactOf<'receipt-returned'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount, owed, bankFee = ZERO } = fact;
  const over = minus(amount, owed);
  return {
    kind: 'receipt-returned',
    about: fact.bank ?? '',
    postings: [
      ...(owed === 0 ? [] : [pen.debit('receivable_customer', owed, whose({ customer }))]),
      ...(over === 0 ? [] : [pen.debit('advance', over, whose({ customer }))]),
      ...(bankFee === 0 ? [] : [pen.debit('bank_fee', bankFee)]),
      outOf(fact, pen, plus(amount, bankFee)),
    ],
  };
}

/** Money that left, or never arrived at, the bank. */
function outOf(
  fact: { readonly bank?: string; readonly customer: string },
  pen: Pen,
  amount: FactOf<'late-fee'>['amount'],
): Posting {
  return fact.bank === undefined
    ? pen.credit('transit', amount, whose({ customer: fact.customer }))
    : pen.credit('bank', amount, { ref: fact.bank });
}

/** 预收 pays what it had waited for. */
export function advanceAppliedEntry(fact: FactOf<'advance-applied'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount } = fact;
  return {
    kind: 'receipt',
    about: '',
    postings: [
      pen.debit('advance', amount, whose({ customer })),
      pen.credit('receivable_customer', amount, whose({ customer })),
    ],
  };
}

/** 现金折扣 is a finance cost of the day it was earned. */
export function discountEntry(fact: FactOf<'discount'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount } = fact;
  return {
    kind: 'discount',
    about: '',
    postings: [pen.debit('discount', amount), pen.credit('receivable_customer', amount, whose({ customer }))],
  };
}

/** 违约金, a waiver in red on the same sides; whether VAT is due on it (价外费用) is not for us to decide. */
export function lateFeeEntry(fact: FactOf<'late-fee'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount, isWaived } = fact;
  return {
    kind: isWaived === true ? 'late-fee-waived' : 'late-fee',
    about: '',
    postings: [pen.debit('receivable_customer', amount, whose({ customer })), pen.credit('late_fee_income', amount)],
  };
}

/** The small-business standard knows no allowance: a change of it is no entry there. */
export function allowanceEntry(fact: FactOf<'allowance'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { amount } = fact;
  const isKnown = context.chart.standard === 'enterprise';
  return {
    kind: 'allowance',
    about: '',
    postings: isKnown ? [pen.debit('credit_loss', amount), pen.credit('allowance', amount)] : [],
  };
}

/** Against the allowance; by the small-business standard a loss at once, less what came in after all. */
export function writeOffEntry(fact: FactOf<'write-off'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount, recovered = ZERO } = fact;
  const cost = context.chart.standard === 'enterprise' ? 'allowance' : 'bad_debt';
  const into: Aux = { ref: fact.bank };
  return {
    kind: 'write-off',
    about: '',
    postings: [
      pen.debit(cost, plus(amount, negate(recovered))),
      ...(recovered === 0
        ? []
        : [fact.bank === undefined ? pen.debit('cash', recovered) : pen.debit('bank', recovered, into)]),
      pen.credit('receivable_customer', amount, whose({ customer })),
    ],
  };
}

/**
 * A debt written off earlier is paid after all: so much of it lives again against the allowance, and what came pays it as
 * any receipt does. By the small-business standard the loss comes back as income.
 */
export function recoveryEntry(fact: FactOf<'recovery'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { customer, amount } = fact;
  const back = context.chart.standard === 'enterprise' ? 'allowance' : 'recovered_debt';
  return {
    kind: 'recovery',
    about: '',
    postings: [pen.debit('receivable_customer', amount, whose({ customer })), pen.credit(back, amount)],
  };
}

/** 汇兑差额 on a foreign balance: a gain is a debit of it and a credit of the finance costs, a loss the other way round. */
export function exchangeEntry(fact: FactOf<'exchange'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { role, ref, amount } = fact;
  return {
    kind: 'exchange',
    about: fact.of,
    postings: [moved(pen, role, amount, { ref, ...whose(fact) }), moved(pen, 'exchange', negate(amount))],
  };
}

/** 尾差: what is left of a receivable, too little or too much, is a finance cost. */
export function roundingEntry(fact: FactOf<'rounding'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const amount = absolute(fact.amount);
  const isShort = fact.amount > 0;
  const role = fact.customer === undefined ? 'receivable_platform' : 'receivable_customer';
  const owed = isShort ? pen.credit(role, amount, whose(fact)) : pen.debit(role, amount, whose(fact));
  return {
    kind: 'rounding',
    about: fact.platform ?? '',
    postings: [isShort ? pen.debit('rounding', amount) : pen.credit('rounding', amount), owed],
  };
}

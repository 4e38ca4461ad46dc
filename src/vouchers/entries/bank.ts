import { absolute, minus, negate, plus, ZERO } from '../../model/money.ts';
import { moved, penOf, whose, type Entry, type EntryContext, type FactOf, type Pen, type Posting } from './entry.ts';

type BankRow = FactOf<'bank'>;

/** A row of a bank statement, by what the books know of it. */
export function bankEntry(fact: BankRow, context: EntryContext): Entry {
  const pen = penOf(context);
  const atBank = moved(pen, 'bank', fact.amount, { ref: fact.bank });
  switch (fact.purpose) {
    case 'payout':
      return { kind: 'payout', about: fact.wallet ?? '', postings: [atBank, inTransit(fact, pen)] };
    case 'days':
      return wholeDays(fact, pen, atBank);
    case 'receipt':
      return receipt(fact, pen, atBank);
    case 'fee':
      return charges(fact, [pen.debit('bank_fee', negate(fact.amount)), atBank]);
    case 'interest':
      return charges(fact, interest(fact, pen, atBank));
    case 'unknown':
      return { kind: 'unexplained', about: fact.bank, postings: [atBank, moved(pen, 'suspense', negate(fact.amount))] };
  }
}

/** What left the wallet on an earlier or the same day arrives; a return goes the other way. */
function inTransit(fact: BankRow, pen: Pen): Posting {
  return moved(pen, 'transit', negate(fact.amount), fact.wallet === undefined ? {} : { platform: fact.wallet });
}

/** A platform pays what whole days earned, without a row for it: the wallet is emptied by what the bank shows. */
function wholeDays(fact: BankRow, pen: Pen, atBank: Posting): Entry {
  const { wallet = '', transferFee = ZERO } = fact;
  const fee = transferFee === 0 ? [] : [pen.debit('fee', transferFee, { platform: wallet })];
  return {
    kind: 'payout',
    about: wallet,
    postings: [atBank, ...fee, moved(pen, 'wallet', negate(plus(fact.amount, transferFee)), { ref: wallet })],
  };
}

/** Money from a customer; sent back (退票), the debt lives again on the debit side, the advance is gone, the bank's fee a cost. */
function receipt(fact: BankRow, pen: Pen, atBank: Posting): Entry {
  if (fact.amount > 0) return { kind: 'receipt', about: fact.bank, postings: [atBank, ...paidBy(fact, pen)] };
  const { applied = ZERO, customer, returnFee = ZERO } = fact;
  const [owed, over] = [negate(applied), minus(minus(applied, fact.amount), returnFee)];
  return {
    kind: 'receipt-returned',
    about: fact.bank,
    postings: [
      ...(owed === 0 ? [] : [pen.debit('receivable_customer', owed, whose({ customer }))]),
      ...(over === 0 ? [] : [pen.debit('advance', over, whose({ customer }))]),
      ...(returnFee === 0 ? [] : [pen.debit('bank_fee', returnFee)]),
      atBank,
    ],
  };
}

/** A customer pays receivables; what is over is an advance. */
export function paidBy(
  { amount, applied = ZERO, customer }: Pick<BankRow, 'amount' | 'applied' | 'customer'>,
  pen: Pen,
): readonly Posting[] {
  const over = minus(amount, applied);
  return [
    ...(applied === 0 ? [] : [pen.credit('receivable_customer', applied, whose({ customer }))]),
    ...(over === 0 ? [] : [pen.credit('advance', over, whose({ customer }))]),
  ];
}

function charges(fact: BankRow, postings: readonly Posting[]): Entry {
  return { kind: 'bank-charges', about: fact.bank, postings };
}

/** Interest received is a credit of the finance costs, interest paid a debit. */
function interest(fact: BankRow, pen: Pen, atBank: Posting): readonly Posting[] {
  const amount = absolute(fact.amount);
  return [atBank, fact.amount < 0 ? pen.debit('interest', amount) : pen.credit('interest', amount)];
}

import type { BookFact } from '../../model/ledger.ts';
import { invariant } from '../../model/problem.ts';
import { plus, ZERO } from '../../model/money.ts';
import { bankEntry } from './bank.ts';
import {
  advanceAppliedEntry,
  allowanceEntry,
  discountEntry,
  exchangeEntry,
  lateFeeEntry,
  receiptEntry,
  receiptReturnedEntry,
  recoveryEntry,
  roundingEntry,
  writeOffEntry,
} from './customer.ts';
import type { Entry, EntryContext, Posting } from './entry.ts';
import { lineEntry } from './line.ts';
import { saleEntry, saleReversedEntry } from './sale.ts';

export type { Entry, EntryContext, Posting } from './entry.ts';

/** What a fact puts into the ledger by DOMAIN.md 1.6, debit and credit equal to the minor unit. */
export function entryOf(fact: BookFact, context: EntryContext): Entry {
  const entry = write(fact, context);
  invariant(sum(entry, 'debit') === sum(entry, 'credit'), `an entry balances: ${entry.kind}`);
  return entry;
}

function sum({ postings }: Entry, side: Posting['side']): number {
  let total = ZERO;
  for (const posting of postings) if (posting.side === side) total = plus(total, posting.amount);
  return total;
}

function write(fact: BookFact, context: EntryContext): Entry {
  switch (fact.kind) {
    case 'sale':
      return saleEntry(fact, context);
    case 'sale-reversed':
      return saleReversedEntry(fact, context);
    case 'line':
      return lineEntry(fact, context);
    case 'bank':
      return bankEntry(fact, context);
    default:
      return writeCustomers(fact, context);
  }
}

type CustomerFact = Exclude<BookFact, { readonly kind: 'sale' | 'sale-reversed' | 'line' | 'bank' }>;

function writeCustomers(fact: CustomerFact, context: EntryContext): Entry {
  switch (fact.kind) {
    case 'receipt':
      return receiptEntry(fact, context);
    case 'receipt-returned':
      return receiptReturnedEntry(fact, context);
    case 'advance-applied':
      return advanceAppliedEntry(fact, context);
    case 'discount':
      return discountEntry(fact, context);
    case 'late-fee':
      return lateFeeEntry(fact, context);
    case 'allowance':
      return allowanceEntry(fact, context);
    case 'write-off':
      return writeOffEntry(fact, context);
    case 'recovery':
      return recoveryEntry(fact, context);
    case 'exchange':
      return exchangeEntry(fact, context);
    case 'rounding':
      return roundingEntry(fact, context);
  }
}

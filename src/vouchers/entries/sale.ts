import { negate } from '../../model/money.ts';
import { penOf, revenue, whose, type Entry, type EntryContext, type FactOf } from './entry.ts';

/** A sale: the platform or the customer owes it. */
export function saleEntry(fact: FactOf<'sale'>, context: EntryContext): Entry {
  const pen = penOf(context);
  const { gross, tax, platform, customer } = fact;
  const owed =
    customer === undefined
      ? pen.debit('receivable_platform', gross, whose({ platform }))
      : pen.debit('receivable_customer', gross, whose({ customer }));
  return {
    kind: 'sale',
    about: customer === undefined ? (platform ?? '') : '',
    postings: [owed, ...revenue(pen, gross, context, { tax, ...whose({ platform }) })],
  };
}

/** Refunded before any platform settled it, or taken off by a red invoice: the sale again, in red. */
export function saleReversedEntry(fact: FactOf<'sale-reversed'>, context: EntryContext): Entry {
  const { tax, gross, ...sale } = fact;
  const red = tax === undefined ? {} : { tax: negate(tax) };
  return { ...saleEntry({ ...sale, kind: 'sale', gross: negate(gross), ...red }, context), kind: 'sale-reversed' };
}

import { minus, plus, ZERO, type Minor } from '../model/money.ts';

/** Outstanding items 未达账项 by the side that has them and their direction. */
export const OUTSTANDING_KINDS = [
  'bank_in_not_book',
  'bank_out_not_book',
  'book_in_not_bank',
  'book_out_not_bank',
] as const;
export type OutstandingKind = (typeof OUTSTANDING_KINDS)[number];

export interface Outstanding {
  readonly kind: OutstandingKind;
  /** Positive; the kind says which way it goes. */
  readonly amount: Minor;
}

export interface Reconciliation {
  readonly sums: Readonly<Record<OutstandingKind, Minor>>;
  /** Undefined where the side's balance isn't known. */
  readonly adjustedBook: Minor | undefined;
  readonly adjustedBank: Minor | undefined;
  /** Books less bank; 0 when the statement closes. */
  readonly difference: Minor | undefined;
}

/**
 * 银行存款余额调节表 (DOMAIN.md 1.5): books + in bank only − out of bank only = bank + in books only − out of books
 * only.
 */
export function reconcile(
  book: Minor | undefined,
  bank: Minor | undefined,
  items: readonly Outstanding[],
): Reconciliation {
  const sum = (kind: OutstandingKind): Minor =>
    plus(ZERO, ...items.filter((item) => item.kind === kind).map((item) => item.amount));
  const sums = {
    bank_in_not_book: sum('bank_in_not_book'),
    bank_out_not_book: sum('bank_out_not_book'),
    book_in_not_bank: sum('book_in_not_bank'),
    book_out_not_bank: sum('book_out_not_bank'),
  };
  const adjustedBook =
    book === undefined ? undefined : minus(plus(book, sums.bank_in_not_book), sums.bank_out_not_book);
  const adjustedBank =
    bank === undefined ? undefined : minus(plus(bank, sums.book_in_not_bank), sums.book_out_not_bank);
  const isKnown = adjustedBook !== undefined && adjustedBank !== undefined;
  return { sums, adjustedBook, adjustedBank, difference: isKnown ? minus(adjustedBook, adjustedBank) : undefined };
}

/** Why a statement may not close; what it points at is there for `omitted` and `wrong-side`. */
export type ReconciliationHint<T extends Outstanding> =
  { readonly kind: 'omitted' | 'wrong-side'; readonly item: T } | { readonly kind: 'digits-swapped' };

const NINE = 9;

/**
 * What a bookkeeper looks for first when the sides differ: an item of just that amount (counted twice or left out),
 * one of half of it (on the wrong side), a difference that nine divides (two digits swapped).
 */
export function reconciliationHints<T extends Outstanding>(
  difference: Minor,
  items: readonly T[],
): readonly ReconciliationHint<T>[] {
  if (difference === 0) return [];
  const off = Math.abs(difference);
  const omitted = items.filter((item) => item.amount === off).map((item) => ({ kind: 'omitted' as const, item }));
  const turned = items.filter((item) => item.amount * 2 === off).map((item) => ({ kind: 'wrong-side' as const, item }));
  return [...omitted, ...turned, ...(off % NINE === 0 ? [{ kind: 'digits-swapped' as const }] : [])];
}

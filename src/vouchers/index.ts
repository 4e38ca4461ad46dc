// Room: vouchers. What happened → balanced entries (记账凭证) → numbered vouchers → the files of accounting programs.
// Here: the account map of both standards, an entry for each kind of fact (DOMAIN.md 1.6), numbering, the forms (1.7).
// Never here: SQL, the clock, writing files, deciding what is a match.
export { adjustments } from './adjustments.ts';
export { bankPurpose } from './bank-words.ts';
export { chartOf, type Chart } from './chart.ts';
export type { Entry, EntryContext } from './entries/index.ts';
export { journalBook, type Draft, type JournalBook } from './journal-book.ts';
export { numberVouchers } from './number.ts';
export { revaluation, type RevaluationAnswer } from './revaluation.ts';
export { rateBook, type RateBook } from './rates.ts';
export { isCalledOff, recognisedOn, reversedBeforeSettlement, type Sold } from './recognition.ts';
export { FIELD_NAMES, fieldRows, isField, type Field } from './fields.ts';
export type { FormInput, JournalInput, StatedBalance, VoucherForm } from './form.ts';
export { formOf, FORM_NAMES } from './form-list.ts';
export { inHomeCurrency, type HomeVoucher } from './home.ts';
export { keyOf } from './journal-names.ts';
export { verdictOf, type MonthVouchers, type VoucherVerdict } from './verdict.ts';
export { KIND_WORDS, remarkWords, summaryOf, totalOf } from './words.ts';

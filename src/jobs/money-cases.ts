import type { BankCase, MoneyCase } from '../model/case.ts';
import { addDays, dayOf } from '../model/day.ts';
import type { Database } from '../store/database.ts';
import { loadAmbiguities } from '../store/read/groups.ts';
import { loadBatches } from '../store/read/open-items.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { ambiguousCases } from './ambiguous-cases.ts';
import { loadCustomerBook } from './customer-book.ts';
import { invoiceCases } from './invoice-cases.ts';
import type { CaseOptions } from './order-cases.ts';
import { batchCases, payoutCases } from './payout-cases.ts';
import { creditCases, customerReceipts, receiptCases, type CustomerReceipts } from './receipt-cases.ts';
import { receivableCases } from './receivable-cases.ts';
import { reserveCases } from './reserve-cases.ts';
import { loadStanding, type Standing } from './standing.ts';

/** Payouts, batches, bank lines, ambiguities and receivables, as cases for the findings. */
export async function moneyCases(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): Promise<readonly MoneyCase[]> {
  const standing = await loadStanding(db, accounts, options);
  const ambiguous = ambiguousCases(await loadAmbiguities(db), standing);
  const book = await loadCustomerBook(db, options.asOf);
  const money = await customerReceipts(db, book, standing, options.asOf);
  const receivables = await receivableCases(db, book, money.groups, options);
  const receipts = receiptCases(money, receivables, standing);
  return [
    ...payoutCases(standing, ambiguous.items),
    ...batchCases(await loadBatches(db, addDays(options.asOf, 1)), standing),
    ...(await reserveCases(db, accounts, options)),
    ...bankCases(standing, ambiguous.items, payersOf(money)),
    ...ambiguous.cases,
    ...receivables,
    ...receipts,
    ...creditCases(book, receivables, receipts),
    ...(await invoiceCases(db, options, receivables)),
  ];
}

/** Lines in no group; those of a known customer say whose they are. */
function bankCases(
  standing: Standing,
  ambiguous: ReadonlySet<string>,
  payers: ReadonlyMap<number, string>,
): readonly BankCase[] {
  return standing.bankLines
    .filter((line) => !standing.atBank.has(`bank ${line.id}`))
    .map((line) => ({
      kind: 'bank',
      account: standing.accountRef(line.accountId),
      ref: line.ref,
      day: dayOf(line.bookedAt),
      amount: line.amount,
      currency: line.currency,
      place: standing.bankPlaces.get(line.id) ?? { file: '', line: 0 },
      isAmbiguous: ambiguous.has(`bank ${line.id}`),
      ...(payers.has(line.id) ? { payer: payers.get(line.id) ?? '' } : {}),
      ...(line.reference === undefined ? {} : { reference: line.reference }),
      ...(line.counterparty === undefined ? {} : { counterparty: line.counterparty }),
      ...(line.memo === undefined ? {} : { memo: line.memo }),
    }));
}

/** Bank credits of known customers, by the line's id. */
function payersOf({ incoming }: CustomerReceipts): ReadonlyMap<number, string> {
  return new Map(
    incoming.flatMap((one) => (one.item === 'bank' && one.customer !== undefined ? [[one.id, one.customer]] : [])),
  );
}

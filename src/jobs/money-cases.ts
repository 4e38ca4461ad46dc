import type { BankCase, MoneyCase, ReceivableCase } from '../model/case.ts';
import { addDays, dayOf, daysBetween } from '../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { Database } from '../store/database.ts';
import { loadAmbiguities, type GroupMember } from '../store/read/groups.ts';
import { loadBatches } from '../store/read/open-items.ts';
import { loadReceivables, loadSettledOnAccount } from '../store/read/receivables.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { ambiguousCases } from './ambiguous-cases.ts';
import type { CaseOptions } from './order-cases.ts';
import { batchCases, payoutCases } from './payout-cases.ts';
import { isReceivable, receivableDue } from './receivable-book.ts';
import { loadStanding, type Standing } from './standing.ts';

/** Payouts, batches, bank lines, ambiguities and receivables, as cases for the findings. */
export async function moneyCases(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): Promise<readonly MoneyCase[]> {
  const standing = await loadStanding(db, accounts, options);
  const ambiguous = ambiguousCases(await loadAmbiguities(db), standing);
  return [
    ...payoutCases(standing, ambiguous.items),
    ...batchCases(await loadBatches(db, addDays(options.asOf, 1)), standing),
    ...bankCases(standing, ambiguous.items),
    ...ambiguous.cases,
    ...(await receivableCases(db, standing.members, options)),
  ];
}

function bankCases(standing: Standing, ambiguous: ReadonlySet<string>): readonly BankCase[] {
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
      ...(line.reference === undefined ? {} : { reference: line.reference }),
      ...(line.counterparty === undefined ? {} : { counterparty: line.counterparty }),
      ...(line.memo === undefined ? {} : { memo: line.memo }),
    }));
}

/** What customers owe as of the day, with what was applied by then. */
async function receivableCases(
  db: Database,
  members: readonly GroupMember[],
  { settings, calendar, asOf }: CaseOptions,
): Promise<readonly ReceivableCase[]> {
  const rows = (await loadReceivables(db)).filter((row) => isReceivable(row) && row.openedOn <= asOf);
  const paidOf = new Map<string, Minor>();
  for (const member of members.filter((one) => one.leg === 'receipt-receivable')) {
    const key = `${member.item} ${member.itemId}`;
    paidOf.set(key, plus(paidOf.get(key) ?? ZERO, member.amount));
  }
  const settled = await loadSettledOnAccount(db, addDays(asOf, 1));
  return rows.map((row) => {
    const throughPlatform = row.item === 'order' ? (settled.get(row.id) ?? ZERO) : ZERO;
    const paid = plus(paidOf.get(`${row.item} ${row.id}`) ?? ZERO, throughPlatform);
    const dueOn = receivableDue(row, settings, calendar);
    return {
      kind: 'receivable',
      ref: row.ref,
      customer: row.customer,
      dueOn,
      original: row.amount,
      paid,
      open: minus(row.amount, paid),
      daysOverdue: Math.max(0, daysBetween(dueOn, asOf)),
      currency: row.currency,
      place: row.place,
      ...(row.item === 'order' ? { orderNo: row.number } : { invoiceNo: row.number }),
    };
  });
}

import type { ReserveCase } from '../model/case.ts';
import { addDays, dayOf } from '../model/day.ts';
import { dueOf, stillHeld } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadReserveMoves, type ReserveMove } from '../store/read/reserves.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { termsOf } from './book-terms.ts';
import type { CaseOptions } from './order-cases.ts';

/** What platforms hold back as of the day, with its release day where settle.yaml says one. */
export async function reserveCases(
  db: Database,
  accounts: readonly StoredAccount[],
  { settings, calendar, asOf }: CaseOptions,
): Promise<readonly ReserveCase[]> {
  const wallets = new Map<string, ReserveMove[]>();
  for (const move of await loadReserveMoves(db, addDays(asOf, 1))) {
    const key = `${move.account}\n${move.currency}`;
    wallets.set(key, [...(wallets.get(key) ?? []), move]);
  }
  return [...wallets.values()].flatMap((moves) => {
    const account = accounts.find(({ ref }) => ref === moves[0]?.account);
    const rules = account && termsOf(settings, account).reserve;
    return stillHeld(moves).map(({ move, open }): ReserveCase => {
      const { occurredAt, amount, ...own } = move;
      const due = dueOf(rules, occurredAt, calendar);
      return {
        kind: 'reserve',
        ...own,
        day: dayOf(occurredAt),
        held: amount,
        open,
        ...(due === undefined ? {} : { dueOn: due.dueOn, lastOn: due.lastOn }),
      };
    });
  });
}

import type { AmbiguousCase } from '../model/case.ts';
import { dayOf, type Day } from '../model/day.ts';
import { itemKey, type OpenBankLine } from '../model/match.ts';
import { invariant } from '../model/problem.ts';
import type { AmbiguityMember } from '../store/read/groups.ts';
import { placeOf, type Standing } from './standing.ts';

export interface AmbiguousAnswer {
  readonly cases: readonly AmbiguousCase[];
  /** The items in doubt, by `itemKey`. */
  readonly items: ReadonlySet<string>;
}

/** What may be paid: a payout row, a batch, a whole day. */
interface Candidate {
  readonly ref: string;
  readonly id: number;
  readonly batchNo?: string;
  readonly day: Day;
}

/** Ambiguities all of whose rows exist by the day asked for. */
export function ambiguousCases(rows: readonly AmbiguityMember[], standing: Standing): AmbiguousAnswer {
  if (rows.length === 0) return { cases: [], items: new Set() };
  const payouts = candidatesOf(standing);
  const cases: AmbiguousCase[] = [];
  const items = new Set<string>();
  for (const id of new Set(rows.map((row) => row.id))) {
    const own = rows.filter((row) => row.id === id);
    const keys = own.map((row) => itemKey(row.item, row));
    const some = keys.flatMap((key) => payouts.get(key) ?? []);
    const lines = own.flatMap((row) => (row.item === 'bank' ? (standing.bankLineOf.get(row.itemId) ?? []) : []));
    if (some.length + lines.length < own.length) continue;
    for (const key of keys) items.add(key);
    cases.push(ambiguousCase(own[0]?.accountId ?? 0, { payouts: some, credits: lines }, standing));
  }
  return { cases, items };
}

function candidatesOf(standing: Standing): ReadonlyMap<string, Candidate> {
  const all = standing.wallets.flatMap(({ account, payouts, days }) => [
    ...payouts.map(({ payout }): readonly [string, Candidate] => [
      itemKey(payout.item, { itemId: payout.id, accountId: account.id, ref: payout.ref }),
      { ...payout, day: dayOf(payout.occurredAt) },
    ]),
    ...days.map(({ day }): readonly [string, Candidate] => {
      const ref = `day:${account.ref}/${day}`;
      return [itemKey('batch', { itemId: 0, accountId: account.id, ref }), { ref, id: 0, day }];
    }),
  ]);
  return new Map(all);
}

interface Candidates {
  readonly payouts: readonly Candidate[];
  readonly credits: readonly OpenBankLine[];
}

function ambiguousCase(accountId: number, { payouts, credits }: Candidates, standing: Standing): AmbiguousCase {
  const days = [...payouts.map((one) => one.day), ...credits.map((one) => dayOf(one.bookedAt))].sort();
  const [credit] = credits;
  const day = days.at(-1);
  invariant(credit !== undefined && day !== undefined, 'an ambiguity is about a bank line');
  return {
    kind: 'ambiguous',
    account: standing.accountRef(accountId),
    amount: credit.amount,
    currency: credit.currency,
    day,
    payouts: [...payouts].sort(byRef).map((one) => ({
      ref: one.ref,
      ...(one.batchNo === undefined ? {} : { batchNo: one.batchNo }),
      ...placeOf(standing.payoutPlaces, one.id),
    })),
    credits: [...credits].sort(byRef).map((one) => ({
      ref: one.ref,
      place: standing.bankPlaces.get(one.id) ?? { file: '', line: 0 },
      ...(one.reference === undefined ? {} : { reference: one.reference }),
    })),
  };
}

function byRef(left: { readonly ref: string }, right: { readonly ref: string }): number {
  if (left.ref === right.ref) return 0;
  return left.ref < right.ref ? -1 : 1;
}

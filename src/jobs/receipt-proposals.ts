import type { Day } from '../model/day.ts';
import type { MatchMember, MatchProposal } from '../model/match.ts';
import { minus, negate, plus, ZERO } from '../model/money.ts';
import { LATE_FEE } from '../model/receivable.ts';
import type { Allocation } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';
import type { Incoming } from './incoming-money.ts';
import type { Return } from './returned-money.ts';

export interface Applied {
  readonly accountId: number;
  readonly paid: readonly Allocation[];
}

/** Money and what it pays as one group; what it pays later than its first counts from that day. */
export function receiptProposal(
  one: Incoming,
  rows: readonly ReceivableRow[],
  { accountId, paid }: Applied,
): MatchProposal {
  const principal = paid.filter((allocation) => allocation.isLateFee !== true);
  const expected = [
    ...rows.map((row) => memberOf(one, row, principal)),
    ...rows.flatMap((row) => lateFeeMembers(one, row, paid)),
  ];
  const applied = plus(...expected.map((member) => member.amount));
  const [matchedOn = one.on] = expected.map((member) => member.countsFrom ?? one.on).sort();
  const [first] = rows;
  return {
    leg: 'receipt-receivable',
    shape: expected.length > 1 ? 'n:1' : '1:1',
    state: 'auto',
    pass: isByPolicy(paid) ? 'receipt-by-policy' : 'receipt-by-number',
    accountId,
    members: [...expected, { side: 'actual', kind: one.item, id: one.id, ref: one.ref, amount: one.amount }],
    difference: minus(one.amount, applied),
    currency: one.currency,
    matchedOn,
    why: {
      [isByPolicy(paid) ? 'spread' : 'named']: rows.map((row) => row.number).join(' '),
      customer: one.customer ?? first?.customer ?? '',
    },
  };
}

/** It names nothing: all it pays was chosen by the books' policy. */
function isByPolicy(paid: readonly Allocation[]): boolean {
  return paid.length > 0 && paid.every((allocation) => allocation.byPolicy === true);
}

/** What of the money pays a late fee: apart from the principal, under refs of its own, one for each day it pays on. */
function lateFeeMembers(one: Incoming, row: ReceivableRow, paid: readonly Allocation[]): readonly MatchMember[] {
  const fees = paid.filter((allocation) => allocation.receivable === row.ref && allocation.isLateFee === true);
  const days = [...new Set(fees.map((fee) => fee.on))].sort();
  return days.map((day, index) => ({
    ...memberOf(
      one,
      row,
      fees.filter((fee) => fee.on === day),
    ),
    ref: index === 0 ? `${LATE_FEE}${row.ref}` : `${LATE_FEE}${day}:${row.ref}`,
  }));
}

function memberOf(one: Incoming, row: ReceivableRow, paid: readonly Allocation[]): MatchMember {
  const own = paid.filter((allocation) => allocation.receivable === row.ref);
  // Nothing was open on it: it is named from the day both were there.
  const there: Day = row.openedOn > one.on ? row.openedOn : one.on;
  const countsFrom =
    own
      .map((allocation) => allocation.on)
      .sort()
      .at(-1) ?? there;
  return {
    side: 'expected',
    kind: row.item,
    id: row.id,
    ref: row.ref,
    amount: plus(ZERO, ...own.map((allocation) => allocation.amount)),
    ...(countsFrom === one.on ? {} : { countsFrom }),
  };
}

/**
 * 退票: what the money had paid is owed again from the day it went back. The bank's debit is the other side, where the
 * bank shows it; else the receipt itself.
 */
export function returnProposal(one: Incoming, group: MatchProposal, { on, debit }: Return): MatchProposal {
  const expected = group.members
    .filter((member) => member.side === 'expected')
    .map(({ countsFrom, ...member }) => ({
      ...member,
      amount: (countsFrom ?? on) <= on ? negate(member.amount) : ZERO,
    }));
  const actual: MatchMember =
    debit === undefined
      ? { side: 'actual', kind: one.item, id: one.id, ref: one.ref, amount: negate(one.amount) }
      : { side: 'actual', kind: 'bank', id: debit.id, ref: debit.ref, amount: debit.amount };
  // What the bank took on top of it is its fee.
  const fee = debit === undefined ? ZERO : minus(negate(debit.amount), one.amount);
  return {
    ...group,
    pass: 'receipt-returned',
    members: [...expected, actual],
    difference: minus(negate(group.difference), fee),
    matchedOn: on,
    why: { returned: one.ref, customer: group.why['customer'] ?? '' },
  };
}

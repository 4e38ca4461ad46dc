import type { Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

const HELD: Kinds = ['release', 'reserve'];
const MOVED: Kinds = ['transfer', 'transfer'];
const ADJUSTED: Kinds = ['adjustment', 'adjustment'];
const FEE: Kinds = ['fee', 'fee'];
const DISPUTED: Kinds = ['chargeback', 'chargeback'];

/** Event codes that say more than their group (formats/intl.md §2a). */
const BY_CODE: Readonly<Record<string, Kinds>> = {
  T1101: ['payout-return', 'unknown'],
  T1105: HELD,
  T1106: DISPUTED,
  // A refund of money that was sent is none of a sale.
  T1107: ['transfer', 'refund'],
  T1108: FEE,
  T1109: FEE,
  T1110: HELD,
  T1111: HELD,
  T1112: HELD,
  T1113: ['transfer', 'refund'],
  T1114: MOVED,
  T1115: MOVED,
  T1116: HELD,
  T1200: ADJUSTED,
  T1203: ADJUSTED,
  T1204: ADJUSTED,
  T1205: ADJUSTED,
};

/** The first two digits of an event code. A payment that goes out is money the seller sent, no sale and no refund. */
const BY_GROUP: Readonly<Record<string, Kinds>> = {
  T00: ['sale', 'transfer'],
  T01: FEE,
  T02: MOVED,
  T03: ['deposit', 'transfer'],
  T04: ['payout-return', 'payout'],
  T05: MOVED,
  T06: MOVED,
  T07: ['deposit', 'transfer'],
  T08: ['subsidy', 'subsidy'],
  T09: ['subsidy', 'subsidy'],
  T10: MOVED,
  T11: ADJUSTED,
  T12: DISPUTED,
  T14: ADJUSTED,
  T15: HELD,
  T16: MOVED,
  T17: MOVED,
  T18: MOVED,
  T19: ADJUSTED,
  T20: MOVED,
  T21: HELD,
  T22: MOVED,
};

/** Authorisations and voids (T13) and lines that are only shown (T98) move no money. */
const NO_MONEY = /^T(?:13|98)\d\d$/u;

/** What an event is, by its code and the side it moved; undefined when it moves no money; `unknown` codes say so. */
export function paypalKind(code: string, moved: Minor): LineKind | undefined {
  if (NO_MONEY.test(code)) return undefined;
  const kinds = BY_CODE[code] ?? BY_GROUP[code.slice(0, 3)];
  return kinds?.[moved < 0 ? 1 : 0] ?? 'unknown';
}

import type { Day } from '../model/day.ts';
import { allocate, Decimal, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { invariant } from '../model/problem.ts';
import { compareText, oldestFirst } from './order.ts';

/** What a customer owes on one receivable, before a receipt is applied. */
export interface OwedItem {
  readonly ref: string;
  readonly openedOn: Day;
  readonly dueOn: Day;
  /** Principal. Negative (more was paid than owed): nothing is applied to it. */
  readonly open: Minor;
  readonly lateFee?: Minor;
  /** Cost of getting the money in. */
  readonly cost?: Minor;
  /** How much of it is secured; the least comes first under Civil Code 560. None where undefined. */
  readonly secured?: Minor;
  /** What it costs the debtor (a rate); the highest comes first under Civil Code 560. */
  readonly burden?: Decimal;
}

/** DOMAIN.md 3.5. */
export const ALLOCATION_POLICIES = ['fifo', 'explicit-only', 'civil-code-560', 'civil-code-561'] as const;
export type AllocationPolicy = (typeof ALLOCATION_POLICIES)[number];

/** A receivable the payer names, with an amount where one is named too. */
export interface Designation {
  readonly ref: string;
  readonly amount?: Minor;
}

export type PartKind = 'cost' | 'late_fee' | 'principal';

/** So much of the receipt pays that part of what is owed; never 0. */
export interface AllocatedPart {
  readonly ref: string;
  readonly kind: PartKind;
  readonly amount: Minor;
}

export interface AllocationCase {
  readonly items: readonly OwedItem[];
  readonly amount: Minor;
  readonly policy: AllocationPolicy;
  readonly designations?: readonly Designation[];
  /** Tells due from not yet due under Civil Code 560; without it all count as due. */
  readonly asOf?: Day;
}

export interface AllocatedReceipt {
  /** In the order in which they were applied. */
  readonly parts: readonly AllocatedPart[];
  /** Principal left open, by ref, in the order of the items. */
  readonly remaining: ReadonlyMap<string, Minor>;
  /** What is left over: 预收账款. */
  readonly advance: Minor;
}

/**
 * Applies one receipt (核销, DOMAIN.md 3.5): first to what the payer names, up to the named amount or what is open;
 * then by the policy, which under `explicit-only` is nothing. The parts and the advance add up to the receipt.
 */
export function allocateReceipt(asked: AllocationCase): AllocatedReceipt {
  const { items, amount, policy, designations = [] } = asked;
  invariant(amount >= 0, 'a receipt brings money in');
  const open = new Map(items.map((item) => [item.ref, item.open]));
  invariant(open.size === items.length, 'every receivable has a ref of its own');
  const taker = takerOf(amount, open);
  for (const { ref, amount: named } of designations) {
    const left = open.get(ref) ?? ZERO;
    taker.take(ref, 'principal', named === undefined ? left : minor(Math.min(named, left)));
  }
  POLICIES[policy](asked, taker);
  return { parts: taker.parts, remaining: open, advance: taker.left() };
}

interface Taker {
  readonly parts: readonly AllocatedPart[];
  left(): Minor;
  openOf(ref: string): Minor;
  /** Takes as much as is wanted and left; principal is lowered by it. */
  take(ref: string, kind: PartKind, wanted: Minor): void;
}

function takerOf(amount: Minor, open: Map<string, Minor>): Taker {
  const parts: AllocatedPart[] = [];
  let left = amount;
  return {
    parts,
    left: () => left,
    openOf: (ref) => open.get(ref) ?? ZERO,
    take(ref, kind, wanted) {
      const taken = minor(Math.min(left, wanted));
      if (taken <= 0) return;
      left = minus(left, taken);
      if (kind === 'principal') open.set(ref, minus(open.get(ref) ?? ZERO, taken));
      parts.push({ ref, kind, amount: taken });
    },
  };
}

const POLICIES: Readonly<Record<AllocationPolicy, (asked: AllocationCase, taker: Taker) => void>> = {
  'explicit-only': () => undefined,
  fifo: ({ items }, taker) => {
    for (const { ref } of oldestFirst(items)) taker.take(ref, 'principal', taker.openOf(ref));
  },
  'civil-code-560': by560,
  'civil-code-561': ({ items }, taker) => {
    const oldest = oldestFirst(items);
    for (const { ref, cost = ZERO } of oldest) taker.take(ref, 'cost', cost);
    for (const { ref, lateFee = ZERO } of oldest) taker.take(ref, 'late_fee', lateFee);
    for (const { ref } of oldest) taker.take(ref, 'principal', taker.openOf(ref));
  },
};

/** Civil Code 560: due ones first, then the least secured, the most burdensome, the earliest due; equals pro rata. */
function by560({ items, asOf }: AllocationCase, taker: Taker): void {
  const rank = ({ dueOn, secured = ZERO, burden = new Decimal(0) }: OwedItem): Rank => ({
    notDue: asOf !== undefined && dueOn > asOf,
    secured,
    burden,
    dueOn,
  });
  const ranked = items.filter(({ ref }) => taker.openOf(ref) > 0).map((item) => ({ item, rank: rank(item) }));
  ranked.sort((left, right) => compareRanks(left.rank, right.rank) || compareText(left.item.ref, right.item.ref));
  for (let first = 0; first < ranked.length;) {
    const start = ranked[first];
    invariant(start !== undefined, 'the group begins within the list');
    const group = ranked.slice(first).filter(({ rank: other }) => compareRanks(start.rank, other) === 0);
    proRata(
      group.map(({ item }) => item.ref),
      taker,
    );
    first += group.length;
  }
}

interface Rank {
  readonly notDue: boolean;
  readonly secured: Minor;
  readonly burden: Decimal;
  readonly dueOn: Day;
}

function compareRanks(left: Rank, right: Rank): number {
  return (
    Number(left.notDue) - Number(right.notDue) ||
    left.secured - right.secured ||
    right.burden.comparedTo(left.burden) ||
    compareText(left.dueOn, right.dueOn)
  );
}

/** In proportion to what is open: floored, spare units to the largest fractions, then the smallest ref. */
function proRata(refs: readonly string[], taker: Taker): void {
  const wanted = refs.map((ref) => taker.openOf(ref));
  const share = minor(Math.min(taker.left(), plus(...wanted)));
  if (share === 0) return;
  for (const [index, part] of allocate(share, wanted).entries()) taker.take(refs[index] ?? '', 'principal', part);
}

import { addDays, daysBetween, type Day } from '../model/day.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { PlanPart, ReceivableEvent } from '../model/receivable.ts';
import { isInForce } from '../model/receivable.ts';
import type {
  DebtPart,
  Dispute,
  GrantedDue,
  PaymentPromise,
  ReceivableCase,
  Reduction,
  ReductionKind,
} from '../model/receivable-case.ts';

/** A debt with what is known of it by a day; later reductions and events are left out by the caller. */
export interface DebtFacts {
  readonly original: Minor;
  readonly dueOn: Day;
  /** In several by its terms (分期); they add up to `original`. */
  readonly agreed?: readonly PlanPart[];
  readonly reductions: readonly Reduction[];
  /** Decisions about this debt, oldest first. */
  readonly events: readonly ReceivableEvent[];
  readonly asOf: Day;
  readonly promiseGraceDays: number;
}

export type DebtState = Pick<
  ReceivableCase,
  | 'dueOn'
  | 'original'
  | 'paid'
  | 'credited'
  | 'writtenOff'
  | 'open'
  | 'daysOverdue'
  | 'reductions'
  | 'parts'
  | 'extensions'
  | 'disputes'
  | 'isDisputed'
  | 'promise'
  | 'method'
>;

/**
 * How a debt stands as of a day, from its first due day, what lowered it and what people decided (DOMAIN.md 3.2, 3.3).
 * A plan granted last holds; money fills what the plan leaves out, then its parts by due day.
 */
export function debtState(facts: DebtFacts): DebtState {
  const { original, asOf } = facts;
  const inForce = facts.events.filter((event) => isInForce(event, asOf));
  const reductions = [...facts.reductions, ...writeOffs(inForce)].sort((left, right) => daysBetween(right.on, left.on));
  const extensions = extensionsOf(inForce);
  const disputes = disputesOf(facts.events, asOf);
  const filled = fill(partsOf(facts, inForce, extensions), reductions, asOf);
  const open = minus(original, sumOf(reductions));
  const oldest = filled.find((part) => part.open > 0) ?? filled.at(-1);
  const promise = promiseOf(inForce, reductions, facts);
  const parts = promise?.state === 'waiting' ? withPromised(filled, promise, reductions) : filled;
  const method = inForce.flatMap(({ decision }) => (decision.kind === 'method' ? [decision.to] : [])).at(-1);
  return {
    original,
    dueOn: oldest?.dueOn ?? facts.dueOn,
    paid: sumOf(reductions, 'receipt', 'platform'),
    credited: sumOf(reductions, 'credit-note', 'discount'),
    writtenOff: sumOf(reductions, 'write-off'),
    open,
    daysOverdue: Math.max(0, daysBetween(oldest?.dueOn ?? facts.dueOn, asOf)),
    reductions,
    parts,
    extensions,
    disputes,
    isDisputed: open > 0 && disputes.some(({ from, to }) => from <= asOf && (to === undefined || asOf <= to)),
    ...(promise === undefined ? {} : { promise }),
    ...(method === undefined ? {} : { method }),
  };
}

function sumOf(reductions: readonly Reduction[], ...kinds: readonly ReductionKind[]): Minor {
  const own = kinds.length === 0 ? reductions : reductions.filter((one) => kinds.includes(one.kind));
  return plus(ZERO, ...own.map((one) => one.amount));
}

function writeOffs(events: readonly ReceivableEvent[]): readonly Reduction[] {
  return events.flatMap(({ on, decision }) =>
    decision.kind === 'write-off' ? [{ on, amount: decision.amount, kind: 'write-off' as const }] : [],
  );
}

function extensionsOf(events: readonly ReceivableEvent[]): readonly GrantedDue[] {
  return events.flatMap(({ on, decision }) =>
    decision.kind === 'extend' ? [{ grantedOn: on, dueOn: decision.newDue, keepAccrued: decision.keepAccrued }] : [],
  );
}

/** A dispute that was taken back ended the day before; the days it lasted stay what they were. */
function disputesOf(events: readonly ReceivableEvent[], asOf: Day): readonly Dispute[] {
  return events.flatMap(({ on, undoneOn, decision }) => {
    if (decision.kind !== 'dispute' || on > asOf || (undoneOn !== undefined && undoneOn <= on)) return [];
    const ends = [decision.to, undoneOn === undefined ? undefined : addDays(undoneOn, -1)];
    const [to] = ends.filter((end) => end !== undefined).sort();
    const { amount } = decision;
    return [{ from: on, ...(to === undefined ? {} : { to }), ...(amount === undefined ? {} : { amount }) }];
  });
}

type PartPlan = Omit<DebtPart, 'reductions' | 'open' | 'daysOverdue'>;

function partsOf(
  { original, dueOn, agreed = [] }: DebtFacts,
  events: readonly ReceivableEvent[],
  extensions: readonly GrantedDue[],
): readonly PartPlan[] {
  const plan = events.flatMap(({ decision }) => (decision.kind === 'plan' ? [decision.parts] : [])).at(-1);
  if (plan === undefined && agreed.length > 0) return agreedParts(agreed, extensions);
  const planned = plan ?? [];
  const rest = minus(original, plus(ZERO, ...planned.map((part) => part.amount)));
  // Events come oldest first: the last extension is the one granted last.
  const whole = { firstDueOn: dueOn, dueOn: extensions.at(-1)?.dueOn ?? dueOn, amount: rest };
  const parts = [...planned].sort(byDue).map((part, index) => ({
    no: index + 1,
    firstDueOn: part.dueOn,
    dueOn: part.dueOn,
    amount: part.amount,
  }));
  return rest > 0 || parts.length === 0 ? [whole, ...parts] : parts;
}

/** Parts by the terms: an extension moves those due before its day to it, the later ones stay. */
function agreedParts(agreed: readonly PlanPart[], extensions: readonly GrantedDue[]): readonly PartPlan[] {
  const moved = extensions.at(-1)?.dueOn;
  return [...agreed].sort(byDue).map(({ dueOn, amount }, index) => ({
    no: index + 1,
    isByTerms: true,
    firstDueOn: dueOn,
    dueOn: moved !== undefined && moved > dueOn ? moved : dueOn,
    amount,
  }));
}

function byDue(left: PlanPart, right: PlanPart): number {
  return daysBetween(right.dueOn, left.dueOn);
}

/** Spreads the reductions over the parts, first to first; what is over stays with nobody. */
function fill(parts: readonly PartPlan[], reductions: readonly Reduction[], asOf: Day): readonly DebtPart[] {
  const taken = parts.map((): Reduction[] => []);
  const open = parts.map((part) => part.amount);
  for (const reduction of reductions) {
    let left = reduction.amount;
    for (const [index, own] of taken.entries()) {
      const amount = minor(Math.min(left, Math.max(0, open[index] ?? 0)));
      if (amount <= 0) continue;
      own.push({ ...reduction, amount });
      open[index] = minus(open[index] ?? ZERO, amount);
      left = minus(left, amount);
    }
  }
  return parts.map((part, index) => ({
    ...part,
    reductions: taken[index] ?? [],
    open: minor(Math.max(0, open[index] ?? 0)),
    daysOverdue: Math.max(0, daysBetween(part.dueOn, asOf)),
  }));
}

/** What is left of a promise lies on the parts first due, as the money will; without an amount it is of everything. */
function withPromised(
  parts: readonly DebtPart[],
  { saidOn, amount }: PaymentPromise,
  reductions: readonly Reduction[],
): readonly DebtPart[] {
  const came = sumOf(reductions.filter((one) => one.on >= saidOn));
  let left = amount === undefined ? plus(ZERO, ...parts.map((part) => part.open)) : minus(amount, came);
  return parts.map((part) => {
    const promised = minor(Math.min(part.open, Math.max(0, left)));
    left = minus(left, promised);
    return promised === 0 ? part : { ...part, promised };
  });
}

/** The last promise: kept once so much has come since, broken when it hasn't by its day and grace. */
function promiseOf(
  events: readonly ReceivableEvent[],
  reductions: readonly Reduction[],
  { original, asOf, promiseGraceDays }: DebtFacts,
): PaymentPromise | undefined {
  const last = events.findLast(({ decision }) => decision.kind === 'promise');
  if (last?.decision.kind !== 'promise') return undefined;
  const { by, amount } = last.decision;
  const before = sumOf(reductions.filter((one) => one.on < last.on));
  const until = addDays(by, promiseGraceDays);
  const came = sumOf(reductions.filter((one) => one.on >= last.on && one.on <= until));
  const isKept = came >= (amount ?? minus(original, before));
  const state = asOf > until ? 'broken' : 'waiting';
  return {
    saidOn: last.on,
    by,
    state: isKept ? 'kept' : state,
    ...(amount === undefined ? {} : { amount }),
  };
}

/** A row with a balance: what it moved, and the balance after it. */
export interface BalancedRow {
  readonly amount: number;
  readonly balance: number;
}

/** The balance some rows begin with and the one they end with, when they are put in an order in which they follow. */
export interface Trail {
  readonly start: number;
  readonly end: number;
}

/**
 * Do rows follow one on the other in some order? Rows of several files that tell one day hold no order of their own: of
 * each, the balance before it must be the balance after another. Seen as ways from balance to balance this asks for one
 * walk that takes each once: they hang together, and only its two ends have a way more out or in. A walk that comes back
 * to where it began may begin with `wanted`, if any of its balances is it. Undefined where no order fits.
 */
export function trailOf(rows: readonly BalancedRow[], wanted?: number): Trail | undefined {
  const [first] = rows;
  if (first === undefined || !hangTogether(rows)) return undefined;
  const more = new Map<number, number>();
  for (const row of rows) {
    add(more, before(row), 1);
    add(more, row.balance, -1);
  }
  const ends = [...more].filter(([, count]) => count !== 0);
  if (ends.length === 0) {
    const isOnIt = wanted !== undefined && more.has(wanted);
    const start = isOnIt ? wanted : before(first);
    return { start, end: start };
  }
  const start = ends.find(([, count]) => count === 1);
  const end = ends.find(([, count]) => count === -1);
  return ends.length === 2 && start && end ? { start: start[0], end: end[0] } : undefined;
}

function before({ amount, balance }: BalancedRow): number {
  return balance - amount;
}

function add(counts: Map<number, number>, balance: number, by: number): void {
  counts.set(balance, (counts.get(balance) ?? 0) + by);
}

/** Each row can be come to from the first, by balances they share. */
function hangTogether(rows: readonly BalancedRow[]): boolean {
  const touching = new Map<number, BalancedRow[]>();
  for (const row of rows) {
    for (const balance of [before(row), row.balance]) touching.set(balance, [...(touching.get(balance) ?? []), row]);
  }
  const seen = new Set(rows.slice(0, 1));
  for (const row of seen) {
    for (const balance of [before(row), row.balance]) {
      for (const next of touching.get(balance) ?? []) seen.add(next);
      touching.delete(balance);
    }
  }
  return seen.size === rows.length;
}

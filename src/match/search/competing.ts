/** A candidate group that claims items others may claim too. */
export interface Contender {
  /** What it would take, by `itemKey`. */
  readonly items: readonly string[];
  /** What it explains, among its items: a bank line, or a payout that came in parts. */
  readonly about: string;
}

export interface Contest<T> {
  readonly certain: readonly T[];
  /** What rivals each other, in parts that have nothing to do with one another. */
  readonly doubtful: readonly (readonly T[])[];
}

/**
 * Which candidates are certain although aggregates compete (MATCHING.md 4): one is taken when it is all that could
 * explain what it is about, and every other that claims one of its items has another way out: a candidate about the same
 * that leaves those items alone. Repeated until nothing more is certain, since each taken one removes rivals.
 */
export function contest<T extends Contender>(contenders: readonly T[]): Contest<T> {
  let open = contenders;
  const certain: T[] = [];
  for (;;) {
    const rivals = rivalsOf(open);
    const ways = groupBy(open, (one) => one.about);
    const now = open.filter((one) => isCertain(one, rivals, ways));
    if (now.length === 0) return { certain, doubtful: partsOf(open, rivals) };
    certain.push(...now);
    const gone = new Set(now.flatMap((one) => [one, ...(rivals.get(one) ?? [])]));
    open = open.filter((one) => !gone.has(one));
  }
}

type Rivals<T> = ReadonlyMap<T, ReadonlySet<T>>;

function isCertain<T extends Contender>(one: T, rivals: Rivals<T>, ways: ReadonlyMap<string, readonly T[]>): boolean {
  if ((ways.get(one.about) ?? []).length > 1) return false;
  const own = rivals.get(one) ?? new Set<T>();
  return [...own].every((rival) => (ways.get(rival.about) ?? []).some((way) => !own.has(way)));
}

/** For each candidate, all others that claim one of its items. */
function rivalsOf<T extends Contender>(open: readonly T[]): Rivals<T> {
  const claims = new Map<string, T[]>();
  for (const one of open) {
    for (const item of one.items) claims.set(item, [...(claims.get(item) ?? []), one]);
  }
  return new Map(
    open.map((one) => {
      const rivals = new Set(one.items.flatMap((item) => claims.get(item) ?? []));
      rivals.delete(one);
      return [one, rivals];
    }),
  );
}

function partsOf<T extends Contender>(open: readonly T[], rivals: Rivals<T>): readonly (readonly T[])[] {
  const seen = new Set<T>();
  return open.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const part = [start];
    for (let at = 0; at < part.length; at += 1) {
      const [here] = part.slice(at);
      for (const next of (here && rivals.get(here)) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    return [part];
  });
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

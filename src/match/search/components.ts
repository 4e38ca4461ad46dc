/** The connected parts of a graph between two lists, by index. Parts and their members come in index order. */
export interface Component {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Splits candidates into parts that have nothing to do with each other. `edges[i]` lists the right-hand indices that
 * left item `i` could be. Items without any candidate are in no part.
 */
export function components(edges: readonly (readonly number[])[]): readonly Component[] {
  const lefts = new Map<number, number[]>();
  edges.forEach((rights, left) => {
    for (const right of rights) {
      const known = lefts.get(right);
      if (known) known.push(left);
      else lefts.set(right, [left]);
    }
  });
  const seen = new Set<number>();
  const parts: Component[] = [];
  edges.forEach((rights, start) => {
    if (seen.has(start) || rights.length === 0) return;
    const part = reach(start, edges, lefts);
    for (const left of part.left) seen.add(left);
    parts.push(part);
  });
  return parts;
}

function reach(
  start: number,
  edges: readonly (readonly number[])[],
  lefts: ReadonlyMap<number, readonly number[]>,
): Component {
  const left = new Set([start]);
  const right = new Set<number>();
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const fresh = (edges[at] ?? []).filter((near) => !right.has(near));
    for (const near of fresh) right.add(near);
    const next = fresh.flatMap((near) => lefts.get(near) ?? []).filter((one) => !left.has(one));
    for (const one of new Set(next)) {
      left.add(one);
      queue.push(one);
    }
  }
  return { left: [...left].sort(ascending), right: [...right].sort(ascending) };
}

function ascending(one: number, other: number): number {
  return one - other;
}

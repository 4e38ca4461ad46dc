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
    for (const right of rights) lefts.set(right, [...(lefts.get(right) ?? []), left]);
  });
  const seen = new Set<number>();
  const parts: Component[] = [];
  edges.forEach((rights, start) => {
    if (seen.has(start) || rights.length === 0) return;
    const left = new Set([start]);
    const right = new Set<number>();
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      seen.add(at);
      for (const near of edges[at] ?? []) {
        if (right.has(near)) continue;
        right.add(near);
        for (const next of lefts.get(near) ?? []) {
          if (left.has(next)) continue;
          left.add(next);
          queue.push(next);
        }
      }
    }
    parts.push({ left: [...left].sort(ascending), right: [...right].sort(ascending) });
  });
  return parts;
}

function ascending(one: number, other: number): number {
  return one - other;
}

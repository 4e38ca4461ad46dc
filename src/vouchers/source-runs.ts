import type { Place } from '../model/finding.ts';
import type { SourceRuns } from '../model/voucher.ts';

/** Gathers rows as runs of lines, a few numbers for a month of neighbouring rows. */
export interface SourceBook {
  add(place: Place): void;
  /** In the order of file names and lines, whatever order they came in. */
  runs(): readonly SourceRuns[];
}

export function sourceBook(): SourceBook {
  const ends = new Map<string, number[]>();
  return {
    add({ file, line }): void {
      const own = ends.get(file);
      if (!own) ends.set(file, [line, line]);
      else if (own[own.length - 1] === line - 1) own[own.length - 1] = line;
      else if (own[own.length - 1] !== line) own.push(line, line);
    },
    runs: () => [...ends].sort(byFile).map(([file, own]) => ({ file, runs: joined(own) })),
  };
}

/** The runs of several lists together. */
export function mergedRuns(lists: readonly (readonly SourceRuns[])[]): readonly SourceRuns[] {
  const ends = new Map<string, number[]>();
  for (const { file, runs } of lists.flat()) {
    const own = ends.get(file) ?? [];
    for (const [from, to] of runs) own.push(from, to);
    ends.set(file, own);
  }
  return [...ends].sort(byFile).map(([file, own]) => ({ file, runs: joined(own) }));
}

/** Rows that only one of two lists has; all of them where both have the same. */
export function changedRuns(now: readonly SourceRuns[], before: readonly SourceRuns[]): readonly SourceRuns[] {
  const [left, right] = [mergedRuns([now]), mergedRuns([before])];
  const changed = mergedRuns([without(left, right), without(right, left)]);
  return changed.length === 0 ? mergedRuns([left, right]) : changed;
}

function without(runs: readonly SourceRuns[], others: readonly SourceRuns[]): readonly SourceRuns[] {
  const taken = new Map(others.map((one) => [one.file, one.runs]));
  return runs
    .map(({ file, runs: own }) => ({ file, runs: cutOut(own, taken.get(file) ?? []) }))
    .filter((one) => one.runs.length > 0);
}

/** What is left of sorted runs when others, sorted too, are cut out of them. */
function cutOut(runs: SourceRuns['runs'], others: SourceRuns['runs']): SourceRuns['runs'] {
  const left: (readonly [number, number])[] = [];
  let at = 0;
  for (const [first, last] of runs) {
    let from = first;
    while ((others[at]?.[1] ?? Infinity) < from) at += 1;
    for (let next = at; (others[next]?.[0] ?? Infinity) <= last; next += 1) {
      const [start, end] = others[next] ?? [last, last];
      if (start > from) left.push([from, start - 1]);
      from = Math.max(from, end + 1);
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}

function byFile([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `[7,7,1,3,4,5]` → 1–5, 7. */
function joined(ends: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let at = 0; at < ends.length; at += 2) runs.push([ends[at] ?? 0, ends[at + 1] ?? 0]);
  runs.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  const merged: [number, number][] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && run[0] <= last[1] + 1) last[1] = Math.max(last[1], run[1]);
    else merged.push(run);
  }
  return merged;
}

/**
 * The known word that a mistyped one most likely means: the fewest letters changed, left out, added or swapped, at most
 * one in three; the first of equals. Undefined when none is near.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const changes = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (changes >= fewest) continue;
    best = candidate;
    fewest = changes;
  }
  return best;
}

/** Long words aren't compared letter by letter: nobody mistypes a word of that length for one of ours. */
const LONGEST = 64;

/** Letters changed, left out, added, or swapped with their neighbour (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  if (left.length > LONGEST || right.length > LONGEST) return left === right ? 0 : LONGEST;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const changed = at(last, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      let cost = Math.min(changed, at(last, column) + 1, at(current, column - 1) + 1);
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1);
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? LONGEST;
}

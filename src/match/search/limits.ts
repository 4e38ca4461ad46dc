/**
 * How far a search goes before it leaves the rest to a person (RELIABILITY.md R5). Each is a number of rows or answers,
 * so that what a search answers never depends on the machine it runs on; where one is reached, the group's evidence or
 * the answer's limits say so.
 */
export const LIMITS = {
  /** Rows one exact subset search looks at: 2 × 2²² half sums, about half a second. */
  searchLines: 44,
  /** Half sums that all subset searches of one pass make together: beyond it only the small ones are made. */
  searchSums: 2 ** 25,
  /** Lines of a wallet's open days that are looked at one by one. */
  dayLines: 20_000,
  /** Lines three moves are looked for among: they cost the square of it. */
  tripleLines: 160,
  /** Subsets that are listed; all of them are counted. */
  listedSubsets: 64,
  /** Both sides of one part that is assigned exactly. */
  assigned: 60,
  /** Suggestions kept for one bank line. */
  suggested: 5,
} as const;
export type LimitName = keyof typeof LIMITS;

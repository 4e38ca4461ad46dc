/** `1234567.2610.01`: a point at the end of a sentence is none of it. */
const JOINED = /[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)+/gu;

/**
 * The numbers a bank line's words hold, whole: runs of digits, runs of letters and digits, and such runs joined by
 * dashes, underscores and points. A number inside a longer one is another number, so it isn't in the answer.
 */
export function numbersOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const found = [/\d+/gu, /[A-Za-z0-9]+/gu, /[A-Za-z0-9][A-Za-z0-9_-]*/gu, JOINED].flatMap(
    (runs) => plain.match(runs) ?? [],
  );
  return [...new Set(found)];
}

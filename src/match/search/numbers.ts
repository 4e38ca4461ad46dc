/**
 * The numbers a bank line's words hold, whole: runs of digits, runs of letters and digits, and such runs joined by
 * dashes and underscores. A number inside a longer one is another number, so it isn't in the answer.
 */
export function numbersOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const found = [/\d+/gu, /[A-Za-z0-9]+/gu, /[A-Za-z0-9][A-Za-z0-9_-]*/gu].flatMap((runs) => plain.match(runs) ?? []);
  return [...new Set(found)];
}

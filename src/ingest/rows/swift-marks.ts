/** A line's start, with what an envelope may leave before a tag; a time of day (`08:20:11`) is no tag. */
const START = String.raw`(?:^|[\r\n\u0001]|@@)(?:\{1:[^\r\n]{0,400}\{4:|[-\s@"\u0001\uFEFF]{0,3})`;
const REFERENCE = new RegExp(`${START}:20:`, 'u');
const ACCOUNT = new RegExp(`${START}:25P?:`, 'u');
const OPENING = new RegExp(`${START}:60[FM]:\\s*[CD]`, 'u');
const CLOSING = new RegExp(`${START}:62[FM]:\\s*[CD]`, 'u');
const ENTRY = new RegExp(`${START}:61:\\s*\\d{6}`, 'u');
const FLOOR = new RegExp(`${START}:34F:[A-Z]{3}\\s?[CD]?\\d`, 'u');
const SUM = new RegExp(`${START}:90[CD]:\\d*[A-Z]{3}`, 'u');

const QUICK = [':20:', ':34F:', ':90C:', ':90D:'];

/** The marks of an MT940 or of an MT942 in the head of a text (formats/bank.md 0.5 and 1); undefined for anything else. */
export function swiftMarks(
  head: string,
): { readonly statement?: readonly string[]; readonly interim?: readonly string[] } | undefined {
  // Nearly all files are none: a look for the tags' letters is a hundred times as fast as one for their places.
  if (!QUICK.some((tag) => mayHold(head, tag))) return undefined;
  const found = (marks: Readonly<Record<string, RegExp>>): readonly string[] =>
    Object.entries(marks).flatMap(([mark, pattern]) => (pattern.test(head) ? [mark] : []));
  const balances = found({ ':60F:': OPENING, ':62F:': CLOSING });
  const common = found({ ':20:': REFERENCE, ':25:': ACCOUNT, ':61:': ENTRY });
  const interim = found({ ':34F:': FLOOR, ':90C:': SUM });
  if (balances.length === 0 && interim.length > 0) return { interim: [...common, ...interim] };
  if (!common.includes(':20:') || common.length + balances.length < 2) return undefined;
  return { statement: [...common, ...balances] };
}

/** Whether a tag stands anywhere; behind a digit it is a time of day. */
function mayHold(head: string, tag: string): boolean {
  for (let at = head.indexOf(tag); at >= 0; at = head.indexOf(tag, at + 1)) {
    if (at === 0 || !/\d/u.test(head.charAt(at - 1))) return true;
  }
  return false;
}

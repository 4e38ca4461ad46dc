/**
 * Marks that keep spreadsheets from changing a cell: WeChat's backtick, a leading apostrophe, `="…"`, tabs and blanks,
 * zero-width characters, the byte order mark (formats/cn.md §0).
 */
const BACKTICK = 0x60;
const APOSTROPHE = 0x27;
const WRAPPED_FORMULA = /^="(.*)"$/su;
const BLANKS = /^[\s\u00A0\u200B-\u200D\u2060\uFEFF]+|[\s\u00A0\u200B-\u200D\u2060\uFEFF]+$/gu;
const ID_MARKS = /^[\s\u00A0\u200B-\u200D\u2060\uFEFF\u0060'"=@]+|[\s\u00A0\u200B-\u200D\u2060\uFEFF\u0060'"=@]+$/gu;
/** What Excel shows of a number of more than 15 digits: `2.02608020914033E+27`. The rest of its digits is lost. */
const DAMAGED = /^\d(?:\.\d+)?E\+\d{1,3}$/iu;

/** A cell's text without outer blanks and its one wrapping mark. */
export function unwrap(cell: string): string {
  if (isPlain(cell)) return cell;
  const unmarked = cell.charCodeAt(0) === BACKTICK ? cell.slice(1) : undefined;
  if (unmarked !== undefined && isPlain(unmarked)) return unmarked;
  const trimmed = cell.replace(BLANKS, '');
  const first = trimmed.charCodeAt(0);
  if (first === BACKTICK || first === APOSTROPHE) return trimmed.slice(1).replace(BLANKS, '');
  return WRAPPED_FORMULA.exec(trimmed)?.[1]?.replace(BLANKS, '') ?? trimmed;
}

/** An identifier without any wrapping mark at either end. */
export function unwrapId(cell: string): string {
  if (isPlain(cell)) return cell;
  const unmarked = cell.charCodeAt(0) === BACKTICK ? cell.slice(1) : cell;
  return isPlain(unmarked) ? unmarked : cell.replace(ID_MARKS, '');
}

export function isDamagedId(id: string): boolean {
  return id.length < 26 && id.includes('+') && DAMAGED.test(id);
}

/**
 * A cell of a larger text, from `from` to `to`, without its one backtick, where nothing else is around it: the same as
 * `unwrap` and `unwrapId` of it. Undefined for every other cell.
 */
export function bareBetween(text: string, from: number, to: number): string | undefined {
  const start = from < to && text.charCodeAt(from) === BACKTICK ? from + 1 : from;
  if (start === to) return '';
  return isWord(text.charCodeAt(start)) && isWord(text.charCodeAt(to - 1)) ? text.slice(start, to) : undefined;
}

/** The usual cell begins and ends with a letter or digit: nothing to strip, and no pattern to run. */
function isPlain(cell: string): boolean {
  return cell === '' || (isWord(cell.charCodeAt(0)) && isWord(cell.charCodeAt(cell.length - 1)));
}

function isWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x4e00 && code <= 0x9fff)
  );
}

/**
 * A user's pattern is only tried on texts of at most so many characters, may not repeat a part that repeats itself
 * (`(a+)+`), and may have at most two parts that stand for anything (`.*`): more could take for ever on an ordinary line.
 */
const MATCHED_CHARS = 2_000;
const WIDE_PARTS = 2;
const LONGEST = 200;

class BoundedPattern extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return text.length > MATCHED_CHARS ? null : super.exec(text);
  }
}

/** A user's regular expression, compiled; undefined when it is none, is too long, or could take for ever. */
export function parsePattern(text: string): RegExp | undefined {
  if (text.length > LONGEST || couldTakeForEver(text)) return undefined;
  try {
    return new BoundedPattern(text, 'u');
  } catch {
    return undefined;
  }
}

const REPEAT = /^(?:[*+]|\{\d+(?:,\d*)?\})/u;
const UNBOUNDED = /^(?:[*+]|\{\d+,\})/u;

/** Repeats inside repeats, references back, and too many parts that stand for anything. */
function couldTakeForEver(text: string): boolean {
  const open: boolean[] = [];
  let repeats = false;
  let wide = 0;
  for (let at = 0; at < text.length;) {
    const atom = atomAt(text, at);
    const behind = text.slice(at + atom.length);
    if (/^\\[1-9k]/u.test(atom)) return true;
    if (atom === '(') {
      open.push(repeats);
      repeats = false;
    } else if (atom === ')') {
      if (repeats && REPEAT.test(behind)) return true;
      repeats = open.pop() === true || repeats || REPEAT.test(behind);
    } else if (UNBOUNDED.test(behind) && !REPEAT.test(atom)) {
      repeats = true;
      if (/^(?:\.|\\[SDW]|\[\^)/u.test(atom)) wide += 1;
    }
    at += atom.length;
  }
  return wide > WIDE_PARTS;
}

/** An escaped character, a class, or one character. */
function atomAt(text: string, at: number): string {
  return /^(?:\\.|\[(?:\\.|[^\]\\])*\])/su.exec(text.slice(at))?.[0] ?? text.charAt(at);
}

import { refuse, textOf, type Place } from './values.ts';

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

/** A regular expression, with `groups` by name or a first group where that is asked for. */
export function patternOf(place: Place, groups: 'none' | 'first' | readonly string[] = 'none'): RegExp {
  const text = textOf(place);
  if (text.length > LONGEST || couldTakeForEver(text)) refuse(place, 'pattern');
  const pattern = compiled(text) ?? refuse(place, 'pattern');
  const empty = new RegExp(`${text}|`, 'u').exec('');
  if (groups === 'first' && (empty?.length ?? 0) < 2) refuse(place, 'pattern-groups', { groups: '(…)' });
  if (typeof groups === 'object' && groups.length > 0 && !groups.some((name) => name in (empty?.groups ?? {}))) {
    refuse(place, 'pattern-groups', { groups: groups.map((name) => `(?<${name}>…)`).join(' ') });
  }
  return pattern;
}

function compiled(text: string): RegExp | undefined {
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

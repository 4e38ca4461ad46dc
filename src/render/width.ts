import { characterWidth, displayWidth } from '../model/width.ts';

export { displayWidth } from '../model/width.ts';

/** The text in lines of at most `width` columns (2 or more), broken at spaces and between Chinese, else anywhere. */
export function wrap(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const columns = characterWidth(character);
    if (used + columns > width) {
      const [kept, carried] = breakLine(line, character);
      lines.push(kept);
      line = carried;
      used = displayWidth(carried);
    }
    if (line === '' && character === ' ' && lines.length > 0) continue;
    line += character;
    used += columns;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Fills with spaces on the right up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** What stays on a full line and what goes down with the next character. */
function breakLine(line: string, next: string): readonly [string, string] {
  if (next === ' ') return [line.trimEnd(), ''];
  const characters = Array.from(line + next);
  for (let at = characters.length - 1; at > 0; at -= 1) {
    if (!mayBreak(characters[at - 1] ?? '', characters[at] ?? '')) continue;
    const kept = characters.slice(0, at).join('').trimEnd();
    if (kept !== '') return [kept, characters.slice(at, -1).join('').trimStart()];
  }
  return [line, ''];
}

/** Chinese breaks between any two characters, but no line begins with a mark that closes or ends with one that opens. */
const CLOSING = /^[，。；：、！？）》」』”’…]$/u;
const OPENING = /^[（《「『“‘]$/u;

function mayBreak(before: string, after: string): boolean {
  if (before === ' ') return true;
  const isChinese = characterWidth(before) === 2 || characterWidth(after) === 2;
  return isChinese && !CLOSING.test(after) && !OPENING.test(before);
}

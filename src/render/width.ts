/** Ranges that terminals draw two columns wide (Unicode East Asian Width W and F), first and last code point. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3040, 0x3247],
  [0x3250, 0x4dbf],
  [0x4e00, 0xa4c6],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b001],
  [0x1f200, 0x1f251],
  [0x20000, 0x3fffd],
];

const ASCII = /^[ -~]*$/;
/** cli-table3 counts every emoji as two columns, also those that are drawn narrow; a cell must never be wider to it than to us. */
const EMOJI = /\p{Emoji}/u;

/** Columns a text takes on a terminal; the text holds no control characters. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

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

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x7f) return 1;
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (WIDE.some(([first, last]) => code >= first && code <= last)) return 2;
  return EMOJI.test(character) ? 2 : 1;
}

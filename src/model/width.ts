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

/** Emoji and what they are put together from: programs don't agree how many columns these take. */
const DISPUTED = /(?![ -~])[\p{Emoji}\p{Emoji_Component}]/u;

/** Whether another program may measure this text otherwise than `displayWidth` does. */
export function isWidthDisputed(text: string): boolean {
  return DISPUTED.test(text);
}

/** Columns one character takes; combining marks take none. */
export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x7f) return 1;
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (WIDE.some(([first, last]) => code >= first && code <= last)) return 2;
  return EMOJI.test(character) ? 2 : 1;
}

/** A text in lines of at most `width` columns: broken at a blank where there is one, else after any character. */
export function brokenTo(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (displayWidth(line + character) > width) {
      const blank = character === ' ' ? -1 : line.lastIndexOf(' ');
      lines.push((blank > 0 ? line.slice(0, blank) : line).trimEnd());
      line = blank > 0 ? line.slice(blank + 1) : '';
    }
    line += line === '' && character === ' ' ? '' : character;
  }
  return [...lines, line];
}

/** Texts side by side, as many a line as `width` has room for. */
export function joinedTo(texts: readonly string[], gap: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last + gap + text) <= width) lines[lines.length - 1] = last + gap + text;
    else lines.push(text);
  }
  return lines;
}

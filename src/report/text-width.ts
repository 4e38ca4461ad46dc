/** Characters that terminals draw two columns wide (Unicode East Asian Width W and F). */
const WIDE =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3040-\u3247\u3250-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const UNSEEN = /[\p{C}\p{M}]/gu;

/** A text as a laid-out form may print it: no control, bidi or combining characters. */
export function plainText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}

/** Columns a plain text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Fills with spaces up to `width` columns, on the right or on the left. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return side === 'left' ? space + text : text + space;
}

/** The text in pieces of at most `width` columns. */
export function pieces(text: string, width: number): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (textWidth(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? found : [...found, piece];
}

/** At most `width` columns; what is cut off shows as an ellipsis. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return `${pieces(text, width - 1)[0] ?? ''}…`;
}

import { displayWidth } from '../model/width.ts';

const UNSEEN = /[\p{C}\p{M}]/gu;

/** A text as a laid-out form may print it: no control, bidi or combining characters. */
export function plainText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}

/** Fills with spaces up to `width` columns, on the right or on the left. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? space + text : text + space;
}

/** The text in pieces of at most `width` columns. */
export function pieces(text: string, width: number): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (displayWidth(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? found : [...found, piece];
}

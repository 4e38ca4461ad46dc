import { textLines, type TextLine } from './lines.ts';
import type { RawRecord } from './raw.ts';

/** The first character that takes two bytes in the encoding such files are written in (GBK). */
const FIRST_WIDE = 0x80;

/**
 * Text of fixed-width lines → records, one a line, its cells without their padding. Widths are counted in bytes of
 * GBK: a Chinese character takes two. A line that is too short or too long has one cell, itself.
 */
export async function* fixedWidthRecords(
  chunks: AsyncIterable<string>,
  widths: readonly number[],
  file: string,
): AsyncGenerator<readonly RawRecord[]> {
  for await (const lines of textLines(chunks, file)) {
    const filled = lines.filter(({ text }) => text.trim() !== '');
    if (filled.length > 0) yield filled.map((line) => recordOf(line, widths));
  }
}

function recordOf({ line, text }: TextLine, widths: readonly number[]): RawRecord {
  const cells: string[] = [];
  let at = 0;
  for (const [place, width] of widths.entries()) {
    const end = endOf(text, at, width);
    // The last field's padding, or its separator, is often cut off.
    if (end === undefined && place < widths.length - 1) return { line, cells: [text] };
    cells.push(text.slice(at, end).trim());
    at = end ?? text.length;
  }
  return { line, cells: text.slice(at).trim() === '' ? cells : [text] };
}

/** Where the field that begins at `from` ends; undefined when the text ends before it, or it would cut a character. */
function endOf(text: string, from: number, width: number): number | undefined {
  let bytes = 0;
  let at = from;
  while (bytes < width && at < text.length) {
    bytes += text.charCodeAt(at) < FIRST_WIDE ? 1 : 2;
    at += 1;
  }
  return bytes === width ? at : undefined;
}

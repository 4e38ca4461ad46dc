import { StopError } from '../../model/problem.ts';
import { LIMITS } from '../source.ts';

/** A line of a text without its end, counted from 1. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Text → lines, in file order and a piece at a time. They end in CRLF, LF or CR, mixed as they come. Throws LIMIT_REACHED
 * for a line longer than a record may be.
 */
export async function* textLines(chunks: AsyncIterable<string>, file: string): AsyncGenerator<readonly TextLine[]> {
  let carried = '';
  let line = 1;
  for await (const chunk of chunks) {
    const text = carried + chunk;
    // A CR at the very end may be half of a CRLF and waits.
    const end = Math.max(text.lastIndexOf('\n'), text.slice(0, -1).lastIndexOf('\r')) + 1;
    const lines = numbered(text.slice(0, end), line, file);
    carried = text.slice(end);
    refuseLong(carried, line + lines.length, file);
    line += lines.length;
    if (lines.length > 0) yield lines;
  }
  if (carried !== '') yield numbered(carried, line, file);
}

function numbered(text: string, first: number, file: string): readonly TextLine[] {
  const texts = text.split(/\r\n|\n|\r/u);
  if (texts.at(-1) === '') texts.pop();
  return texts.map((content, at) => {
    refuseLong(content, first + at, file);
    return { line: first + at, text: content };
  });
}

function refuseLong(text: string, line: number, file: string): void {
  if (text.length <= LIMITS.recordBytes) return;
  throw new StopError('LIMIT_REACHED', { file, line, limit: 'recordBytes', allowed: LIMITS.recordBytes });
}

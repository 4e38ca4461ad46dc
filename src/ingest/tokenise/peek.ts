/** The start of a text, as much as is `enough` (or all there is), and the whole of it to be read once. */
export async function peeked(
  text: AsyncIterable<string>,
  enough: (start: string) => boolean,
): Promise<{ readonly start: string; readonly all: AsyncIterable<string> }> {
  const texts = text[Symbol.asyncIterator]();
  let start = '';
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
    start += next.value;
    if (enough(start)) break;
  }
  return { start, all: continued(start, texts) };
}

async function* continued(start: string, texts: AsyncIterator<string>): AsyncGenerator<string> {
  if (start !== '') yield start;
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) yield next.value;
}

/** Of the delimiters, the one that stands most often in a line; the first of those that stand equally often. */
export function delimiterOf(line: string, delimiters: readonly [string, ...string[]]): string {
  const count = (mark: string): number => line.split(mark).length;
  return delimiters.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

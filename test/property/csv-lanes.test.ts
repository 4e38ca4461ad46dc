import fc from 'fast-check';
import { expect, test } from 'vitest';

import { csvRecords, quotedRecords } from '../../src/ingest/tokenise/csv.ts';
import type { RawRecord } from '../../src/ingest/tokenise/raw.ts';

const options = (delimiter: string) => ({ name: 'any.csv', delimiter });

async function* inPieces(text: string, cuts: readonly number[]): AsyncGenerator<string> {
  let from = 0;
  for (const cut of [...cuts].sort((left, right) => left - right)) {
    const to = Math.min(cut, text.length);
    if (to > from) yield text.slice(from, to);
    from = Math.max(from, to);
  }
  await Promise.resolve();
  if (from < text.length) yield text.slice(from);
}

async function all(batches: AsyncIterable<readonly RawRecord[]>): Promise<readonly RawRecord[] | string> {
  const records: RawRecord[] = [];
  try {
    for await (const batch of batches) records.push(...batch.map(({ line, cells }) => ({ line, cells })));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return records;
}

const piece = fc.constantFrom(
  'a',
  '订单',
  '1.00',
  ',',
  ',',
  '\t',
  ';',
  '|',
  '\r\n',
  '\n',
  '\r',
  '"',
  ' ',
  '`',
  '=',
  '\uFEFF',
  '',
);
const plainPiece = fc.constantFrom(
  'a',
  '订单',
  '1.00',
  ',',
  ',',
  '\t',
  ';',
  '|',
  '\r\n',
  '\n',
  '\r',
  ' ',
  '`',
  '=',
  '',
);
const text = (of: fc.Arbitrary<string>) => fc.array(of, { maxLength: 60 }).map((pieces) => pieces.join(''));
const cuts = fc.array(fc.nat(120), { maxLength: 8 });
const delimiter = fc.constantFrom(',', '\t', '|', ';');

test('a text with quotation marks anywhere is read the same, begun in the plain lane or by csv-parse alone', async () => {
  await fc.assert(
    fc.asyncProperty(text(piece), cuts, delimiter, async (content, at, separator) => {
      const both = await all(csvRecords(inPieces(content, at), options(separator)));
      expect(both).toEqual(await all(quotedRecords(inPieces(content, []), 1, options(separator))));
    }),
    { numRuns: 1_000 },
  );
});

test('a text without quotation marks has the same lines and cells in both lanes, wherever its chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(text(plainPiece), cuts, delimiter, async (content, at, separator) => {
      const plain = await all(csvRecords(inPieces(content, at), options(separator)));
      expect(plain).toEqual(await all(quotedRecords(inPieces(content, at), 1, options(separator))));
    }),
    { numRuns: 1_000 },
  );
});

test('a row after a quoted cell with line breaks keeps its physical line', async () => {
  const records = await all(csvRecords(inPieces('a,b\r\n"x\r\ny",1\n\n"p\nq\rr",2\rlast,3', [4, 9]), options(',')));
  expect(records).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\r\ny', '1'] },
    { line: 4, cells: [''] },
    { line: 5, cells: ['p\nq\rr', '2'] },
    { line: 8, cells: ['last', '3'] },
  ]);
});

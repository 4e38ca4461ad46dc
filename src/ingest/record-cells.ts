import { PlainRecord } from './tokenise/plain.ts';
import type { RawRecord } from './tokenise/raw.ts';

/** One cell of a record; undefined (of a text: empty) where it has none. */
export function cellOf(record: RawRecord, position: number): string | undefined {
  return record instanceof PlainRecord ? record.cell(position) : record.cells[position];
}

/** The first cell that holds something, without outer blanks; undefined when none does. */
export function firstIn(record: RawRecord): string | undefined {
  const first = record instanceof PlainRecord ? record.cell(0).trim() : '';
  return first === '' ? firstFilled(record.cells) : first;
}

function firstFilled(cells: readonly string[]): string | undefined {
  for (const cell of cells) {
    if (cell === '') continue;
    const trimmed = cell.trim();
    if (trimmed !== '') return trimmed;
  }
  return undefined;
}

/** Position of the last cell that holds something; −1 when none does. */
export function lastFilled(cells: readonly string[]): number {
  let at = cells.length - 1;
  while (at >= 0 && (cells[at] ?? '').trim() === '') at -= 1;
  return at;
}

import type { Found } from './detect.ts';
import { DATE_ORDERS, possibleOrders, type DateOrder, type FileOrder } from './moment.ts';
import type { RecordBatches } from './tokenise/raw.ts';
import { unwrap } from './wrapping.ts';

/**
 * The one order of day and month in which every date of a table is a date: a part above 12 anywhere decides. Reads all
 * records once; undefined when no date decides, `contradictory` when two exclude each other.
 */
export async function orderInFile(
  records: RecordBatches,
  { profile, index, map }: Found,
): Promise<FileOrder | undefined> {
  const positions = [...new Set([...map.positions.values()].flat())];
  let open: readonly DateOrder[] = DATE_ORDERS;
  let seen = 0;
  for await (const batch of records) {
    const rows = batch.slice(Math.max(0, index + 1 - seen));
    seen += batch.length;
    for (const { cells } of rows) open = narrowed(open, cells, { positions, times: profile.times });
  }
  if (open.length === 0) return 'contradictory';
  return open.length === 1 ? open[0] : undefined;
}

interface Dates {
  readonly positions: readonly number[];
  readonly times: 'as-printed' | undefined;
}

function narrowed(
  open: readonly DateOrder[],
  cells: readonly string[],
  { positions, times }: Dates,
): readonly DateOrder[] {
  let left = open;
  for (const position of positions) {
    const possible = possibleOrders(unwrap(cells[position] ?? ''), times);
    if (possible !== undefined) left = left.filter((order) => possible.includes(order));
  }
  return left;
}

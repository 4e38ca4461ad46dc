import fc from 'fast-check';

import { readTable, type WorldFile } from '../match/world-table.ts';

/** A month of one wallet in rows of which any may come in any file, some of them twice or as a newer version. */
export const ORDERS = [
  'order O1 2026-06-01 100.00 status=paid',
  'order O1 2026-06-03 100.00 status=completed',
  'order O2 2026-06-01 50.00 status=paid trade=W2',
  'order O2 2026-06-04 50.00 status=completed',
  'order O3 2026-06-02 70.00 trade=W1',
  'order O4 2026-06-02 30.00 trade=W4',
  'order O5 2026-06-05 30.00 trade=W4',
];
export const TRADES = [
  'line T1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=trade',
  'line T2 wechat 2026-06-01 sale 50.00 order=O2 trade=W2 bill=trade',
  'line T3 wechat 2026-06-02 sale 70.00 order=O3 trade=W3 bill=trade',
  'line T4 wechat 2026-06-02 sale 30.00 trade=W4 bill=trade',
  'line T5 wechat 2026-06-03 refund -10.00 trade=W1 refund=R1 bill=trade',
  'line T6 wechat 2026-06-04 refund -5.00 trade=W3 refund=R2 bill=trade',
];
const FUNDS = [
  'line F1 wechat 2026-06-01 sale 100.00 order=O1 trade=W1 bill=fund',
  'line F3 wechat 2026-06-02 sale 70.00 order=O3 trade=W3 bill=fund',
  'line F5 wechat 2026-06-03 refund -10.00 order=O1 trade=W1 refund=R1 bill=fund',
];

/** A file: some rows of one kind. */
export const anyFile = fc.constantFrom(ORDERS, TRADES, FUNDS).chain((rows) => fc.subarray(rows, { minLength: 1 }));

/** The files that hold these rows, named by their place. */
export function filesOf(contents: readonly (readonly string[])[]): readonly WorldFile[] {
  return contents.flatMap((rows, index) => readTable(rows.map((row) => `${row} file=${index}.csv`).join('\n')).files);
}

import { bankRows } from '../../src/demo/bank.ts';
import { alipayFile, bankFile, ordersFile, wechatFiles, writeMonth, type StatementFile } from '../../src/demo/files.ts';
import { seededRandom } from '../../src/demo/random.ts';
import type { Settled } from '../../src/demo/wallet.ts';
import { addDays, dayOf, type Day } from '../../src/model/day.ts';
import { zipOfOne } from './zip.ts';

/* The same month in other files: reports must not tell which ones were imported, nor in which order. */

/** As the platforms hand it out: Alipay's bills in their zip. */
export function wholeLayout(settled: Settled): readonly StatementFile[] {
  return writeMonth(settled).map(zipped);
}

/** Alipay's month in two overlapping halves, the bank's list and the orders in two overlapping exports. */
export function splitLayout(settled: Settled): readonly StatementFile[] {
  const { options, orders } = settled.draft;
  const { from, to, asOf } = options;
  const middle = addDays(from, 14);
  const rows = bankRows(settled.bank, options.bankOpening);
  const early = (day: Day): boolean => day <= addDays(middle, 2);
  const late = (day: Day): boolean => day >= middle;
  const half = (keep: (day: Day) => boolean): Settled => ({
    ...settled,
    draft: { ...settled.draft, orders: orders.filter((order) => keep(dayOf(order.orderedAt))) },
  });
  return [
    ordersFile(half(early), 'orders-1.csv'),
    ordersFile(half(late), 'orders-2.csv'),
    ...wechatFiles(settled),
    alipayFile(settled, from, addDays(middle, 2)),
    zipped(alipayFile(settled, middle, to)),
    alipayFile(settled, addDays(to, -1), asOf),
    bankFile(
      rows.filter((row) => early(dayOf(row.at))),
      settled,
      '41651',
    ),
    bankFile(
      rows.filter((row) => late(dayOf(row.at))),
      settled,
      '41652',
    ),
  ];
}

/** The same files in another order. */
export function shuffled(files: readonly StatementFile[], seed: number): readonly StatementFile[] {
  const random = seededRandom(seed);
  const rest = [...files];
  const mixed: StatementFile[] = [];
  while (rest.length > 0) mixed.push(...rest.splice(random.whole(0, rest.length - 1), 1));
  return mixed;
}

function zipped(file: StatementFile): StatementFile {
  if (!file.name.endsWith('_账务明细.csv')) return file;
  return { name: `${file.name.replace('_账务明细.csv', '')}.csv.zip`, bytes: zipOfOne(file.name, file.bytes) };
}

import iconv from 'iconv-lite';

import type { StatementFile } from '../../../src/demo/files.ts';
import { seededRandom, type Random } from '../../../src/demo/random.ts';
import { addDays, dayOf, type Day } from '../../../src/model/day.ts';
import { sellToCustomers } from './accounts.ts';
import { BANK_FAULTS, plantAtBank } from './bank-faults.ts';
import { ccbFile, mt940File, ordersFile } from './bank-files.ts';
import { BOOK_FAULTS, plantInBooks } from './book-faults.ts';
import { batchLanes, BANKS, CONVERTING_LANE, DAY_LANES, dollarLanes, settingsOf } from './lanes.ts';
import { laneFile } from './lane-files.ts';
import { creditPayouts, newShop, payOut } from './seller.ts';
import { paidIn, type Lane, type Line, type Shop } from './types.ts';

/* A world: a shop's month with its mistakes, written as files. The seed decides everything but the class. */

/** What sort of shop it is: how much its statements tell, and how its money comes. */
export const CLASSES = {
  ids: { title: 'batch numbers in the statements', faults: 9, held: 0, sales: 7, isOnGrid: false },
  dollars: { title: 'payout rows in dollars (Stripe, Amazon)', faults: 9, held: 0, sales: 6, isOnGrid: false },
  sold: { title: 'dollars sold and withdrawn by hand (PayPal)', faults: 8, held: 0, sales: 9, isOnGrid: false },
  days: { title: 'whole days, no numbers at all', faults: 8, held: 0, sales: 8, isOnGrid: false },
  grid: { title: 'whole days, few prices, equal amounts', faults: 8, held: 0, sales: 5, isOnGrid: true },
  held: { title: 'whole days, lines held back', faults: 2, held: 1.5, sales: 8, isOnGrid: false },
  mixed: { title: 'two of each', faults: 12, held: 0, sales: 4, isOnGrid: false },
} as const;
export type ClassName = keyof typeof CLASSES;
export const CLASS_NAMES = Object.keys(CLASSES) as readonly ClassName[];

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'] as const;
const SHOP_FAULTS = Object.keys(BOOK_FAULTS);
const BANK_NAMES = Object.keys(BANK_FAULTS);
const SHOP_FAULT_NAMES: readonly string[] = [...SHOP_FAULTS, ...BANK_NAMES];

export interface World {
  readonly shop: Shop;
  readonly settings: string;
  readonly files: readonly StatementFile[];
  /** `file:line` of every line of the platforms' statements. */
  readonly places: ReadonlyMap<string, Line>;
}

/** The world of a seed; `only` plants these mistakes instead of the seed's own choice. */
export function newWorld(seed: number, className: ClassName, only?: readonly string[]): World {
  const { faults, held, sales, isOnGrid } = CLASSES[className];
  const random = seededRandom(seed * 7919);
  const lanes = lanesOf(className, random).map((lane) => atBank(lane, seed));
  const shop = newShop(seed, { month: random.pick(MONTHS), lanes, sales, isOnGrid, heldPercent: held });
  // A mistake at the bank beside held lines would leave two answers right.
  const names = only ?? picked(held === 0 ? SHOP_FAULT_NAMES : SHOP_FAULTS, faults, random);
  sellToCustomers(shop);
  for (const name of names) if (name in BOOK_FAULTS) plantInBooks(shop, name);
  shop.lines.sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
  payOut(shop, held);
  creditPayouts(shop);
  for (const name of names) if (name in BANK_FAULTS) plantAtBank(shop, name);
  const layout: Layout = { isMixed: random.chance(0.4), isCut: random.chance(0.4), isTwice: true };
  return { shop, settings: settingsOf(lanes), ...written(shop, random, layout) };
}

/** In every third world the acquirer that can says on the bank line which days it pays. */
function atBank(lane: Lane, seed: number): Lane {
  return lane.platform === 'chinaums' && seed % 3 === 0 ? { ...lane, namesDays: true } : lane;
}

function lanesOf(className: ClassName, random: Random): readonly Lane[] {
  switch (className) {
    case 'ids':
      return batchLanes(random);
    case 'sold':
      return [CONVERTING_LANE, ...picked(batchLanes(random), 1, random)];
    case 'dollars':
      return dollarLanes(random);
    case 'mixed':
      return [...picked(DAY_LANES, 2, random), ...picked(batchLanes(random), 2, random), ...dollarLanes(random)];
    case 'days':
    case 'grid':
    case 'held':
      return picked(DAY_LANES, 3, random);
  }
}

function picked<T>(list: readonly T[], count: number, random: Random): readonly T[] {
  const rest = [...list];
  const out: T[] = [];
  while (out.length < count && rest.length > 0) out.push(...rest.splice(random.whole(0, rest.length - 1), 1));
  return out;
}

type Files = Pick<World, 'files' | 'places'>;

/** In which files a month comes: nothing of it may show in an answer but as a proof's file and line. */
interface Layout {
  /** Rows in no order, where a file has none of its own. */
  readonly isMixed: boolean;
  /** Two files that overlap instead of one. */
  readonly isCut: boolean;
  /** One of the files a second time under another name. */
  readonly isTwice: boolean;
}

/** The same shop's month in other files. */
export function rewritten(world: World, seed: number, layout: Layout): World {
  return { ...world, ...written(world.shop, seededRandom(seed), layout) };
}

function written(shop: Shop, random: Random, { isMixed, isCut, isTwice }: Layout): Files {
  const { from, to, asOf, lanes, bank, orders } = shop;
  const places = new Map<string, Line>();
  const files: StatementFile[] = [];
  for (const lane of lanes) files.push(...laneFiles(shop, { lane, isMixed, isCut, random, places }));
  const own = (currency: Lane['currency']): Shop['bank'] => bank.filter((entry) => entry.bank === BANKS[currency].id);
  const middle = addDays(from, 14);
  // A file without a row says not even whose it is: nobody has one.
  const ranges = isCut
    ? [
        { from, to: addDays(middle, 3) },
        { from: middle, to: asOf },
      ]
    : [{ from, to: asOf }];
  for (const [index, range] of ranges.entries()) {
    if (own('CNY').every(({ day }) => day < range.from || day > range.to)) continue;
    files.push(ccbFile(own('CNY'), range, `A058171TB_ND${String(index + 1)}_resp.csv`));
  }
  if (lanes.some((lane) => paidIn(lane) === 'USD')) files.push(mt940File(own('USD'), { from, to: asOf }, 'usd.sta'));
  files.push(ordersFile(isMixed ? picked(orders, orders.length, random) : orders, 'orders.csv'));
  const copies = isTwice ? again(files, to, places) : [];
  return { files: picked([...files, ...copies], files.length * 2, random), places };
}

/** One file a second time under another name, as bookkeepers do: whichever is imported first is the row's proof. */
function again(files: readonly StatementFile[], to: Day, places: Map<string, Line>): readonly StatementFile[] {
  return files.slice(0, 1).map(({ name, bytes }) => {
    const copy = name.replace(/(\.\w+)$/u, `-${to}$1`);
    for (const [place, line] of [...places]) {
      if (place.startsWith(`${name}:`)) places.set(copy + place.slice(name.length), line);
    }
    return { name: copy, bytes };
  });
}

interface LaneJob {
  readonly lane: Lane;
  readonly isMixed: boolean;
  readonly isCut: boolean;
  readonly random: Random;
  readonly places: Map<string, Line>;
}

function laneFiles(shop: Shop, { lane, isMixed, isCut, random, places }: LaneJob): readonly StatementFile[] {
  const lines = shop.lines.filter((line) => line.lane === lane);
  const payouts = shop.payouts.filter((payout) => payout.lane === lane);
  const middle = addDays(shop.from, 14);
  // A settlement of Amazon's stays in one file, as does a list of payouts.
  const parts: readonly (readonly Line[])[] =
    isCut && !lane.printsPayout
      ? [lines.filter(({ at }) => dayOf(at) <= addDays(middle, 3)), lines.filter(({ at }) => dayOf(at) >= middle)]
      : [lines];
  return parts.map((part, index) => {
    const file = laneFile({ lane, lines: part, payouts, random }, String(index + 1), isMixed);
    for (const [row, line] of file.rows) places.set(`${file.name}:${String(row)}`, line);
    const bytes = lane.layout === 'lakala' ? iconv.encode(file.text, 'gb18030') : new TextEncoder().encode(file.text);
    return { name: file.name, bytes };
  });
}

import type { Answered, MatchRow, Subject } from './auditor.ts';
import {
  bankKey,
  creditValue,
  dayKey,
  lineKey,
  linesOn,
  lineValue,
  payoutValue,
  stillDays,
  truthOf,
  type Leg,
  type TruthGroup,
} from './truth.ts';
import type { Line } from './types.ts';
import type { World } from './worlds.ts';

/* A shop's world as the auditor looks at it: days and rows of files are the lines that stand in them. */

const LEGS: ReadonlySet<string> = new Set<Leg>([
  'order-settlement',
  'settlement-payout',
  'payout-bank',
  'settlement-bank',
  'receipt-receivable',
]);

export function subjectOf(world: World): Subject {
  const still = stillDays(world.shop);
  return {
    truth: truthOf(world.shop),
    faults: world.shop.faults,
    read: (row) => answeredOf(row, world, still),
    namesOf: (group) => namesOf(group, world),
  };
}

function answeredOf({ leg, members }: MatchRow, world: World, still: ReadonlySet<string>): Answered | undefined {
  if (!LEGS.has(leg)) return undefined;
  const items = new Set<string>();
  const lines: Line[] = [];
  for (const member of members) {
    const item = itemOf(member.ref);
    if (member.ref.startsWith('day:')) lines.push(...dayLines(member.ref, world, still));
    else if (item !== undefined) items.add(item);
    else if (member.side === 'actual' || leg === 'settlement-bank') {
      toggle(lines, world.places.get(`${member.file ?? ''}:${String(member.line)}`));
    }
  }
  const values = [...items].map((item) => valueOf(item, world));
  values.push(...lines.map(leg === 'order-settlement' ? lineKey : lineValue));
  return { leg: leg as Leg, items: [...items, ...new Set(lines.map(lineKey))], values };
}

/** What goes by a number of its own; a bank line by the bank's, whatever account it stands in. */
function itemOf(ref: string): string | undefined {
  if (ref.startsWith('bank:')) return `bank:${ref.slice(ref.indexOf('/') + 1)}`;
  return ref.startsWith('batch:') || ref.startsWith('order:') ? ref : undefined;
}

function dayLines(ref: string, { shop }: World, still: ReadonlySet<string>): readonly Line[] {
  if (still.has(ref.slice('day:'.length))) return [];
  const [lane = '', day = ''] = ref.slice('day:'.length).split('/');
  return linesOn(shop, lane, day);
}

/** A line beside whole days is left out of them, or, when it isn't of them, paid with them. */
function toggle(lines: Line[], line: Line | undefined): void {
  if (line === undefined) return;
  const at = lines.indexOf(line);
  if (at < 0) lines.push(line);
  else lines.splice(at, 1);
}

function valueOf(item: string, { shop }: World): string {
  const payout = shop.payouts.find(({ no }) => item === `batch:${no}`);
  if (payout !== undefined) return payoutValue(payout);
  const credit = shop.bank.find((one) => item === bankKey(one));
  return credit === undefined ? item : creditValue(credit);
}

/** The group's credits and payouts, and the days of its lines. */
function namesOf(group: TruthGroup, { shop }: World): readonly string[] {
  const keys = new Set(group.items);
  const days = shop.lines.filter((line) => keys.has(lineKey(line))).map(dayKey);
  const batches = group.items.filter((item) => item.startsWith('batch:')).map((item) => item.slice('batch:'.length));
  return group.leg === 'order-settlement' ? [] : [...group.bank, ...batches, ...days];
}

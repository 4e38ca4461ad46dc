import type { MatchMember } from '../../model/match.ts';
import { negate, plus, type Minor } from '../../model/money.ts';
import type { Day } from '../../model/day.ts';
import { oncePer } from '../../model/once-per.ts';
import type { DayWorld } from './day-world.ts';
import { compare } from './order.ts';
import type { DayLine } from './world.ts';

/** What is held back or paid together: on one day a trade's payment, or its refund, with its fees; else a single line. */
export interface LineUnit {
  readonly day: Day;
  readonly net: Minor;
  readonly lines: readonly DayLine[];
  /** Units of one class may stand for each other: due on one day, of the same kinds and sum. */
  readonly alike: string;
}

/** The units of a wallet's open days, in the total order of their contents. */
export const unitsOf = oncePer(({ wallet, currency, search, allDays }: DayWorld): readonly LineUnit[] => {
  const dueOn = new Map(allDays.map((day) => [day.day, day.dueOn]));
  const lines = (search.dayLines.get(wallet.accountId) ?? []).filter((line) => line.currency === currency);
  const together: DayLine[][] = [];
  for (const line of lines.sort(byContents)) {
    // Lines of one trade stand side by side: of a payment and a refund two units at most.
    const own = [together.at(-1), together.at(-2)].find((unit) => belongsTo(line, unit));
    if (own === undefined) together.push([line]);
    else own.push(line);
  }
  const units = together.map((own): LineUnit => {
    const net = plus(...own.map((line) => line.net));
    const day = own[0]?.day ?? ('' as Day);
    return { day, net, lines: own, alike: [dueOn.get(day) ?? day, net, ...own.map((line) => line.kind)].join('\n') };
  });
  return units.filter((unit) => unit.net !== 0);
});

function byContents(one: DayLine, other: DayLine): number {
  return (
    compare(one.day, other.day) ||
    compare(one.tradeNo ?? '', other.tradeNo ?? '') ||
    compare(one.kind, other.kind) ||
    compare(one.ref, other.ref) ||
    one.net - other.net
  );
}

/** A line without a trade is a unit by itself. */
function belongsTo(line: DayLine, [first]: readonly DayLine[] = []): boolean {
  return (
    first?.tradeNo !== undefined &&
    first.tradeNo === line.tradeNo &&
    first.day === line.day &&
    isGivenBack(first) === isGivenBack(line)
  );
}

const CHARGES: ReadonlySet<string> = new Set(['fee', 'commission', 'tax']);

/** Of a refund, or what comes back of charges with it: the payment of the trade may be held back without them. */
function isGivenBack({ kind, net }: DayLine): boolean {
  if (kind === 'sale' || kind === 'refund') return kind === 'refund';
  return CHARGES.has(kind) ? net > 0 : net < 0;
}

/** A unit's lines as members: as they are, or given back by a window that holds their day. */
export function unitMembers(unit: LineUnit, isHeldBack: boolean): readonly MatchMember[] {
  return unit.lines.map((line) => ({
    side: 'expected',
    kind: 'line',
    id: line.id,
    ref: line.ref,
    amount: isHeldBack ? negate(line.net) : line.net,
  }));
}

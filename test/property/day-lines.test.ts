import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DayLine, DaySum, SearchResult } from '../../src/match/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { addDays, type Day, type Moment } from '../../src/model/day.ts';
import type { MatchProposal, OpenBankLine } from '../../src/model/match.ts';
import { minor, plus, type Minor } from '../../src/model/money.ts';
import { searched, shapeOf } from '../match/search-worlds.ts';

const START = '2026-06-01' as Day;
const PRICES = [990, 1_990, 2_990, 5_990, 123_456, 234_567, -1_990];

interface World {
  readonly days: readonly DaySum[];
  readonly lines: readonly DayLine[];
  readonly credits: readonly OpenBankLine[];
}

/** Six days of a few prices, and credits that are some of their lines: whole days, days less a line, a line more. */
const worlds = fc
  .record({
    prices: fc.array(fc.array(fc.constantFrom(...PRICES), { minLength: 1, maxLength: 5 }), {
      minLength: 2,
      maxLength: 6,
    }),
    late: fc.nat({ max: 30 }),
    stray: fc.option(fc.constantFrom(990, 7_980, 358_023), { nil: undefined }),
  })
  .map(({ prices, late, stray }): World => {
    const lines = prices.flatMap((own, day) =>
      own.map((net, at): DayLine => ({
        id: day * 10 + at + 1,
        ref: `trade:T${day}-${at}`,
        day: addDays(START, day),
        kind: net < 0 ? 'refund' : 'sale',
        currency: CNY,
        net: minor(net),
        tradeNo: `T${day}-${at}`,
      })),
    );
    const moved = lines[late % lines.length];
    const dayOfCredit = (line: DayLine): Day => (line === moved ? addDays(line.day, 1) : line.day);
    const paid = prices.map((_, day) => lines.filter((line) => dayOfCredit(line) === addDays(START, day)));
    const credits = paid.flatMap((own, day) => creditOf(plus(...own.map((line) => line.net)), day));
    return { lines, days: prices.map((_, day) => sumOf(lines, day)), credits: [...credits, ...strays(stray)] };
  });

function sumOf(lines: readonly DayLine[], index: number): DaySum {
  const day = addDays(START, index);
  const own = lines.filter((line) => line.day === day);
  const net = plus(...own.map((line) => line.net));
  return { currency: CNY, day, net, lines: own.length, dueOn: addDays(day, 1), lastOn: addDays(day, 2) };
}

function creditOf(amount: Minor, index: number): readonly OpenBankLine[] {
  if (amount <= 0) return [];
  const bookedAt = addDays(START, index + 1) as unknown as Moment;
  return [
    {
      id: index + 1,
      accountId: 9,
      ref: `bank:ccb/B${index}`,
      bookedAt,
      amount,
      currency: CNY,
      counterparty: '财付通',
    },
  ];
}

function strays(amount: number | undefined): readonly OpenBankLine[] {
  return amount === undefined ? [] : creditOf(minor(amount), 3).map((one) => ({ ...one, id: 99, ref: 'bank:ccb/X' }));
}

/** The single lines a group takes: those of its days but the ones it gives back, and those beside them. */
function linesOf({ members }: MatchProposal, { lines }: World): readonly number[] {
  const days = new Set(members.flatMap(({ ref }) => (ref.startsWith('day:') ? [ref.split('/').at(-1)] : [])));
  const given = new Set(
    members.flatMap(({ kind, id, amount }) =>
      kind === 'line' && days.has(dayOfLine(id, lines)) ? [`${id} ${amount}`] : [],
    ),
  );
  const own = lines.filter((line) => days.has(line.day) && !given.has(`${line.id} ${-line.net}`));
  const beside = members.filter(({ kind, id }) => kind === 'line' && !days.has(dayOfLine(id, lines)));
  return [...own.map((line) => line.id), ...beside.map((member) => member.id)];
}

function dayOfLine(id: number, lines: readonly DayLine[]): Day | undefined {
  return lines.find((line) => line.id === id)?.day;
}

const run = (world: World): SearchResult => searched(world);

describe('single lines of days', () => {
  it('no line and no credit is in two groups, and every group’s sums agree to its difference', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { proposals } = run(world);
        const taken = proposals.flatMap((one) => linesOf(one, world));
        expect(new Set(taken).size).toBe(taken.length);
        const banks = proposals.flatMap(({ members }) =>
          members.filter((one) => one.kind === 'bank').map((one) => one.id),
        );
        expect(new Set(banks).size).toBe(banks.length);
        for (const { members, difference } of proposals) {
          const sum = (side: string): number =>
            members.filter((member) => member.side === side).reduce((total, member) => total + member.amount, 0);
          expect(sum('actual') - sum('expected')).toBe(difference);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a suggestion names nothing that is taken; those of a bank line are ranked from one on', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { proposals, suggestions } = run(world);
        const taken = new Set(proposals.flatMap((one) => linesOf(one, world)));
        const byCredit = new Map<number, number[]>();
        for (const one of suggestions) {
          for (const id of linesOf(one, world)) expect(taken.has(id)).toBe(false);
          const bank = one.members.find((member) => member.kind === 'bank')?.id ?? 0;
          byCredit.set(bank, [...(byCredit.get(bank) ?? []), one.suggestion.rank]);
        }
        for (const ranks of byCredit.values()) expect(ranks.sort()).toEqual(ranks.map((_, index) => index + 1));
      }),
      { numRuns: 150 },
    );
  });

  it('the order rows come in doesn’t matter, nor the numbers the store gives them', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const renumbered = {
          days: [...world.days].reverse(),
          lines: [...world.lines].reverse().map((line) => ({ ...line, id: 1_000 - line.id })),
          credits: [...world.credits].reverse().map((credit) => ({ ...credit, id: 500 - credit.id })),
        };
        expect(shapeOf(run(renumbered))).toEqual(shapeOf(run(world)));
      }),
      { numRuns: 150 },
    );
  });

  it('a credit that names nobody changes no match', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const stranger = creditOf(minor(5_990), 2).map((one) => ({
          ...one,
          id: 77,
          ref: 'bank:ccb/Y',
          counterparty: '某客户',
        }));
        expect(shapeOf(run({ ...world, credits: [...world.credits, ...stranger] }))).toEqual(shapeOf(run(world)));
      }),
      { numRuns: 100 },
    );
  });
});

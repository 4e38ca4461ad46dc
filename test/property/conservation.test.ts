import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { settingsOf } from '../sim/shop/lanes.ts';
import { referenceOf } from '../sim/shop/seller.ts';
import { sumOf, type Credit } from '../sim/shop/types.ts';
import { CLASS_NAMES, newWorld, rewritten, type ClassName, type World } from '../sim/shop/worlds.ts';
import { inNewBooks, settleHere, succeedHere } from './program-in-process.ts';

/* Money of simulated shops, through the program: nothing is lost, nothing is in two places, no row moves another. */

const FEW = { numRuns: 3 };
const SLOW = 240_000;
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const classes = fc.constantFrom<ClassName>(...CLASS_NAMES);

interface Member {
  readonly side: string;
  readonly ref: string;
  readonly amount: string;
  readonly file?: string;
  readonly line?: number;
}

interface Answer {
  readonly matches: readonly {
    readonly group: string;
    readonly leg: string;
    readonly state: string;
    readonly currency: string;
    readonly difference: string;
    readonly members: readonly Member[];
  }[];
  readonly findings: readonly { readonly code: string; readonly bank_ref?: string; readonly message: string }[];
  readonly open: readonly { readonly kind: string; readonly ref: string; readonly amount: string }[];
  readonly sides: readonly Readonly<Record<'side' | 'currency' | 'amount' | 'matched' | 'open' | 'findings', string>>[];
}

/** The world imported, matched and asked. */
function asked(world: World): Promise<Answer> {
  const { settings, files, shop } = world;
  return inNewBooks(settings, async ({ books, put }) => {
    await succeedHere(['import', ...put(files, 'in'), '--books', books]);
    await succeedHere(['match', '--books', books]);
    const ask = async (words: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
      const args = [...words, '--as-of', shop.asOf, '--format', 'json', '--lang', 'en', '--books', books];
      const { code, stdout, stderr } = await settleHere(args);
      if (code > 1) throw new Error(stderr);
      return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    };
    const summary = await ask(['report', 'summary']);
    return {
      matches: (await ask(['report', 'matches']))['rows'],
      findings: (await ask(['check']))['rows'],
      open: (await ask(['report', 'open']))['rows'],
      sides: summary['amounts'] ?? (summary['sections'] as Readonly<Record<string, unknown>> | undefined)?.['amounts'],
    } as Answer;
  });
}

const minorOf = (text: string): number => Number(text.replace('.', ''));
const bankOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);
const standing = ({ matches }: Answer): Answer['matches'] => matches.filter(({ state }) => state !== 'suggested');

describe('conservation', () => {
  it(
    'by side and currency: what came is matched, in transit, or in a finding, to the last fen',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, classes, async (seed, className) => {
          const world = newWorld(seed, className);
          const { sides } = await asked(world);
          expect(sides.length).toBeGreaterThan(3);
          for (const { side, amount, matched, open, findings } of sides) {
            expect(minorOf(matched) + minorOf(open) + minorOf(findings), side).toBe(minorOf(amount));
          }
          for (const currency of ['CNY', 'USD'] as const) {
            const said = (side: string): number =>
              sumOf(
                sides.filter((one) => one.side === side && one.currency === currency),
                ({ amount }) => minorOf(amount),
              );
            const own = world.shop.bank.filter(({ bank }) => bank === (currency === 'USD' ? 'usd' : 'ccb'));
            const signed = (sign: number): number =>
              sumOf(own, ({ amount }) => (Math.sign(amount) === sign ? Math.abs(amount) : 0));
            expect([said('bank_in'), Math.abs(said('bank_out'))], currency).toEqual([signed(1), signed(-1)]);
          }
        }),
        FEW,
      );
    },
    SLOW,
  );

  it(
    'every credit of a bank account is in one group, waiting, or in a finding, and never in two of them',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, classes, async (seed, className) => {
          const world = newWorld(seed, className);
          const answer = await asked(world);
          const inGroups = standing(answer).flatMap(({ leg, members }) =>
            members.filter(({ ref }) => ref.startsWith('bank:')).map((member) => ({ leg, ...member })),
          );
          const references = inGroups.map(({ ref }) => bankOf(ref));
          expect(new Set(references).size, 'no credit in two groups').toBe(references.length);
          const waiting = answer.open.filter(({ kind }) => kind === 'bank').map(({ ref }) => bankOf(ref));
          const ambiguous = answer.findings.filter(({ code }) => code === 'ambiguous-match');
          for (const { reference, amount } of world.shop.bank.filter((one) => one.amount > 0)) {
            const group = inGroups.filter(({ ref }) => bankOf(ref) === reference);
            const found = answer.findings.filter(
              ({ code, bank_ref }) => code === 'bank-credit-unexplained' && bank_ref === reference,
            );
            const named = ambiguous.filter((one) => one.bank_ref === reference || one.message.includes(reference));
            const places = [group.length, waiting.filter((ref) => ref === reference).length, found.length];
            expect(sumOf(places, (count) => count) + Math.min(named.length, 1), reference).toBe(1);
            for (const one of group) expect(minorOf(one.amount)).toBe(amount);
          }
        }),
        FEW,
      );
    },
    SLOW,
  );

  it(
    'no fen is in two groups of one leg, and a group’s difference is what its sides differ by',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, classes, async (seed, className) => {
          const answer = await asked(newWorld(seed, className));
          const taken = new Set<string>();
          for (const { leg, members, difference } of standing(answer)) {
            const side = (name: string): number =>
              sumOf(
                members.filter((member) => member.side === name),
                ({ amount }) => minorOf(amount),
              );
            if (leg !== 'order-settlement' && leg !== 'trade-fund') {
              expect(side('actual') - side('expected'), leg).toBe(minorOf(difference));
            }
            for (const { ref, side: where, file = '', line = 0 } of members) {
              if (leg === 'receipt-receivable' && where === 'expected') continue;
              const key = `${leg} ${where} ${ref} ${leg === 'order-settlement' ? `${file}:${String(line)}` : ''}`;
              if (ref.startsWith('order:')) continue;
              expect(taken.has(key), key).toBe(false);
              taken.add(key);
            }
          }
        }),
        FEW,
      );
    },
    SLOW,
  );
});

/** A group without the file and line that prove it, which belong to the layout. */
function plain({ matches }: Answer): readonly unknown[] {
  return matches.map(({ members, ...group }) => ({
    ...group,
    members: members
      .map(({ file, line, ref, ...member }) => ({
        ...member,
        // A row without a number goes by its place.
        ref: ref === `${file ?? ''}:${String(line)}` ? '' : ref,
      }))
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1)),
  }));
}

/** Groups that a row without a number is in are named by its place: compared by their contents alone. */
function contents(answer: Answer): readonly string[] {
  return plain(answer)
    .map((group) => JSON.stringify({ ...(group as object), group: '', why: '' }))
    .sort();
}

describe('the files a month comes in', () => {
  it(
    'rows in any order, a file in two that overlap, a file twice: the same groups and the same findings',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, classes, fc.boolean(), async (seed, className, isMixed) => {
          const world = newWorld(seed, className);
          const whole = await asked(rewritten(world, 1, { isMixed: false, isCut: false, isTwice: false }));
          const other = await asked(rewritten(world, seed, { isMixed, isCut: true, isTwice: true }));
          expect(contents(other)).toEqual(contents(whole));
          expect(other.sides).toEqual(whole.sides);
          const codes = ({ findings }: Answer): readonly string[] =>
            findings
              .map((one) => `${one.code} ${one.message.replaceAll(/\S+\.(?:csv|txt|sta):\d+/gu, 'its place')}`)
              .sort();
          expect(codes(other)).toEqual(codes(whole));
        }),
        { numRuns: 2 },
      );
    },
    SLOW,
  );
});

describe('a row that has nothing to do with them', () => {
  it(
    'changes no match: a stranger’s credit, an order nobody paid',
    async () => {
      await fc.assert(
        fc.asyncProperty(seeds, classes, async (seed, className) => {
          const layout = { isMixed: false, isCut: false, isTwice: false };
          const world = newWorld(seed, className);
          const before = await asked(rewritten(world, 1, layout));
          const { shop } = world;
          const stranger: Credit = {
            ...{ bank: 'ccb', reference: referenceOf(shop.random, shop.to), day: shop.to, amount: 123_457 },
            ...{ counterparty: '张某某', memo: '转账', pays: [], orders: [] },
          };
          shop.bank.push(stranger);
          shop.orders.push({
            ...{
              orderNo: 'SO0000000000000001',
              platform: 'wechat',
              currency: 'CNY',
              status: '待付款',
              payable: 12_300,
            },
            ...{ refunded: 0, orderedAt: `${shop.from} 10:00:00` as never },
          });
          const after = await asked({ ...rewritten(world, 1, layout), settings: settingsOf(shop.lanes) });
          expect(contents(after)).toEqual(contents(before));
        }),
        FEW,
      );
    },
    SLOW,
  );
});

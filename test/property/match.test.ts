import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type DaySum, type SearchResult } from '../../src/match/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { addDays, dayOf, type Day, type Moment } from '../../src/model/day.ts';
import type { ExpectedPayout, OpenBankLine } from '../../src/model/match.ts';
import { minor } from '../../src/model/money.ts';
import { passesCalled, refsOf as membersOf, searched, shapeOf } from '../match/search-worlds.ts';

const START = '2026-06-01' as Day;
/** Few amounts and few days, so that ties and near misses are common. */
const amount = fc.constantFrom(10_000, 10_000, 10_050, 25_000, 25_100, 99_900);
const day = fc.integer({ min: 0, max: 12 }).map((days) => addDays(START, days));
const speech = fc.constantFrom('财付通', '某客户', undefined);

const payoutsArbitrary = fc
  .array(fc.record({ amount, day, wallet: fc.constantFrom(1, 2), number: fc.boolean() }), { maxLength: 9 })
  .map((drafts) =>
    drafts.map((draft, index): ExpectedPayout => {
      const batchNo = `PO2026${String(index).padStart(4, '0')}`;
      return {
        payout: {
          id: index + 1,
          kind: 'payout',
          item: 'line',
          accountId: draft.wallet,
          ref: `batch:${batchNo}`,
          occurredAt: draft.day as unknown as Moment,
          amount: minor(draft.amount),
          currency: CNY,
          ...(draft.number ? { batchNo } : {}),
        },
        dueOn: draft.day,
        lastOn: addDays(draft.day, 2),
      };
    }),
  );

const creditsArbitrary = fc
  .array(fc.record({ amount, day, speech, names: fc.option(fc.nat(8), { freq: 5 }) }), { maxLength: 9 })
  .map((drafts) =>
    drafts.map((draft, index): OpenBankLine => {
      const memo = draft.names === null ? undefined : `提现PO2026${String(draft.names).padStart(4, '0')}`;
      return {
        id: index + 1,
        accountId: 9,
        ref: `bank:ccb/B${index}`,
        bookedAt: draft.day as unknown as Moment,
        amount: minor(draft.amount),
        currency: CNY,
        ...(draft.speech === undefined ? {} : { counterparty: draft.speech }),
        ...(memo === undefined ? {} : { memo }),
      };
    }),
  );

const NONE: SearchResult = { proposals: [], suggestions: [], ambiguities: [], limits: [] };

const propose = (payouts: readonly ExpectedPayout[], credits: readonly OpenBankLine[]): SearchResult =>
  searched({ payouts, credits });

describe('payouts and bank credits', () => {
  it('the order they come in doesn’t matter', () => {
    const worlds = fc.tuple(payoutsArbitrary, creditsArbitrary).chain(([payouts, credits]) =>
      fc.record({
        payouts: fc.constant(payouts),
        credits: fc.constant(credits),
        mixedPayouts: fc.shuffledSubarray(payouts, { minLength: payouts.length }),
        mixedCredits: fc.shuffledSubarray(credits, { minLength: credits.length }),
      }),
    );
    fc.assert(
      fc.property(worlds, ({ payouts, credits, mixedPayouts, mixedCredits }) => {
        const answer = shapeOf(propose(payouts, credits));
        expect(shapeOf(propose(mixedPayouts, mixedCredits))).toEqual(answer);
      }),
    );
  });

  it('no payout and no bank line is in two groups, nor in a group and in doubt', () => {
    fc.assert(
      fc.property(payoutsArbitrary, creditsArbitrary, (payouts, credits) => {
        const { proposals, ambiguities } = propose(payouts, credits);
        const refs = [
          ...proposals.flatMap(membersOf),
          ...ambiguities.flatMap((one) => [...one.payouts, ...one.credits].map((item) => item.ref)),
        ];
        expect(new Set(refs).size).toBe(refs.length);
      }),
    );
  });

  it('money is conserved: a group’s difference is its credit less its payout, at most a hundredth or ten yuan unless named', () => {
    fc.assert(
      fc.property(payoutsArbitrary, creditsArbitrary, (payouts, credits) => {
        const { proposals } = propose(payouts, credits);
        for (const { members, difference, pass } of proposals) {
          const sum = (side: string): number =>
            members.filter((member) => member.side === side).reduce((total, member) => total + member.amount, 0);
          expect(difference).toBe(sum('actual') - sum('expected'));
          const limit = Math.max(1_000, sum('expected') / 100);
          if (pass !== 'payout-by-number') expect(Math.abs(difference)).toBeLessThanOrEqual(limit);
          if (pass.startsWith('payout-by-amount')) expect(difference).toBe(0);
        }
      }),
    );
  });

  it('nothing is taken before its payout, and nothing that names another', () => {
    fc.assert(
      fc.property(payoutsArbitrary, creditsArbitrary, (payouts, credits) => {
        const { proposals } = propose(payouts, credits);
        for (const { members, pass } of proposals.filter((one) => !one.pass.endsWith('by-number'))) {
          const named = (ref: string): boolean => members.some((member) => member.ref === ref);
          const sent = payouts.filter((one) => named(one.payout.ref)).map((one) => dayOf(one.payout.occurredAt));
          for (const credit of credits.filter((one) => named(one.ref))) {
            for (const on of sent) expect(dayOf(credit.bookedAt) >= on).toBe(true);
            expect([pass, credit.counterparty]).not.toEqual([pass, '某客户']);
          }
        }
      }),
    );
  });

  it('a credit that has nothing to do with them changes no other match', () => {
    fc.assert(
      fc.property(payoutsArbitrary, creditsArbitrary, day, (payouts, credits, on) => {
        const stranger: OpenBankLine = {
          id: 99,
          accountId: 9,
          ref: 'bank:ccb/X',
          bookedAt: on as unknown as Moment,
          amount: minor(10_000),
          currency: CNY,
          counterparty: '某客户',
        };
        const taken = ({ proposals, ambiguities }: SearchResult): unknown =>
          shapeOf({ ...NONE, proposals, ambiguities });
        expect(taken(propose(payouts, [...credits, stranger]))).toEqual(taken(propose(payouts, credits)));
      }),
    );
  });
});

describe('whole days', () => {
  const net = fc.constantFrom(-5_000, 0, 3_000, 5_000, 5_000, 8_000, 13_000);
  const days = fc.array(net, { minLength: 1, maxLength: 8 }).map((nets) =>
    nets.map((one, index) => {
      const at = addDays(START, index);
      return { currency: CNY, day: at, net: minor(one), lines: 1, dueOn: addDays(at, 1), lastOn: addDays(at, 2) };
    }),
  );
  const credits = fc
    .array(fc.record({ amount: fc.constantFrom(3_000, 5_000, 8_000, 13_000, 18_000), day }), { maxLength: 6 })
    .map((drafts) =>
      drafts.map((draft, index): OpenBankLine => ({
        id: index + 1,
        accountId: 9,
        ref: `bank:ccb/B${index}`,
        bookedAt: draft.day as unknown as Moment,
        amount: minor(draft.amount),
        currency: CNY,
      })),
    );
  const proposeDays = (ofDays: readonly DaySum[], ofCredits: readonly OpenBankLine[]): SearchResult =>
    searched(
      { days: ofDays, credits: ofCredits.map((credit) => ({ ...credit, counterparty: '财付通' })) },
      passesCalled('whole-days-in-window', 'whole-days-late'),
    );

  it('no day and no credit is used twice, sums are exact, and the order doesn’t matter', () => {
    fc.assert(
      fc.property(days, credits, (ofDays, ofCredits) => {
        const answer = proposeDays(ofDays, ofCredits);
        const refs = answer.proposals.flatMap(membersOf);
        expect(new Set(refs).size).toBe(refs.length);
        for (const { members, difference } of answer.proposals) {
          const sum = (side: string): number =>
            members.filter((member) => member.side === side).reduce((total, member) => total + member.amount, 0);
          expect([difference, sum('actual')]).toEqual([0, sum('expected')]);
        }
        expect(shapeOf(proposeDays([...ofDays].reverse(), [...ofCredits].reverse()))).toEqual(shapeOf(answer));
      }),
    );
  });

  it('a credit that is taken was the only one its days could be, and they the only days of it', () => {
    fc.assert(
      fc.property(days, credits, (ofDays, ofCredits) => {
        for (const { members } of proposeDays(ofDays, ofCredits).proposals) {
          const credit = ofCredits.find((one) => one.ref === members.at(-1)?.ref);
          const twin = credit && { ...credit, id: 77, ref: 'bank:ccb/T' };
          const again = proposeDays(ofDays, twin ? [...ofCredits, twin] : ofCredits);
          // A second credit just like it puts both in doubt.
          expect(again.proposals.flatMap(membersOf)).not.toContain(credit?.ref);
        }
      }),
    );
  });
});

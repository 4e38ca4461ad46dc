import { describe, expect, it } from 'vitest';

import { classOf, worldOf } from '../sim/any-world.ts';
import { audit, type FindingRow, type MatchRow } from '../sim/shop/auditor.ts';
import { runFiles } from '../sim/shop/run-world.ts';
import { subjectOf } from '../sim/shop/subject.ts';
import { truthOf } from '../sim/shop/truth.ts';
import { newWorld } from '../sim/shop/worlds.ts';

/* A few of the worlds of `npm run sim`, one of each class, and the auditor that judges them. */

/** One of each class, split and merged payouts and held-back lines among them. */
const WHOLE = [1, 2, 4, 5, 6, 7, 8, 19] as const;

describe('simulated shops', () => {
  it.each(WHOLE.map((seed) => [classOf(seed), seed] as const))(
    '%s: all that is the same money is taken, every planted mistake is found, and nothing else (seed %i)',
    async (_, seed) => {
      const { complaints } = await runFiles(worldOf(seed));
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  it('the same seed is the same world, to the byte', () => {
    expect(newWorld(40, 'mixed').files).toEqual(newWorld(40, 'mixed').files);
    expect(newWorld(40, 'mixed').files).not.toEqual(newWorld(41, 'mixed').files);
  });
});

describe('the auditor', () => {
  const world = newWorld(3, 'ids', ['payout-missing', 'amount-short']);
  const subject = subjectOf(world);
  const truth = truthOf(world.shop);
  const placeOf = new Map([...world.places].map(([place, line]) => [line, place]));
  const matches: readonly MatchRow[] = truth.groups.map((group, index) => ({
    group: `m-${String(index)}`,
    leg: group.leg,
    state: 'auto',
    members: group.items.map((item) => {
      const line = [...placeOf.keys()].find(
        (one) => item.startsWith('line:') && item.includes(` ${one.kind} ${one.tradeNo} `),
      );
      const [file = '', row = '0'] = (line === undefined ? '' : (placeOf.get(line) ?? '')).split(':');
      if (line !== undefined)
        return { side: 'actual', ref: `trade:${line.tradeNo}`, amount: '1.00', file, line: Number(row) };
      const ref = item.startsWith('bank:') ? `bank:ccb/${item.slice('bank:'.length)}` : item;
      return { side: ref.startsWith('bank:') ? 'actual' : 'expected', ref, amount: '1.00' };
    }),
  }));
  const yuan = (amount: number | undefined): string | undefined =>
    amount === undefined ? undefined : (amount / 100).toFixed(2);
  const findings = truth.planted.map((planted) => {
    const isPayout = planted.code === 'payout-missing';
    const amounts = { expected: yuan(planted.expected), actual: yuan(planted.actual) };
    const row = { code: planted.code, [isPayout ? 'batch_no' : 'order_no']: planted.ref, ...amounts };
    return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as FindingRow;
  });

  it('has nothing to say about the right answer', () => {
    expect(audit(subject, matches, findings)).toMatchObject({ complaints: [], falseFindings: [], awaiting: 0 });
  });

  it('names a wrong pair, a group that is missing, a false finding, a wrong amount, and an item taken twice', () => {
    const payouts = matches.filter(({ leg }) => leg === 'payout-bank');
    const [one, other] = payouts;
    if (one === undefined || other === undefined) throw new Error('the world has two payouts');
    const crossed = { ...one, members: [...one.members.slice(0, 1), ...other.members.slice(1)] };
    const rest = matches.filter((row) => row !== one);
    const spoilt = findings.map((row) => (row.code === 'amount-mismatch' ? { ...row, actual: '0.01' } : row));
    const strange = { code: 'wallet-break', account: 'jd', date: '2026-01-01' };
    const { complaints, legs } = audit(subject, [...rest, crossed], [...spoilt.slice(0), strange]);
    const kinds = complaints.map((text) => text.slice(0, text.indexOf(':'))).sort();
    expect(kinds).toEqual(['amount', 'false finding', 'not matched', 'taken twice', 'wrong']);
    expect(legs.get('payout-bank')).toMatchObject({ wrong: { count: 1 }, auto: { count: payouts.length - 1 } });
  });

  it('says what was planted and not found', () => {
    const { complaints, faults } = audit(subject, matches, findings.slice(1));
    expect(complaints).toHaveLength(1);
    expect([...faults.values()].some(({ planted, found }) => found < planted)).toBe(true);
  });

  it('counts a suggestion only among the first three', () => {
    const suggested = (rank: number): readonly MatchRow[] =>
      matches.map((row) => (row.leg === 'payout-bank' ? { ...row, state: 'suggested', rank } : row));
    const third = audit(subject, suggested(3), findings).legs.get('payout-bank');
    const fourth = audit(subject, suggested(4), findings).legs.get('payout-bank');
    expect([third?.auto.count, third?.suggested.count]).toEqual([0, third?.all.count]);
    expect(fourth?.suggested.count).toBe(0);
  });
});

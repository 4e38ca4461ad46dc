import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decideLateFees, type LateFeeWord } from '../../src/jobs/decide-late-fee.ts';
import { undoDecisions } from '../../src/jobs/decide-receivable.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { addDays, type Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import { StopError } from '../../src/model/problem.ts';
import ageing from '../../src/report/ageing.ts';
import lateFees from '../../src/report/late-fees.ts';
import statement from '../../src/report/statement.ts';
import { loadReceivableEvents } from '../../src/store/read/receivable-events.ts';
import { asJson, smallBooks, type JsonRow, type SmallBooks } from '../report/small-books.ts';

/*
 * Two debts of one customer, sold on 1 May: 1,234.56 due on the 31st, 777.77 due on 15 June, at 0.05 % a day. Money comes
 * on some days, names a debt or nothing; people bill, waive and take back what they like on the days between.
 */
const DEBTS = [
  { ref: 'order:SO-000001', fen: 123_456, due: '2026-05-31' as Day },
  { ref: 'order:SO-000002', fen: 77_777, due: '2026-06-15' as Day },
] as const;
const FIRST = '2026-06-01' as Day;

interface Act {
  readonly after: number;
  readonly what: LateFeeWord | 'undo';
  readonly debt: number;
  /** Of what could be billed or waived, in percent; 100: no amount is said. */
  readonly share: number;
}
interface Paid {
  readonly after: number;
  readonly fen: number;
  readonly names: number;
}

const act = fc.record<Act>({
  after: fc.nat({ max: 120 }),
  what: fc.constantFrom('late-fee', 'late-fee', 'waive', 'undo'),
  debt: fc.nat({ max: 1 }),
  share: fc.constantFrom(100, 100, 60, 10),
});
const paid = fc.record<Paid>({
  after: fc.nat({ max: 120 }),
  fen: fc.integer({ min: 1, max: 150_000 }),
  names: fc.nat({ max: 2 }),
});
const policy = fc.constantFrom('fifo', 'civil-code-560', 'civil-code-561');

function filesOf(money: readonly Paid[]): Readonly<Record<string, string>> {
  const yuan = (fen: number): string => (fen / 100).toFixed(2);
  const orders = DEBTS.map(({ ref, fen, due }) => `${ref.slice(6)},甲公司,2026-05-01 09:00:00,${yuan(fen)},${due}`);
  let balance = 0;
  const rows = money.map(({ after, fen, names }, index) => {
    balance += fen;
    const memo = DEBTS[names]?.ref.slice(6) ?? '';
    return `6222000011112222,${addDays(FIRST, after)},${yuan(fen)},${yuan(balance)},甲公司,R${index},货款 ${memo}`;
  });
  return {
    'orders.csv': ['order_no,customer,ordered_at,payable,due_on', ...orders, ''].join('\n'),
    ...(rows.length === 0
      ? {}
      : {
          'bank.csv': ['account,booked_on,amount,balance,counterparty,reference,memo', ...rows, ''].join('\n'),
        }),
  };
}

const yamlOf = (allocation: string): string => `book: 测试商行
accounts:
  - { id: bank, kind: bank, number: "6222000011112222" }
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
receivables: { allocation: ${allocation}, auto_apply: true }
`;

/** Fen of an amount as a report prints it. */
function fenOf(row: JsonRow | undefined, key: string): number {
  return Math.round(Number(row?.[key] ?? 0) * 100);
}

/** Each day after the due day up to the day on what was open when it began, × 0.0005, rounded once: 5 of 10,000. */
async function walked(small: SmallBooks, asOf: Day, debt: (typeof DEBTS)[number]): Promise<number> {
  const cases = await (await small.context(asOf)).money();
  const one = cases.find((each) => each.kind === 'receivable' && each.ref === debt.ref);
  const payments = one?.kind === 'receivable' ? one.reductions : [];
  let sum = 0;
  for (let day = addDays(debt.due, 1); day <= asOf; day = addDays(day, 1)) {
    const before = payments.filter(({ on }) => on < day).reduce((total, { amount }) => total + amount, 0);
    sum += Math.max(0, debt.fen - before) * 5;
  }
  return Math.floor((sum + 5_000) / 10_000);
}

async function feesOn(small: SmallBooks, asOf: Day): Promise<readonly JsonRow[]> {
  return (await asJson(await lateFees.build(await small.context(asOf)))).rows;
}

async function todo(small: SmallBooks, day: Day, one: Act): Promise<void> {
  const { settings, calendar } = await small.context(day);
  const who = { operator: 'anna', approvedBy: 'bert', reason: 'test', at: '2026-11-30T09:00:00+08:00', dryRun: false };
  const { ref } = DEBTS[one.debt === 0 ? 0 : 1];
  try {
    if (one.what === 'undo') {
      const events = await loadReceivableEvents(small.books.db);
      const last = events.findLast((event) => event.ref === ref && event.undoneOn === undefined && event.on <= day);
      if (last !== undefined) await undoDecisions(small.books, [last.id], { ...who, on: day });
    } else {
      const row = (await feesOn(small, day)).find((each) => each['ref'] === ref);
      const most = fenOf(row, 'undecided') + (one.what === 'waive' ? fenOf(row, 'owed') : 0);
      const part = Math.max(1, Math.floor((most * one.share) / 100));
      const amountIn = () => (one.share === 100 ? undefined : minor(part));
      await decideLateFees(small.books, one.what, [ref], { ...who, settings, calendar, on: day, amountIn });
    }
  } catch (error) {
    if (!(error instanceof StopError) || error.code !== 'DECISION_REFUSED') throw error;
  }
  await matchOpenItems(small.books, { settings, calendar, ...who });
}

async function expectSound(small: SmallBooks, asOf: Day): Promise<void> {
  const rows = await feesOn(small, asOf);
  let [booked, owed] = [0, 0];
  for (const debt of DEBTS) {
    const row = rows.find((each) => each['ref'] === debt.ref);
    expect(fenOf(row, 'accrued')).toBe(await walked(small, asOf, debt));
    expect(fenOf(row, 'billed') + fenOf(row, 'waived') + fenOf(row, 'undecided')).toBe(fenOf(row, 'accrued'));
    expect(fenOf(row, 'paid') + fenOf(row, 'owed')).toBe(fenOf(row, 'billed'));
    for (const key of ['billed', 'waived', 'undecided', 'paid', 'owed'])
      expect(fenOf(row, key)).toBeGreaterThanOrEqual(0);
    booked += fenOf(row, 'billed');
    owed += fenOf(row, 'owed');
  }
  const context = await small.context(asOf);
  const lines = (await context.vouchers()).flatMap(({ vouchers, verdict }) => {
    expect(verdict).toMatchObject({ unbalanced: [], gaps: [] });
    return vouchers.flatMap((voucher) => voucher.lines);
  });
  const balance = (role: string): number =>
    lines.filter(({ account }) => account.role === role).reduce((sum, line) => sum + line.debit - line.credit, 0);
  const [aged] = (await asJson(await ageing.build(context))).rows;
  expect(balance('late_fee_income') + booked).toBe(0);
  expect(balance('receivable_customer')).toBe(fenOf(aged, 'open') + owed);
  const sheet = await asJson(await statement.build(context));
  expect(fenOf(sheet.rows[0], 'closing')).toBe(fenOf(aged, 'open') + owed - fenOf(aged, 'unapplied'));
}

describe('late fees that people bill and waive', () => {
  it('what is billed, waived and undecided is what a walk over the days comes to, in reports, ledger and statement', async () => {
    const script = fc.record({
      acts: fc.array(act, { minLength: 3, maxLength: 9 }),
      money: fc.array(paid, { maxLength: 4 }),
      policy,
    });
    await fc.assert(
      fc.asyncProperty(script, async ({ acts, money, policy: allocation }) => {
        const inOrder = [...money].sort((left, right) => left.after - right.after);
        const small = await smallBooks(filesOf(inOrder), yamlOf(allocation));
        try {
          const then = new Map<Day, readonly JsonRow[]>();
          for (const one of [...acts].sort((left, right) => left.after - right.after)) {
            const day = addDays(FIRST, one.after);
            await todo(small, day, one);
            then.set(day, await feesOn(small, day));
          }
          const last = addDays(FIRST, 130);
          await expectSound(small, last);
          for (const [day, rows] of then) {
            expect(await feesOn(small, day)).toEqual(rows);
            await expectSound(small, day);
          }
        } finally {
          await small.remove();
        }
      }),
      {
        numRuns: 12,
        examples: [
          [
            {
              // Money left over pays a fee on one day, and more of it on the day it is billed again.
              acts: [
                { after: 0, what: 'late-fee', debt: 0, share: 100 },
                { after: 5, what: 'late-fee', debt: 1, share: 100 },
                { after: 6, what: 'late-fee', debt: 0, share: 100 },
              ],
              money: [
                { after: 0, fen: 56_100, names: 0 },
                { after: 0, fen: 108_869, names: 1 },
                { after: 1, fen: 36_327, names: 0 },
              ],
              policy: 'fifo',
            },
          ],
        ],
      },
    );
  }, 240_000);
});

import { expect, it } from 'vitest';

import { decideReceivables, equalParts, decideReturn, undoDecisions } from '../../src/jobs/decide-receivable.ts';
import { moneyCases } from '../../src/jobs/money-cases.ts';
import { addDays, type Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import type { Books } from '../../src/store/open.ts';
import { loadAccounts } from '../../src/store/read/accounts.ts';
import { matchAll } from '../match/table-world.ts';
import { AT, CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';

const WORLD = `
  customer 甲公司 limit=900.00
  order   SO20260001 2026-03-01 1000.00 platform=- paid=no customer=甲公司 due=2026-04-01
  order   SO20260002 2026-03-05 600.00 platform=- paid=no customer=甲公司 due=2026-04-10
  order   SO20260003 2026-03-09 300.00 platform=- paid=no customer=乙公司 due=2026-04-20
  receipt SK0001 2026-03-20 300.00 customer=乙公司 method=cheque applies=SO20260003
  bank    B1 ccb 2026-04-05 200.00 from=甲公司 memo=SO20260001
  --- expect
`;

const settings = { settings: SETTINGS, calendar: CALENDAR };

async function knownOn(books: Books, asOf: Day): Promise<string> {
  const cases = await moneyCases(books.db, await loadAccounts(books.db), { ...settings, asOf });
  return JSON.stringify(cases.filter((one) => ['receivable', 'receipt', 'credit'].includes(one.kind)));
}

it('what is decided later changes nothing of what was known on a day before', () =>
  withBooks(async (books) => {
    await storeFiles(books, readTable(WORLD).files);
    await matchAll(books);
    const maker = { reason: 'x', operator: '张', approvedBy: '李', at: AT, dryRun: false, ...settings };
    let name = '';
    const steps: readonly (readonly [Day, (on: Day) => Promise<unknown>])[] = [
      [
        '2026-04-07' as Day,
        async (on) => {
          const extend = {
            kind: 'extend',
            newDue: '2026-06-01' as Day,
            cause: 'agreement',
            keepAccrued: true,
          } as const;
          const [made] = await decideReceivables(books, ['order:SO20260001'], () => extend, { ...maker, on });
          name = made?.id ?? '';
        },
      ],
      [
        '2026-04-12' as Day,
        (on) =>
          decideReceivables(
            books,
            ['SO20260002'],
            (one) => ({ kind: 'plan', parts: equalParts(one.open, 3, '2026-05-31' as Day, 1) }),
            { ...maker, on },
          ),
      ],
      ['2026-04-15' as Day, (on) => decideReturn(books, 'receipt:SK0001', { ...maker, on })],
      [
        '2026-04-18' as Day,
        (on) =>
          decideReceivables(books, ['customer:甲公司'], () => ({ kind: 'dispute', amount: minor(100) }), {
            ...maker,
            on,
          }),
      ],
      ['2026-05-02' as Day, (on) => undoDecisions(books, [name], { ...maker, on })],
      [
        '2026-05-20' as Day,
        (on) =>
          decideReceivables(books, ['SO20260001'], (one) => ({ kind: 'write-off', amount: one.open, cause: 'other' }), {
            ...maker,
            on,
          }),
      ],
    ];
    const then = new Map<Day, string>();
    for (const [on, decide] of steps) {
      const before = addDays(on, -1);
      then.set(before, await knownOn(books, before));
      await decide(on);
      expect(await knownOn(books, on), on).not.toBe(then.get(before));
    }
    await matchAll(books);
    for (const [day, known] of then) expect(await knownOn(books, day), day).toBe(known);
  }));

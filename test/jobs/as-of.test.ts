import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { addDays, type Day } from '../../src/model/day.ts';
import type { Books } from '../../src/store/open.ts';
import { matchAll, sayFinding } from '../match/table-world.ts';
import { AT, CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';

const START = '2026-06-01' as Day;
const DAYS = 14;

/** A row of the table with the day that decides when it exists. */
interface Fact {
  readonly day: Day;
  readonly text: string;
}

async function saidAsOf(books: Books, asOf: Day): Promise<readonly string[]> {
  const findings = await workOutFindings(books.db, { settings: SETTINGS, calendar: CALENDAR, asOf });
  return findings.map((finding) => `${finding.id} ${sayFinding(finding)} ${finding.severity} ${finding.since}`);
}

/** Books with these rows, matched as of the day. */
async function asked(facts: readonly Fact[], asOf: Day): Promise<readonly string[]> {
  return withBooks(async (books) => {
    await storeFiles(books, readTable(facts.map((fact) => fact.text).join('\n')).files);
    let answer: readonly string[] = [];
    await matchAll(books);
    await matchOpenItems(
      books,
      { settings: SETTINGS, calendar: CALENDAR, dryRun: true, operator: 'test', at: AT, asOf },
      async () => {
        answer = await saidAsOf(books, asOf);
      },
    );
    return answer;
  });
}

const offset = fc.integer({ min: 0, max: DAYS });
const yuan = fc.constantFrom('100.00', '100.00', '99.50', '250.00');
const fact = fc
  .tuple(fc.constantFrom('order', 'sale', 'refund', 'payout', 'bank', 'stranger', 'owed'), offset, yuan, fc.nat(5))
  .map(([what, days, amount, number]) => ({ what, day: addDays(START, days), amount, number }));

const world = fc.array(fact, { minLength: 4, maxLength: 16 }).map((drafts) =>
  drafts.map(({ what, day, amount, number }, index): Fact => {
    const at = `${day}T10:00:${String(index).padStart(2, '0')}`;
    const text: Readonly<Record<string, string>> = {
      order: `order O${index} ${at} ${amount} trade=T${index}`,
      sale: `line L${index} wechat ${at} sale ${amount} order=O${number}`,
      refund: `line R${index} wechat ${at} refund -${amount} order=O${number} trade=T${number} refund=R${index}`,
      payout: `payout P${index} wechat ${at} ${amount}`,
      bank: `bank B${index} ccb ${at} ${amount} from=财付通`,
      stranger: `bank B${index} ccb ${at} ${amount} from=某客户 memo=SO2026000${number}`,
      owed: `order SO2026000${index} ${at} ${amount} platform=- paid=no customer=某客户 due=${addDays(day, 2)}`,
    };
    return { day, text: text[what] ?? '' };
  }),
);

describe('as of a day', () => {
  it('books answer as if nothing later had ever been imported', async () => {
    await fc.assert(
      fc.asyncProperty(world, offset, async (facts, days) => {
        const asOf = addDays(START, days);
        const early = facts.filter((one) => one.day <= asOf);
        // Line numbers differ between the two, so labels do not: everything is named by numbers.
        expect(await asked(facts, asOf)).toEqual(await asked(early, asOf));
      }),
      { numRuns: 30 },
    );
  });

  it('findings don’t depend on the order in which files came', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (facts) => {
        const asOf = addDays(START, DAYS + 10);
        const one = readTable(facts.map(({ text }) => text).join('\n')).files;
        const answers: (readonly string[])[] = [];
        for (const files of [one, [...one].reverse()]) {
          answers.push(
            await withBooks(async (books) => {
              await storeFiles(books, files);
              await matchAll(books);
              return saidAsOf(books, asOf);
            }),
          );
        }
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 15 },
    );
  });
});

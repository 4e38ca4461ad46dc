import { matchOpenItems, type MatchAnswer } from '../../jobs/match-open-items.ts';
import type { Table } from '../../model/table.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';

/** Runs the passes over all open items; with `--dry-run` shows what they would take and leaves the books as they are. */
export async function run(call: Call): Promise<number> {
  return withSession(call, 'write', async ({ books, settings, calendar, asOf, operator }) => {
    const dryRun = call.given.flag('dry-run');
    const isCut = call.given.text('as-of') !== undefined;
    const at = call.world.now();
    const result = await matchOpenItems(books, {
      settings,
      calendar,
      dryRun,
      operator,
      at,
      ...(isCut ? { asOf } : {}),
    });
    const matched = result.passes.reduce((sum, pass) => sum + pass.matched, 0);
    await say(call, {
      en: `${matched} groups ${dryRun ? 'would be matched' : 'matched'}, ${result.ambiguities} left because several fit`,
      zh: `${dryRun ? '将' : ''}勾对 ${matched} 组，${result.ambiguities} 处因多个候选未勾对`,
    });
    return answer(call, tableOf(result, settings.book));
  });
}

function tableOf({ passes, ambiguities }: MatchAnswer, book: string): Table {
  return {
    schema: 'settle.match/1',
    title: { en: 'Match', zh: '勾对' },
    columns: [
      { key: 'pass', title: { en: 'Pass', zh: '轮次' }, type: 'text' },
      { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text' },
      { key: 'matched', title: { en: 'Matched', zh: '勾对组数' }, type: 'integer' },
    ],
    rows: passes.map(({ pass, leg, matched }) => ({ pass, leg, matched })),
    totals: { matched: passes.reduce((sum, pass) => sum + pass.matched, 0), ambiguities },
    facts: { book },
  };
}

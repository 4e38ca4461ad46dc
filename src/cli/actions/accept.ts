import { acceptGroups } from '../../jobs/accept-groups.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';
import { decideOptions } from './decide.ts';
import { decisionTable } from './decision-table.ts';

/** Makes suggestions a person's matches: those named, or all of so many points and more. */
export async function run(call: Call): Promise<number> {
  const { given, args: groups } = call;
  const above = scoreOf(call);
  if (above !== undefined && groups.length > 0) usage('together', { option: '--above', other: 'GROUP' });
  if (above === undefined && groups.length === 0) usage('argument-needed', { command: 'accept', argument: 'GROUP' });
  return withSession(call, 'write', async (session) => {
    const options = decideOptions(call, session);
    const { accepted, left } = await acceptGroups(session.books, {
      ...options,
      groups,
      ...(above === undefined ? {} : { above }),
    });
    const heading = {
      schema: 'settle.accept/1',
      title: { en: 'Accepted', zh: '已确认' },
      planned: { en: 'Would be accepted', zh: '将确认（未写入）' },
    };
    const rows = accepted.map((decided) => ({ decided, state: 'manual' }));
    const exit = await answer(
      call,
      decisionTable(heading, rows, { ...options, book: session.settings.book, currency: session.settings.currency }),
    );
    if (left.length > 0) {
      const names = left.join(', ');
      await say(call, {
        en: `left, as good as another for the same money: ${names}`,
        zh: `同等候选，未确认：${names}`,
      });
    }
    const name = accepted[0]?.run;
    if (name !== undefined && !given.flag('dry-run')) {
      await say(call, { en: `undo: settle undo ${name}`, zh: `撤销：settle undo ${name}` });
    }
    return exit;
  });
}

function scoreOf({ given }: Call): number | undefined {
  const text = given.text('above');
  if (text === undefined) return undefined;
  return /^\d{1,6}$/u.test(text) ? Number(text) : usage('number', { option: '--above', text });
}

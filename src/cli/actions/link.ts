import { linkItems } from '../../jobs/link-items.ts';
import { formatAmount } from '../../model/money.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';
import { decideOptions } from './decide.ts';
import { decisionTable } from './decision-table.ts';

/** Makes one group of the items a person names. */
export async function run(call: Call): Promise<number> {
  const { given, args: refs } = call;
  if (refs.length < 2) usage('argument-needed', { command: 'link', argument: 'REF REF' });
  return withSession(call, 'write', async (session) => {
    const options = decideOptions(call, session);
    const decided = await linkItems(session.books, { ...options, refs, writeOff: given.flag('write-off') });
    const heading = {
      schema: 'settle.link/1',
      title: { en: 'Linked', zh: '已勾对' },
      planned: { en: 'Would be linked', zh: '将勾对（未写入）' },
    };
    const facts = { ...options, book: session.settings.book, currency: session.settings.currency };
    const exit = await answer(call, decisionTable(heading, [{ decided, state: 'manual' }], facts));
    const { difference, currency } = decided.proposal;
    if (difference !== 0 && decided.writtenOff === 0) {
      const amount = formatAmount(difference, currency);
      await say(call, { en: `a difference of ${amount} remains a finding`, zh: `差额 ${amount} 仍为差异` });
    }
    await say(call, { en: `undo: settle undo ${decided.group}`, zh: `撤销：settle undo ${decided.group}` });
    return exit;
  });
}

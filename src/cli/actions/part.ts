import type { PartedGroup, PartOptions } from '../../jobs/part-groups.ts';
import type { Words } from '../../model/words.ts';
import type { Books } from '../../store/open.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { decideOptions, groupNamed } from './decide.ts';
import { decisionTable } from './decision-table.ts';

interface Heading {
  readonly schema: string;
  readonly title: Words;
  readonly planned: Words;
}

/** What unlink and reject have in common: the group by its name, the answer, and what comes of it. */
export async function partWith(
  call: Call,
  part: (books: Books, options: PartOptions) => Promise<PartedGroup>,
  heading: Heading,
): Promise<number> {
  const [name = '', ...refs] = call.args;
  return withSession(call, 'write', async (session) => {
    const options = decideOptions(call, session);
    const group = await groupNamed(call, session, name);
    const parted = await part(session.books, { ...options, group, refs });
    const rows = [{ decided: parted, state: parted.isApart ? 'apart' : 'open' }];
    const exit = await answer(
      call,
      decisionTable(heading, rows, { ...options, book: session.settings.book, currency: session.settings.currency }),
    );
    const undo = options.dryRun ? 'settle undo' : `settle undo ${parted.run}`;
    await say(
      call,
      parted.isApart
        ? {
            en: `it isn't proposed again, unless this is undone: ${undo}`,
            zh: `此后不再提出，除非撤销：${undo}`,
          }
        : { en: `undo: ${undo}`, zh: `撤销：${undo}` },
    );
    return exit;
  });
}

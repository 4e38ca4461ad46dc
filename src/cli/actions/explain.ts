import { StopError } from '../../model/problem.ts';
import { explain } from '../../report/index.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { reportContext } from '../report-context.ts';
import { withSession } from '../session.ts';

/** Shows where a number stands in the books, from order to bank, and for an open item what was tried. */
export async function run(call: Call): Promise<number> {
  const [ref = ''] = call.args;
  return withSession(call, 'read', async (session) => {
    const table = await explain(await reportContext(call, session), ref);
    if (!table) throw new StopError('REF_UNKNOWN', { text: ref });
    return answer(call, table);
  });
}

import { accountsTable } from '../../report/index.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { reportContext } from '../report-context.ts';
import { withSession } from '../session.ts';

/** Accounts with balances and covered days; accounts that settle.yaml lacks with the lines to add. */
export async function run(call: Call): Promise<number> {
  return withSession(call, 'read', async (session) =>
    answer(call, await accountsTable(await reportContext(call, session))),
  );
}

import { wholeTable } from '../../model/rows.ts';
import { accountsTable } from '../../report/tables.ts';
import { loadAccounts } from '../../store/read/accounts.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { tellMissing } from '../missing-accounts.ts';
import { reportContext } from '../report-context.ts';
import { withSession } from '../session.ts';

/** Accounts with balances and covered days; accounts that settle.yaml lacks with the lines to add. */
export async function run(call: Call): Promise<number> {
  return withSession(call, 'read', async (session) => {
    const table = await wholeTable(await accountsTable(await reportContext(call, session)));
    const isTable = (call.given.text('format') ?? 'table') === 'table';
    // A terminal would wrap the lines to add, and what is wrapped can't be copied: there they go to stderr.
    const { notes, ...rest } = table;
    const exit = await answer(call, isTable || notes === undefined ? rest : { ...rest, notes });
    const missing = new Set(table.rows.filter((row) => row['known'] === false).map((row) => row['account']));
    const stored = (await loadAccounts(session.books.db)).filter((account) => missing.has(account.ref));
    const told = stored.flatMap(({ ref, kind, platform, number }) =>
      kind === 'bank' || kind === 'wallet'
        ? [
            {
              id: ref,
              kind,
              ...(platform === undefined ? {} : { platform }),
              ...(number === undefined ? {} : { number }),
            },
          ]
        : [],
    );
    if (isTable) await tellMissing(call, told);
    return exit;
  });
}

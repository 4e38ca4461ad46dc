import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { ensureAccount, type StoredAccount } from '../store/write/accounts.ts';
import type { RowOwner } from '../store/write/rows.ts';
import { openStatementRow } from '../store/write/statements.ts';
import type { ImportOptions, StatementAhead } from './import-contract.ts';
import type { ReadyBatch } from './ready-batch.ts';
import { whoseAccount, type AccountClue } from './whose-account.ts';

/** One account's part of the statement being stored. */
export interface Section extends RowOwner {
  readonly account: StoredAccount;
  horizon: string | null;
}

export interface Sections {
  of(said: string | undefined, platform: string | undefined): Promise<Section>;
  /** Whose each row of a batch is. */
  ownersOf(batch: ReadyBatch): Promise<readonly RowOwner[]>;
}

/** Finds (and opens) the statement row of each account a file holds; rows of one account follow each other mostly. */
export function sectionsOf(db: Database, statement: StatementAhead, fileId: number, options: ImportOptions): Sections {
  const known = new Map<string, Section>();
  const byRef = new Map<string, Section>();

  async function open(said: string | undefined, platform: string | undefined): Promise<Section> {
    const clue = { ...clueOf(statement, options, said ?? statement.account), numbers: await numbersOf(db) };
    const proposal = whoseAccount(options.settings, { ...clue, ...(platform === undefined ? {} : { platform }) });
    const before = byRef.get(proposal.ref);
    if (before) return before;
    const account = await ensureAccount(db, proposal);
    const { kind, bill } = statement.format;
    const statementId = await openStatementRow(db, {
      accountId: account.id,
      fileId,
      kind,
      currency: account.currency,
      ...(bill === undefined ? {} : { bill }),
    });
    const section = { account, accountId: account.id, statementId, horizon: null };
    byRef.set(proposal.ref, section);
    return section;
  }

  async function of(said: string | undefined, platform: string | undefined): Promise<Section> {
    const key = `${said ?? ''}\n${platform ?? ''}`;
    const section = known.get(key) ?? (await open(said, platform));
    known.set(key, section);
    return section;
  }

  return {
    of,
    async ownersOf({ told, horizon }: ReadyBatch): Promise<readonly RowOwner[]> {
      const owners: Section[] = [];
      for (const { account, platform, rows } of told) {
        const section = await of(account, platform);
        if (horizon !== undefined && (section.horizon ?? '') < horizon) section.horizon = horizon;
        for (let row = 0; row < rows; row += 1) owners.push(section);
      }
      return owners;
    },
  };
}

/** What the statement and a person say of whose it is. */
function clueOf(
  { format, name, currency }: StatementAhead,
  options: ImportOptions,
  said: string | undefined,
): AccountClue {
  return {
    format,
    name,
    currency: currency ?? options.settings.currency,
    ...(said === undefined ? {} : { said }),
    ...(options.account === undefined ? {} : { given: options.account }),
  };
}

/** Account numbers met so far, by the account's id. */
async function numbersOf(db: Database): Promise<ReadonlyMap<string, string>> {
  const accounts = await loadAccounts(db);
  return new Map(accounts.flatMap(({ ref, number }) => (number === undefined ? [] : [[ref, number]])));
}

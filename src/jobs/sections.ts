import type { OpenStatement } from '../ingest/index.ts';
import type { RowBatch } from '../model/statement.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { ensureAccount, type StoredAccount } from '../store/write/accounts.ts';
import type { RowOwner } from '../store/write/rows.ts';
import { openStatementRow } from '../store/write/statements.ts';
import type { ImportOptions } from './import-contract.ts';
import { whoseAccount, type AccountClue } from './whose-account.ts';

/** One account's part of the statement being stored. */
export interface Section extends RowOwner {
  readonly account: StoredAccount;
  horizon: string | null;
}

export interface Sections {
  of(said: string | undefined, platform: string | undefined): Promise<Section>;
  ownersOf(batch: RowBatch): Promise<readonly RowOwner[]>;
}

/** Finds (and opens) the statement row of each account a file holds; rows of one account follow each other mostly. */
export function sectionsOf(db: Database, statement: OpenStatement, fileId: number, options: ImportOptions): Sections {
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
    async ownersOf(batch: RowBatch): Promise<readonly RowOwner[]> {
      if (batch.kind !== 'settlement' && batch.kind !== 'bank') {
        const section = await of(undefined, undefined);
        section.horizon = horizonOf(batch, section.horizon);
        return batch.rows.map(() => section);
      }
      const owners: Section[] = [];
      let last:
        | { readonly said: string | undefined; readonly platform: string | undefined; readonly section: Section }
        | undefined;
      for (const row of batch.rows) {
        const said = row.account;
        const platform = 'platform' in row ? row.platform : undefined;
        if (last?.said !== said || last?.platform !== platform || !last)
          last = { said, platform, section: await of(said, platform) };
        owners.push(last.section);
      }
      return owners;
    },
  };
}

/** What the statement and a person say of whose it is. */
function clueOf(
  { format, name, currency }: OpenStatement,
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

/** The latest moment that rows of an export name: how far it reaches. */
function horizonOf(batch: RowBatch, before: string | null): string | null {
  let horizon = before;
  eachMoment(batch, (moment) => {
    if (moment !== undefined && (horizon === null || moment > horizon)) horizon = moment;
  });
  return horizon;
}

/** Called for millions of rows: nothing is gathered. */
function eachMoment(batch: RowBatch, reach: (moment: string | undefined) => void): void {
  switch (batch.kind) {
    case 'orders':
      for (const row of batch.rows) {
        reach(row.orderedAt);
        reach(row.paidAt);
        reach(row.shippedAt);
        reach(row.confirmedAt);
      }
      break;
    case 'invoices':
      for (const row of batch.rows) [row.issuedOn, row.notifiedOn].forEach(reach);
      break;
    case 'receipts':
      for (const row of batch.rows) reach(row.receivedOn);
      break;
    case 'rates':
      for (const row of batch.rows) reach(row.validOn);
      break;
    case 'settlement':
    case 'bank':
    case 'customers':
      break;
  }
}

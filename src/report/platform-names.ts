import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import type { ReportContext } from './report.ts';

/** Each account's platform, by the account's id: settle.yaml's word, else what its statements said. */
export async function platformOfAccounts({ db, settings }: ReportContext): Promise<ReadonlyMap<string, string>> {
  const stored = (await loadAccounts(db)).map((account) => [account.ref, account.platform] as const);
  const configured = settings.accounts.map((account) => [account.id, account.platform] as const);
  return new Map(
    [...stored, ...configured].flatMap(([ref, platform]) => (platform === undefined ? [] : [[ref, platform] as const])),
  );
}

const NUMBERS_AT_ONCE = 400;

/** The platforms that orders were sold on, by order number. */
export function platformOfOrders(db: Database, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return wordOfOrders(db, 'platform', numbers);
}

/** The shops that orders were sold in, by order number. */
export function shopOfOrders(db: Database, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return wordOfOrders(db, 'shop', numbers);
}

async function wordOfOrders(
  db: Database,
  column: 'platform' | 'shop',
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let from = 0; from < numbers.length; from += NUMBERS_AT_ONCE) {
    const some = numbers.slice(from, from + NUMBERS_AT_ONCE);
    const names = some.map((_, index) => `:n${index}`).join(', ');
    const params = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    const rows = await db.all<{ order_no: string; word: string }>(
      `SELECT order_no, ${column} AS word FROM v_order WHERE ${column} IS NOT NULL AND order_no IN (${names})`,
      params,
    );
    for (const row of rows) found.set(row.order_no, row.word);
  }
  return found;
}

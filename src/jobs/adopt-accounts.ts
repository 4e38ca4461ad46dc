import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts, type StoredAccount } from '../store/read/accounts.ts';
import { mergeAccount, renameAccount } from '../store/write/accounts.ts';

/**
 * An account met in a file before it stood in settle.yaml was stored under a proposed name. Once settle.yaml names its
 * number, its rows belong to the account a person named: the number says whose they are.
 */
export async function adoptAccounts(db: Database, settings: BookSettings): Promise<void> {
  for (const own of settings.accounts) {
    const stored = await loadAccounts(db);
    const known = stored.find((account) => account.ref === own.id);
    for (const stray of stored) {
      if (stray.ref === own.id || settings.accounts.some((account) => account.id === stray.ref)) continue;
      if (!isSame(stray, own)) continue;
      if (known) await mergeAccount(db, stray.id, known.id);
      else await renameAccount(db, stray.id, own.id);
    }
  }
}

/** Of one kind and platform, with one number. */
function isSame(stray: StoredAccount, own: BookSettings['accounts'][number]): boolean {
  if (stray.kind !== own.kind || stray.platform !== own.platform) return false;
  return own.number !== undefined && stray.number !== undefined && digits(own.number) === digits(stray.number);
}

function digits(text: string): string {
  return text.replace(/\D/gu, '');
}

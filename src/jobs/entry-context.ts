import type { BookSettings } from '../model/settings.ts';
import { chartOf, type EntryContext } from '../vouchers/index.ts';

/** The account map of the settings; banks and wallets are called as settle.yaml calls them. */
export function entryContext(settings: BookSettings): EntryContext {
  const labels = new Map(settings.accounts.map((account) => [account.id, account.name ?? account.id]));
  const { vatRate } = settings.vouchers;
  return { chart: chartOf(settings.vouchers, labels), ...(vatRate === undefined ? {} : { vatRate }) };
}

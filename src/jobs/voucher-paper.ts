import type { BookSettings } from '../model/settings.ts';
import type { VoucherPaper } from '../model/voucher.ts';
import { entryContext } from './entry-context.ts';

/** What the settings say is printed of the books. */
export function paperOf(settings: BookSettings): VoucherPaper {
  return {
    book: settings.book,
    currency: settings.currency,
    preparedBy: settings.vouchers.preparedBy,
    names: Object.fromEntries(settings.accounts.map((account) => [account.id, account.name ?? account.id])),
    rounding: entryContext(settings).chart.account('rounding'),
  };
}

/** Banks and wallets by the names on a paper; what it doesn't name is called by its id. */
export function labelOf({ names }: Pick<VoucherPaper, 'names'>): (about: string) => string {
  const known = new Map(Object.entries(names));
  return (about) => known.get(about) ?? about;
}

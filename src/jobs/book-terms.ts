import type { BookSettings } from '../model/settings.ts';
import { accountTerms, type AccountTerms } from '../settlement/index.ts';
import type { StoredAccount } from '../store/write/accounts.ts';

/** What holds for one account: settle.yaml's word, else its platform's usual terms. */
export function termsOf(settings: BookSettings, account: StoredAccount): AccountTerms {
  return accountTerms(
    account.platform,
    settings.accounts.find((one) => one.id === account.ref),
  );
}

/** The terms that hold for an order sold on a platform: those of the platform's account, the first of several. */
export function termsOfPlatform(settings: BookSettings, platform: string | undefined): AccountTerms {
  const own = settings.accounts.find((account) => account.kind === 'wallet' && account.platform === platform);
  return accountTerms(platform, own);
}

import type { BookSettings, CycleRule, FeeSchedule, PayoutRule } from '../model/settings.ts';
import { defaultTerms } from '../settlement/index.ts';
import type { StoredAccount } from '../store/write/accounts.ts';

/** What holds for one account: settle.yaml's word, else its platform's usual terms; undefined parts aren't checked. */
export interface AccountTerms {
  readonly fees?: readonly FeeSchedule[];
  readonly settles?: CycleRule;
  readonly paysOut?: PayoutRule;
}

export function termsOf(settings: BookSettings, account: StoredAccount): AccountTerms {
  const own = settings.accounts.find((one) => one.id === account.ref);
  return platformTerms(account.platform, own);
}

/** The terms that hold for an order sold on a platform: those of the platform's account, the first of several. */
export function termsOfPlatform(settings: BookSettings, platform: string | undefined): AccountTerms {
  const own = settings.accounts.find((account) => account.kind === 'wallet' && account.platform === platform);
  return platformTerms(platform, own);
}

function platformTerms(platform: string | undefined, own: AccountTerms | undefined): AccountTerms {
  const usual = platform === undefined ? undefined : defaultTerms(platform);
  const settles = own?.settles ?? usual?.settles;
  const paysOut = own?.paysOut ?? usual?.paysOut;
  return {
    ...(own?.fees === undefined ? {} : { fees: own.fees }),
    ...(settles === undefined ? {} : { settles }),
    ...(paysOut === undefined ? {} : { paysOut }),
  };
}

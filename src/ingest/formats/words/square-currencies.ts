/** Currencies of the countries Square serves: its files print a sign only, and ¥ there is never the yuan. */
export const SQUARE_PAYS: readonly string[] = ['USD', 'CAD', 'AUD', 'GBP', 'EUR', 'JPY'];

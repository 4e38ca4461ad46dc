import codes from 'currency-codes';

/** ISO 4217 code, upper case. */
export type Currency = string & { readonly __brand: 'Currency' };

export const CNY = 'CNY' as Currency;

/** What Chinese statements print where a code belongs. */
const NAMES: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  RMB: 'CNY',
  CNH: 'CNY',
  美元: 'USD',
  美金: 'USD',
  港币: 'HKD',
  港元: 'HKD',
  欧元: 'EUR',
  日元: 'JPY',
  日圆: 'JPY',
  円: 'JPY',
  英镑: 'GBP',
  澳元: 'AUD',
  加元: 'CAD',
  新加坡元: 'SGD',
};

/** Withdrawn currencies that old bank statements are in (ISO 4217 list 3): of two places, and of none. */
const WITHDRAWN = ['ATS', 'CYP', 'DEM', 'EEK', 'FIM', 'FRF', 'HRK', 'IEP', 'LTL', 'LVL', 'NLG', 'SIT', 'SKK'] as const;
const WITHDRAWN_WHOLE = ['BEF', 'ESP', 'GRD', 'ITL', 'LUF', 'PTE', 'TRL'] as const;

const digitsOf = new Map<string, number>();
for (const code of WITHDRAWN) digitsOf.set(code, 2);
for (const code of WITHDRAWN_WHOLE) digitsOf.set(code, 0);
for (const entry of codes.data) digitsOf.set(entry.code, entry.digits);

/** «CNY», «人民币», «人民币元» → `CNY`; undefined when the text names no currency of ISO 4217. */
export function parseCurrency(text: string): Currency | undefined {
  const trimmed = text.trim();
  const code = NAMES[trimmed] ?? trimmed.toUpperCase();
  return digitsOf.has(code) ? (code as Currency) : undefined;
}

/** Number of decimal places of the currency's minor unit (CNY 2, JPY 0, KWD 3), from ISO 4217. */
export function decimalsOf(currency: Currency): number {
  return digitsOf.get(currency) ?? 2;
}

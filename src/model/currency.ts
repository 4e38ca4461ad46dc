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
  英镑: 'GBP',
  澳元: 'AUD',
  加元: 'CAD',
  新加坡元: 'SGD',
};

const digitsOf = new Map<string, number>();
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

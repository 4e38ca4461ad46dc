import { parseCurrency, type Currency } from '../../model/currency.ts';
import type { Found } from '../detect.ts';

/** Currencies that banks print into a column's name. */
const CODES =
  'EUR USD GBP CHF SEK NOK DKK ISK PLN CZK HUF RON BGN AUD CAD NZD SGD HKD JPY CNY INR BRL MXN ZAR TRY AED KWD BHD'.split(
    ' ',
  );

/** Its sign in place of the code, where only one currency has it. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/** The names, and each with a currency behind it: `Amount`, `Amount (EUR)`, `Amount EUR`, `Amount in EUR`, `Betrag (€)`. */
export function withCurrencies(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    name,
    ...[...CODES, ...Object.keys(SIGNS)].flatMap((code) => [
      `${name} (${code})`,
      `${name} ${code}`,
      `${name} in ${code}`,
    ]),
  ]);
}

const MONEY = ['amount', 'credit', 'debit'];

/** The currency that the names of the amount columns say, where they all say the same. */
export function headerCurrency({ header, map }: Found): Currency | undefined {
  const said = MONEY.flatMap((field) => map.positions.get(field)?.slice(0, 1) ?? []).map((position) => {
    const unit = /[( ]([A-Z]{3}|[€£])\)?\s*$/u.exec((header.cells[position] ?? '').normalize('NFKC'))?.[1] ?? '';
    return parseCurrency(SIGNS[unit] ?? unit);
  });
  return new Set(said).size === 1 ? said[0] : undefined;
}

import type { Currency } from '../../model/currency.ts';
import { parseAmount } from '../../model/money.ts';

/** In this order: a bare `$` is the first currency here that it may stand for. */
const USUAL = ['USD', 'EUR', 'GBP', 'JPY', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'INR', 'BRL', 'MXN', 'TWD', 'KRW', 'PLN'];

/**
 * Currency of amounts in a file that names none but prints its sign: the caller's own where the sign may stand for it
 * (a `$` in books kept in Canadian dollars), else the first of `paid` (those the platform pays out in) that it may
 * stand for. Undefined for any other sign.
 */
export function shownCurrency(
  text: string | undefined,
  currency: Currency,
  paid?: readonly string[],
): Currency | undefined {
  const sign = (text ?? '').normalize('NFKC').replace(/[\d\s.,'’()+\u2212-]/gu, '');
  if (sign === '') return currency;
  const own = paid === undefined || paid.includes(currency) ? [currency] : [];
  const candidates = [...own, ...(paid ?? USUAL)] as Currency[];
  return candidates.find((candidate) => parseAmount(`${sign}1`, candidate).ok);
}

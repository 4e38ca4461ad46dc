import { parseCurrency, type Currency } from '../../model/currency.ts';
import { parseDay, type Day } from '../../model/day.ts';
import { parseAmount, plus, ZERO, type AmountReading, type Minor } from '../../model/money.ts';
import { textAt, type XmlElement } from '../tokenise/xml-element.ts';

/** `xs:decimal`, and nothing a person would print: no grouping, no sign of money. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** The amount of an element `Amt`, without its direction. Zeros beyond the currency's places are taken. */
export function camtAmount(text: string, currency: Currency): AmountReading {
  if (text === '') return { ok: false, fault: 'empty' };
  return DECIMAL.test(text) ? parseAmount(text, currency) : { ok: false, fault: 'unreadable' };
}

/** The currency an `Amt` names, or the one given; undefined when it names none of ISO 4217. */
export function camtCurrency(amount: XmlElement, otherwise: Currency | undefined): Currency | undefined {
  const named = amount.attributes['Ccy']?.trim() ?? '';
  return named === '' ? otherwise : parseCurrency(named);
}

/** The day as written: an offset or a time, well-formed or not, doesn't move it (formats/bank.md 2). */
export function camtDay(text: string | undefined): Day | undefined {
  return text === undefined ? undefined : parseDay(text.slice(0, 10));
}

/** Number of an account in every version: IBAN, another identification, a national or a proprietary number (v01). */
export function camtAccount(account: XmlElement | undefined): string | undefined {
  if (account === undefined) return undefined;
  const number = textAt(account, 'Id/IBAN', 'Id/Othr/Id', 'Id/BBAN', 'Id/UPIC', 'Id/PrtryAcct/Id');
  return number?.replaceAll(/\s/gu, '');
}

/** What banks write where there is no reference. */
const NO_REFERENCE = /^(?:NOT[ _-]?PROVIDED|NON[ _-]?REF|NO[ _-]?REF|-+|0+)$/iu;

export function camtReference(text: string | undefined): string | undefined {
  return text === undefined || NO_REFERENCE.test(text) ? undefined : text;
}

/** As many amounts as there are: more than fit into the arguments of a call. */
export function sumOf(amounts: readonly Minor[]): Minor {
  return amounts.reduce((sum, amount) => plus(sum, amount), ZERO);
}

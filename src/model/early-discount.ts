import { parsePaymentTerms } from './cycle.ts';
import { Decimal } from './money.ts';
import type { EarlyPayment, PaymentTerms, TermsParts } from './settings.ts';

export interface FullTerms {
  /** Of the first part, where there are several. */
  readonly terms: PaymentTerms;
  readonly early?: EarlyPayment;
  readonly parts?: TermsParts;
}

const EARLY = /^(\d{1,2}(?:\.\d{1,4})?)%?\/(\d{1,3})[,，]?\s+(.+)$/u;
const EQUAL = /^(?:分?\s?(\d{1,3})\s?期|(\d{1,3})\s?x)[,，]?\s+(.+)$/iu;
const SHARE = /^(\d{1,2}(?:\.\d{1,4})?)%\s?(.+)$/u;
const PER_CENT = 100;
/** Longer plans are typing mistakes. */
const PARTS_MAX = 120;

/**
 * Payment terms as people write them (DOMAIN.md 3.1): `net 30`; with an early-payment discount, `2/10 net 30`; in equal
 * monthly parts, the first by the terms named, `3x net 30`, `分3期 月结30天`; in shares that make a whole, each with terms
 * of its own, `30% advance + 70% net 30`, `30%预付+70%月结30天`.
 */
export function parseFullTerms(text: string): FullTerms | undefined {
  const plain = text.normalize('NFKC').trim();
  const [, rate, days, rest] = EARLY.exec(plain) ?? [];
  const found = partedTerms(rest ?? plain);
  if (found === undefined || rate === undefined) return found;
  return { ...found, early: { rate: new Decimal(rate).dividedBy(PER_CENT), days: Number(days) } };
}

function partedTerms(text: string): FullTerms | undefined {
  const [, chinese, english, first] = EQUAL.exec(text) ?? [];
  if (first !== undefined) {
    const count = Number(chinese ?? english);
    const terms = parsePaymentTerms(first);
    if (terms === undefined || count < 2 || count > PARTS_MAX) return undefined;
    return { terms, parts: { kind: 'equal', count } };
  }
  if (SHARE.test(text)) return sharedTerms(text);
  const terms = parsePaymentTerms(text);
  return terms === undefined ? undefined : { terms };
}

/** Only a `+` before a share parts: `eom+10` has one of its own. */
function sharedTerms(text: string): FullTerms | undefined {
  const shares = text.split(/\s*\+\s*(?=\d{1,2}(?:\.\d{1,4})?%)/u).flatMap((part) => {
    const [, percent = '', words = ''] = SHARE.exec(part) ?? [];
    const terms = parsePaymentTerms(words);
    return terms === undefined ? [] : [{ share: new Decimal(percent).dividedBy(PER_CENT), terms }];
  });
  const [first] = shares;
  const sum = shares.reduce((all, { share }) => all.plus(share), new Decimal(0));
  if (first === undefined || shares.length < 2 || !sum.equals(1)) return undefined;
  return { terms: first.terms, parts: { kind: 'shares', shares } };
}

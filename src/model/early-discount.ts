import { parsePaymentTerms } from './cycle.ts';
import { Decimal } from './money.ts';
import type { EarlyPayment, PaymentTerms } from './settings.ts';

export interface FullTerms {
  readonly terms: PaymentTerms;
  readonly early?: EarlyPayment;
}

const EARLY = /^(\d{1,2}(?:\.\d{1,4})?)%?\/(\d{1,3})[,，]?\s+(.+)$/u;
const PER_CENT = 100;

/** Payment terms with or without an early-payment discount before them: `2/10 net 30`, `net 30` (DOMAIN.md 3.1). */
export function parseFullTerms(text: string): FullTerms | undefined {
  const found = EARLY.exec(text.normalize('NFKC').trim());
  const [, rate, days, rest] = found ?? [];
  const terms = parsePaymentTerms(rest ?? text);
  if (terms === undefined) return undefined;
  if (rate === undefined) return { terms };
  return { terms, early: { rate: new Decimal(rate).dividedBy(PER_CENT), days: Number(days) } };
}

import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** A customer owes more than its limit; equal is fine (DOMAIN.md 3.9). */
export default kind({
  code: 'credit-exceeded',
  title: { en: 'Credit limit exceeded', zh: '超信用额度' },
  message: {
    en: '{counterparty}: exposure {actual} above the limit of {expected} since {since}',
    zh: '{counterparty} 自 {since} 起信用敞口 {actual} 超过额度 {expected}',
  },
  looksAt: 'credit',
  severities: ['medium'],
  find(subject) {
    const { overSince, exposure, limit } = subject;
    if (overSince === undefined || exposure <= limit) return [];
    return [
      finding({
        code: 'credit-exceeded',
        severity: 'medium',
        leg: 'receipt-receivable',
        counterparty: subject.customer,
        expected: limit,
        actual: exposure,
        currency: subject.currency,
        date: overSince,
        since: overSince,
        place: subject.place,
        details: { since: overSince },
      }),
    ];
  },
  remedy: {
    en: 'hold further sales on account, or raise the limit in the customers file',
    zh: '暂停继续赊销，或在客户表中调整额度',
  },
});

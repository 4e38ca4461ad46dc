import { COMPONENT_WORDS, FAULT_WORDS, INVOICE_FAULTS, type InvoiceFault } from '../../model/invoice-fault.ts';
import { formatGrouped } from '../../model/money.ts';
import type { Language } from '../../model/words.ts';
import { finding } from '../finding.ts';
import { kind } from '../kind.ts';

/** Invoices that don't fit their order, or themselves: which of F01 to F12 is told (DOMAIN.md 1.8). */
export default kind({
  code: 'invoice-mismatch',
  title: { en: 'Invoice mismatch', zh: '发票不符' },
  message: {
    en: '{order} {counterparty}: order {expected}, invoices {actual} ({invoices}): {checks}',
    zh: '{order} {counterparty}：订单 {expected}，发票 {actual}（{invoices}）：{checks}',
  },
  looksAt: 'invoice',
  severities: ['medium'],
  find(subject) {
    const { faults, invoiceNos, missing = [] } = subject;
    if (faults.length === 0) return [];
    return [
      finding({
        code: 'invoice-mismatch',
        severity: 'medium',
        leg: 'order-invoice',
        orderNo: subject.orderNo,
        counterparty: subject.customer,
        expected: subject.expected,
        // An invoice alone has nothing to differ from: its amount is told, no difference.
        actual: subject.expected === undefined ? undefined : subject.actual,
        currency: subject.currency,
        date: subject.day,
        since: subject.day,
        place: subject.place,
        others: invoiceNos.map((number) => `invoice:${number}`),
        details: {
          ...(invoiceNos.length === 0 ? {} : { invoices: invoiceNos.join(', ') }),
          actual: formatGrouped(subject.actual, subject.currency),
          checks: [...new Set(faults.map((fault) => INVOICE_FAULTS[fault]))].join(', '),
          'checks.en': wordsOf(faults, missing, 'en'),
          'checks.zh': wordsOf(faults, missing, 'zh'),
        },
      }),
    ];
  },
  remedy: {
    en: 'issue the missing or a red invoice, correct the order, or accept it with a reason',
    zh: '补开发票或开具红字发票，或更正订单；确认无误时说明理由后接受',
  },
});

function wordsOf(faults: readonly InvoiceFault[], missing: readonly string[], lang: Language): string {
  const components = missing.map((name) => COMPONENT_WORDS[name]?.[lang] ?? name).join(lang === 'zh' ? '、' : ', ');
  const named = lang === 'zh' ? `（${components}）` : ` (${components})`;
  const said = faults.map(
    (fault) =>
      `${INVOICE_FAULTS[fault]} ${FAULT_WORDS[fault][lang]}${fault === 'line-missing' && components !== '' ? named : ''}`,
  );
  return said.join(lang === 'zh' ? '；' : '; ');
}

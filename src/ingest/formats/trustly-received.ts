import type { DocumentFormat } from '../document.ts';
import { trustlyStatement } from './words/trustly-report.ts';

/** Trustly · P11KREC report: records by their first letter, totals in the last one (formats/intl.md §14). */
const trustlyReceived: DocumentFormat<'settlement'> = {
  id: 'trustly-received',
  title: { en: 'Trustly received report (P11KREC)', zh: 'Trustly 应收报告（P11KREC）' },
  kind: 'settlement',
  platform: 'trustly',
  bill: 'trade',
  grade: 'A',
  joins: { en: 'merchant reference = order no., item id = trade no.', zh: '商户参考号 = 订单号，条目号 = 交易号' },
  marks: ['H,P11KREC', 'L'],
  recognise: (head) => (/^\uFEFF?H,P11KREC,/u.test(head) ? trustlyReceived.marks : undefined),
  async *read(text, context) {
    yield await trustlyStatement(text, context);
  },
};
export default trustlyReceived;

import type { DocumentFormat } from '../document.ts';
import { trustlyStatement } from './words/trustly-report.ts';

/** Trustly · P11KFUN report: records by their first letter, totals in the last one (formats/intl.md §14). */
const trustlyFunding: DocumentFormat<'settlement'> = {
  id: 'trustly-funding',
  title: { en: 'Trustly funding report (P11KFUN)', zh: 'Trustly 出款报告（P11KFUN）' },
  kind: 'settlement',
  platform: 'trustly',
  bill: 'fund',
  grade: 'A',
  joins: {
    en: 'merchant reference = order no., item id = trade no., batch = payout',
    zh: '商户参考号 = 订单号，条目号 = 交易号，批次 = 出款号',
  },
  marks: ['H,P11KFUN', 'L'],
  recognise: (head) => (/^\uFEFF?H,P11KFUN,/u.test(head) ? trustlyFunding.marks : undefined),
  async *read(text, context) {
    yield await trustlyStatement(text, context);
  },
};
export default trustlyFunding;

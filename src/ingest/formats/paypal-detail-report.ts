import type { DocumentFormat } from '../document.ts';
import { PAYPAL_COLUMNS } from './words/paypal-event.ts';
import { paypalHeader } from './words/paypal-header.ts';
import { paypalStatements } from './words/paypal-report.ts';

/** PayPal · `Transaction Detail Report` (TRR): also lists what was denied, voided or waits (formats/intl.md §2b). */
const paypalDetailReport: DocumentFormat<'settlement'> = {
  id: 'paypal-detail-report',
  title: { en: 'PayPal transaction detail report (TRR)', zh: 'PayPal 交易明细报告（TRR）' },
  kind: 'settlement',
  platform: 'paypal',
  bill: 'trade',
  grade: 'A',
  joins: {
    en: 'Invoice ID = order no., Transaction ID = trade no.',
    zh: 'Invoice ID = 订单号，Transaction ID = 交易号',
  },
  marks: ['CH', PAYPAL_COLUMNS.eventCode[0], PAYPAL_COLUMNS.status[0]],
  recognise: (head) =>
    paypalHeader(head)?.includes(PAYPAL_COLUMNS.status[0]) === true ? paypalDetailReport.marks : undefined,
  read: paypalStatements,
};
export default paypalDetailReport;

import type { DocumentFormat } from '../document.ts';
import { PAYPAL_COLUMNS } from './words/paypal-event.ts';
import { paypalHeader } from './words/paypal-header.ts';
import { paypalStatements } from './words/paypal-report.ts';

/** PayPal · Settlement Report (STL): every movement of the balance, a day a file (formats/intl.md §2a). */
const paypalSettlementReport: DocumentFormat<'settlement'> = {
  id: 'paypal-settlement-report',
  title: { en: 'PayPal settlement report (STL)', zh: 'PayPal 结算报告（STL）' },
  kind: 'settlement',
  platform: 'paypal',
  bill: 'fund',
  grade: 'A',
  joins: {
    en: 'Invoice ID = order no., Transaction ID = trade no., Bank Reference ID = payout',
    zh: 'Invoice ID = 订单号，Transaction ID = 交易号，Bank Reference ID = 出款号',
  },
  marks: ['CH', PAYPAL_COLUMNS.eventCode[0], PAYPAL_COLUMNS.gross[0]],
  recognise: (head) => {
    const names = paypalHeader(head);
    return names === undefined || names.includes(PAYPAL_COLUMNS.status[0]) ? undefined : paypalSettlementReport.marks;
  },
  read: paypalStatements,
};
export default paypalSettlementReport;

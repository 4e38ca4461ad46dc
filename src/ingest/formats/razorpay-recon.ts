import type { FormatProfile, Row } from '../profile.ts';
import { RAZORPAY_COLUMNS, RAZORPAY_KNOWN, razorpayLine, type RazorpayField } from './words/razorpay-recon.ts';

/** Razorpay · settlement recon from the dashboard: rupees and dates (formats/intl.md 11). */
const razorpayRecon: FormatProfile<'settlement', RazorpayField> = {
  id: 'razorpay-recon',
  title: { en: 'Razorpay settlement recon (dashboard, rupees)', zh: 'Razorpay 结算对账（后台导出，卢比）' },
  kind: 'settlement',
  platform: 'razorpay',
  bill: 'both',
  grade: 'C',
  joins: {
    en: 'order_receipt = order no., payment id = trade no., UTR = payout and bank',
    zh: 'order_receipt = 订单号，payment id = 交易号，UTR = 出款与银行',
  },
  columns: RAZORPAY_COLUMNS,
  known: RAZORPAY_KNOWN,
  dateOrder: 'file',
  times: 'as-printed',
  read: (row) => {
    refusePaise(row);
    return razorpayLine(row, { amount: (field) => row.amount(field), moment: (field) => row.moment(field) });
  },
};
export default razorpayRecon;

/** Flags as the interface prints them beside dates as the dashboard does: whole amounts may be paise, so none is taken. */
function refusePaise(row: Row<RazorpayField>): void {
  const isWhole = /^\d+$/u.test(row.text('amount') ?? '');
  if (isWhole && /^[01]$/u.test(row.text('onHold') ?? row.text('settled') ?? ''))
    row.fail('AMOUNT_UNREADABLE', 'amount');
}

import type { Words } from './words.ts';

/**
 * What can be wrong between an order and its invoices, with the number of DOMAIN.md 1.8; in the order they are told:
 * first what compares the two, then what stands on the invoice alone.
 */
export const INVOICE_FAULTS = {
  'amount-differs': 'F04',
  'line-missing': 'F05',
  'red-invoice-missing': 'F06',
  'rate-unknown': 'F03',
  'tax-differs': 'F02',
  'tax-id-differs': 'F09',
  'tax-id-check': 'F01',
  'red-exceeds-blue': 'F06',
  'red-without-original': 'F06',
  'invoiced-twice': 'F07',
  'number-twice': 'F08',
  'not-notified': 'F10',
  'not-invoiced': 'F11',
  'cancelled-invoiced': 'F12',
} as const satisfies Readonly<Record<string, string>>;
export type InvoiceFault = keyof typeof INVOICE_FAULTS;

/** What each check says. */
export const FAULT_WORDS: Readonly<Record<InvoiceFault, Words>> = {
  'amount-differs': { en: 'the invoices differ from the order', zh: '发票合计与订单不符' },
  'line-missing': { en: 'a charged component stands on no invoice', zh: '收费项目未开具在发票上' },
  'red-invoice-missing': { en: 'refunded after invoicing without a red invoice', zh: '开票后退款未开红字发票' },
  'rate-unknown': { en: 'no tax rate of that day', zh: '税率在该日期无效' },
  'tax-differs': { en: 'the tax does not follow from amount and rate', zh: '税额与金额、税率不符' },
  'tax-id-differs': { en: "the buyer isn't the order's", zh: '购方税号与订单不符' },
  'tax-id-check': { en: "a tax number's check character does not fit", zh: '税号校验码不符' },
  'red-exceeds-blue': { en: 'more was taken back than invoiced', zh: '红字发票超过蓝字发票' },
  'red-without-original': { en: 'a red invoice without its original', zh: '红字发票没有对应的蓝字发票' },
  'invoiced-twice': { en: 'the order is invoiced twice', zh: '同一订单重复开票' },
  'number-twice': { en: 'an invoice number is there twice', zh: '发票号码重复' },
  'not-notified': { en: "the customer wasn't told of the invoice", zh: '已开票未通知客户' },
  'not-invoiced': { en: 'paid and not invoiced in time', zh: '已付款逾期未开票' },
  'cancelled-invoiced': { en: 'the order is cancelled and its invoice stands', zh: '订单已取消而发票仍有效' },
};

/** What an order charges for, and the words that tell it on an invoice's line; whatever is none of them is goods. */
export const COMPONENT_WORDS: Readonly<Record<string, Words>> = {
  goods: { en: 'goods', zh: '货款' },
  shipping: { en: 'shipping', zh: '运费' },
};

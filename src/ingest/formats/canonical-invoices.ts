import { defined } from '../defined.ts';
import type { FormatProfile } from '../profile.ts';

const columns = {
  invoiceNo: ['invoice_no', '发票号码', '发票号', '数电票号码'],
  kind: ['kind', '发票类型', '发票种类'],
  issuedOn: ['issued_on', '开票日期'],
  customer: ['customer', '客户', '购方名称', '购买方名称'],
  customerTaxId: ['customer_tax_id', '税号', '购方税号', '购买方识别号'],
  orderNo: ['order_no', '订单号', '订单编号'],
  net: ['net', '金额', '不含税金额'],
  taxRate: ['tax_rate', '税率'],
  tax: ['tax', '税额'],
  total: ['total', '价税合计'],
  currency: ['currency', '币种'],
  dueOn: ['due_on', '到期日'],
  originalNo: ['original_no', '原发票号码', '对应蓝字发票号码'],
  notifiedOn: ['notified_on', '通知日期'],
  items: ['items', '项目名称', '开票项目', '货物或应税劳务名称'],
} as const;
type Field = keyof typeof columns;

/** 规范发票表: invoices and red invoices (negative amounts) in the columns of CLI.md. */
const canonicalInvoices: FormatProfile<'invoices', Field> = {
  id: 'canonical-invoices',
  title: { en: 'Invoices (canonical CSV)', zh: '发票（规范 CSV）' },
  kind: 'invoices',
  grade: 'A',
  joins: { en: 'order no., customer', zh: '订单号、客户' },
  columns,
  known: ['invoiceNo', 'issuedOn', 'customer', 'total'],
  general: true,
  example: {
    invoiceNo: '26332000000000000001',
    kind: '增值税专用发票',
    issuedOn: '2026-06-30',
    customer: '杭州示例贸易有限公司',
    customerTaxId: '91330100MA00000001',
    orderNo: 'SO20260601009',
    net: '1000.00',
    taxRate: '13%',
    tax: '130.00',
    total: '1130.00',
    currency: 'CNY',
    dueOn: '2026-07-30',
    items: '*茶*绿茶;*运输服务*运费',
  },
  read: (row) =>
    defined({
      line: row.line,
      invoiceNo: row.needId('invoiceNo'),
      kind: row.text('kind'),
      issuedOn: row.needDay('issuedOn'),
      customer: row.needText('customer'),
      customerTaxId: row.id('customerTaxId'),
      orderNo: row.id('orderNo'),
      net: row.amount('net'),
      taxRate: row.text('taxRate'),
      tax: row.amount('tax'),
      total: row.needAmount('total'),
      currency: row.currency,
      dueOn: row.day('dueOn'),
      originalNo: row.id('originalNo'),
      notifiedOn: row.day('notifiedOn'),
      items: row.text('items'),
    }),
};
export default canonicalInvoices;

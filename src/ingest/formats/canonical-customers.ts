import { defined } from '../defined.ts';
import { parseFullTerms } from '../../model/early-discount.ts';
import type { FormatProfile } from '../profile.ts';

const columns = {
  customer: ['customer', '客户', '客户名称'],
  aliases: ['aliases', '别名', '简称'],
  taxId: ['tax_id', '税号', '纳税人识别号'],
  bankAccounts: ['bank_accounts', '银行账号', '银行帐号'],
  terms: ['terms', '账期', '帐期', '付款条件'],
  creditLimit: ['credit_limit', '信用额度'],
  salesperson: ['salesperson', '业务员'],
  contact: ['contact', '联系方式', '联系人'],
  currency: ['currency', '币种'],
} as const;
type Field = keyof typeof columns;

/** 规范客户表: who buys on account, in the columns of CLI.md. */
const canonicalCustomers: FormatProfile<'customers', Field> = {
  id: 'canonical-customers',
  title: { en: 'Customers (canonical CSV)', zh: '客户（规范 CSV）' },
  kind: 'customers',
  grade: 'A',
  joins: { en: 'customer', zh: '客户' },
  columns,
  known: ['customer', ['terms', 'creditLimit', 'taxId', 'aliases', 'bankAccounts']],
  never: ['订单号', 'order_no', '发票号码', 'invoice_no', '收款单号', 'receipt_no'],
  general: true,
  example: {
    customer: '杭州示例贸易有限公司',
    aliases: '示例贸易',
    taxId: '91330100MA00000001',
    bankAccounts: '6222000000000000001',
    terms: 'net 30',
    creditLimit: '50000.00',
    salesperson: '王',
    contact: 'finance@example.com',
    currency: 'CNY',
  },
  read: (row) => {
    const creditLimit = row.amount('creditLimit');
    if (creditLimit !== undefined && creditLimit < 0) row.fail('AMOUNT_SIGN', 'creditLimit');
    const terms = row.text('terms');
    if (terms !== undefined && parseFullTerms(terms) === undefined) row.remark('TERMS_UNKNOWN', 'terms');
    return defined({
      line: row.line,
      customer: row.needText('customer'),
      aliases: row.text('aliases'),
      taxId: row.id('taxId'),
      bankAccounts: row.id('bankAccounts'),
      terms,
      creditLimit,
      salesperson: row.text('salesperson'),
      contact: row.text('contact'),
      currency: row.currency,
    });
  },
};
export default canonicalCustomers;

import { ZERO } from '../../model/money.ts';
import type { ReceiptMethod } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  receiptNo: ['receipt_no', '收款单号', '收款编号'],
  receivedOn: ['received_on', '收款日期'],
  customer: ['customer', '客户', '客户名称', '付款方'],
  method: ['method', '方式', '收款方式'],
  amount: ['amount', '金额', '收款金额'],
  currency: ['currency', '币种'],
  reference: ['reference', '凭证号', '流水号'],
  appliesTo: ['applies_to', '核销单号'],
  chequeNo: ['cheque_no', '支票号', '票据号'],
  status: ['status', '状态'],
} as const;
type Field = keyof typeof columns;

/** 规范收款表: money received from customers, in the columns of CLI.md. */
const canonicalReceipts: FormatProfile<'receipts', Field> = {
  id: 'canonical-receipts',
  title: { en: 'Receipts (canonical CSV)', zh: '收款（规范 CSV）' },
  kind: 'receipts',
  grade: 'A',
  joins: { en: 'receivable named, reference, customer', zh: '核销单号、凭证号、客户' },
  columns,
  known: ['receiptNo', 'receivedOn', 'customer', 'amount'],
  general: true,
  example: {
    receiptNo: 'SK20260610001',
    receivedOn: '2026-06-10',
    customer: '杭州示例贸易有限公司',
    method: 'transfer',
    amount: '1130.00',
    currency: 'CNY',
    reference: 'B260610000001',
    appliesTo: '26332000000000000001',
  },
  read: (row) => {
    const amount = row.needAmount('amount');
    if (amount < ZERO) row.fail('AMOUNT_SIGN', 'amount');
    return defined({
      line: row.line,
      receiptNo: row.needId('receiptNo'),
      receivedOn: row.needDay('receivedOn'),
      customer: row.needText('customer'),
      method: methodOf(row),
      amount,
      currency: row.currency,
      reference: row.id('reference'),
      appliesTo: row.id('appliesTo'),
      chequeNo: row.id('chequeNo'),
      status: row.text('status'),
    });
  },
};
export default canonicalReceipts;

const METHODS: Readonly<Record<ReceiptMethod, RegExp>> = {
  transfer: /^transfer$|转账|汇款|电汇|网银/iu,
  cheque: /^che(?:que|ck)$|支票|汇票/iu,
  cash: /^cash$|现金/iu,
  card: /^card$|刷卡|银行卡|POS/iu,
  wallet: /^wallet$|钱包|扫码/iu,
};

/** An unknown method is a remark, the receipt is taken without it. */
function methodOf(row: Row<Field>): ReceiptMethod | undefined {
  const words = row.text('method');
  if (words === undefined) return undefined;
  const known = Object.entries(METHODS).find(([, pattern]) => pattern.test(words));
  if (known === undefined) row.remark('KIND_UNKNOWN', 'method');
  return known?.[0] as ReceiptMethod | undefined;
}

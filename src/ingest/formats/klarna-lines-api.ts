import type { Currency } from '../../model/currency.ts';
import { decimalsOf } from '../../model/currency.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import type { DocumentFormat } from '../document.ts';
import { statementsOf } from '../rows/grouped-lines.ts';
import { JsonRow } from '../rows/json-row.ts';
import { jsonObjectsOf } from '../tokenise/json.ts';
import { klarnaLine } from './words/klarna-line.ts';

/** Klarna · the lines of its payouts as its interface answers, page by page; amounts in minor units (intl.md §12). */
const klarnaLinesApi: DocumentFormat<'settlement'> = {
  id: 'klarna-lines-api',
  title: { en: 'Klarna lines of payouts, API (from documentation)', zh: 'Klarna 出款明细，API（据文档）' },
  kind: 'settlement',
  platform: 'klarna',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'merchant_reference1 = order no., order_id = trade no., payment_reference = payout',
    zh: 'merchant_reference1 = 订单号，order_id = 交易号，payment_reference = 出款号',
  },
  marks: ['"transactions"', '"payment_reference"', '"capture_date"'],
  recognise: (head) => {
    const isJson = /^[\s\uFEFF]*[[{]/u.test(head);
    return isJson && klarnaLinesApi.marks.every((mark) => head.includes(mark)) ? klarnaLinesApi.marks : undefined;
  },
  async *read(text, context) {
    const collected = new Collected();
    const lines: SettlementLine[] = [];
    for await (const object of jsonObjectsOf(text, 'transactions', context.file)) {
      const row = new JsonRow(object, collected);
      const line = lineOf(row, context.currency);
      if (row.ok && line !== undefined) lines.push(line);
    }
    yield* statementsOf(lines, collected, context);
  },
};
export default klarnaLinesApi;

function lineOf(row: JsonRow, otherwise: Currency): SettlementLine | undefined {
  const currency = row.currency('currency_code', otherwise);
  const line = klarnaLine({
    line: row.line,
    type: row.needText('type'),
    amount: row.units('amount', currency, decimalsOf(currency)),
    currency,
    occurredAt: row.moment('capture_date') ?? row.needMoment('sale_date'),
    orderNo: row.text('merchant_reference1') ?? row.text('merchant_reference2'),
    orderId: row.text('order_id'),
    refundId: row.text('refund_id'),
    payment: row.text('payment_reference'),
    detail: row.text('klarna_comment') ?? row.text('detailed_type'),
  });
  if (typeof line !== 'string') return line;
  row.fail(line === 'type' ? 'KIND_UNKNOWN' : 'AMOUNT_SIGN', line);
  return undefined;
}

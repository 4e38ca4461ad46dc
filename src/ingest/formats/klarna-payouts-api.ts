import type { Currency } from '../../model/currency.ts';
import { decimalsOf } from '../../model/currency.ts';
import { ZERO } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import type { DocumentFormat } from '../document.ts';
import { statementsOf } from '../rows/grouped-lines.ts';
import { JsonRow } from '../rows/json-row.ts';
import { jsonObjects, jsonObjectsOf } from '../tokenise/json.ts';
import { peeked } from '../tokenise/peek.ts';
import { klarnaPayout } from './words/klarna-line.ts';

/** Klarna · payouts as its interface answers: one payout, or a list of them; amounts in minor units (intl.md §12). */
const klarnaPayoutsApi: DocumentFormat<'settlement'> = {
  id: 'klarna-payouts-api',
  title: { en: 'Klarna payouts, API (from documentation)', zh: 'Klarna 出款，API（据文档）' },
  kind: 'settlement',
  platform: 'klarna',
  bill: 'both',
  grade: 'B',
  joins: { en: 'payment_reference = payout and bank', zh: 'payment_reference = 出款号，见银行附言' },
  marks: ['"payment_reference"', '"payout_date"', '"settlement_amount"'],
  recognise: (head) => {
    const isJson = /^[\s\uFEFF]*[[{]/u.test(head);
    return isJson && klarnaPayoutsApi.marks.every((mark) => head.includes(mark)) ? klarnaPayoutsApi.marks : undefined;
  },
  async *read(text, context) {
    const collected = new Collected();
    const lines: SettlementLine[] = [];
    const { start, all } = await peeked(text, (begun) => begun.includes('"totals"'));
    const isList = /^[\s\uFEFF]*\{\s*"payouts"/u.test(start);
    const payouts = isList ? jsonObjectsOf(all, 'payouts', context.file) : jsonObjects(all, context.file);
    for await (const object of payouts) {
      const row = new JsonRow(object, collected);
      const line = payoutLine(row, context.currency);
      if (row.ok && line !== undefined) lines.push(line);
    }
    yield* statementsOf(lines, collected, context);
  },
};
export default klarnaPayoutsApi;

/** A payout that came to nothing moves nothing. */
function payoutLine(row: JsonRow, otherwise: Currency): SettlementLine | undefined {
  const currency = row.currency('currency_code', otherwise);
  const paid = row.units('totals.settlement_amount', currency, decimalsOf(currency));
  const payment = row.needText('payment_reference');
  const occurredAt = row.needMoment('payout_date');
  if (paid === ZERO) return undefined;
  return klarnaPayout({ line: row.line, paid, currency, occurredAt, account: row.text('merchant_id'), payment });
}

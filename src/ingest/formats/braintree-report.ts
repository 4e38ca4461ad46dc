import type { Currency } from '../../model/currency.ts';
import { wholeDay } from '../../model/day.ts';
import { formatAmount, negate, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentFormat } from '../document.ts';
import { statementsOf } from '../rows/grouped-lines.ts';
import { JsonRow } from '../rows/json-row.ts';
import { jsonObjects } from '../tokenise/json.ts';

/** The marks of a payment or refund, and of a dispute. */
const MARKS = [
  ['"disbursementDetails"', '"statusHistory"'],
  ['"amountDisputed"', '"statusHistory"'],
] as const;

/** Braintree · settlement batch report as JSON, a list or an object a line (formats/intl.md §3). */
const braintreeReport: DocumentFormat<'settlement'> = {
  id: 'braintree-report',
  title: { en: 'Braintree settlement batch report (JSON)', zh: 'Braintree 结算批次报告（JSON）' },
  kind: 'settlement',
  platform: 'braintree',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'orderId = order no., id = trade no., disbursement date = payout',
    zh: 'orderId = 订单号，id = 交易号，disbursement date = 出款日',
  },
  marks: MARKS[0],
  recognise: (head) => {
    if (!/^[\s\uFEFF]*[[{]/u.test(head)) return undefined;
    return MARKS.find((marks) => marks.every((mark) => head.includes(mark)));
  },
  async *read(text, context) {
    const collected = new Collected();
    const lines: SettlementLine[] = [];
    for await (const object of jsonObjects(text, context.file)) {
      const row = new JsonRow(object, collected);
      const line = row.has('amountDisputed') ? disputeLine(row, context.currency) : paymentLine(row, context.currency);
      if (!row.ok) continue;
      if (line === undefined) collected.pending += 1;
      else lines.push(line);
    }
    yield* statementsOf(lines, collected, context);
  },
};
export default braintreeReport;

/** A refund's own amount is positive, what is disbursed for it negative. What isn't settled yet waits. */
function paymentLine(row: JsonRow, otherwise: Currency): SettlementLine | undefined {
  const status = row.needText('status');
  if (!SETTLED.test(status) && !row.has('disbursementDetails')) return undefined;
  const isRefund = row.has('refundedTransaction');
  const { moved, currency, memo } = paymentMoney(row, isRefund, otherwise);
  const day = row.day('disbursementDetails.date');
  const [own, original] = [row.needText('id'), row.text('refundedTransaction.id')];
  return defined({
    line: row.line,
    account: row.text('merchantAccountId'),
    ...moneyOf(isRefund ? 'refund' : 'sale', moved),
    occurredAt: row.needMoment('createdAt'),
    settledOn: day,
    orderNo: row.text('orderId') ?? row.text('refundedTransaction.orderId'),
    tradeNo: isRefund ? original : own,
    refundNo: isRefund ? own : undefined,
    batchNo: day,
    currency,
    typeWords: status,
    memo,
  });
}

const SETTLED = /^SETTL(?:ED|EMENT_CONFIRMED)$/u;

interface Payment {
  readonly moved: Minor;
  readonly currency: Currency;
  readonly memo: string | undefined;
}

/** What was disbursed, in its own currency; what isn't yet, as the payment says it. */
function paymentMoney(row: JsonRow, isRefund: boolean, otherwise: Currency): Payment {
  const paid = row.currency('amount.currencyCode', otherwise);
  const amount = row.amount('amount.value', paid);
  if (!row.has('disbursementDetails.amount'))
    return { moved: isRefund ? negate(amount) : amount, currency: paid, memo: undefined };
  const currency = row.currency('disbursementDetails.amount.currencyCode', otherwise);
  const moved = row.amount('disbursementDetails.amount.value', currency);
  if (isRefund ? moved > 0 : moved < 0) row.fail('AMOUNT_SIGN', 'disbursementDetails.amount.value');
  return { moved, currency, memo: paid === currency ? undefined : `${paid} ${formatAmount(amount, paid)}` };
}

/** A dispute moves money on the day its history says it was disbursed, apart from the day's payments. */
function disputeLine(row: JsonRow, otherwise: Currency): SettlementLine | undefined {
  const event = row.list('statusHistory').find((one) => one.has('disbursementDate'));
  const day = event?.day('disbursementDate');
  if (event === undefined || day === undefined) return undefined;
  const isWon = event.text('status') === 'WON';
  const path = isWon ? 'amountWon' : 'amountDisputed';
  const currency = row.currency(`${path}.currencyCode`, otherwise);
  const amount = row.amount(`${path}.value`, currency);
  return defined({
    line: row.line,
    account: row.text('merchantAccountId') ?? row.text('transaction.merchantAccountId'),
    ...moneyOf('chargeback', isWon ? amount : negate(amount)),
    occurredAt: wholeDay(day),
    settledOn: day,
    orderNo: row.text('transaction.orderId'),
    tradeNo: row.text('transaction.id'),
    refundNo: row.needText('id'),
    batchNo: `${day} disputes`,
    currency,
    typeWords: row.text('type'),
    memo: row.text('caseNumber'),
  });
}

/** Fees are billed apart, by the month. */
function moneyOf(kind: LineKind, moved: Minor): Pick<SettlementLine, 'kind' | 'gross' | 'fee' | 'net'> {
  return { kind, gross: moved, fee: ZERO, net: moved };
}

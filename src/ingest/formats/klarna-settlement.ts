import type { Currency } from '../../model/currency.ts';
import { absolute, minus, plus, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine, StatementIssue } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import type { DocumentContext, DocumentFormat } from '../document.ts';
import { headerKey } from '../header.ts';
import type { Columns, Reading, Row } from '../profile.ts';
import { statementsOf } from '../rows/grouped-lines.ts';
import { KLARNA_TOTALS, klarnaLine, klarnaPayout, klarnaTotal } from './words/klarna-line.ts';
import { NamedRows } from '../rows/named-rows.ts';
import { csvRecords } from '../tokenise/csv.ts';
import { delimiterOf, peeked } from '../tokenise/peek.ts';
import type { RawRecord } from '../tokenise/raw.ts';

const summary = {
  payment: ['payment_reference'],
  paidOn: ['payout_date', 'settlement_date'],
  currency: ['currency', 'currency_code', 'settlement_currency'],
  account: ['merchant_id'],
  settlement: ['total_settlement_amount'],
  ...(Object.fromEntries(KLARNA_TOTALS.map((name) => [name, [`total_${name}_amount`]])) as Record<string, string[]>),
} as const satisfies Columns;

const body = {
  type: ['type'],
  soldAt: ['sale_date'],
  capturedAt: ['capture_date'],
  orderId: ['order_id'],
  orderNo: ['merchant_reference1'],
  otherNo: ['merchant_reference2', 'merchant_capture_reference'],
  refundId: ['refund_id'],
  amount: ['amount'],
  currency: ['currency_code', 'currency'],
  detail: ['detailed_type'],
  comment: ['klarna_comment'],
  payment: ['payment_reference'],
} as const satisfies Columns;
type BodyField = keyof typeof body;

const SUMMARY_MARK = headerKey('total_settlement_amount');
const BODY_MARKS = ['type', 'order_id', 'amount', 'capture_id'].map(headerKey);

/** Klarna · settlement report: the payout's totals in a block of names and values, below it its rows (intl.md §12). */
const klarnaSettlement: DocumentFormat<'settlement'> = {
  id: 'klarna-settlement',
  title: { en: 'Klarna settlement report (from documentation)', zh: 'Klarna 结算报告（据文档）' },
  kind: 'settlement',
  platform: 'klarna',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'merchant_reference1 = order no., order_id = trade no., payment_reference = payout',
    zh: 'merchant_reference1 = 订单号，order_id = 交易号，payment_reference = 出款号',
  },
  marks: ['total_settlement_amount', 'payment_reference', 'capture_id'],
  recognise: (head) => {
    const isTable = !/^[\s\uFEFF]*[[{]/u.test(head);
    return isTable && klarnaSettlement.marks.every((mark) => head.includes(mark)) ? klarnaSettlement.marks : undefined;
  },
  async *read(text, context) {
    const report = new KlarnaReport(context);
    const { start, all } = await peeked(text, (begun) => begun.includes('\n'));
    // Semicolons as a rule; a report saved again has what stands most in its first line.
    const delimiter = delimiterOf(start.split('\n', 1)[0] ?? '', [';', ',', '\t']);
    for await (const records of csvRecords(all, { name: context.file, delimiter })) {
      for (const record of records) report.take(record);
    }
    yield* report.statements();
  },
};
export default klarnaSettlement;

interface Totals {
  readonly line: number;
  readonly account: string | undefined;
  readonly currency: Currency;
  /** Names without `total_` and `_amount`. */
  readonly declared: readonly (readonly [name: string, amount: Minor])[];
}

class KlarnaReport {
  private readonly context: DocumentContext;
  private readonly collected = new Collected();
  private readonly lines: SettlementLine[] = [];
  private readonly totals = new Map<string, Totals>();
  /** Sums of rows by payout and total. */
  private readonly sums = new Map<string, Minor>();
  private block: NamedRows<string> | undefined;
  private rows: NamedRows<BodyField> | undefined;
  private current:
    { readonly payment: string; readonly account: string | undefined; readonly currency: Currency } | undefined;

  constructor(context: DocumentContext) {
    this.context = context;
  }

  take(record: RawRecord): void {
    if (record.cells.every((cell) => cell.trim() === '')) return;
    const keys = record.cells.map(headerKey);
    if (keys.includes(SUMMARY_MARK)) {
      this.block = this.named(summary, record);
      this.rows = undefined;
    } else if (BODY_MARKS.every((mark) => keys.includes(mark))) {
      this.rows = this.named(body, record);
    } else if (this.rows !== undefined) {
      this.lines.push(...(this.rows.take(record, (row) => this.bodyLine(row)) ?? []));
    } else {
      this.lines.push(...(this.block?.take(record, (row) => this.payoutLine(row)) ?? []));
    }
  }

  *statements(): ReturnType<typeof statementsOf> {
    const issues = this.collected.problems.length > 0 ? [] : this.issues();
    for (const statement of statementsOf(this.lines, this.collected, this.context)) {
      const own = issues.filter(
        ({ account, currency }) => account === statement.account && currency === statement.currency,
      );
      yield { ...statement, ...(own.length > 0 && { issues: own }) };
    }
  }

  private named<F extends string>(columns: Columns<F>, record: RawRecord): NamedRows<F> {
    const currency = this.current?.currency ?? this.context.currency;
    return new NamedRows(columns, record.cells, {
      account: undefined,
      currency,
      collected: this.collected,
      decimal: 'shown',
    });
  }

  private payoutLine(row: Row): Reading<SettlementLine> {
    const payment = row.needId('payment');
    const account = row.id('account');
    const paid = row.needAmount('settlement');
    const declared = KLARNA_TOTALS.flatMap((name) => {
      const amount = row.amount(name);
      return amount === undefined ? [] : [[name, amount] as const];
    });
    const { line, currency } = row;
    this.current = { payment, account, currency };
    this.totals.set(payment, { line, account, currency, declared: [...declared, ['settlement', paid]] });
    const occurredAt = row.needMoment('paidOn');
    return paid === ZERO ? [] : klarnaPayout({ line, paid, currency, occurredAt, account, payment });
  }

  private bodyLine(row: Row<BodyField>): Reading<SettlementLine> {
    const type = row.needText('type');
    const payment = row.id('payment') ?? this.current?.payment;
    const amount = row.needAmount('amount');
    const reading = {
      line: row.line,
      type,
      amount,
      currency: row.currency,
      occurredAt: row.moment('capturedAt') ?? row.needMoment('soldAt'),
      account: this.current?.account,
      orderNo: row.id('orderNo') ?? row.id('otherNo'),
      orderId: row.id('orderId'),
      refundId: row.id('refundId'),
      payment,
      detail: row.text('comment') ?? row.text('detail'),
    };
    const line = klarnaLine(reading);
    if (typeof line !== 'string') {
      this.add(`${payment ?? ''} settlement`, line.net);
      this.add(`${payment ?? ''} ${klarnaTotal(type) ?? ''}`, absolute(amount));
      return line;
    }
    row.fail(line === 'type' ? 'KIND_UNKNOWN' : 'AMOUNT_SIGN', line);
    return [];
  }

  private add(key: string, amount: Minor): void {
    this.sums.set(key, plus(this.sums.get(key) ?? ZERO, amount));
  }

  private issues(): readonly StatementIssue[] {
    // A summary without the rows of its payouts has nothing to compare.
    const detailed = [...this.totals].filter(([payment]) => this.sums.has(`${payment} settlement`));
    return detailed.flatMap(([payment, { line, account, currency, declared }]) =>
      declared.flatMap(([name, printed]) => {
        const actual = this.sums.get(`${payment} ${name}`) ?? ZERO;
        const expected = name === 'settlement' ? printed : absolute(printed);
        if (minus(expected, actual) === ZERO) return [];
        const what = `${payment} total_${name}_amount`;
        const issue = {
          code: 'control-total' as const,
          line,
          what,
          expected,
          actual,
          unit: 'amount' as const,
          currency,
        };
        return [account === undefined ? issue : { ...issue, account }];
      }),
    );
  }
}

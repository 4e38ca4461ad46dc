import { decimalsOf, parseCurrency, type Currency } from '../../model/currency.ts';
import type { Moment } from '../../model/day.ts';
import { absolute, plus, ZERO, type Minor } from '../../model/money.ts';
import type { ProblemCode } from '../../model/problem.ts';
import type { LineKind, SettlementLine, StatementIssue } from '../../model/statement.ts';
import { amountProblem, parseUnits } from '../amount.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentFormat } from '../document.ts';
import { readMoment } from '../moment.ts';
import { statementsOf } from '../rows/grouped-lines.ts';
import { textAt, written, type XmlElement } from '../tokenise/xml-element.ts';
import { xmlCharset, xmlParts } from '../tokenise/xml.ts';

const MARKS = ['globalcollect.com', 'DataRecord', 'Recordcategory'] as const;

/** Ingenico (GlobalCollect) · daily wx report, XML: a record each payment, amounts in minor units (intl.md §14). */
const ingenicoWx: DocumentFormat<'settlement'> = {
  id: 'ingenico-wx',
  title: { en: 'Ingenico wx report (XML)', zh: 'Ingenico wx 报告（XML）' },
  kind: 'settlement',
  platform: 'ingenico',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'OrderID = order no., AdditionalReference = trade no.',
    zh: 'OrderID = 订单号，AdditionalReference = 交易号',
  },
  marks: MARKS,
  recognise: (head) => (MARKS.every((mark) => head.includes(mark)) ? MARKS : undefined),
  charset: xmlCharset,
  async *read(text, context) {
    const collected = new Collected();
    const lines: SettlementLine[] = [];
    const totals: Total[] = [];
    for await (const parts of xmlParts(text, { file: context.file, holders: new Set(['report']) })) {
      for (const part of parts) {
        if (part.kind !== 'whole') continue;
        if (part.element.name === 'DataRecord') lines.push(...lineOf(part.element, collected));
        if (part.element.name === 'TotalAmount') totals.push(...totalOf(part.element));
      }
    }
    const issues = collected.problems.length > 0 ? [] : totals.flatMap((total) => issuesOf(total, lines));
    for (const statement of statementsOf(lines, collected, context)) {
      const own = issues.filter(
        ({ currency, account }) => currency === statement.currency && account === statement.account,
      );
      yield { ...statement, ...(own.length > 0 && { issues: own }) };
    }
  },
};
export default ingenicoWx;

/** What a record's type says it is; its sign is printed. */
const KINDS: Readonly<Record<string, LineKind>> = {
  ON: 'sale',
  OF: 'sale',
  IP: 'sale',
  DD: 'sale',
  CR: 'refund',
  RF: 'refund',
  CB: 'chargeback',
  RV: 'chargeback',
};

function lineOf(record: XmlElement, collected: Collected): readonly SettlementLine[] {
  const at = (name: string): string | undefined => textAt(record, `PaymentData/${name}`);
  const fail = (code: ProblemCode, column: string, cell?: string): readonly SettlementLine[] => {
    const problem = { code, line: record.line, column, ...(cell !== undefined && { text: cell }) };
    collected.problem(problem);
    collected.reject(problem, [written(record)]);
    return [];
  };
  const currency = parseCurrency(at('CurrencyDelivered') ?? '');
  if (currency === undefined) return fail('CURRENCY_UNKNOWN', 'CurrencyDelivered', at('CurrencyDelivered'));
  const amount = parseUnits(at('AmountDelivered') ?? '', decimalsOf(currency), currency);
  if (!amount.ok) return fail(amountProblem(amount), 'AmountDelivered', at('AmountDelivered'));
  const printed = at('TransactionDateTime') ?? at('DateDue') ?? '';
  const moment = readMoment(printed, 'ymd', 'as-printed');
  if (!moment.ok) return fail('DATE_UNREADABLE', 'TransactionDateTime', printed);
  const type = at('Recordtype') ?? '';
  const kind = KINDS[type] ?? 'unknown';
  if (speaksAgainst(kind, amount.minor)) return fail('AMOUNT_SIGN', 'AmountDelivered', at('AmountDelivered'));
  return [toLine(record, { kind, moved: amount.minor, currency, occurredAt: moment.moment, type })];
}

/** A sale takes nothing away, a refund brings nothing. */
function speaksAgainst(kind: LineKind, amount: Minor): boolean {
  return (kind === 'sale' && amount < ZERO) || (kind === 'refund' && amount > ZERO);
}

interface Read {
  readonly kind: LineKind;
  readonly moved: Minor;
  readonly currency: Currency;
  readonly occurredAt: Moment;
  readonly type: string;
}

/** OrderID 0 is an invoice payment's: its own references say which sale it is. */
function toLine(record: XmlElement, { kind, moved, currency, occurredAt, type }: Read): SettlementLine {
  const orderNo = textAt(record, 'OrderID');
  const reference = textAt(record, 'PaymentData/PaymentReference');
  const payment = reference === '0' ? undefined : reference;
  return defined({
    line: record.line,
    account: textAt(record, 'MerchantID'),
    kind,
    occurredAt,
    orderNo: orderNo === '0' ? undefined : orderNo,
    tradeNo: textAt(record, 'PaymentData/AdditionalReference') ?? payment,
    refundNo: kind === 'refund' ? payment : undefined,
    gross: moved,
    fee: ZERO,
    net: moved,
    currency,
    typeWords: [textAt(record, 'PaymentData/Recordcategory'), type].filter((word) => word !== undefined).join(' '),
    memo: textAt(record, 'PaymentData/CreditCardCompany'),
  });
}

interface Total {
  readonly line: number;
  readonly account: string | undefined;
  readonly currency: Currency;
  readonly credited: Minor;
  readonly debited: Minor;
}

function totalOf(element: XmlElement): readonly Total[] {
  const currency = parseCurrency(textAt(element, 'CurrencyDue') ?? '');
  if (currency === undefined) return [];
  const sum = (name: string): Minor | undefined => {
    const reading = parseUnits(textAt(element, name) ?? '', decimalsOf(currency), currency);
    return reading.ok ? absolute(reading.minor) : undefined;
  };
  const [credited, debited] = [sum('TotalAmountCredited'), sum('TotalAmountDebited')];
  if (credited === undefined || debited === undefined) return [];
  return [{ line: element.line, account: textAt(element, 'MerchantID'), currency, credited, debited }];
}

/** The report's own sums, in and out, of one merchant and currency, against its records. */
function issuesOf(total: Total, lines: readonly SettlementLine[]): readonly StatementIssue[] {
  const own = lines.filter(({ account, currency }) => account === total.account && currency === total.currency);
  const sum = (way: 1 | -1): Minor =>
    own.reduce((all, { net }) => (net * way > 0 ? plus(all, absolute(net)) : all), ZERO);
  const sums = [
    ['TotalAmountCredited', total.credited, sum(1)],
    ['TotalAmountDebited', total.debited, sum(-1)],
  ] as const;
  return sums.flatMap(([what, expected, actual]) =>
    expected === actual
      ? []
      : [
          {
            code: 'control-total' as const,
            line: total.line,
            what,
            expected,
            actual,
            unit: 'amount' as const,
            currency: total.currency,
            ...(total.account !== undefined && { account: total.account }),
          },
        ],
  );
}

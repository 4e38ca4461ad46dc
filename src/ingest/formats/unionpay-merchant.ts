import { CNY } from '../../model/currency.ts';
import { dayOf, type Day, type Moment } from '../../model/day.ts';
import { minus, negate, ZERO, type Minor } from '../../model/money.ts';
import { StopError } from '../../model/problem.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { parseUnits } from '../amount.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentFormat, DocumentStatement } from '../document.ts';
import { readMoment } from '../moment.ts';
import type { Row } from '../profile.ts';
import { NamedRows } from '../rows/named-rows.ts';
import { fixedWidthRecords } from '../tokenise/fixed-width.ts';

/** Bytes of each field with the blank behind it (formats/cn.md §14). */
const WIDTHS: readonly number[] = [
  12, 12, 7, 11, 20, 13, 13, 13, 5, 7, 5, 9, 16, 13, 3, 7, 12, 7, 3, 4, 13, 13, 13, 2, 4, 2, 2, 11, 12, 2, 3, 3, 13, 15,
  20, 3, 41, 4, 132,
];
const FIELD_NUMBERS = WIDTHS.map((_, place) => String(place + 1));

/** Fields by their number, counted from 1. */
const columns = {
  time: ['4'],
  amount: ['6'],
  type: ['10'],
  account: ['13'],
  tradeNo: ['14'],
  fee: ['23'],
  orderNo: ['37'],
} as const;
type Field = keyof typeof columns;

/** The head of a line up to the merchant's number: digits in their places, a blank behind each field. */
const LINE_HEAD =
  /^[\d ]{11} [\d ]{11} \d{6} \d{10} .{19} \d{12} [\dCDX ]{12} [\dCDX ]{12} \d{4} \d{6} .{4} .{8} [\w ]{15} /u;
/** `IND26060501ACOMN`: the day of settlement, the only year there is. */
const NAMED_DAY = /IND(\d{2})(\d{2})(\d{2})\d{2}ACOMN/iu;

/** 银联全渠道 · 商户对账文件 `IND<yyMMdd>01ACOMN` (formats/cn.md §14): fixed width, no header, amounts in fen. */
const unionpayMerchant: DocumentFormat<'settlement'> = {
  id: 'unionpay-merchant',
  title: { en: 'UnionPay merchant file ACOMN (from documentation)', zh: '银联全渠道商户对账文件 ACOMN（据文档）' },
  kind: 'settlement',
  platform: 'unionpay',
  bill: 'trade',
  grade: 'C',
  joins: { en: 'field 37 = order no.', zh: '第 37 域 = 订单号' },
  marks: ['39 × fixed width', 'IND…ACOMN'],
  recognise: (head) => {
    const [first = ''] = head.split(/\r\n|\n|\r/u);
    return LINE_HEAD.test(first) ? ['39 × fixed width'] : undefined;
  },
  async *read(text, { file }) {
    const settledOn = namedDay(file);
    const collected = new Collected();
    const rows = new NamedRows<Field>(columns, FIELD_NUMBERS, { account: undefined, currency: CNY, collected });
    const merchants = new Map<string, SettlementLine[]>();
    for await (const records of fixedWidthRecords(text, WIDTHS, file)) {
      for (const record of records) {
        for (const line of rows.take(record, (row) => read(row, settledOn)) ?? []) {
          const merchant = line.account ?? '';
          const own = merchants.get(merchant) ?? [];
          merchants.set(merchant, own);
          own.push(line);
        }
      }
    }
    yield* statementsOf(merchants, collected);
  },
};
export default unionpayMerchant;

/** One statement a merchant. Bad lines belong to the file; they are told with its first. */
function* statementsOf(
  merchants: ReadonlyMap<string, readonly SettlementLine[]>,
  { problems, rejected }: Collected,
): Generator<DocumentStatement<'settlement'>> {
  let untold = { problems, rejected };
  for (const [account, rows] of merchants) {
    yield { line: rows[0]?.line ?? 1, account, currency: CNY, rows, ...untold };
    untold = { problems: [], rejected: [] };
  }
  if (merchants.size === 0) yield { line: 1, currency: CNY, rows: [], problems, rejected };
}

function namedDay(file: string): Day {
  const [, year = '', month = '', day = ''] = NAMED_DAY.exec(file) ?? [];
  const reading = readMoment(`20${year}-${month}-${day}`, undefined);
  if (!reading.ok) throw new StopError('PERIOD_NEEDED', { file });
  return dayOf(reading.moment);
}

function read(row: Row<Field>, settledOn: Day): SettlementLine {
  const type = row.text('type') ?? '';
  const isRefund = type.startsWith('20');
  // Only payment and refund have a known direction; money of any other code may have gone either way.
  if (!isRefund && !type.startsWith('00')) row.fail('KIND_UNKNOWN', 'type');
  if (row.text('amount') === undefined) row.fail('AMOUNT_MISSING', 'amount');
  const amount = row.unitAmount('amount', 2) ?? ZERO;
  const gross = isRefund ? negate(amount) : amount;
  const fee = feeOf(row);
  const orderNo = row.id('orderNo');
  return defined({
    line: row.line,
    account: row.needId('account'),
    kind: isRefund ? ('refund' as const) : ('sale' as const),
    occurredAt: momentOf(row, settledOn),
    settledOn,
    orderNo,
    tradeNo: row.id('tradeNo'),
    refundNo: isRefund ? orderNo : undefined,
    gross,
    fee,
    net: minus(gross, fee),
    currency: CNY,
    typeWords: type,
  });
}

/** `MMddHHmmss` up to the day of settlement: a December in a file of January is last year's. */
function momentOf(row: Row<Field>, settledOn: Day): Moment {
  const text = row.text('time') ?? '';
  const isLastYear = text.slice(0, 4) > settledOn.slice(5).replace('-', '');
  const year = Number(settledOn.slice(0, 4)) - (isLastYear ? 1 : 0);
  const reading = readMoment(`${String(year)}${text}`, undefined);
  if (reading.ok && text.length === 10) return reading.moment;
  row.fail('DATE_UNREADABLE', 'time');
  return `${settledOn} 00:00:00` as Moment;
}

/** `D00000000077` is charged to the merchant, `C…` given back; no digits are no fee. */
function feeOf(row: Row<Field>): Minor {
  const [, side, digits = ''] = /^([CD])?(\d*)$/u.exec(row.text('fee') ?? '') ?? [];
  if (digits === '' && row.text('fee') === undefined) return ZERO;
  const reading = parseUnits(digits, 2, CNY);
  if (!reading.ok) row.fail('AMOUNT_UNREADABLE', 'fee');
  const size = reading.ok ? reading.minor : ZERO;
  return side === 'C' ? negate(size) : size;
}

import { CNY } from '../../model/currency.ts';
import type { Moment } from '../../model/day.ts';
import { negate } from '../../model/money.ts';
import { StopError } from '../../model/problem.ts';
import type { BankLine } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import type { DocumentFormat } from '../document.ts';
import { headerKey } from '../header.ts';
import { readMoment } from '../moment.ts';
import type { Row } from '../profile.ts';
import { NamedRows } from '../rows/named-rows.ts';
import { csvRecords } from '../tokenise/csv.ts';
import type { RawRecord } from '../tokenise/raw.ts';

const columns = {
  tradedOn: ['交易日'],
  bookedOn: ['记账日'],
  memo: ['交易摘要'],
  amount: ['人民币金额'],
  card: ['卡号末四位'],
} as const;
type Field = keyof typeof columns;
const NAMES = Object.values(columns).flat();
/** Its header stands below a few lines at most. */
const HEAD_CHARS = 4_096;

/** `招商银行信用卡对账单（个人消费卡账户 2024年01月）`: the month the rows' days belong to. */
const MONTH = /招商银行信用卡对账单\D*(?<year>\d{4})年(?<month>\d{1,2})月/u;

interface Month {
  readonly year: number;
  readonly month: number;
}

/** 招商银行信用卡 · 对账单 (formats/cn.md §16): `MM/dd` without a year, a purchase positive, a repayment negative. */
const bankCmbCard: DocumentFormat<'bank'> = {
  id: 'bank-cmb-card',
  title: { en: 'China Merchants Bank credit card statement', zh: '招商银行信用卡对账单' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  marks: NAMES,
  recognise: (head) => {
    const top = head.slice(0, HEAD_CHARS);
    const texts = [top, Buffer.from(top, 'latin1').toString('utf8'), decodedGbk(top)];
    const isHeader = texts.some(
      (text) => text.includes('人民币金额') && text.split(/[\r\n]+/u, 10).some((line) => isHeaderLine(line.split(','))),
    );
    return isHeader ? NAMES : undefined;
  },
  async *read(text, { file }) {
    const collected = new Collected();
    const rows: BankLine[] = [];
    let named: { readonly line: number; readonly rows: NamedRows<Field> } | undefined;
    let month: Month | undefined;
    for await (const records of csvRecords(text, { name: file, delimiter: ',' })) {
      for (const record of records) {
        month ??= monthIn(record);
        if (named !== undefined) rows.push(...lines(named.rows, record, monthNeeded(month, file)));
        else if (isHeaderLine(record.cells)) named = { line: record.line, rows: namedRows(record, collected) };
      }
    }
    const { problems, rejected } = collected;
    yield { line: named?.line ?? 1, currency: CNY, rows, problems, rejected };
  },
};
export default bankCmbCard;

function decodedGbk(head: string): string {
  return new TextDecoder('gb18030').decode(Buffer.from(head, 'latin1'));
}

function isHeaderLine(cells: readonly string[]): boolean {
  const keys = new Set(cells.map(headerKey));
  return NAMES.every((name) => keys.has(headerKey(name)));
}

function namedRows({ cells }: RawRecord, collected: Collected): NamedRows<Field> {
  return new NamedRows<Field>(columns, cells, { account: undefined, currency: CNY, collected });
}

function monthIn({ cells }: RawRecord): Month | undefined {
  const { year, month } = MONTH.exec(cells.join(' '))?.groups ?? {};
  return year === undefined || month === undefined ? undefined : { year: Number(year), month: Number(month) };
}

/** Without its month no row has a year. */
function monthNeeded(month: Month | undefined, file: string): Month {
  if (month === undefined) throw new StopError('PERIOD_NEEDED', { file });
  return month;
}

function lines(rows: NamedRows<Field>, record: RawRecord, month: Month): readonly BankLine[] {
  if (record.cells.every((cell) => cell.trim() === '')) return [];
  return rows.take(record, (row) => lineOf(row, month)) ?? [];
}

function lineOf(row: Row<Field>, month: Month): BankLine {
  const card = row.id('card');
  const memo = [row.text('memo'), card === undefined ? undefined : `卡号末四位 ${card}`];
  return {
    line: row.line,
    bookedAt: momentOf(row, month),
    amount: negate(row.needAmount('amount')),
    currency: CNY,
    memo: memo.filter((text) => text !== undefined).join(' '),
  };
}

/** A day of a later month than the statement's is last year's. */
function momentOf(row: Row<Field>, { year, month }: Month): Moment {
  const [, ofMonth = '', day = ''] = /^(\d{1,2})\/(\d{1,2})$/u.exec(row.text('bookedOn') ?? '') ?? [];
  const ofYear = Number(ofMonth) > month ? year - 1 : year;
  const reading = readMoment(`${String(ofYear)}-${ofMonth}-${day}`, undefined);
  if (reading.ok) return reading.moment;
  row.fail('DATE_UNREADABLE', 'bookedOn');
  return `${String(year)}-01-01` as Moment;
}

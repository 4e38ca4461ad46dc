import type { Moment } from '../../model/day.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import type { DocumentContext, DocumentFormat, DocumentStatement } from '../document.ts';
import { headerKey, mapHeader } from '../header.ts';
import type { Row } from '../profile.ts';
import { NamedRows } from '../rows/named-rows.ts';
import { csvRecords } from '../tokenise/csv.ts';
import type { RawRecord } from '../tokenise/raw.ts';
import { RAZORPAY_COLUMNS, RAZORPAY_KNOWN, razorpayLine, type RazorpayField } from './words/razorpay-recon.ts';

/**
 * Razorpay · settlement recon as its interface gives it: paise and Unix seconds under the same column names as the
 * dashboard's rupees and dates (formats/intl.md 11). The first row's time tells which file it is, and every row has to
 * be of that kind: the unit is never decided row by row.
 */
const razorpayReconApi: DocumentFormat<'settlement'> = {
  id: 'razorpay-recon-api',
  title: {
    en: 'Razorpay settlement recon, API, paise (from documentation)',
    zh: 'Razorpay 结算对账，API，派士（据文档）',
  },
  kind: 'settlement',
  platform: 'razorpay',
  bill: 'both',
  grade: 'B',
  joins: {
    en: 'order_receipt = order no., payment id = trade no., UTR = payout and bank',
    zh: 'order_receipt = 订单号，payment id = 交易号，UTR = 出款与银行',
  },
  marks: ['entity_id', 'settlement_id', 'created_at: Unix seconds'],
  recognise(head) {
    if (!head.includes('entity_id')) return undefined;
    const lines = head.split(/\r?\n/u);
    const at = lines.findIndex((line) => line.includes('entity_id') && isHeader(cellsOf(line)));
    if (at < 0) return undefined;
    const place = cellsOf(lines[at] ?? '').findIndex((name) => CREATED.has(headerKey(name)));
    const first = lines.slice(at + 1).find((line) => line.trim() !== '');
    return SECONDS.test(cellsOf(first ?? '')[place] ?? '') ? this.marks : undefined;
  },
  async *read(text, context) {
    yield await reconOf(text, context);
  },
};
export default razorpayReconApi;

const SECONDS = /^1\d{9}$/;
const CREATED: ReadonlySet<string> = new Set(RAZORPAY_COLUMNS.createdAt.map(headerKey));
/** So much of a line is looked at: `created_at` stands before the notes, which may be long. */
const LINE_CHARS = 4_000;
/** India prints its own time everywhere; the dashboard does too. */
const INDIA_SECONDS = 5.5 * 3_600;

function isHeader(cells: readonly string[]): boolean {
  const { positions } = mapHeader({ columns: RAZORPAY_COLUMNS }, cells.map(headerKey));
  return RAZORPAY_KNOWN.every((field) => positions.has(field));
}

/** Cells of one line, for the head only: a cell that goes on in the next line isn't before `created_at`. */
function cellsOf(line: string): readonly string[] {
  return [...line.slice(0, LINE_CHARS).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}

async function reconOf(
  text: AsyncIterable<string>,
  context: DocumentContext,
): Promise<DocumentStatement<'settlement'>> {
  const collected = new Collected();
  const lines: SettlementLine[] = [];
  let rows: NamedRows<RazorpayField> | undefined;
  let headerLine = 1;
  for await (const batch of csvRecords(text, { name: context.file, delimiter: ',' })) {
    for (const record of batch) {
      if (rows !== undefined) lines.push(...take(rows, record));
      else if (isHeader(record.cells)) {
        rows = new NamedRows(RAZORPAY_COLUMNS, record.cells, {
          account: undefined,
          currency: context.currency,
          collected,
        });
        headerLine = record.line;
      }
    }
  }
  const { problems, rejected, remarks, pending } = collected;
  const currency = lines[0]?.currency ?? context.currency;
  return { line: headerLine, currency, rows: lines, problems, rejected, remarks, pending };
}

function take(rows: NamedRows<RazorpayField>, record: RawRecord): readonly SettlementLine[] {
  if (record.cells.every((cell) => cell.trim() === '')) return [];
  return rows.take(record, inPaise) ?? [];
}

function inPaise(row: Row<RazorpayField>): SettlementLine {
  return razorpayLine(row, {
    amount: (field) => row.unitAmount(field),
    moment: (field) => indianTime(row, field),
  });
}

function indianTime(row: Row<RazorpayField>, field: RazorpayField): Moment | undefined {
  const text = row.text(field);
  if (text === undefined || text === '0') return undefined;
  if (!SECONDS.test(text)) {
    row.fail('DATE_UNREADABLE', field);
    return undefined;
  }
  const moment = new Date((Number(text) + INDIA_SECONDS) * 1_000).toISOString();
  return `${moment.slice(0, 10)} ${moment.slice(11, 19)}` as Moment;
}

import type { Currency } from '../../../model/currency.ts';
import { dayOf, type Day } from '../../../model/day.ts';
import { minus, negate, plus, ZERO, type Minor } from '../../../model/money.ts';
import { StopError } from '../../../model/problem.ts';
import type { LineKind, SettlementLine, StatementIssue } from '../../../model/statement.ts';
import { Collected } from '../../collect.ts';
import { defined } from '../../defined.ts';
import type { DocumentContext, DocumentStatement } from '../../document.ts';
import { readMoment } from '../../moment.ts';
import type { Reading, Row } from '../../profile.ts';
import { csvRecords } from '../../tokenise/csv.ts';
import type { RawRecord } from '../../tokenise/raw.ts';
import { NamedRows } from '../../rows/named-rows.ts';

/** Reports have no header: the cells of each record in their order, `-` for one that isn't read (formats/intl.md §14). */
const LAYOUTS = {
  I: 'record id createdAt - account - - - - - action status settledAt - currency amount batchNo code - word orderNo - fee',
  T: 'record id createdAt - account - - - - orderNo action status settledAt currency amount',
  F: 'record - - batchNo currency amount - paidOn',
  L: 'record items gross - net',
} as const;
type Field =
  | 'id'
  | 'createdAt'
  | 'account'
  | 'action'
  | 'status'
  | 'settledAt'
  | 'currency'
  | 'amount'
  | 'batchNo'
  | 'code'
  | 'word'
  | 'orderNo'
  | 'fee'
  | 'paidOn'
  | 'items'
  | 'gross'
  | 'net';

const FIELDS: readonly Field[] = [
  'id',
  'createdAt',
  'account',
  'action',
  'status',
  'settledAt',
  'currency',
  'amount',
  'batchNo',
  'code',
  'word',
  'orderNo',
  'fee',
  'paidOn',
  'items',
  'gross',
  'net',
];
const COLUMNS = Object.fromEntries(FIELDS.map((field) => [field, [field]])) as unknown as Record<
  Field,
  readonly string[]
>;

/** The one statement of a P11K report. Throws FILE_TRUNCATED for a report without its trailer. */
export async function trustlyStatement(
  text: AsyncIterable<string>,
  context: DocumentContext,
): Promise<DocumentStatement<'settlement'>> {
  const report = new TrustlyReport(context);
  for await (const records of csvRecords(text, { name: context.file, delimiter: ',' })) {
    for (const record of records) report.take(record);
  }
  return report.statement();
}

class TrustlyReport {
  private readonly context: DocumentContext;
  private readonly collected = new Collected();
  private readonly lines: SettlementLine[] = [];
  private readonly issues: StatementIssue[] = [];
  private readonly days: Day[] = [];
  private account: string | undefined;
  private items = 0;
  private gross: Minor = ZERO;
  private net: Minor = ZERO;
  private closed = false;
  private lastLine = 1;

  constructor(context: DocumentContext) {
    this.context = context;
  }

  take(record: RawRecord): void {
    const [code = '', , , from = '', to = '', account] = record.cells;
    if (record.cells.every((cell) => cell.trim() === '')) return;
    this.lastLine = record.line;
    if (code === 'H') {
      this.account = account;
      for (const cell of [from, to]) this.addDay(cell);
    } else if (code === 'I' || code === 'T' || code === 'F' || code === 'L') this.takeAs(code, record);
    else this.collected.problem({ code: 'KIND_UNKNOWN', line: record.line, text: code.slice(0, 80) });
  }

  statement(): DocumentStatement<'settlement'> {
    const { collected, context, account, lines, issues } = this;
    const { problems, rejected, remarks, pending } = collected;
    if (!this.closed)
      throw new StopError('FILE_TRUNCATED', { file: context.file, line: this.lastLine, what: 'L' }, problems);
    const [from, to] = [this.days[0], this.days.at(-1)];
    const currency = lines[0]?.currency ?? context.currency;
    const rest = { problems, rejected, remarks, pending, ...(problems.length === 0 && { issues }) };
    return { line: 1, ...defined({ account, from, to }), currency, rows: lines, ...rest };
  }

  private addDay(cell: string): void {
    const reading = readMoment(cell, 'ymd', 'as-printed');
    if (reading.ok) this.days.push(dayOf(reading.moment));
  }

  private takeAs(code: keyof typeof LAYOUTS, record: RawRecord): void {
    const header = LAYOUTS[code].split(' ').map((name) => (name === '-' ? '' : name));
    const currency = this.lines[0]?.currency ?? this.context.currency;
    const facts = { account: this.account, currency, collected: this.collected };
    const rows = new NamedRows(COLUMNS, header, facts);
    if (code === 'L') this.closed = true;
    // The trailer of a report of what was received ends before the net.
    const cells = code === 'L' ? [...record.cells, '', ''] : record.cells;
    this.lines.push(...(rows.take({ ...record, cells }, (row) => this.read(code, row)) ?? []));
  }

  private read(code: keyof typeof LAYOUTS, row: Row<Field>): Reading<SettlementLine> {
    if (code === 'F') return fundingLine(row);
    if (code === 'L') return this.check(row);
    this.items += 1;
    const line = itemLine(row);
    this.gross = plus(this.gross, line.gross);
    this.net = plus(this.net, line.net);
    return line;
  }

  /** The trailer counts and sums the items; of a report of what was received it has no net. */
  private check(row: Row<Field>): readonly SettlementLine[] {
    const { line, currency } = row;
    const items = Number(row.text('items') ?? '0');
    if (items !== this.items)
      this.issues.push({
        code: 'control-total',
        line,
        what: 'L items',
        expected: items,
        actual: this.items,
        unit: 'count',
      });
    this.compare('L amount', row.needAmount('gross'), this.gross, { line, currency });
    if (row.text('net') !== undefined) this.compare('L net', row.needAmount('net'), this.net, { line, currency });
    return [];
  }

  private compare(
    what: string,
    expected: Minor,
    actual: Minor,
    at: { readonly line: number; readonly currency: Currency },
  ): void {
    if (expected !== actual) this.issues.push({ code: 'control-total', what, expected, actual, unit: 'amount', ...at });
  }
}

/** A return carries a code of the bank that sent it back (`R08`); everything the fee column holds is to be added. */
function itemLine(row: Row<Field>): SettlementLine {
  const moved = row.needAmount('amount');
  const kind = kindOf(row, moved);
  const fee = negate(row.amount('fee') ?? ZERO);
  const id = row.needId('id');
  return defined({
    line: row.line,
    account: row.id('account'),
    kind,
    occurredAt: row.moment('settledAt') ?? row.needMoment('createdAt'),
    orderNo: row.id('orderNo'),
    tradeNo: id,
    refundNo: kind === 'sale' ? undefined : id,
    batchNo: row.id('batchNo'),
    gross: moved,
    fee,
    net: minus(moved, fee),
    currency: row.currency,
    typeWords: [row.text('action'), row.text('status'), row.text('word'), row.text('code')]
      .filter((word) => word !== undefined)
      .join(' '),
  });
}

function kindOf(row: Row<Field>, moved: Minor): LineKind {
  if (/refund/iu.test(row.text('action') ?? '')) return 'refund';
  if (moved >= ZERO) return 'sale';
  return /^R\d\d/u.test(row.text('code') ?? '') || row.text('word') === 'Return' ? 'chargeback' : 'refund';
}

/** What reached the bank for a batch; below zero Trustly collects it, and no credit follows. */
function fundingLine(row: Row<Field>): readonly SettlementLine[] {
  const paid = row.needAmount('amount');
  if (paid === ZERO) return [];
  const net = negate(paid);
  const kind = paid < ZERO ? ('transfer' as const) : ('payout' as const);
  const { line, currency } = row;
  const batchNo = row.needId('batchNo');
  const account = row.account;
  return [
    defined({
      line,
      account,
      kind,
      occurredAt: row.needMoment('paidOn'),
      batchNo,
      gross: net,
      fee: ZERO,
      net,
      currency,
    }),
  ];
}

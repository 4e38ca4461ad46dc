import type { Currency } from '../../model/currency.ts';
import { absolute, minus, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine, StatementIssue } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentContext, DocumentFormat, DocumentStatement } from '../document.ts';
import { headerKey } from '../header.ts';
import type { Columns, Reading, Row } from '../profile.ts';
import { NamedRows } from '../rows/named-rows.ts';
import { csvRecords } from '../tokenise/csv.ts';
import { delimiterOf, peeked } from '../tokenise/peek.ts';
import type { RawRecord } from '../tokenise/raw.ts';

const summary = {
  currency: ['SETTLEMENT_CURRENCY'],
  items: ['NUMBER_OF_ITEMS'],
  gross: ['GROSS_TOTAL_AMOUNT'],
  fee: ['FEE_TOTAL_AMOUNT'],
  net: ['NET_TOTAL_AMOUNT'],
  paidOn: ['TRANSFER_DATE'],
  batchNo: ['TRANSFER_ID'],
} as const satisfies Columns;

const detail = {
  type: ['ROW_TYPE'],
  account: ['MID'],
  createdAt: ['CREATION_DATE'],
  occurredAt: ['APPROVED_DATE'],
  orderNo: ['TRANSACTION_ID'],
  tradeNo: ['DLOCAL_TRANSACTION_ID'],
  paid: ['LOCAL_AMOUNT'],
  paidCurrency: ['LOCAL_CURRENCY'],
  gross: ['GROSS_AMOUNT'],
  fee: ['FEE_AMOUNT'],
  net: ['NET_AMOUNT'],
  words: ['DESCRIPTION'],
} as const satisfies Columns;
type DetailField = keyof typeof detail;

const KINDS: Readonly<Record<string, LineKind>> = {
  PAYMENT: 'sale',
  CAPTURE: 'sale',
  REFUND: 'refund',
  CHARGEBACK: 'chargeback',
  CHARGEBACK_REVERSAL: 'chargeback',
  ADJUSTMENT: 'adjustment',
  SETTLEMENT_FEE: 'fee',
  TRANSFER_FEE: 'fee',
};

/** dLocal · cross-border settlement report: one transfer's totals, then its rows with six decimals (formats/intl.md §14). */
const dlocalSettlement: DocumentFormat<'settlement'> = {
  id: 'dlocal-settlement',
  title: { en: 'dLocal settlement report', zh: 'dLocal 结算报告' },
  kind: 'settlement',
  platform: 'dlocal',
  bill: 'both',
  grade: 'A',
  joins: {
    en: 'TRANSACTION_ID = order no., DLOCAL_TRANSACTION_ID = trade no., TRANSFER_ID = payout',
    zh: 'TRANSACTION_ID = 订单号，DLOCAL_TRANSACTION_ID = 交易号，TRANSFER_ID = 出款号',
  },
  marks: ['ROW_TYPE', 'SETTLEMENT_CURRENCY', 'TRANSFER_ID', 'DLOCAL_TRANSACTION_ID'],
  recognise: (head) =>
    dlocalSettlement.marks.every((mark) => head.includes(mark)) ? dlocalSettlement.marks : undefined,
  async *read(text, context) {
    const report = new SettlementReport(context);
    const { start, all } = await peeked(text, (begun) => begun.includes('\n'));
    const delimiter = delimiterOf(start.split('\n', 1)[0] ?? '', [',', ';', '\t']);
    for await (const records of csvRecords(all, { name: context.file, delimiter })) {
      for (const record of records) report.take(record);
    }
    yield report.statement();
  },
};
export default dlocalSettlement;

interface Transfer {
  readonly line: number;
  readonly currency: Currency;
  readonly items: number | undefined;
  readonly net: Minor;
  readonly gross: Minor | undefined;
  readonly fee: Minor | undefined;
  readonly batchNo: string;
  readonly occurredAt: SettlementLine['occurredAt'];
}

class SettlementReport {
  private readonly context: DocumentContext;
  private readonly collected = new Collected();
  private readonly lines: SettlementLine[] = [];
  private transfer: Transfer | undefined;
  private block: NamedRows<keyof typeof summary> | undefined;
  private rows: NamedRows<DetailField> | undefined;
  private items = 0;

  constructor(context: DocumentContext) {
    this.context = context;
  }

  take(record: RawRecord): void {
    if (record.cells.every((cell) => cell.trim() === '')) return;
    const keys = record.cells.map(headerKey);
    const facts = { account: undefined, collected: this.collected };
    if (keys.includes(headerKey(summary.batchNo[0])))
      this.block = new NamedRows(summary, record.cells, { ...facts, currency: this.context.currency });
    else if (keys.includes(headerKey(detail.tradeNo[0]))) {
      const currency = this.transfer?.currency ?? this.context.currency;
      this.rows = new NamedRows(detail, record.cells, { ...facts, currency });
    } else if (this.rows !== undefined) {
      this.items += 1;
      this.lines.push(...(this.rows.take(record, (row) => this.detailLine(row)) ?? []));
    } else this.block?.take(record, (row) => this.readTransfer(row));
  }

  statement(): DocumentStatement<'settlement'> {
    const { transfer, lines, collected, context } = this;
    const { problems, rejected, remarks, pending } = collected;
    const accounts = [...new Set(lines.map(({ account }) => account))];
    // Of several merchants a transfer belongs to none alone.
    const account = accounts.length === 1 ? accounts[0] : undefined;
    const isWhole = problems.length === 0 && transfer !== undefined;
    const rows = isWhole ? [...lines, ...closing(transfer, lines)] : lines;
    return {
      line: transfer?.line ?? 1,
      ...defined({ account, statement: transfer?.batchNo }),
      currency: transfer?.currency ?? context.currency,
      rows: rows.map((row) => defined({ ...row, account })),
      ...(isWhole && { issues: issuesOf(transfer, lines, this.items) }),
      problems,
      rejected,
      remarks,
      pending,
    };
  }

  private readTransfer(row: Row<keyof typeof summary>): Reading<object> {
    const { line, currency } = row;
    const items = row.text('items');
    this.transfer = {
      line,
      currency,
      items: items !== undefined && /^\d{1,9}$/.test(items) ? Number(items) : undefined,
      net: row.needAmount('net'),
      gross: row.roundedAmount('gross'),
      fee: row.roundedAmount('fee'),
      batchNo: row.needId('batchNo'),
      occurredAt: row.needMoment('paidOn'),
    };
    return [];
  }

  private detailLine(row: Row<DetailField>): SettlementLine {
    const kind = KINDS[row.text('type')?.toUpperCase() ?? ''] ?? 'unknown';
    const isTrade = kind === 'sale' || kind === 'refund' || kind === 'chargeback';
    return defined({
      line: row.line,
      account: row.id('account'),
      kind,
      occurredAt: this.momentOf(row),
      orderNo: isTrade ? row.id('orderNo') : undefined,
      tradeNo: row.id('tradeNo'),
      batchNo: this.transfer?.batchNo,
      ...amountsOf(row, kind),
      currency: row.currency,
      typeWords: row.needText('type'),
      memo: isTrade ? paidWords(row) : row.text('words'),
    });
  }

  /** The fee for the transfer has no day of its own. */
  private momentOf(row: Row<DetailField>): SettlementLine['occurredAt'] {
    const own = row.moment('occurredAt') ?? row.moment('createdAt');
    return own ?? this.transfer?.occurredAt ?? row.needMoment('occurredAt');
  }
}

/** Rounded once, at the net; the fee is what is left of the gross (formats/intl.md §0). */
function amountsOf(row: Row<DetailField>, kind: LineKind): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  const net = row.roundedAmount('net');
  if (net === undefined) row.fail('AMOUNT_MISSING', 'net');
  const gross = kind === 'fee' ? ZERO : (row.roundedAmount('gross') ?? ZERO);
  return { gross, fee: minus(gross, net ?? ZERO), net: net ?? ZERO };
}

/** What the shopper paid. */
function paidWords(row: Row<DetailField>): string | undefined {
  const currency = row.text('paidCurrency');
  return currency === undefined ? undefined : `${currency} ${row.text('paid') ?? ''}`;
}

const sumOf = (lines: readonly SettlementLine[], key: 'gross' | 'fee' | 'net'): Minor =>
  lines.reduce((sum, line) => plus(sum, line[key]), ZERO);

/** The transfer itself, and what rounding each row to the cent left over. */
function closing(transfer: Transfer, lines: readonly SettlementLine[]): readonly SettlementLine[] {
  const { line, currency, batchNo, occurredAt, net } = transfer;
  const shared = { line, occurredAt, batchNo, currency, fee: ZERO };
  const left = minus(net, sumOf(lines, 'net'));
  const paid = negate(net);
  const isRounding = left !== ZERO && absolute(left) <= roundingOf(lines);
  return [
    ...(isRounding
      ? [{ ...shared, kind: 'adjustment' as const, gross: left, net: left, memo: 'rounding of the rows' }]
      : []),
    { ...shared, kind: net < ZERO ? ('transfer' as const) : ('payout' as const), gross: paid, net: paid },
  ];
}

/** Half a cent a row, and two for the totals' own rounding. */
function roundingOf(lines: readonly SettlementLine[]): number {
  return Math.ceil(lines.length / 2) + 2;
}

function issuesOf(transfer: Transfer, lines: readonly SettlementLine[], items: number): readonly StatementIssue[] {
  const { line, currency } = transfer;
  const shared = { code: 'control-total' as const, line };
  const left = minus(transfer.net, sumOf(lines, 'net'));
  return [
    ...(transfer.items === undefined || transfer.items === items
      ? []
      : [{ ...shared, what: summary.items[0], expected: transfer.items, actual: items, unit: 'count' as const }]),
    ...(absolute(left) <= roundingOf(lines)
      ? []
      : [
          {
            ...shared,
            what: summary.net[0],
            expected: transfer.net,
            actual: sumOf(lines, 'net'),
            unit: 'amount' as const,
            currency,
          },
        ]),
  ];
}

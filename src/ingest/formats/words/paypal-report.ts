import { parseCurrency, type Currency } from '../../../model/currency.ts';
import { dayOf, type Day } from '../../../model/day.ts';
import { minus, negate, plus, ZERO, type Minor } from '../../../model/money.ts';
import { StopError } from '../../../model/problem.ts';
import type { SettlementLine, StatementIssue } from '../../../model/statement.ts';
import { amountProblem, parseUnits } from '../../amount.ts';
import { Collected } from '../../collect.ts';
import { defined } from '../../defined.ts';
import type { DocumentContext, DocumentStatement } from '../../document.ts';
import { readMoment } from '../../moment.ts';
import { csvRecords } from '../../tokenise/csv.ts';
import { peeked } from '../../tokenise/peek.ts';
import type { RawRecord } from '../../tokenise/raw.ts';
import { unwrap } from '../../wrapping.ts';
import { NamedRows } from '../../rows/named-rows.ts';
import { NO_SUMS, PAYPAL_COLUMNS, paypalEvent, withEvent, type PayPalField, type PayPalSums } from './paypal-event.ts';

/** The statements of a PayPal report, one for each account and currency. Throws FILE_TRUNCATED for one that has no end. */
export async function* paypalStatements(
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<DocumentStatement<'settlement'>> {
  const report = new PayPalReport(context);
  const { start, all } = await peeked(text, ({ length }) => length >= FIRST_CELL);
  const delimiter = /^\uFEFF?"?[A-Z]{2}"?\t/u.test(start) ? '\t' : ',';
  for await (const records of csvRecords(all, { name: context.file, delimiter })) {
    for (const record of records) report.take(record);
  }
  yield* report.finish();
}

const FIRST_CELL = 8;

/** Since a header record: how many body records, and what they come to. */
interface Scope {
  records: number;
  readonly sums: Map<Currency, PayPalSums>;
}

interface Growing {
  readonly line: number;
  readonly account: string | undefined;
  readonly currency: Currency;
  readonly rows: SettlementLine[];
  readonly issues: StatementIssue[];
  opening?: Minor;
  closing?: Minor;
  closingLine?: number;
}

type Sums = readonly (readonly [what: string, key: keyof PayPalSums])[];
const DECLARED: Sums = [
  ['total gross credits', 'credits'],
  ['total gross debits', 'debits'],
  ['total fee credits', 'feeCredits'],
  ['total fee debits', 'feeDebits'],
];

class PayPalReport {
  private readonly context: DocumentContext;
  private readonly collected = new Collected();
  private readonly parts = new Map<string, Growing>();
  private header: readonly string[] = [];
  private rows: NamedRows<PayPalField> | undefined;
  private account: string | undefined;
  private section = emptyScope();
  private file = emptyScope();
  private report = emptyScope();
  /** Stated by the sections of each account. */
  private readonly days = new Map<string | undefined, Day[]>();
  /** Of rows that are no money: they date a report that states no days and has nothing else. */
  private readonly pendingDays: Day[] = [];
  private open = false;
  private lastLine = 1;

  constructor(context: DocumentContext) {
    this.context = context;
  }

  take(record: RawRecord): void {
    const code = unwrap(record.cells[0] ?? '').toUpperCase();
    if (code === '' && record.cells.every((cell) => cell.trim() === '')) return;
    this.lastLine = record.line;
    const take = this.byCode[code];
    if (take === undefined)
      this.collected.problem({ code: 'KIND_UNKNOWN', line: record.line, text: code.slice(0, 80) });
    else take(record);
  }

  private readonly byCode: Readonly<Record<string, (record: RawRecord) => void>> = {
    RH: (record) => {
      this.open = true;
      this.report = emptyScope();
      this.file = emptyScope();
      this.section = emptyScope();
      this.setAccount(record.cells[3]);
    },
    FH: () => {
      this.open = true;
      this.file = emptyScope();
      this.section = emptyScope();
    },
    SH: (record) => {
      this.section = emptyScope();
      this.setAccount(record.cells[3]);
      for (const cell of record.cells.slice(1, 3)) this.addDay(cell);
    },
    CH: (record) => {
      this.header = record.cells;
      this.rows = this.namedRows();
    },
    SB: (record) => {
      this.takeBody(record);
    },
    SF: (record) => {
      this.checkFooter(record, this.section);
    },
    SC: (record) => {
      this.checkCount(record, this.section);
    },
    RF: (record) => {
      this.checkFooter(record, this.report);
    },
    RC: (record) => {
      this.checkCount(record, this.report);
    },
    FF: (record) => {
      this.open = false;
      this.checkCount(record, this.file);
    },
  };

  *finish(): Generator<DocumentStatement<'settlement'>> {
    const { collected, context } = this;
    // A report with a file header has a file footer, be it empty.
    if (this.open) {
      const params = { file: context.file, line: this.lastLine, what: 'footer' };
      throw new StopError('FILE_TRUNCATED', params, collected.problems);
    }
    if (this.parts.size === 0) this.partOf(context.currency, 1);
    const onlyPending = this.daysOfPending();
    const { problems, rejected, remarks, pending } = collected;
    let told: object = { problems, rejected, remarks, pending };
    for (const { opening, closing, closingLine, ...part } of this.parts.values()) {
      const days = this.days.get(part.account)?.sort() ?? onlyPending;
      yield {
        ...defined(part),
        ...defined({ from: days[0], to: days.at(-1) }),
        ...(isWhole(part.rows, opening, closing) && defined({ opening, closing, closingLine })),
        ...told,
      };
      told = {};
    }
  }

  /** Days of a report that states none and holds no money. Throws PERIOD_NEEDED where it has no rows at all. */
  private daysOfPending(): readonly Day[] {
    const isEmpty = [...this.parts.values()].every(({ rows }) => rows.length === 0);
    if (!isEmpty || this.days.size > 0) return [];
    if (this.pendingDays.length === 0 && this.isReadable())
      throw new StopError('PERIOD_NEEDED', { file: this.context.file });
    return [...this.pendingDays].sort();
  }

  private isReadable(): boolean {
    return this.collected.problems.length === 0;
  }

  private setAccount(cell: string | undefined): void {
    const account = unwrap(cell ?? '');
    if (account === '' || account === this.account) return;
    this.account = account;
    if (this.header.length > 0) this.rows = this.namedRows();
  }

  private namedRows(): NamedRows<PayPalField> {
    const { account, context, collected, header } = this;
    return new NamedRows(PAYPAL_COLUMNS, header, { account, currency: context.currency, collected });
  }

  private addDay(cell: string): void {
    const reading = readMoment(unwrap(cell), 'ymd', 'as-printed');
    if (!reading.ok) return;
    const days = this.days.get(this.account) ?? [];
    this.days.set(this.account, [...days, dayOf(reading.moment)]);
  }

  private takeBody(record: RawRecord): void {
    const scopes = [this.section, this.file, this.report];
    for (const scope of scopes) scope.records += 1;
    const lines = this.rows?.take(record, (row) => {
      const event = paypalEvent(row);
      for (const { sums } of scopes) sums.set(row.currency, withEvent(sums.get(row.currency) ?? NO_SUMS, event));
      if (event.line === undefined) this.pendingDays.push(row.needDay('initiatedAt'));
      return event.line;
    });
    for (const line of lines ?? []) this.partOf(line.currency, line.line).rows.push(line);
  }

  private partOf(currency: Currency, line: number): Growing {
    const key = `${this.account ?? ''}\n${currency}`;
    const part = this.parts.get(key) ?? { line, account: this.account, currency, rows: [], issues: [] };
    this.parts.set(key, part);
    return part;
  }

  /** With a currency: its sums and balances. Detail reports have the number of records alone. */
  private checkFooter(record: RawRecord, scope: Scope): void {
    const currency = parseCurrency(unwrap(record.cells[1] ?? ''));
    if (currency === undefined) {
      this.checkCount(record, scope);
      return;
    }
    const part = this.partOf(currency, record.line);
    const found = scope.sums.get(currency) ?? NO_SUMS;
    for (const [at, [what, key]] of DECLARED.entries()) {
      const expected = this.amountAt(record, 2 + at, currency);
      if (expected === undefined || expected === found[key] || !this.isReadable()) continue;
      const head = unwrap(record.cells[0] ?? '');
      const facts = { line: record.line, what: `${head} ${currency} ${what}`, unit: 'amount' as const, currency };
      const owner = defined({ account: part.account });
      part.issues.push({ code: 'control-total', ...facts, expected, actual: found[key], ...owner });
    }
    this.takeBalances(record, part);
  }

  private takeBalances(record: RawRecord, part: Growing): void {
    const [opening, closing] = [6, 8].map((at) => {
      const size = this.amountAt(record, at + 1, part.currency);
      return size !== undefined && unwrap(record.cells[at] ?? '').toUpperCase() === 'DR' ? negate(size) : size;
    });
    if (opening === undefined || closing === undefined) return;
    part.opening ??= opening;
    part.closing = closing;
    part.closingLine = record.line;
  }

  private amountAt(record: RawRecord, position: number, currency: Currency): Minor | undefined {
    const text = unwrap(record.cells[position] ?? '');
    const reading = parseUnits(text, 2, currency);
    if (reading.ok) return reading.minor;
    if (reading.fault !== 'empty') this.collected.problem({ code: amountProblem(reading), line: record.line, text });
    return undefined;
  }

  private checkCount(record: RawRecord, scope: Scope): void {
    const text = unwrap(record.cells[1] ?? '');
    if (text === '' || !this.isReadable()) return;
    const expected = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    if (expected === undefined) {
      this.collected.problem({ code: 'AMOUNT_UNREADABLE', line: record.line, text });
    } else if (expected !== scope.records) {
      const what = `${unwrap(record.cells[0] ?? '')} record count`;
      const part = [...this.parts.values()].at(-1) ?? this.partOf(this.context.currency, record.line);
      part.issues.push({
        code: 'control-total',
        line: record.line,
        what,
        expected,
        actual: scope.records,
        unit: 'count',
      });
    }
  }
}

function emptyScope(): Scope {
  return { records: 0, sums: new Map() };
}

/** Balances that the rows lead from one to the other; money held back may stand outside of them. */
function isWhole(rows: readonly SettlementLine[], opening: Minor | undefined, closing: Minor | undefined): boolean {
  if (opening === undefined || closing === undefined) return false;
  return minus(closing, opening) === rows.reduce((sum, { net }) => plus(sum, net), ZERO);
}

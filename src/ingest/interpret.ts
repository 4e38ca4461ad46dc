import type { Currency } from '../model/currency.ts';
import { StopError } from '../model/problem.ts';
import type {
  RowBatch,
  RowOf,
  StatementIssue,
  StatementKind,
  StatementOutcome,
  StatementPart,
} from '../model/statement.ts';
import { Batches } from './batches.ts';
import { Collected } from './collect.ts';
import { checkTotal, footerOf, totalsInFooter, totalsInWords, type DeclaredTotal } from './controls.ts';
import type { Found } from './detect.ts';
import { debitsAreMinus } from './debit-signs.ts';
import { orderInFile } from './date-order.ts';
import { headerKey } from './header.ts';
import type { DateOrder, FileOrder } from './moment.ts';
import { Parts, type StatedFacts } from './parts.ts';
import { lineText, type PreambleFacts } from './preamble.ts';
import type { Footer } from './profile.ts';
import { cellOf, firstIn, lastFilled } from './record-cells.ts';
import { RowReader } from './row.ts';
import { LIMITS } from './source.ts';
import { Tallies } from './tallies.ts';
import { PlainRecord } from './tokenise/plain.ts';
import type { RawRecord, RecordBatches } from './tokenise/raw.ts';

/** Rows are handed on about so many at a time. */
const BATCH_ROWS = 200;

export interface Table {
  /** For messages. */
  readonly file: string;
  /** Can be read again from the start. */
  readonly records: RecordBatches;
  /** Sheets leave empty cells at the end of a row out; a text with fewer cells than its header is cut. */
  readonly ragged: boolean;
}

type Joined = (above: RowOf[StatementKind], row: RowOf[StatementKind]) => RowOf[StatementKind] | undefined;

export interface Interpretation {
  readonly found: Found;
  readonly preamble: PreambleFacts;
  readonly stated: StatedFacts;
  readonly currency: Currency;
  /** The person's word: it stands above the format's and the file's. */
  readonly dateOrder: DateOrder | undefined;
}

/**
 * The rows of a recognised table as typed rows, in file order. Bad rows are collected, never thrown. Throws
 * ROWS_AFTER_FOOTER, FILE_TRUNCATED (no footer where the format has one) and LIMIT_REACHED.
 */
export class StatementReading {
  private readonly table: Table;
  private readonly how: Interpretation;
  private readonly collected = new Collected();
  private readonly tallies = new Tallies();
  private readonly batchSums = new Batches();
  private readonly parts: Parts;
  private readonly headerCells: readonly string[];
  private readonly width: number;
  private readonly ends: Footer | undefined;
  private readonly footer: RawRecord[] = [];
  /** Cells of a row that is padded beyond the header, once one was met. */
  private padded: number | undefined;
  /** The last row read, where the next may belong to it. */
  private held: RowOf[StatementKind] | undefined;
  private rows = 0;
  /** Its first row has the platform's mark, or there is none. */
  private marked = true;
  private lastLine = 0;
  /** Where a row ends before its last cell. */
  private shortLine = 0;
  private finished: StatementOutcome | undefined;

  constructor(table: Table, how: Interpretation) {
    this.table = table;
    this.how = how;
    const { profile, header, map } = how.found;
    this.ends = footerOf(profile);
    this.headerCells = header.cells;
    this.width = lastFilled(this.headerCells) + 1;
    const balance = header.cells[map.positions.get('balance')?.[0] ?? -1] ?? '';
    this.parts = new Parts(profile, how.stated, balance.trim());
  }

  private async rowReader(): Promise<RowReader> {
    const { collected, tallies } = this;
    const { found, currency, stated } = this.how;
    const { decimal = '.', times, currencyStays } = found.profile;
    const dateOrder = await this.dateOrder();
    const asksDebits = found.profile.debits === 'file';
    const signs = { debitsAreMinus: asksDebits && (await debitsAreMinus(this.table.records, found, currency)) };
    const spelling = { currency, dateOrder, decimal, times, currencyStays, ...signs };
    const { header, map } = found;
    return new RowReader({ header: header.cells, map, account: stated.account, collected, tallies, ...spelling });
  }

  private async dateOrder(): Promise<FileOrder | undefined> {
    const { found, dateOrder } = this.how;
    const declared = dateOrder ?? found.profile.dateOrder;
    return declared === 'file' ? await orderInFile(this.table.records, found) : declared;
  }

  async *batches(): AsyncGenerator<RowBatch> {
    let rows: RowOf[StatementKind][] = [];
    let index = 0;
    const reader = await this.rowReader();
    for await (const records of this.table.records) {
      for (const record of records) {
        if (index > this.how.found.index) this.take(record, reader, rows);
        index += 1;
      }
      if (rows.length < BATCH_ROWS) continue;
      yield this.batchOf(rows);
      rows = [];
    }
    if (this.held !== undefined) this.release(this.held, rows);
    if (rows.length > 0) yield this.batchOf(rows);
    this.finished = this.finish();
  }

  outcome(): StatementOutcome {
    if (this.finished === undefined) throw new Error('broken invariant: the outcome is asked for after the last row');
    return this.finished;
  }

  private batchOf(rows: readonly RowOf[StatementKind][]): RowBatch {
    return { kind: this.how.found.profile.kind, rows } as RowBatch;
  }

  private take(record: RawRecord, reader: RowReader, rows: RowOf[StatementKind][]): void {
    const first = firstIn(record);
    if (first === undefined) return;
    this.lastLine = record.line;
    const { ignored } = this.how.found.profile;
    if (this.footer.length > 0) this.takeFooter(record, first);
    else if (this.ends?.starts.test(first)) this.footer.push(record);
    else if (ignored === undefined && !this.isHeaderAgain(record)) this.takeRow(record, reader, rows);
  }

  private takeFooter(record: RawRecord, first: string): void {
    const { twoLines, follows } = this.ends ?? {};
    const belongs = twoLines === undefined ? (follows?.test(first) ?? true) : this.footer.length < 2;
    if (!belongs) {
      const params = { file: this.table.file, line: record.line, text: lineText(record).slice(0, 200) };
      throw new StopError('ROWS_AFTER_FOOTER', params, this.collected.problems);
    }
    if (this.footer.length < LIMITS.columns) this.footer.push(record);
  }

  /** Paged exports print their header on every page. */
  private isHeaderAgain(record: RawRecord): boolean {
    const at = this.width - 1;
    if (cellOf(record, at) !== this.headerCells[at]) return false;
    const { cells } = record;
    return this.headerCells.every((cell, position) => headerKey(cell) === headerKey(cells[position] ?? ''));
  }

  private takeRow(record: RawRecord, reader: RowReader, rows: RowOf[StatementKind][]): void {
    this.rows += 1;
    if (this.rows === 1) this.marked = firstIn(record)?.startsWith('`') ?? true;
    if (this.rows > LIMITS.rows) {
      throw new StopError('LIMIT_REACHED', {
        file: this.table.file,
        line: record.line,
        limit: 'rows',
        allowed: LIMITS.rows,
      });
    }
    if (!this.hasItsCells(record)) {
      const text = `${String(record.cells.length)} ≠ ${String(this.headerCells.length)}`;
      const problem = { code: 'CELL_COUNT' as const, line: record.line, text };
      if (record.cells.length < this.width) this.shortLine = record.line;
      this.collected.problem(problem);
      this.collected.reject(problem, record.cells);
      return;
    }
    reader.moveTo(record);
    const reading = this.how.found.profile.read(reader);
    if (reader.firstProblem !== undefined) {
      this.collected.reject(reader.firstProblem, record.cells);
      return;
    }
    if (reading === undefined) this.collected.pending += 1;
    else for (const row of asRows(reading)) this.keep(row, rows);
  }

  /** Where rows may belong together, one waits for the next. */
  private keep(row: RowOf[StatementKind], rows: RowOf[StatementKind][]): void {
    const joined = this.how.found.profile.joined as Joined | undefined;
    if (joined === undefined) {
      this.release(row, rows);
      return;
    }
    const both = this.held === undefined ? undefined : joined(this.held, row);
    if (this.held !== undefined && both === undefined) this.release(this.held, rows);
    this.held = both ?? row;
  }

  private release(row: RowOf[StatementKind], rows: RowOf[StatementKind][]): void {
    this.parts.add(row);
    const { kind, closed } = this.how.found.profile;
    if (closed && kind === 'settlement') this.batchSums.add(row as RowOf['settlement']);
    rows.push(row);
  }

  private hasItsCells(record: RawRecord): boolean {
    if (record instanceof PlainRecord && record.width === this.headerCells.length) return true;
    const { cells } = record;
    if (cells.length === this.headerCells.length) return true;
    if (this.table.ragged || this.how.found.profile.ragged) return lastFilled(cells) < this.headerCells.length;
    if (cells.length < this.width) return false;
    // Padding is empty and as wide in every row; a cell too many is a comma that nobody escaped.
    this.padded ??= cells.length;
    return cells.length === this.padded && cells.slice(this.headerCells.length).every((cell) => cell === '');
  }

  private finish(): StatementOutcome {
    const { profile } = this.how.found;
    const { preamble, currency } = this.how;
    const inFooter = this.ends === undefined ? [] : totalsInFooter(this.footer, this.ends, this.how.found);
    this.refuseCutOff(inFooter);
    this.refuseCutRow();
    const above = preamble.records.flatMap((record) => totalsInWords(record, profile.preamble?.totals ?? []));
    const issues = this.totalIssues([...above, ...inFooter], currency);
    const { parts, issues: breaks } = this.parts.finish();
    const { problems, rejected, remarks, pending, beyond } = this.collected;
    if (profile.platform !== undefined && profile.ignored === undefined) this.refuseUndated(parts);
    return {
      parts: profile.ignored === undefined ? parts : [],
      issues: [...issues, ...breaks],
      problems,
      ...(beyond > 0 && { problemsBeyond: beyond }),
      rejected,
      pending,
      remarks,
    };
  }

  /** A platform's statement without rows covers the days it states, or those of its name; without either it says nothing. */
  private refuseUndated(parts: readonly StatementPart[]): void {
    if (this.collected.problems.length > 0) return;
    if (parts.some(({ rows, from }) => rows === 0 && from === undefined)) {
      throw new StopError('PERIOD_NEEDED', { file: this.table.file });
    }
  }

  /** Sums of a file some of whose rows couldn't be read say nothing: its problems are told instead. */
  private totalIssues(totals: readonly DeclaredTotal[], currency: Currency): readonly StatementIssue[] {
    if (this.how.found.profile.ignored !== undefined || this.collected.problems.length > 0) return [];
    const { decimal = '.' } = this.how.found.profile;
    const differing = totals.flatMap((total) => {
      const check = checkTotal(total, this.tallies, { currency, decimal });
      if (check.kind === 'unreadable') this.collected.problem(check.problem);
      return check.kind === 'differs' ? [check.issue] : [];
    });
    return [...differing, ...this.batchSums.issues()];
  }

  /** The last row of a text, and only that one, ends before its last cell: what follows is missing, not a cell. */
  private refuseCutRow(): void {
    if (this.shortLine !== this.lastLine || this.lastLine === 0 || this.collected.problems.length !== 1) return;
    const where = { file: this.table.file, line: this.lastLine, what: 'row' };
    throw new StopError('FILE_TRUNCATED', where, this.collected.problems);
  }

  /** A person who saves the download as a workbook may leave the footer out; a download itself never lacks it. */
  private needsFooter(needed: Footer['needed']): boolean {
    if (needed === 'with-marks') return this.marked;
    if (needed !== 'with-preamble') return needed === 'always';
    const hasPreamble = this.how.preamble.account !== undefined || this.how.preamble.from !== undefined;
    return hasPreamble && !this.table.ragged;
  }

  private refuseCutOff(totals: readonly DeclaredTotal[]): void {
    const footer = this.ends;
    if (footer === undefined || !this.needsFooter(footer.needed)) return;
    const declared = new Set(totals.map(({ what }) => what));
    const complete = (footer.totals ?? []).every(({ what }) => declared.has(what));
    if (this.footer.length >= (footer.twoLines === undefined ? 1 : 2) && complete) return;
    throw new StopError(
      'FILE_TRUNCATED',
      { file: this.table.file, line: this.lastLine, what: 'footer' },
      this.collected.problems,
    );
  }
}

function asRows(reading: RowOf[StatementKind] | readonly RowOf[StatementKind][]): readonly RowOf[StatementKind][] {
  return 'line' in reading ? [reading] : reading;
}

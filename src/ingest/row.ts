import { decimalsOf, parseCurrency, type Currency } from '../model/currency.ts';
import { dayOf, type Day, type Moment } from '../model/day.ts';
import { ZERO, type AmountReading, type Minor } from '../model/money.ts';
import type { ProblemCode, RowProblem } from '../model/problem.ts';
import { amountProblem, EXACT_UNITS, parseExact, parseRounded, parseUnits, plainAmount, readAmount } from './amount.ts';
import type { Collected } from './collect.ts';
import type { HeaderMap } from './header.ts';
import { readClock, readMoment, type FileOrder } from './moment.ts';
import type { DecimalMark, Row } from './profile.ts';
import type { Tallies } from './tallies.ts';
import { PlainRecord } from './tokenise/plain.ts';
import type { RawRecord } from './tokenise/raw.ts';
import { bareBetween, isDamagedId, unwrap, unwrapId } from './wrapping.ts';

export interface RowContext {
  readonly header: readonly string[];
  readonly map: HeaderMap;
  readonly account: string | undefined;
  readonly currency: Currency;
  readonly dateOrder: FileOrder | undefined;
  /** A point unless said otherwise. */
  readonly decimal?: DecimalMark;
  readonly times?: 'as-printed' | undefined;
  /** An empty currency cell means the currency of the row above. */
  readonly currencyStays?: boolean | undefined;
  /** Money out is printed with a minus throughout. */
  readonly debitsAreMinus?: boolean | undefined;
  readonly collected: Collected;
  readonly tallies: Tallies;
}

const KEPT_CHARS = 200;
const NOWHERE: readonly number[] = [];
/** Stands in for a cell that couldn't be read; its row has a problem and is never handed out. */
const UNREAD_MOMENT = '1900-01-01' as Moment;

/** The current row of a statement, its cells read by field. One reader serves all rows, one after the other. */
export class RowReader implements Row {
  private readonly context: RowContext;
  private readonly decimal: DecimalMark;
  /** Field → where it is read from: the first of its columns. */
  private readonly places = new Map<string, number>();
  private cells: readonly string[] = [];
  /** The current row, while its cells are still to be cut out of the text. */
  private plainRow: PlainRecord | undefined;
  /** What the column `currency` said last: it says the same in most rows. */
  private currencyWords: string | undefined;
  private decimals: number;
  line = 0;
  currency: Currency;
  /** Fields of the current row that have a problem: a cell read twice is wrong once. */
  private readonly wrong = new Set<string>();
  /** The first problem of the current row. */
  firstProblem: RowProblem | undefined;

  constructor(context: RowContext) {
    this.context = context;
    this.decimal = context.decimal ?? '.';
    this.currency = context.currency;
    this.decimals = decimalsOf(context.currency);
    for (const [field, [place]] of context.map.positions) if (place !== undefined) this.places.set(field, place);
  }

  get account(): string | undefined {
    return this.context.account;
  }

  get debitsAreMinus(): boolean {
    return this.context.debitsAreMinus ?? false;
  }

  moveTo(record: RawRecord): void {
    this.plainRow = record instanceof PlainRecord ? record : undefined;
    if (this.plainRow === undefined) this.cells = record.cells;
    this.line = record.line;
    this.firstProblem = undefined;
    if (this.wrong.size > 0) this.wrong.clear();
    const words = this.text('currency');
    if (words === this.currencyWords || (words === undefined && this.context.currencyStays)) return;
    const currency = words === undefined ? this.context.currency : parseCurrency(words);
    this.currency = currency ?? this.context.currency;
    this.decimals = decimalsOf(this.currency);
    this.currencyWords = currency === undefined ? undefined : words;
    if (currency === undefined) this.fail('CURRENCY_UNKNOWN', 'currency');
  }

  has(field: string): boolean {
    return this.context.map.positions.has(field);
  }

  text(field: string): string | undefined {
    const text = this.bare(field) ?? unwrap(this.cell(field));
    return text === '' ? undefined : text;
  }

  texts(field: string): readonly string[] {
    const found = new Set<string>();
    for (const position of this.context.map.positions.get(field) ?? NOWHERE) {
      const text = unwrap(this.cellAt(position));
      if (text !== '') found.add(text);
    }
    return [...found];
  }

  id(field: string): string | undefined {
    const id = this.bare(field) ?? unwrapId(this.cell(field));
    if (id === '') return undefined;
    if (isDamagedId(id)) this.fail('ID_DAMAGED', field);
    return id;
  }

  needId(field: string): string {
    const id = this.id(field);
    if (id === undefined) this.fail('ID_MISSING', field);
    return id ?? '';
  }

  needText(field: string): string {
    const text = this.text(field);
    if (text === undefined) this.fail('ID_MISSING', field);
    return text ?? '';
  }

  amount(field: string): Minor | undefined {
    return this.plain(field) ?? this.taken(field, this.reading(this.cell(field), this.currency));
  }

  needAmount(field: string): Minor {
    const plain = this.plain(field);
    if (plain !== undefined) return plain;
    const reading = this.reading(this.cell(field), this.currency);
    if (!reading.ok && reading.fault === 'empty') this.fail('AMOUNT_MISSING', field);
    return this.taken(field, reading) ?? ZERO;
  }

  roundedAmount(field: string): Minor | undefined {
    const rounded = this.plain(field) ?? parseRounded(unwrap(this.cell(field)), this.currency, this.decimal);
    return typeof rounded === 'number' ? rounded : this.taken(field, rounded);
  }

  amountIn(field: string, currency: Currency): Minor | undefined {
    return this.taken(field, this.reading(this.cell(field), currency));
  }

  unitAmount(field: string, places = this.decimals): Minor | undefined {
    return this.taken(field, parseUnits(unwrap(this.cell(field)), places, this.currency));
  }

  currencyOf(field: string): Currency | undefined {
    const words = this.text(field);
    if (words === undefined) return undefined;
    const currency = parseCurrency(words);
    if (currency === undefined) this.fail('CURRENCY_UNKNOWN', field);
    return currency;
  }

  moment(field: string): Moment | undefined {
    return this.readMomentOf(field, this.text(field));
  }

  momentOf(day: string, time: string): Moment | undefined {
    const moment = this.moment(day);
    const words = this.text(time);
    if (moment === undefined || words === undefined) return moment;
    const clock = readClock(words);
    if (clock !== undefined) return `${dayOf(moment)} ${clock}` as Moment;
    const whole = readMoment(words, this.context.dateOrder, this.context.times);
    if (whole.ok) return whole.moment;
    this.fail('DATE_UNREADABLE', time);
    return moment;
  }

  needMoment(field: string): Moment {
    const text = this.text(field);
    if (text === undefined) this.fail('DATE_UNREADABLE', field);
    return this.readMomentOf(field, text) ?? UNREAD_MOMENT;
  }

  day(field: string): Day | undefined {
    const moment = this.moment(field);
    return moment === undefined ? undefined : dayOf(moment);
  }

  needDay(field: string): Day {
    return dayOf(this.needMoment(field));
  }

  fail(code: ProblemCode, field: string): void {
    if (this.wrong.has(field)) return;
    this.wrong.add(field);
    const problem = this.problemAt(code, field);
    this.firstProblem ??= problem;
    this.context.collected.problem(problem);
  }

  remark(code: ProblemCode, field: string): void {
    this.context.collected.remark(this.problemAt(code, field));
  }

  tally(name: string, amount: Minor): void {
    if (this.firstProblem === undefined) this.context.tallies.add(name, amount);
  }

  tallyExactly(name: string, field: string): void {
    const plain = this.plain(field);
    const exact =
      plain === undefined ? parseExact(unwrap(this.cell(field)), this.currency, this.decimal) : plain * EXACT_UNITS;
    if (exact !== undefined) this.context.tallies.addExact(name, exact);
  }

  private cell(field: string): string {
    const position = this.places.get(field);
    return position === undefined ? '' : this.cellAt(position);
  }

  private cellAt(position: number): string {
    return this.plainRow === undefined ? (this.cells[position] ?? '') : this.plainRow.cell(position);
  }

  /** The cell as `unwrap` gives it, where that is easily told: cut once, and nothing else made of it. */
  private bare(field: string): string | undefined {
    const row = this.plainRow;
    const position = this.places.get(field);
    if (row === undefined || position === undefined || position >= row.width) return undefined;
    return bareBetween(row.text, row.startOf(position), row.endOf(position));
  }

  private plain(field: string): Minor | undefined {
    const position = this.places.get(field);
    if (this.decimal !== '.' || position === undefined) return undefined;
    const row = this.plainRow;
    if (row === undefined) return plainAmount(this.cells[position] ?? '', this.decimals);
    if (position >= row.width) return undefined;
    return plainAmount(row.text, this.decimals, row.startOf(position), row.endOf(position));
  }

  private reading(cell: string, currency: Currency): AmountReading {
    return readAmount(unwrap(cell), currency, this.decimal);
  }

  private taken(field: string, reading: AmountReading): Minor | undefined {
    if (reading.ok) return reading.minor;
    if (reading.fault !== 'empty') this.fail(amountProblem(reading), field);
    return undefined;
  }

  private readMomentOf(field: string, text: string | undefined): Moment | undefined {
    if (text === undefined) return undefined;
    const reading = readMoment(text, this.context.dateOrder, this.context.times);
    if (reading.ok) return reading.moment;
    // None of them is a date: asked for last, since nearly all cells are one.
    if (NO_DATE.has(text)) return undefined;
    this.fail(reading.fault === 'ambiguous' ? 'DATE_AMBIGUOUS' : 'DATE_UNREADABLE', field);
    return undefined;
  }

  private problemAt(code: ProblemCode, field: string): RowProblem {
    const position = this.context.map.positions.get(field)?.[0];
    const column = position === undefined ? field : (this.context.header[position] ?? field);
    const text = this.cell(field).slice(0, KEPT_CHARS);
    return { code, line: this.line, column: unwrap(column), ...(text !== '' && { text }) };
  }
}

/** What statements print where there is no date. */
const NO_DATE: ReadonlySet<string> = new Set(['-', '--', '/', '0000-00-00', '0000-00-00 00:00:00']);

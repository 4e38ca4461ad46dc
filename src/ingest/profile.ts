import type { Currency } from '../model/currency.ts';
import type { Day, Moment } from '../model/day.ts';
import type { Minor } from '../model/money.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { Bill, RowOf, StatementKind } from '../model/statement.ts';
import type { Words } from '../model/words.ts';
import type { DateOrder } from './moment.ts';

/**
 * Field → every name its column may carry, the usual one first. Names are compared by `headerKey` (header.ts): width,
 * spaces, brackets, a unit at the end (`（+元）`, `(元)`), a translation in square brackets and wrapping marks don't
 * count; 帐 and 账 do, so both are listed. Of several columns that fit one field, `texts` reads all, the rest the first.
 */
export type Columns<F extends string = string> = Readonly<Record<F, readonly string[]>>;

/** One row with its cells by field: what a format reads. A cell that can't be read is noted, and the row is set aside. */
export interface Row<F extends string = string> {
  readonly line: number;
  /** The account the lines above the header name. */
  readonly account: string | undefined;
  /** Of the column `currency`, else of the lines above the header, else the one the caller named. */
  readonly currency: Currency;
  /** Amounts in the column of money out are all printed with a minus (`debits`): else a minus there is a reversal. */
  readonly debitsAreMinus: boolean;
  /** True when the file has a column for the field. */
  has(field: F): boolean;
  /** The cell without wrapping marks and outer blanks; undefined when empty. */
  text(field: F): string | undefined;
  /** All cells of the field that hold something, each different text once. */
  texts(field: F): readonly string[];
  /** As `text`, with every wrapping mark stripped; ID_DAMAGED when a spreadsheet has turned it into `2.02E+27`. */
  id(field: F): string | undefined;
  /** As `id`, and ID_MISSING when empty. */
  needId(field: F): string;
  /** As `text`, and ID_MISSING when empty. */
  needText(field: F): string;
  /** Undefined for an empty cell and for the marks of «none» (`-`, `--`, `/`). */
  amount(field: F): Minor | undefined;
  /** As `amount`, and AMOUNT_MISSING when empty. */
  needAmount(field: F): Minor;
  /** As `amount`, rounded half-up to the minor unit: only where the platform itself prints more places than it moves. */
  roundedAmount(field: F): Minor | undefined;
  /** As `amount`, in another currency than the row's. */
  amountIn(field: F, currency: Currency): Minor | undefined;
  /**
   * A whole number of hundredths (`places` = 2), thousandths …, as platforms that count in cents print it; `places` is
   * the currency's own unless given. `15000` with two places is 150 yen; what isn't whole in the currency is too fine.
   */
  unitAmount(field: F, places?: number): Minor | undefined;
  /** A currency's code or name; CURRENCY_UNKNOWN for any other text. */
  currencyOf(field: F): Currency | undefined;
  moment(field: F): Moment | undefined;
  /** Day of one column, time of day of another; the day alone where the time is empty or not there. */
  momentOf(day: F, time: F): Moment | undefined;
  /** As `moment`, and DATE_UNREADABLE when empty. */
  needMoment(field: F): Moment;
  day(field: F): Day | undefined;
  needDay(field: F): Day;
  /** Sets the row aside with a problem at the field's cell. */
  fail(code: ProblemCode, field: F): void;
  /** Takes the row, with a remark at the field's cell. */
  remark(code: ProblemCode, field: F): void;
  /** Adds to the named tally (one more, and the amount), which the file's own totals are compared with. */
  tally(name: string, amount: Minor): void;
  /** As `tally`, with all the places the cell prints: what a total of unrounded amounts is compared with. */
  tallyExactly(name: string, field: F): void;
}

/** What a format makes of a row; undefined for a row that is no movement by the file's own word (counted as pending). */
export type Reading<T> = T | readonly T[] | undefined;

/** A total the file declares in words: `#支出合计：10笔，共-1240.78元`. Groups `count` and `amount`, either or both. */
export interface TotalPattern {
  readonly pattern: RegExp;
  /** As the file names it. */
  readonly what: string;
  /** The tally it is compared with. */
  readonly tally: string;
  /** Compare sizes only: the sign isn't stable in this file. */
  readonly absolute?: boolean;
}

/** What the lines above the header tell. Each is one text: its cells joined with a blank. */
export interface Preamble {
  /** First group: the account's number. The first pattern that fits any line is taken. */
  readonly account?: readonly RegExp[];
  /** Groups `from` and `to`, in any spelling of a date. */
  readonly period?: readonly RegExp[];
  /** The day named as the end is the first one not covered (Alipay). */
  readonly endExclusive?: boolean;
  /** First group: the currency. */
  readonly currency?: readonly RegExp[];
  readonly totals?: readonly TotalPattern[];
}

/** What a total in a cell is compared with. */
export interface CellTotal {
  readonly tally: string;
  /** `exact`: an amount with more places than the currency has, compared with `tallyExactly`. */
  readonly unit: 'amount' | 'count' | 'exact';
  readonly absolute?: boolean;
}

/** The lines below the rows. They are no rows, and their totals are checked. */
export interface Footer {
  /** Fits the first cell of the footer's first line that holds something; everything after it is footer or refused. */
  readonly starts: RegExp;
  /** Fits the first cell of the footer's other lines; without it, any line up to the end may follow. */
  readonly follows?: RegExp;
  /**
   * Without it the file is cut off: `always`, in a text that still has its lines above the header, or where the first
   * row's first cell carries the platform's backtick.
   */
  readonly needed?: 'always' | 'with-preamble' | 'with-marks';
  readonly totals?: readonly TotalPattern[];
  /** Names in the footer's first line, values in its second: name → what it is compared with. */
  readonly twoLines?: Readonly<Record<string, CellTotal>>;
  /** Sums that stand in the footer line under the rows' own columns: field → what it is compared with. */
  readonly underColumns?: Readonly<Record<string, CellTotal>>;
}

/** How the amounts of a format are punctuated: `shown` takes what each amount itself leaves no doubt about. */
export type DecimalMark = '.' | ',' | 'shown';

/** How the text of a user's own format is cut, and what its file doesn't say (declared/). */
export interface Layout {
  /** One character; found when undefined. */
  readonly delimiter?: string;
  readonly encoding?: string;
  /** There is no header: rows begin after so many lines. */
  readonly firstRow?: number;
  /** So many lines at the end are no rows. */
  readonly footerLines?: number;
  readonly currency?: Currency;
}

/** A statement format as a declaration (HOUSE.md habit 12): one file in formats/, one line in formats/all.ts. */
export interface FormatProfile<K extends StatementKind = StatementKind, F extends string = string> {
  readonly id: string;
  readonly title: Words;
  readonly kind: K;
  readonly platform?: string;
  readonly bill?: Bill;
  /** How sure its facts are (formats/cn.md). */
  readonly grade: 'A' | 'B' | 'C';
  /** What its rows are joined by. */
  readonly joins: Words;
  readonly columns: Columns<F>;
  /** Fields whose columns it is known by: all must be there, of a group at least one. They are also what it can't do without. */
  readonly known: readonly (F | readonly F[])[];
  /** Header names it never has: they tell it from a sibling. */
  readonly never?: readonly string[];
  /** Fits many files by a few columns: taken only where no format of one issuer fits. */
  readonly general?: true;
  /** Fields told by the places of their columns, counted from 0, rather than by a name. */
  readonly positions?: Readonly<Partial<Record<F, readonly number[]>>>;
  /** Its files also come in windows-1252: what is neither UTF-8 nor Chinese is read so (formats/bank.md §0). */
  readonly western?: true;
  /** Rows may end before the last column of the header. */
  readonly shortRows?: true;
  /** A user's own format, declared in the settings. */
  readonly layout?: Layout;
  readonly preamble?: Preamble;
  readonly footer?: Footer;
  /** Each row carries the balance after it: gaps and changes show as breaks in the chain. */
  readonly chained?: true;
  /** Known, but nothing is read from it: why. */
  readonly ignored?: Words;
  /** A point unless said otherwise. */
  readonly decimal?: DecimalMark;
  /** Order of day and month in dates like `05/06/2026`; `file`: as all dates of the file together leave no doubt. */
  readonly dateOrder?: DateOrder | 'file';
  /** A bank's debits are printed without a sign, or all with a minus: as its rows together tell (debit-signs.ts). */
  readonly debits?: 'file';
  /** Times are kept as printed, whatever zone or offset stands behind them: the platform's day is the day it prints. */
  readonly times?: 'as-printed';
  /** Only a sheet (or a text saved from it) whose name, without blanks, fits: its columns alone don't tell it. */
  readonly sheet?: RegExp;
  /** Two header rows, a group's name over its columns: `基础信息` over `订单号` is the column `基础信息_订单号`. */
  readonly headerRows?: 2;
  /** An empty currency cell means the currency of the row above: only a settlement's first row prints it. */
  readonly currencyStays?: true;
  /** Rows may end before their last cells, as these are empty: what a cut takes away shows in the batch's total. */
  readonly ragged?: true;
  /** A quotation mark is a character like any other (tab-separated exports that quote nothing). */
  readonly unquoted?: true;
  /** A row that tells more of the same thing as the one above it (an order's next item) as one with it; else undefined. */
  readonly joined?: (above: RowOf[K], row: RowOf[K]) => RowOf[K] | undefined;
  /**
   * People take private rows out of these files before they hand them in: totals that differ are told with a finding,
   * like a bank's, and don't refuse the file.
   */
  readonly personal?: true;
  /** A batch that names its payout is closed: its lines and the payout come to nothing, else the file is refused. */
  readonly closed?: true;
  /** An answer instead of a table that means an empty day. */
  readonly answer?: RegExp;
  /** Names of files whose answer is about the fund bill: the answer itself doesn't say which bill was asked for. */
  readonly fundNames?: RegExp;
  /** Example row of the canonical CSV, field → cell; its columns are `columns` in their order. */
  readonly example?: Readonly<Partial<Record<F, string>>>;
  read(row: Row<F>): Reading<RowOf[K]>;
}

/** Any profile, its kind told by `kind`. */
export type AnyProfile = { [K in StatementKind]: FormatProfile<K> }[StatementKind];

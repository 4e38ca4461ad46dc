import type { Day, Moment } from './day.ts';
import type { Money } from './money.ts';
import type { Words } from './words.ts';

/** A cell of a report. Money carries its currency; absent is undefined. */
export type Cell =
  | string
  | number
  | boolean
  | Money
  | Words
  | Day
  | Moment
  | undefined
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** Cells of a `words` column are `Words`; every form prints the reader's language only. */
export type ColumnType = 'text' | 'words' | 'integer' | 'money' | 'day' | 'ratio' | 'data';

/** One column: its stable key (`snake_case`, JSON and CSV) and its words. */
export interface Column {
  readonly key: string;
  readonly title: Words;
  readonly type: ColumnType;
  /** Words for the stable values of a text column (`open` → 未解决); tables show them, JSON and CSV keep the value. */
  readonly values?: Readonly<Record<string, Words>>;
  /** Left out of tables (they have 80 columns), kept in csv and json. */
  readonly wide?: boolean;
  /** A sentence: tables print it on lines of its own below the row, as wide as they are. */
  readonly below?: boolean;
  /** Never broken, to be copied in one piece: where a table has no room for it, it moves below the row. */
  readonly whole?: boolean;
  /** The cell as people read it, a line each; absent or several values too. JSON keeps the cell. */
  readonly shown?: (cell: Cell) => readonly Words[];
}

export type Row = Readonly<Record<string, Cell>>;

/**
 * The rows of a large answer, in batches as they come: none is kept. It may be gone through several times, one after the
 * other, and gives the same rows in the same order each time. No writing while it is gone through.
 */
export type RowStream = AsyncIterable<readonly Row[]>;

/** A list where an answer is short by its nature, else a stream; `model/rows.ts` goes through either. */
export type Rows = readonly Row[] | RowStream;

/** A sentence below a report, or a warning about it. */
export interface Note {
  readonly words: Words;
  readonly warning?: boolean;
}

/** A further table of the same report (detail, footer, second side), printed below it; a key of its own in JSON. */
export interface Section {
  readonly key: string;
  readonly title: Words;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

type Layout = Readonly<Record<'en' | 'zh', readonly string[]>>;

/** What a report or command answers: rows a renderer knows nothing about. Money in totals carries its currency. */
export interface Table {
  /** `settle.report.summary/1`. */
  readonly schema: string;
  readonly title: Words;
  readonly columns: readonly Column[];
  readonly rows: Rows;
  readonly totals?: Row;
  readonly sections?: readonly Section[];
  readonly notes?: readonly Note[];
  /** Header facts: book, account, as of, period. Kept in this order. */
  readonly facts?: Readonly<Record<string, Cell>>;
  /**
   * Laid out by hand where a form is prescribed (调节表): lines of at most 96 columns, used by the table form only;
   * `narrow`: of at most 80, where there is no room for them.
   */
  readonly layout?: Layout & { readonly narrow?: Layout };
}

/** A table with all of its rows at hand: what a close keeps, and what is short by its nature. */
export interface WholeTable extends Table {
  readonly rows: readonly Row[];
}

import type { Currency } from '../model/currency.ts';
import type { Bill, RowBatch, StatementKind, StatementOutcome } from '../model/statement.ts';
import type { Words } from '../model/words.ts';
import type { DateOrder } from './moment.ts';
import type { NameFacts } from './name.ts';
import type { AnyProfile } from './profile.ts';

/** What a person may say about a file; nothing here is guessed over a person's word. */
export interface ReadOptions {
  /** `--as`: a format id. */
  readonly as?: string;
  /** `--encoding`: a label TextDecoder knows. */
  readonly encoding?: string;
  /** First line of `--password-file`. */
  readonly password?: string;
  readonly dateOrder?: DateOrder;
  /** Currency of rows whose file names none. */
  readonly currency: Currency;
  /** The user's own formats: they take part like the built-in ones. */
  readonly declared?: readonly AnyProfile[];
  /** Headers that a person has named before with `as`: signature → format id. */
  readonly signatures?: ReadonlyMap<string, string>;
}

/** The public face of a format declaration. */
export interface FormatInfo {
  readonly id: string;
  readonly title: Words;
  readonly kind: StatementKind;
  readonly platform?: string;
  readonly bill?: Bill;
  /** How sure its facts are (formats/cn.md): A official or several sources, B one real source, C inferred. */
  readonly grade: 'A' | 'B' | 'C';
  /** What its rows are joined by. */
  readonly joins: Words;
  /** Its totals are told, not enforced: a person's own bill, from which private rows may have been taken out. */
  readonly personal?: true;
  /** Header names it is known by. */
  readonly knownBy: readonly string[];
  /** Known, but nothing is read from it: why. Its statement has neither parts nor rows. */
  readonly ignored?: Words;
  /** A user's own. */
  readonly declared?: true;
}

/** A recognised statement whose rows can be read once, in file order. */
export interface OpenStatement {
  readonly format: FormatInfo;
  /** Why it is this format, as data: columns met, where the header stands, encoding. */
  readonly evidence: Evidence;
  /** How a table like it is known again, once a person has named its format. */
  readonly signature?: string;
  /** Field → the names of the columns it is read from. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly name: NameFacts;
  /** Its currency, where the whole statement has one and says so. */
  readonly currency?: Currency;
  /** The account its preamble names, for rows that name none themselves: known before the first row is read. */
  readonly account?: string;
  /** Batches of some hundred rows. Consuming it to the end is what makes `outcome` known. */
  readonly batches: AsyncIterable<RowBatch>;
  /** Throws when called before `batches` is at its end. */
  outcome(): StatementOutcome;
}

export interface Evidence {
  readonly encoding: string;
  readonly headerLine: number;
  readonly matched: readonly string[];
  /** A person has given this header its format before. */
  readonly remembered?: true;
}

// Room: ingest. Bytes → typed rows: unpack, decode, recognise, tokenise, interpret, check the file's own totals.
// Here: containers, encodings, format declarations, cell grammars, control totals, row problems as values.
// Never here: opening files (bytes come in as a ByteSource), the database, matching, guessing a missing amount.

import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Bill, RowBatch, StatementKind, StatementOutcome } from '../model/statement.ts';
import type { Words } from '../model/words.ts';

export type { ByteSource } from './source.ts';

/** What a person may say about a file; nothing here is guessed over a person's word. */
export interface ReadOptions {
  /** `--as`: a format id. */
  readonly as?: string;
  /** `--encoding`: a label TextDecoder knows. */
  readonly encoding?: string;
  /** First line of `--password-file`. */
  readonly password?: string;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  /** Currency of rows whose file names none. */
  readonly currency: Currency;
}

/** Identity of a file's bytes, made in one pass. */
export interface Fingerprint {
  readonly sha256: string;
  readonly bytes: number;
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
  /** Header names it is known by. */
  readonly knownBy: readonly string[];
}

/** What a file's name alone tells: digit runs that may be an account number, the days it names. */
export interface NameFacts {
  readonly numbers: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
}

/** A recognised statement whose rows can be read once, in file order. */
export interface OpenStatement {
  readonly format: FormatInfo;
  /** Why it is this format, as data: columns met, where the header stands, encoding. */
  readonly evidence: { readonly encoding: string; readonly headerLine: number; readonly matched: readonly string[] };
  readonly name: NameFacts;
  /** The account its preamble names, for rows that name none themselves: known before the first row is read. */
  readonly account?: string;
  /** Batches of about a thousand rows. Consuming it to the end is what makes `outcome` known. */
  readonly batches: AsyncIterable<RowBatch>;
  /** Throws when called before `batches` is at its end. */
  outcome(): StatementOutcome;
}

import type { Language } from '../model/words.ts';
import type { Table } from '../model/table.ts';

/** What a form needs besides the table itself. */
export interface FormOptions {
  readonly lang: Language;
  /** Colours for a terminal that wants them; the caller has weighed NO_COLOR and friends. */
  readonly colour: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  /** The width is a screen's: a prescribed form that is wider gives way to its narrow one. */
  readonly isScreen?: boolean;
  /** JSON only: false when the command ends with exit 2 or more (CLI.md, JSON). True where it isn't given. */
  readonly ok?: boolean;
}

/** One output form: the text of a table in pieces, in order, each ending where it likes; no row is kept. */
export type Form = (table: Table, options: FormOptions) => AsyncIterable<string>;

/** A form that is no text: the bytes of a file. */
export type FileForm = (table: Table, options: FormOptions) => Promise<Uint8Array>;

// Table in, text out: terminal tables, CSV, JSON, Markdown, and the JSON of an error.
// Lives here: widths of double-width characters, quoting, the JSON envelope, what may never reach a terminal.
// Never here: a report's name, SQL, writing anything out.
import type { Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import * as forms from './all.ts';
import type { Form, FormOptions } from './form.ts';
import { spoken } from './spoken.ts';

export { renderError, type ErrorAnswer } from './error.ts';

export type FormName = keyof typeof forms;

export interface RenderOptions extends FormOptions {
  readonly format: FormName;
}

const FORM_OF: Readonly<Record<FormName, Form>> = forms;

/** The names `--format` takes. */
export const FORMS: readonly FormName[] = (Object.keys(forms) as FormName[]).sort();

/** Pieces shorter than this many UTF-16 units are joined: one write a row would be slow. */
const PIECE_UNITS = 65_536;

/** The table's text in its form, in pieces that end in a line feed at the last; rows are made as they are asked for. */
export function* render(table: Table, options: RenderOptions): Iterable<string> {
  let piece = '';
  for (const text of FORM_OF[options.format](spoken(table, options.lang), options)) {
    piece += text;
    if (piece.length < PIECE_UNITS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/**
 * The table's warnings as sentences for stderr: a table or CSV on stdout carries the answer only (CLI.md, Streams),
 * JSON carries them in its envelope as well.
 */
export function warningsOf(table: Table, lang: keyof Words): readonly string[] {
  return (table.notes ?? []).filter((note) => note.warning === true).map((note) => note.words[lang]);
}

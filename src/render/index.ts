// Table in, text out: terminal tables, CSV, JSON, Markdown, and the JSON of an error.
// Lives here: widths of double-width characters, quoting, the JSON envelope, what may never reach a terminal.
// Never here: a report's name, SQL, writing anything out.
import type { Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import * as forms from './all.ts';
import type { FileForm, Form, FormOptions } from './form.ts';
import { spoken } from './spoken.ts';

export { renderError, type ErrorAnswer } from './error.ts';

export type FormName = keyof typeof forms;

/** The forms that are a file and no text. */
export type FileFormName = { [K in FormName]: (typeof forms)[K] extends FileForm ? K : never }[FormName];
export type TextFormName = Exclude<FormName, FileFormName>;

export interface RenderOptions<N extends FormName = TextFormName> extends FormOptions {
  readonly format: N;
}

const TEXT_FORM_OF: Readonly<Record<TextFormName, Form>> = forms;
const FILE_FORM_OF: Readonly<Record<FileFormName, FileForm>> = forms;

/** The names `--format` takes. */
export const FORMS: readonly FormName[] = (Object.keys(forms) as FormName[]).sort();
/** Those of them that go into a file only. */
const FILE_FORMS: readonly FileFormName[] = ['xlsx'];

export function isFileForm(format: FormName): format is FileFormName {
  return (FILE_FORMS as readonly FormName[]).includes(format);
}

/** The same in any form: text in pieces, or the bytes of a file. */
export async function* renderAny(table: Table, options: RenderOptions<FormName>): AsyncIterable<string | Uint8Array> {
  const { format } = options;
  if (isFileForm(format)) yield await FILE_FORM_OF[format](spoken(table, options.lang), options);
  else yield* render(table, { ...options, format });
}

/** Pieces shorter than this many UTF-16 units are joined: one write a row would be slow. */
const PIECE_UNITS = 65_536;

/** The table's text in its form, in pieces that end in a line feed at the last; rows are made as they are asked for. */
export async function* render(table: Table, options: RenderOptions): AsyncIterable<string> {
  let piece = '';
  for await (const text of TEXT_FORM_OF[options.format](spoken(table, options.lang), options)) {
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

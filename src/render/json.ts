import { invariant } from '../model/problem.ts';
import { rowBatches } from '../model/rows.ts';
import type { Column, Rows, Table } from '../model/table.ts';
import type { FormOptions } from './form.ts';
import { jsonObject } from './json-value.ts';
import { escapeJson } from './sanitise.ts';

const OWN_KEYS = new Set(['schema', 'ok', 'rows', 'totals', 'notes', 'warnings']);

/**
 * The envelope of CLI.md: schema, ok, the header's facts, rows, totals, each section under its key, notes, warnings.
 * One row a line, and a batch of them made only when it is asked for.
 */
export default async function* renderJson(table: Table, options: FormOptions): AsyncIterable<string> {
  const facts = jsonObject(table.facts ?? {});
  const sections = table.sections ?? [];
  const keys = [...Object.keys(facts), ...sections.map((section) => section.key)];
  invariant(
    new Set(keys).size === keys.length && !keys.some((key) => OWN_KEYS.has(key)),
    'keys of an answer are unique',
  );

  const head = text({ schema: table.schema, ok: options.ok ?? true, ...facts });
  yield `${head.slice(0, -1)},\n"rows":`;
  yield* list(table.rows, table.columns);
  if (table.totals !== undefined) yield `,\n"totals":${text(jsonObject(table.totals))}`;
  for (const section of sections) {
    yield `,\n${text(section.key)}:`;
    yield* list(section.rows, section.columns);
  }
  const notes = table.notes ?? [];
  const remarks = notes.filter((note) => note.warning !== true).map((note) => note.words[options.lang]);
  const warnings = notes.filter((note) => note.warning === true).map((note) => note.words[options.lang]);
  if (remarks.length > 0) yield `,\n"notes":${text(remarks)}`;
  yield `,\n"warnings":${text(warnings)}}\n`;
}

async function* list(rows: Rows, columns: readonly Column[]): AsyncIterable<string> {
  const names = columns.map((column) => column.key);
  let isEmpty = true;
  for await (const batch of rowBatches(rows)) {
    yield (isEmpty ? '[\n' : ',\n') + batch.map((row) => text(jsonObject(row, names))).join(',\n');
    isEmpty = false;
  }
  yield isEmpty ? '[]' : '\n]';
}

function text(value: unknown): string {
  return escapeJson(JSON.stringify(value));
}

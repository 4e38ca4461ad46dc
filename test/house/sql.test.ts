import { expect, test } from 'vitest';

import { places, sources, type Piece } from './source.ts';

const SQL_ROOMS = /^src\/(?:store|match\/keyed|report)\//;
const VIEW_ROOMS = /^src\/(?:match\/keyed|report)\//;
const SQL =
  /\b(?:SELECT|INSERT INTO|DELETE FROM|UPDATE \w+\s+SET|CREATE (?:TABLE|VIEW|INDEX|TRIGGER)|PRAGMA|GROUP BY|ORDER BY|LEFT JOIN)\b/;
const WRITES = /\b(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|DROP|ALTER|CREATE)\b/;
/** What only SQLite understands: a second engine must be able to stand behind the port. */
const ONLY_SQLITE =
  /\browid\b|INSERT\s+OR\s+(?:IGNORE|REPLACE)|\bstrftime\b|\bjson_each\b|\bdatetime\s*\(\s*'now'|\bjulianday\b|\bGLOB\b|CROSS\s+JOIN\s+(?:\([^()]*\)|\S+)(?:\s+(?:AS\s+)?\w+)?\s+ON\s/i;

const texts = sources().flatMap((source) => source.texts);

test('only the store, the keyed passes and the reports speak SQL', () => {
  expect(places(texts.filter((piece) => !SQL_ROOMS.test(piece.file) && SQL.test(piece.text)))).toEqual([]);
});

test('keyed passes and reports read views and their own CTEs, never tables', () => {
  const inViews = texts.filter((piece) => VIEW_ROOMS.test(piece.file));
  const named = new Map<string, Set<string>>();
  for (const piece of inViews)
    named.set(piece.file, new Set([...(named.get(piece.file) ?? []), ...cteNames(piece.text)]));
  const bare = inViews.flatMap((piece) => tablesOf(piece).filter((table) => !named.get(piece.file)?.has(table.text)));
  expect(places(bare)).toEqual([]);
});

test('reports and keyed passes write nothing', () => {
  expect(places(texts.filter((piece) => VIEW_ROOMS.test(piece.file) && WRITES.test(piece.text)))).toEqual([]);
});

test('what only SQLite understands stays in src/store/sqlite', () => {
  const elsewhere = texts.filter((piece) => SQL_ROOMS.test(piece.file) && !piece.file.startsWith('src/store/sqlite/'));
  expect(places(elsewhere.filter((piece) => ONLY_SQLITE.test(piece.text)))).toEqual([]);
});

function cteNames(sql: string): readonly string[] {
  return [...sql.matchAll(/\b([a-z_]\w*)\s*(?:\([^()]*\)\s*)?AS\s+(?:NOT\s+MATERIALIZED\s+|MATERIALIZED\s+)?\(/g)].map(
    (match) => match[1] ?? '',
  );
}

function tablesOf(piece: Piece): readonly Piece[] {
  return [...piece.text.matchAll(/(?<!DISTINCT\s)\b(?:FROM|JOIN)\s+([a-z_]\w*)/g)]
    .map((match) => ({ ...piece, text: match[1] ?? '' }))
    .filter((table) => !table.text.startsWith('v_'));
}

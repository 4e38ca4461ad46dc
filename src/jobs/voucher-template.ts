import { workbookSheets, type ByteSource } from '../ingest/index.ts';
import { StopError } from '../model/problem.ts';
import type { Document, SheetCell } from '../model/sheet.ts';
import { fieldRows, FIELD_NAMES, isField, type Field, type FormInput } from '../vouchers/index.ts';

/** Headers stand within this many rows of a template. */
const HEADER_ROWS = 50;

/**
 * A program's own blank workbook with our lines below its header: rows above it and columns that the map doesn't name
 * stay as they are. `map` is `{"header": "field"}`. Throws EXPORT_MAP where the two don't fit, and what a workbook that
 * can't be read throws.
 */
export async function templateForm(source: ByteSource, map: unknown): Promise<(input: FormInput) => Document> {
  const fields = fieldsOf(map);
  const [sheet] = (await workbookSheets(source)) ?? [];
  if (!sheet) throw new StopError('FORMAT_UNKNOWN', { file: source.name });
  const above: (readonly string[])[] = [];
  for await (const batch of sheet.batches) {
    for (const { cells } of batch) {
      above.push(cells);
      if (above.length > HEADER_ROWS) throw new StopError('EXPORT_MAP', { header: [...fields.keys()].join(', ') });
      if (isHeader(cells, fields)) return (input) => filled(input, { name: sheet.name, above, fields });
    }
  }
  const missing = [...fields.keys()].filter(
    (header) => !above.some((cells) => cells.some((cell) => cell.trim() === header)),
  );
  throw new StopError('EXPORT_MAP', { header: (missing.length > 0 ? missing : [...fields.keys()]).join(', ') });
}

function fieldsOf(map: unknown): ReadonlyMap<string, Field> {
  const pairs = typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map) : [];
  if (pairs.length === 0) throw new StopError('EXPORT_MAP', { map: '{"日期": "date"}' });
  return new Map(
    pairs.map(([header, field]: readonly [string, unknown]) => {
      const name = typeof field === 'string' ? field : JSON.stringify(field);
      if (!isField(name)) throw new StopError('EXPORT_MAP', { field: name, known: FIELD_NAMES.join(', ') });
      return [header.trim(), name];
    }),
  );
}

function isHeader(cells: readonly string[], fields: ReadonlyMap<string, Field>): boolean {
  const titles = new Set(cells.map((cell) => cell.trim()));
  return [...fields.keys()].every((header) => titles.has(header));
}

interface Template {
  readonly name: string;
  /** Its rows down to the header. */
  readonly above: readonly (readonly string[])[];
  readonly fields: ReadonlyMap<string, Field>;
}

function filled(input: FormInput, { name, above, fields }: Template): Document {
  const columns = (above.at(-1) ?? []).map((cell): Field => fields.get(cell.trim()) ?? 'empty');
  const rows: readonly (readonly SheetCell[])[] = [...above, ...fieldRows(input, columns)];
  return { kind: 'sheet', sheet: { name, rows } };
}

import type { Document } from '../model/sheet.ts';
import { fieldRows, type Field } from './fields.ts';
import type { FormInput } from './form.ts';

/** A program's columns in order: what the header says, and what stands below it. */
export type FormColumns = readonly (readonly [string, Field])[];

/** A sheet of those columns with a row for every line. */
export function columnSheet(input: FormInput, name: string, columns: FormColumns): Document {
  const fields = columns.map(([, field]) => field);
  return { kind: 'sheet', sheet: { name, rows: [columns.map(([title]) => title), ...fieldRows(input, fields)] } };
}

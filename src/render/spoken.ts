import { mapRows } from '../model/rows.ts';
import type { Cell, Column, Row, Table } from '../model/table.ts';
import type { Language } from '../model/words.ts';

/** The table with its sentences in the reader's language: no form has to know that a cell had two. */
export function spoken(table: Table, lang: Language): Table {
  const { sections } = table;
  return {
    ...inOneLanguage(table, lang),
    ...(sections === undefined ? {} : { sections: sections.map((section) => inOneLanguage(section, lang)) }),
  };
}

function inOneLanguage<T extends Pick<Table, 'columns' | 'rows'>>(part: T, lang: Language): T {
  const keys = part.columns.filter((column) => column.type === 'words').map((column) => column.key);
  if (keys.length === 0) return part;
  return {
    ...part,
    columns: part.columns.map((column): Column => (column.type === 'words' ? { ...column, type: 'text' } : column)),
    rows: mapRows(part.rows, (row): Row => {
      const changed: Record<string, Cell> = { ...row };
      for (const key of keys) changed[key] = sentence(row[key], lang);
      return changed;
    }),
  };
}

function sentence(cell: Cell, lang: Language): Cell {
  return typeof cell === 'object' && lang in cell ? (cell as Readonly<Record<string, Cell>>)[lang] : cell;
}

import type { Currency } from '../../model/currency.ts';
import type { Collected } from '../collect.ts';
import { headerKey, mapHeader } from '../header.ts';
import type { Columns, DecimalMark, Reading, Row } from '../profile.ts';
import { RowReader } from '../row.ts';
import { Tallies } from '../tallies.ts';
import type { RawRecord } from '../tokenise/raw.ts';

export interface NamedRowFacts {
  readonly account: string | undefined;
  /** Of rows that name none. */
  readonly currency: Currency;
  /** Where the document's bad rows and remarks are collected. */
  readonly collected: Collected;
  /** A point unless said otherwise. */
  readonly decimal?: DecimalMark;
}

/** Rows under a header inside a document, read by field as a table's rows are (profile.ts). */
export class NamedRows<F extends string> {
  private readonly reader: RowReader;
  private readonly fields: ReadonlySet<string>;
  private readonly width: number;
  private readonly collected: Collected;

  constructor(columns: Columns<F>, header: readonly string[], facts: NamedRowFacts) {
    const map = mapHeader({ columns }, header.map(headerKey));
    const { account, currency, collected, decimal = '.' } = facts;
    this.fields = new Set(map.positions.keys());
    this.width = 1 + Math.max(-1, ...[...map.positions.values()].map(([position = -1]) => position));
    this.collected = collected;
    this.reader = new RowReader({
      header,
      map,
      account,
      currency,
      dateOrder: undefined,
      decimal,
      times: 'as-printed',
      collected,
      tallies: new Tallies(),
    });
  }

  has(field: F): boolean {
    return this.fields.has(field);
  }

  /** What a record says; nothing for one with a problem, or one cut off before the last column that is read. */
  take<T extends object>(record: RawRecord, read: (row: Row<F>) => Reading<T>): readonly T[] | undefined {
    const { collected, reader } = this;
    if (record.cells.length < this.width) {
      const problem = { code: 'CELL_COUNT' as const, line: record.line, text: String(record.cells.length) };
      collected.problem(problem);
      collected.reject(problem, record.cells);
      return [];
    }
    reader.moveTo(record);
    const reading = read(reader);
    if (reader.firstProblem !== undefined) {
      collected.reject(reader.firstProblem, record.cells);
      return [];
    }
    if (reading === undefined) collected.pending += 1;
    return reading === undefined ? undefined : asRows(reading);
  }
}

function asRows<T extends object>(reading: T | readonly T[]): readonly T[] {
  return Array.isArray(reading) ? (reading as readonly T[]) : [reading as T];
}

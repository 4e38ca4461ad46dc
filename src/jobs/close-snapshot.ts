import type { WholeTable } from '../model/table.ts';
import type { CarriedItem } from './close-items.ts';
import type { CloseTables } from './close-tables.ts';

/** What the numbers of a month rest on beside its rows: every byte of it, to work them out again. */
export interface Rules {
  /** settle.yaml, and the user's own calendar where there is one. */
  readonly settings: string;
  readonly calendar?: string;
  /** The program's version: its own rules. */
  readonly program: string;
}

/** A closed month, as it is kept. The same books give the same bytes: no instant and no name stands in it. */
export interface SnapshotBody {
  readonly schema: 'settle.snapshot/1';
  readonly month: string;
  readonly as_of: string;
  readonly rules: Rules;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** The closing list of the month before. */
  readonly opening_open_items: readonly CarriedItem[];
  readonly closing_open_items: readonly CarriedItem[];
  /** The month's vouchers, which stand beside; absent where an earlier version closed it and kept none. */
  readonly vouchers?: { readonly count: number; readonly sha256: string };
  /** Every report of the month, whole. */
  readonly reports: Readonly<Record<string, WholeTable>>;
}

export interface SnapshotParts {
  readonly month: string;
  readonly asOf: string;
  readonly rules: Rules;
  readonly files: SnapshotBody['files'];
  readonly opening: readonly CarriedItem[];
  readonly closing: readonly CarriedItem[];
  readonly vouchers: NonNullable<SnapshotBody['vouchers']>;
  readonly tables: CloseTables;
}

/** Canonical JSON: keys in the order of the declarations, no blanks, absent is left out. */
export function snapshotText({ month, asOf, rules, files, opening, closing, vouchers, tables }: SnapshotParts): string {
  const body: SnapshotBody = {
    schema: 'settle.snapshot/1',
    month,
    as_of: asOf,
    rules: {
      settings: rules.settings,
      ...(rules.calendar === undefined ? {} : { calendar: rules.calendar }),
      program: rules.program,
    },
    files,
    opening_open_items: opening,
    closing_open_items: closing,
    vouchers,
    reports: Object.fromEntries([...tables].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
  return JSON.stringify(body);
}

export function parseSnapshot(text: string): SnapshotBody {
  return JSON.parse(text) as SnapshotBody;
}

/**
 * What a report says, as one text: its cells, sums, facts and remarks. What its columns are called and how they are laid
 * out is the program's affair, and may be another in a later version.
 */
export function saidBy(report: WholeTable | undefined): string {
  if (report === undefined) return '';
  const { schema, facts, columns, rows, totals, sections, notes, layout } = report;
  const keysOf = (all: WholeTable['columns']): readonly string[] => all.map(({ key }) => key);
  return JSON.stringify({
    ...{ schema, facts, rows, totals, notes, layout },
    columns: keysOf(columns),
    sections: sections?.map((section) => ({ key: section.key, columns: keysOf(section.columns), rows: section.rows })),
  });
}

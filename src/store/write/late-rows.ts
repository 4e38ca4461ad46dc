import type { Day } from '../../model/day.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { SqlValue } from '../database.ts';

/** A column, and what of a row stands in it. */
export type Column<T> = readonly [name: string, of: (row: T) => SqlValue | undefined];

/**
 * Rows that speak about a closed month count from the first open day (DOMAIN.md 1.1, late data). Lines move there and
 * keep the printed moment beside it; their balance belongs to the printed day, and the views don't show it. Orders, invoices
 * and receipts keep their own days, on which other rules rest, and are marked.
 */
export function movedIntoOpen<T>(
  kind: StatementKind,
  columns: readonly Column<T>[],
  firstOpenDay: Day,
): readonly Column<T>[] {
  switch (kind) {
    case 'settlement':
      return moved(columns, 'occurred_at', firstOpenDay);
    case 'bank':
      return moved(columns, 'booked_at', firstOpenDay);
    case 'orders':
      return marked(columns, ['paid_at', 'ordered_at'], firstOpenDay);
    case 'invoices':
      return marked(columns, ['issued_on'], firstOpenDay);
    case 'receipts':
      return marked(columns, ['received_on'], firstOpenDay);
    case 'customers':
    case 'rates':
      return columns;
  }
}

function moved<T>(columns: readonly Column<T>[], moment: string, firstOpenDay: Day): readonly Column<T>[] {
  const printed = printedIn(columns, [moment]);
  const isLate = (row: T): boolean => (printed(row) ?? firstOpenDay) < firstOpenDay;
  return [
    ...columns.map(([name, of]): Column<T> => {
      return [name, name === moment ? (row) => (isLate(row) ? firstOpenDay : of(row)) : of];
    }),
    ['orig_at', (row) => (isLate(row) ? printed(row) : undefined)],
  ];
}

function marked<T>(columns: readonly Column<T>[], days: readonly string[], firstOpenDay: Day): readonly Column<T>[] {
  const printed = printedIn(columns, days);
  return [...columns, ['late_on', (row) => ((printed(row) ?? firstOpenDay) < firstOpenDay ? firstOpenDay : undefined)]];
}

/** The first of these columns that a row fills, as text. */
function printedIn<T>(columns: readonly Column<T>[], names: readonly string[]): (row: T) => string | undefined {
  const readers = names.flatMap((name) => columns.filter(([own]) => own === name).map(([, of]) => of));
  return (row) => {
    const cell = readers.map((of) => of(row)).find((value) => value !== undefined);
    return typeof cell === 'string' ? cell : undefined;
  };
}

import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Database } from '../database.ts';

/** A line of the dunning log. */
export interface SentLetter {
  readonly customer: string;
  readonly currency: Currency;
  readonly level: number;
  readonly on: Day;
  readonly refs: readonly string[];
}

/** Letters made up to a day, oldest first. */
export async function loadLetters(db: Database, asOf: Day): Promise<readonly SentLetter[]> {
  const rows = await db.all<{ customer: string; currency: Currency; level: number; on_day: Day; items: string }>(
    `SELECT customer, currency, level, on_day, items FROM v_dunning_letter WHERE on_day <= :asOf ORDER BY on_day, seq`,
    { asOf },
  );
  return rows.map(({ on_day: on, items, ...row }) => ({ ...row, on, refs: JSON.parse(items) as readonly string[] }));
}

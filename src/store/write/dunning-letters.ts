import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** A letter that was made: whom it asks, at which level, for which items. */
export interface NewLetter {
  readonly customer: string;
  readonly currency: Currency;
  readonly level: number;
  readonly on: Day;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly operator: string;
  readonly refs: readonly string[];
  readonly amount: Minor;
}

/** Appends to the dunning log; the same letter made again on one day is one. */
export async function saveLetter(db: Database, letter: NewLetter): Promise<void> {
  await db.run(
    `INSERT INTO dunning_letter (account_id, customer, currency, level, on_day, recorded_at, operator, items, amount_minor)
     VALUES (0, :customer, :currency, :level, :on, :at, :operator, :items, :amount)
     ON CONFLICT (customer, currency, level, on_day) DO NOTHING`,
    {
      customer: letter.customer,
      currency: letter.currency,
      level: letter.level,
      on: letter.on,
      at: letter.at,
      operator: letter.operator,
      items: JSON.stringify(letter.refs),
      amount: letter.amount,
    },
  );
}

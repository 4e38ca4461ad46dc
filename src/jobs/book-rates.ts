import type { WorkingCalendar } from '../model/calendar.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadKeptRates } from '../store/read/kept-vouchers.ts';
import { loadRates } from '../store/read/rates.ts';
import { rateBook, type RateBook } from '../vouchers/index.ts';

export interface RateOptions {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** A closed month that is worked out anew: what it was booked at says nothing. */
  readonly anew?: string;
}

/** The rates of settle.yaml, of imported files, and those that closed months were booked at. */
export async function loadRateBook(db: Database, { settings, calendar, anew }: RateOptions): Promise<RateBook> {
  const kept = await loadKeptRates(db, anew);
  return rateBook({
    settings: settings.vouchers,
    stored: await loadRates(db),
    home: settings.currency,
    calendar,
    kept,
  });
}

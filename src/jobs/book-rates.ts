import type { WorkingCalendar } from '../model/calendar.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { loadRates } from '../store/read/rates.ts';
import { rateBook, type RateBook } from '../vouchers/index.ts';

/** The rates of settle.yaml and of imported files. */
export async function loadRateBook(
  db: Database,
  { settings, calendar }: { readonly settings: BookSettings; readonly calendar: WorkingCalendar },
): Promise<RateBook> {
  return rateBook({ settings: settings.vouchers, stored: await loadRates(db), home: settings.currency, calendar });
}

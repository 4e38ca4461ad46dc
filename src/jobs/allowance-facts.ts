import type { WorkingCalendar } from '../model/calendar.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, type Day } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import type { BookFact } from '../model/ledger.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import { requiredAllowance } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadReceivables } from '../store/read/receivables.ts';
import { moneyCases } from './money-cases.ts';

/** What the allowance has to come to at the end of a day, by currency, and the debts it is for. */
export interface NeededAllowance {
  readonly amounts: ReadonlyMap<Currency, Minor>;
  readonly places: ReadonlyMap<Currency, readonly Place[]>;
}
export type NeededOn = (day: Day) => Promise<NeededAllowance>;

const NOTHING: NeededAllowance = { amounts: new Map(), places: new Map() };

/** Looks each day up once; books without sales on account are never looked at. */
export function allowanceLooker(
  db: Database,
  { settings, calendar }: { readonly settings: BookSettings; readonly calendar: WorkingCalendar },
): NeededOn {
  const known = new Map<Day, Promise<NeededAllowance>>();
  const hasDebts = loadReceivables(db).then((rows) => rows.length > 0);
  const look = async (asOf: Day): Promise<NeededAllowance> => {
    if (!(await hasDebts)) return NOTHING;
    const cases = await moneyCases(db, await loadAccounts(db), { settings, calendar, asOf });
    const debts = cases.flatMap((one) => (one.kind === 'receivable' ? [one] : []));
    const amounts = requiredAllowance(debts, settings.receivables.allowance, asOf);
    const places = [...amounts.keys()].map((currency) => {
      const open = debts.filter((one) => one.currency === currency && one.open > 0);
      return [currency, open.map((one) => one.place)] as const;
    });
    return { amounts, places: new Map(places) };
  };
  return (day) => {
    const made = known.get(day) ?? look(day);
    known.set(day, made);
    return made;
  };
}

/**
 * The month's change of 坏账准备 (DOMAIN.md 3.8): what it has to come to at the month's end, less what it came to a month
 * before and what was written off against it or came back since (`moved`: credits less debits).
 */
export async function allowanceFacts(
  { from, to }: { readonly from: Day; readonly to: Day },
  moved: ReadonlyMap<Currency, Minor>,
  neededOn: NeededOn,
): Promise<readonly BookFact[]> {
  const [before, now] = [await neededOn(addDays(from, -1)), await neededOn(to)];
  const currencies = [...new Set([...before.amounts.keys(), ...now.amounts.keys(), ...moved.keys()])].sort();
  return currencies.flatMap((currency): readonly BookFact[] => {
    const had = plus(before.amounts.get(currency) ?? ZERO, moved.get(currency) ?? ZERO);
    const amount = minus(now.amounts.get(currency) ?? ZERO, had);
    const [place = { file: '', line: 0 }, ...places] = [now, before].flatMap((one) => one.places.get(currency) ?? []);
    return amount === 0 ? [] : [{ kind: 'allowance', on: to, currency, place, places, amount }];
  });
}

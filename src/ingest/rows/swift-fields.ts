import { parseCurrency, type Currency } from '../../model/currency.ts';
import { civilDay, dayInMonth, daysBetween, type Day } from '../../model/day.ts';
import { negate, parseAmount, type AmountReading, type Minor, type Money } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { SwiftField } from '../tokenise/mt940.ts';

/** A day as a field prints it. `bent`: the calendar has no such day, the month's last one was taken. */
export interface SwiftDay {
  readonly day: Day;
  readonly bent: boolean;
}

/** `YYMMDD`; years up to 79 are of this century. Undefined for a month or day that can't be (`141387`). */
export function swiftDay(text: string): SwiftDay | undefined {
  const year = Number(text.slice(0, 2));
  return dayOfParts(year < 80 ? 2000 + year : 1900 + year, text.slice(2));
}

/** `MMDD` in the year that puts it nearest to another day (formats/bank.md 1: it has none of its own). */
export function entryDay(text: string, near: Day): SwiftDay | undefined {
  const year = Number(near.slice(0, 4));
  const candidates = [year - 1, year, year + 1].flatMap((one) => dayOfParts(one, text) ?? []);
  const distance = ({ day }: SwiftDay): number => Math.abs(daysBetween(near, day));
  return candidates.sort((left, right) => distance(left) - distance(right))[0];
}

function dayOfParts(year: number, monthAndDay: string): SwiftDay | undefined {
  const dayOfMonth = Number(monthAndDay.slice(2));
  const first = civilDay(year, Number(monthAndDay.slice(0, 2)), 1);
  if (first === undefined || !(dayOfMonth >= 1 && dayOfMonth <= 31)) return undefined;
  const day = dayInMonth(first, 0, dayOfMonth);
  return { day, bent: Number(day.slice(8)) !== dayOfMonth };
}

/** `300,00`, `500,`, `500`, `,50`, `000000000300,00`, `12.34`: unsigned, one mark at most. */
export function swiftAmount(text: string, currency: Currency): AmountReading {
  const parts = /^0*(\d*)(?:[.,](\d*))?$/.exec(text.trim());
  if (parts === null || !/\d/.test(text)) return { ok: false, fault: 'unreadable' };
  const [, whole = '', fraction = ''] = parts;
  return parseAmount(`${whole === '' ? '0' : whole}.${fraction === '' ? '0' : fraction}`, currency);
}

/** `:60F:` and its like: `C261101EUR1000,00`. */
export interface SwiftBalance {
  readonly line: number;
  readonly currency: Currency;
  /** Signed. */
  readonly amount: Minor;
  readonly day?: Day;
  /** Something that is no amount stands behind it: `INR11 27421,94`. */
  readonly trailing: boolean;
}

const BALANCE = /^\s*([CD])(\d{6})([A-Z]{3})\s*(\d+(?:[.,]\d*)?|[.,]\d+)(?![.,\d])(.*)$/su;

/** Undefined for one that can't be read: no currency (`C020315105000,00`), `Dnullnull7414,3`. */
export function readBalance({ line, lines }: SwiftField): SwiftBalance | undefined {
  const parts = BALANCE.exec(lines[0] ?? '') ?? BALANCE.exec(lines.join(''));
  const money = parts === null ? undefined : moneyIn(parts[3], parts[4]);
  if (parts === null || money === undefined) return undefined;
  return defined({
    line,
    currency: money.currency,
    amount: parts[1] === 'D' ? negate(money.minor) : money.minor,
    day: swiftDay(parts[2] ?? '')?.day,
    trailing: /^[\s\d.,]*\d/.test(parts[5] ?? ''),
  });
}

function moneyIn(code = '', amount = ''): Money | undefined {
  const currency = parseCurrency(code);
  if (currency === undefined) return undefined;
  const reading = swiftAmount(amount, currency);
  return reading.ok ? { minor: reading.minor, currency } : undefined;
}

/** `:90D:` and `:90C:`: `3PLN0,03`; the number may be missing. */
export interface SwiftSum {
  readonly line: number;
  readonly tag: string;
  readonly count?: number;
  readonly currency: Currency;
  readonly sum: Minor;
}

export function readSum({ line, tag, lines }: SwiftField): SwiftSum | undefined {
  const parts = /^\s*(\d*)([A-Z]{3})\s*([\d.,]+)/.exec(lines[0] ?? '');
  const money = moneyIn(parts?.[2], parts?.[3]);
  const count = parts?.[1] ?? '';
  if (money === undefined) return undefined;
  return defined({
    line,
    tag,
    count: count === '' ? undefined : Number(count),
    currency: money.currency,
    sum: money.minor,
  });
}

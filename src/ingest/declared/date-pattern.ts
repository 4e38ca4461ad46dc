import { monthNumber } from '../months.ts';
import { refuse, textOf, type Place } from './values.ts';

/** Reads a date as the pattern says, into the spelling we keep (`2026-06-01 09:12:09`); undefined for any other text. */
export type DatePattern = (text: string) => string | undefined;

const PARTS: Readonly<Record<string, readonly [name: string, pattern: string]>> = {
  YYYY: ['year', String.raw`\d{4}`],
  YY: ['year', String.raw`\d{2}`],
  MMMM: ['name', String.raw`\p{L}{3,12}\.?`],
  MMM: ['name', String.raw`\p{L}{3,12}\.?`],
  MM: ['month', String.raw`\d{1,2}`],
  DD: ['day', String.raw`\d{1,2}`],
  hh: ['hour', String.raw`\d{1,2}`],
  mm: ['minute', String.raw`\d{2}`],
  ss: ['second', String.raw`\d{2}`],
};
const TOKEN = /YYYY|YY|MMMM|MMM|MM|DD|hh|mm|ss/gu;

/** `DD/MM/YYYY`, `YYYYMMDD`, `DD MMM YY hh:mm`: what stands behind the last part is left out (a zone, a second time). */
export function datePatternOf(place: Place): DatePattern {
  const text = textOf(place);
  const found = text.match(TOKEN) ?? [];
  const names = found.map((token) => PARTS[token]?.[0] ?? '');
  const hasDay = names.includes('year') && names.includes('day') && (names.includes('month') || names.includes('name'));
  if (!hasDay || new Set(names).size < names.length) refuse(place, 'date-pattern');
  const between = text.split(TOKEN).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`));
  const parts = found.map((token) => {
    const [name, pattern] = PARTS[token] ?? ['', ''];
    return `(?<${name}>${pattern})`;
  });
  const whole = between.map((literal, at) => literal.replace(/\s+/gu, String.raw`\s+`) + (parts[at] ?? '')).join('');
  const pattern = new RegExp(String.raw`^${whole}(?![\p{L}\d])`, 'u');
  return (cell) => spelling(pattern.exec(cell)?.groups);
}

function spelling(groups: Readonly<Record<string, string | undefined>> | undefined): string | undefined {
  if (groups === undefined) return undefined;
  const { year = '', day = '', name, hour, minute = '00', second = '00' } = groups;
  const month = name === undefined ? groups['month'] : monthNumber(name);
  if (month === undefined) return undefined;
  const date = [year.length === 2 ? `20${year}` : year, month, day].map((part) => part.padStart(2, '0')).join('-');
  return hour === undefined ? date : `${date} ${hour.padStart(2, '0')}:${minute}:${second}`;
}

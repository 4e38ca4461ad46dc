import { parseCurrency, type Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day } from '../model/day.ts';
import { readMoment } from './moment.ts';
import type { Preamble } from './profile.ts';
import type { RawRecord } from './tokenise/raw.ts';
import { unwrap } from './wrapping.ts';

/** What the lines above a header say, and those lines themselves. */
export interface PreambleFacts {
  readonly records: readonly RawRecord[];
  readonly account?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly currency?: Currency;
}

/** A record as one text: its cells that hold something, joined with a blank (or what stood between them). */
export function lineText(record: RawRecord, separator = ' '): string {
  return record.cells
    .map(unwrap)
    .filter((cell) => cell !== '')
    .join(separator);
}

export function readPreamble(above: readonly RawRecord[], rules: Preamble | undefined): PreambleFacts {
  const texts = above.map((record) => lineText(record)).filter((text) => text !== '');
  const account = firstMatch(texts, rules?.account)?.[1]?.trim();
  const currency = parseCurrency(firstMatch(texts, rules?.currency)?.[1] ?? '');
  return {
    records: above,
    ...(account !== undefined && account !== '' && { account }),
    ...periodOf(texts, rules),
    ...(currency !== undefined && { currency }),
  };
}

function firstMatch(texts: readonly string[], patterns: readonly RegExp[] | undefined): RegExpExecArray | undefined {
  for (const pattern of patterns ?? []) {
    for (const text of texts) {
      const match = pattern.exec(text);
      if (match) return match;
    }
  }
  return undefined;
}

function periodOf(texts: readonly string[], rules: Preamble | undefined): { readonly from?: Day; readonly to?: Day } {
  const { from = '', to = '' } = firstMatch(texts, rules?.period)?.groups ?? {};
  const first = readMoment(from, 'ymd');
  const last = readMoment(to, 'ymd');
  if (!first.ok || !last.ok) return {};
  const days = { from: dayOf(first.moment), to: dayOf(last.moment) };
  // The end is the first moment not covered, unless the file says 23:59:59.
  const exclusive = rules?.endExclusive && days.to > days.from && !last.moment.endsWith(':59');
  return exclusive ? { from: days.from, to: addDays(days.to, -1) } : days;
}

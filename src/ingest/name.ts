import { civilDay, parseMonth, type Day } from '../model/day.ts';

/** What a file's name alone tells: digit runs that may be an account number, the days it names. */
export interface NameFacts {
  readonly numbers: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
}

const SEPARATED = /(?<!\d)(\d{4})[-_.年](\d{1,2})[-_.月](\d{1,2})(?!\d)/gu;
const RUN = /\d+/g;
const SHORTEST_NUMBER = 6;

interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** `1900000001All2026-06-01.csv` → number 1900000001, the day 2026-06-01. A member's own name counts before its archive's. */
export function nameFacts(name: string): NameFacts {
  const parts = name.split('/').reverse();
  const numbers = new Set<string>();
  let range: Range | undefined;
  for (const part of parts) {
    const days: Range[] = [];
    const rest = part.replace(SEPARATED, (whole, year: string, month: string, day: string) => {
      const found = civilDay(Number(year), Number(month), Number(day));
      if (found === undefined) return whole;
      days.push({ from: found, to: found });
      return ' ';
    });
    for (const run of rest.match(RUN) ?? []) {
      const found = days.length < 2 ? rangeOf(run) : undefined;
      if (found !== undefined) days.push(found);
      else if (run.length >= SHORTEST_NUMBER) numbers.add(run);
    }
    range ??= spanOf(days);
  }
  return { numbers: [...numbers], ...range };
}

/** `20260601`, `20260601093000`, `202606`. */
function rangeOf(run: string): Range | undefined {
  if (run.length === 6) return run >= '200001' ? parseMonth(`${run.slice(0, 4)}-${run.slice(4)}`) : undefined;
  if (run.length !== 8 && run.length !== 12 && run.length !== 14) return undefined;
  if (run.length > 8 && Number(run.slice(8, 10)) > 23) return undefined;
  const year = Number(run.slice(0, 4));
  if (year < 2000 || year > 2099) return undefined;
  const day = civilDay(year, Number(run.slice(4, 6)), Number(run.slice(6, 8)));
  return day === undefined ? undefined : { from: day, to: day };
}

function spanOf(days: readonly Range[]): Range | undefined {
  const [first, second] = days;
  if (first === undefined) return undefined;
  return second !== undefined && second.to >= first.from ? { from: first.from, to: second.to } : first;
}

import { parseCurrency, type Currency } from '../../model/currency.ts';
import { dayOf, type Day, type Moment } from '../../model/day.ts';
import { parseAmount, ZERO, type AmountReading, type Minor } from '../../model/money.ts';
import type { ProblemCode } from '../../model/problem.ts';
import { amountProblem, parseUnits } from '../amount.ts';
import type { Collected } from '../collect.ts';
import { readMoment } from '../moment.ts';
import type { JsonObject } from '../tokenise/json.ts';

const KEPT_CHARS = 200;
const UNREAD_MOMENT = '1900-01-01' as Moment;

/** One object of a JSON statement, its values read by path (`amount.value`). What can't be read is collected. */
export class JsonRow {
  readonly line: number;
  /** False once a value couldn't be read: the row is not to be taken. */
  ok = true;
  private readonly value: unknown;
  private readonly collected: Collected;

  constructor({ line, value }: JsonObject, collected: Collected) {
    this.line = line;
    this.value = value;
    this.collected = collected;
  }

  /** A row of a list inside this one: it shares the line, and what can't be read of it spoils only itself. */
  inner(value: unknown): JsonRow {
    return new JsonRow({ line: this.line, value: value as JsonObject['value'] }, this.collected);
  }

  /** The objects of a list; empty for anything else. */
  list(path: string): readonly JsonRow[] {
    const found = this.at(path);
    return Array.isArray(found) ? found.filter((one) => isObject(one)).map((one) => this.inner(one)) : [];
  }

  has(path: string): boolean {
    return this.at(path) !== undefined;
  }

  text(path: string): string | undefined {
    const found = this.at(path);
    if (typeof found === 'number') return String(found);
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
  }

  needText(path: string): string {
    const text = this.text(path);
    if (text === undefined) this.fail('ID_MISSING', path);
    return text ?? '';
  }

  /** `otherwise` stands in for one that can't be read. */
  currency(path: string, otherwise: Currency): Currency {
    const currency = parseCurrency(this.text(path) ?? '');
    if (currency === undefined) this.fail('CURRENCY_UNKNOWN', path);
    return currency ?? otherwise;
  }

  /** An amount printed with its decimals. */
  amount(path: string, currency: Currency): Minor {
    return this.taken(path, parseAmount(this.text(path) ?? '', currency));
  }

  /** A whole number of 1/10^places of the unit. */
  units(path: string, currency: Currency, places: number): Minor {
    return this.taken(path, parseUnits(this.text(path) ?? '', places, currency));
  }

  needMoment(path: string): Moment {
    const moment = this.moment(path);
    if (moment === undefined && this.text(path) === undefined) this.fail('DATE_UNREADABLE', path);
    return moment ?? UNREAD_MOMENT;
  }

  moment(path: string): Moment | undefined {
    const text = this.text(path);
    const reading = text === undefined ? undefined : readMoment(text, 'ymd', 'as-printed');
    if (reading?.ok === false) this.fail('DATE_UNREADABLE', path);
    return reading?.ok === true ? reading.moment : undefined;
  }

  day(path: string): Day | undefined {
    const moment = this.moment(path);
    return moment === undefined ? undefined : dayOf(moment);
  }

  fail(code: ProblemCode, path: string): void {
    const text = this.text(path)?.slice(0, KEPT_CHARS);
    const problem = { code, line: this.line, column: path, ...(text !== undefined && { text }) };
    this.collected.problem(problem);
    if (this.ok) this.collected.reject(problem, [JSON.stringify(this.value)]);
    this.ok = false;
  }

  private taken(path: string, reading: AmountReading): Minor {
    if (reading.ok) return reading.minor;
    this.fail(amountProblem(reading), path);
    return ZERO;
  }

  private at(path: string): unknown {
    let found: unknown = this.value;
    for (const name of path.split('.')) found = isObject(found) ? found[name] : undefined;
    return found ?? undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

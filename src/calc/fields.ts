import { CNY, parseCurrency, type Currency } from '../model/currency.ts';
import { parseDay, type Day, type Moment } from '../model/day.ts';
import { Decimal, parseAmount, type Minor } from '../model/money.ts';
import { StopError, type ProblemParams } from '../model/problem.ts';
import { momentIn } from './moment.ts';

/** A case names what it counts; more than this is a typing mistake, and would take for ever. */
const LARGEST_COUNT = 36_500;
const LAST_YEAR = '2999';
const LARGEST_LIST = 10_000;

/**
 * The fields of a case, or of an object within it. Each asks for one key: `…If` gives undefined where the key is
 * absent or null, the others refuse (`CASE_VALUE` with the path). Nothing unreadable becomes a value. Numbers are the
 * text that stands in the case (`parseExactly`), so that 100.00 and "100.00" are the same.
 */
export interface Fields {
  has(key: string): boolean;
  text(key: string): string;
  textIf(key: string): string | undefined;
  day(key: string): Day;
  dayIf(key: string): Day | undefined;
  /** A day or an instant; one with an offset is turned into the zone's own time. */
  moment(key: string, timezone: string): Moment;
  amount(key: string, currency: Currency): Minor;
  amountIf(key: string, currency: Currency): Minor | undefined;
  /** An amount that can't be negative. */
  positive(key: string, currency: Currency): Minor;
  positiveIf(key: string, currency: Currency): Minor | undefined;
  /** A rate that can't be negative: `0.006` or `0.6%`. */
  rate(key: string): Decimal;
  rateIf(key: string): Decimal | undefined;
  /** A whole number from 0, or from `least`. */
  count(key: string, least?: number, most?: number): number;
  countIf(key: string, least?: number, most?: number): number | undefined;
  flag(key: string): boolean;
  choice<T extends string>(key: string, choices: readonly T[]): T;
  choiceIf<T extends string>(key: string, choices: readonly T[]): T | undefined;
  currency(): Currency;
  /** The object under a key. */
  inner(key: string): Fields;
  innerIf(key: string): Fields | undefined;
  /** The objects of a list. */
  list(key: string): readonly Fields[];
  /** The objects of a list; none where the key is absent. */
  listIf(key: string): readonly Fields[];
  /** Like `listIf`, of spans: an element may also be the pair of its `from` and `to`. */
  pairsIf(key: string): readonly Fields[];
  /** The amounts of a list. */
  amounts(key: string, currency: Currency, sign?: 'not-negative'): readonly Minor[];
  /** The amounts of a list; none where the key is absent. */
  amountsIf(key: string, currency: Currency, sign?: 'not-negative'): readonly Minor[];
  keys(): readonly string[];
  /** Whatever stands there, for fields with several shapes. */
  raw(key: string): unknown;
  /** Refuses the value of a key. */
  refuse(key: string, expected: string, params?: ProblemParams): never;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a case's input, and the paths of those that nobody asked for. */
export function caseFields(input: Readonly<Record<string, unknown>>): {
  readonly fields: Fields;
  readonly unread: () => readonly string[];
} {
  const seen: Seen = { all: new Set(), read: new Set() };
  return {
    fields: fieldsOf(input, '', seen),
    unread: () => [...seen.all].filter((path) => !seen.read.has(path)),
  };
}

interface Seen {
  readonly all: Set<string>;
  readonly read: Set<string>;
}

function fieldsOf(object: Readonly<Record<string, unknown>>, path: string, seen: Seen): Fields {
  const pathOf = (key: string): string => below(path, key);
  for (const key of Object.keys(object)) seen.all.add(pathOf(key));
  const raw = (key: string): unknown => {
    seen.read.add(pathOf(key));
    return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
  };
  const refuse = (key: string, expected: string, params: ProblemParams = {}): never =>
    refuseAt(pathOf(key), raw(key), expected, params);
  const read = <T>(key: string, parse: Parser<T>): T | undefined => {
    const value = raw(key);
    if (value === undefined) return undefined;
    return parse(value, (expected, params = {}) => refuse(key, expected, params));
  };
  const must = <T>(key: string, parse: Parser<T>): T => read(key, parse) ?? refuse(key, 'missing', { key });
  const within = (key: string, value: Readonly<Record<string, unknown>>): Fields => fieldsOf(value, pathOf(key), seen);
  return {
    raw,
    refuse,
    has: (key) => raw(key) !== undefined,
    keys: () => Object.keys(object),
    ...listFields({
      path,
      seen,
      elements: (key) => must(key, list),
      elementsIf: (key) => read(key, list) ?? [],
    }),
    text: (key) => must(key, text),
    textIf: (key) => read(key, text),
    day: (key) => must(key, day),
    dayIf: (key) => read(key, day),
    moment: (key, timezone) => must(key, moment(timezone)),
    amount: (key, currency) => must(key, amount(currency)),
    amountIf: (key, currency) => read(key, amount(currency)),
    positive: (key, currency) => must(key, positive(currency)),
    positiveIf: (key, currency) => read(key, positive(currency)),
    rate: (key) => must(key, rate),
    rateIf: (key) => read(key, rate),
    count: (key, least, most) => must(key, count(least, most)),
    countIf: (key, least, most) => read(key, count(least, most)),
    flag: (key) => read(key, flag) ?? false,
    choice: (key, choices) => must(key, choice(choices)),
    choiceIf: (key, choices) => read(key, choice(choices)),
    currency: () => read('currency', currencyOf) ?? CNY,
    inner: (key) => within(key, must(key, object_)),
    innerIf: (key) => {
      const value = read(key, object_);
      return value === undefined ? undefined : within(key, value);
    },
  };
}

/** What is asked of lists: their elements as objects, spans or amounts. */
function listFields({ path, seen, elements, elementsIf }: Lists): ListFields {
  const objectAt = (at: string, value: unknown): Fields =>
    isObject(value) ? fieldsOf(value, below(path, at), seen) : refuseAt(below(path, at), value, 'object', {});
  const spanAt = (at: string, value: unknown): Fields => {
    if (isObject(value)) return fieldsOf(value, below(path, at), seen);
    if (!Array.isArray(value) || value.length !== 2) return refuseAt(below(path, at), value, 'pair', {});
    const [from, to] = value as readonly unknown[];
    return fieldsOf({ from, to }, below(path, at), seen);
  };
  const amountAt =
    (currency: Currency, sign: 'not-negative' | undefined) =>
    (at: string, value: unknown): Minor =>
      (sign === undefined ? amount : positive)(currency)(value, (expected, params = {}) =>
        refuseAt(below(path, at), value, expected, params),
      );
  const each =
    <T>(key: string, read: (at: string, value: unknown) => T) =>
    (value: unknown, index: number): T =>
      read(`${key}[${index}]`, value);
  return {
    list: (key) => elements(key).map(each(key, objectAt)),
    listIf: (key) => elementsIf(key).map(each(key, objectAt)),
    pairsIf: (key) => elementsIf(key).map(each(key, spanAt)),
    amounts: (key, currency, sign) => elements(key).map(each(key, amountAt(currency, sign))),
    amountsIf: (key, currency, sign) => elementsIf(key).map(each(key, amountAt(currency, sign))),
  };
}

type ListFields = Pick<Fields, 'list' | 'listIf' | 'pairsIf' | 'amounts' | 'amountsIf'>;

interface Lists {
  readonly path: string;
  readonly seen: Seen;
  /** The elements under a key, which must be there. */
  readonly elements: (key: string) => readonly unknown[];
  readonly elementsIf: (key: string) => readonly unknown[];
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function refuseAt(path: string, value: unknown, expected: string, params: ProblemParams): never {
  const text = value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
  throw new StopError('CASE_VALUE', { ...params, path, text: text ?? '', expected });
}

type Refuse = (expected: string, params?: ProblemParams) => never;
type Parser<T> = (value: unknown, refuse: Refuse) => T;

const text: Parser<string> = (value, refuse) => (typeof value === 'string' ? value : refuse('text'));

const day: Parser<Day> = (value, refuse) => {
  const parsed = typeof value === 'string' ? parseDay(value) : undefined;
  return parsed === undefined || parsed.slice(0, 4) > LAST_YEAR ? refuse('day') : parsed;
};

function moment(timezone: string): Parser<Moment> {
  return (value, refuse) => {
    const parsed = typeof value === 'string' ? momentIn(value, timezone) : undefined;
    return parsed === undefined || parsed.slice(0, 4) > LAST_YEAR ? refuse('moment') : parsed;
  };
}

function amount(currency: Currency): Parser<Minor> {
  return (value, refuse) => {
    const reading = typeof value === 'string' ? parseAmount(value, currency) : undefined;
    if (reading?.ok === true) return reading.minor;
    return refuse(reading?.fault === 'too-fine' ? 'amount-too-fine' : 'amount', { currency });
  };
}

function positive(currency: Currency): Parser<Minor> {
  return (value, refuse) => {
    const read = amount(currency)(value, refuse);
    return read < 0 ? refuse('not-negative') : read;
  };
}

const RATE = /^(\d{1,9}(?:\.\d{1,20})?)(%?)$/;

const rate: Parser<Decimal> = (value, refuse) => {
  const parts = typeof value === 'string' ? RATE.exec(value.trim()) : null;
  if (parts === null) return refuse('rate');
  return new Decimal(parts[1] ?? '').dividedBy(parts[2] === '%' ? 100 : 1);
};

const WHOLE = /^-?\d{1,9}(?:\.0+)?$/;

function count(least = 0, most = LARGEST_COUNT): Parser<number> {
  return (value, refuse) => {
    const read = typeof value === 'string' && WHOLE.test(value) ? Number(value) : undefined;
    return read !== undefined && read >= least && read <= most ? read : refuse('count', { least, most });
  };
}

const flag: Parser<boolean> = (value, refuse) => (typeof value === 'boolean' ? value : refuse('flag'));

function choice<T extends string>(choices: readonly T[]): Parser<T> {
  return (value, refuse) => choices.find((one) => one === value) ?? refuse('choice', { choices: choices.join(', ') });
}

const currencyOf: Parser<Currency> = (value, refuse) =>
  (typeof value === 'string' ? parseCurrency(value) : undefined) ?? refuse('currency');

const object_: Parser<Readonly<Record<string, unknown>>> = (value, refuse) =>
  isObject(value) ? value : refuse('object');

const list: Parser<readonly unknown[]> = (value, refuse) => {
  if (!Array.isArray(value)) return refuse('list');
  return value.length > LARGEST_LIST ? refuse('list-too-long', { most: LARGEST_LIST }) : (value as readonly unknown[]);
};

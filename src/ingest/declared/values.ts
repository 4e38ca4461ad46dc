import { FaultError, type DeclarationNeed } from './fault.ts';

/** A value of a declaration with its place: texts, lists and maps, as plain values. */
export interface Place {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** A map whose keys are all known. */
export interface Fields {
  readonly place: Place;
  get(key: string): Place | undefined;
  need(key: string): Place;
}

const LONGEST_TEXT = 500;

export function refuse(place: Place, need: DeclarationNeed, params: Readonly<Record<string, string>> = {}): never {
  throw new FaultError({ path: place.path, key: place.key, need, params });
}

export function fieldsOf(place: Place, known: readonly string[]): Fields {
  const entries = new Map(entriesOf(place).map((entry) => [entry.key, entry] as const));
  for (const entry of entries.values()) {
    if (known.includes(entry.key)) continue;
    throw new FaultError({ path: entry.path, key: entry.key, need: 'choice', known, params: {} });
  }
  const get = (key: string): Place | undefined => {
    const found = entries.get(key);
    return found === undefined || isEmpty(found.value) ? undefined : found;
  };
  return { place, get, need: (key) => get(key) ?? refuse(below(place, key, undefined), 'missing', { key }) };
}

/** The entries of a map whose keys aren't fixed (words of a platform). */
export function entriesOf(place: Place): readonly Place[] {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(place, 'map');
  return Object.entries(value).map(([key, one]) => below(place, key, one));
}

export function listOf(place: Place): readonly Place[] {
  if (!Array.isArray(place.value)) refuse(place, 'list');
  return place.value.map((value: unknown, index) => {
    const path = `${place.path}[${String(index)}]`;
    return { path, key: path, value };
  });
}

/** One value, or several in a list. */
export function oneOrMore(place: Place): readonly Place[] {
  return Array.isArray(place.value) ? listOf(place) : [place];
}

/** One line of text. A declaration read from a file has nothing but texts; one made by a program may have numbers. */
export function textOf(place: Place): string {
  const { value } = place;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') refuse(place, 'text');
  const text = String(value);
  if (text.trim() === '' || text.length > LONGEST_TEXT || /[\n\r\0]/u.test(text)) refuse(place, 'text');
  return text.trim();
}

export function choiceOf<T extends string>(place: Place, choices: readonly T[]): T {
  const text = textOf(place);
  return choices.find((choice) => choice === text) ?? refuse(place, 'choice', { choices: choices.join(', ') });
}

export function flagOf(place: Place): boolean {
  const text = textOf(place).toLowerCase();
  if (text === 'true' || text === 'yes') return true;
  return text === 'false' || text === 'no' ? false : refuse(place, 'flag');
}

/** A number of lines, 0 to 50: a header is looked for no further down. */
export function linesOf(place: Place): number {
  const text = textOf(place);
  return /^(?:\d|[1-4]\d|50)$/.test(text) ? Number(text) : refuse(place, 'line-count');
}

export function optional<T>(fields: Fields, key: string, read: (place: Place) => T): T | undefined {
  const place = fields.get(key);
  return place === undefined ? undefined : read(place);
}

function below(place: Place, key: string, value: unknown): Place {
  return { path: place.path === '' ? key : `${place.path}.${key}`, key, value };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === '~';
}

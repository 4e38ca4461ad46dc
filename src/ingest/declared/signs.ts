import { LINE_KINDS, type LineKind } from '../../model/statement.ts';
import type { KindFields } from './kinds.ts';
import { wordOf } from './kinds.ts';
import { choiceOf, entriesOf, fieldsOf, oneOrMore, refuse, textOf, type Fields, type Place } from './values.ts';

/**
 * How a column's amounts are to be taken: `signed` as printed; `inverted`: the other way round (a card's purchases are
 * positive); `in` and `out`: always so, whatever sign is printed.
 */
export const SIGNS = ['signed', 'inverted', 'in', 'out'] as const;
export type Sign = (typeof SIGNS)[number];

export interface Signs {
  /** Field → its sign; `signed` where nothing is said. */
  readonly columns: ReadonlyMap<string, Sign>;
  /** The words of the column `direction`, in lower case. */
  readonly in?: readonly string[];
  readonly out?: readonly string[];
}

/** What a platform's word for a row means. */
export interface KindRule {
  readonly kind: LineKind;
  readonly sign?: Sign;
  /** Of the fee: `in` given back, `out` charged. */
  readonly fee?: Sign;
}

export interface KindTable {
  /** By the platform's word in lower case. */
  readonly words: ReadonlyMap<string, KindRule>;
  /** `"*"`: for every other word, and for a file without the column. */
  readonly others?: KindRule;
}

/** `{ amount: inverted }`, `{ in: [H], out: [S] }`; `*` is every other word. */
export function readSigns(place: Place | undefined, about: KindFields): Signs {
  if (place === undefined) return { columns: new Map() };
  const money = about.money.map((field) => wordOf(about, field));
  const isBank = about.fields.has('direction');
  const given = fieldsOf(place, [...money, ...(isBank ? ['in', 'out'] : [])]);
  const columns = new Map<string, Sign>();
  for (const field of about.money) {
    const sign = given.get(wordOf(about, field));
    if (sign !== undefined) columns.set(field, choiceOf(sign, SIGNS));
  }
  const [incoming, outgoing] = [given.get('in'), given.get('out')];
  const words = (one: Place): readonly string[] => oneOrMore(one).map((word) => textOf(word).toLowerCase());
  return {
    columns,
    ...(incoming !== undefined && { in: words(incoming) }),
    ...(outgoing !== undefined && { out: words(outgoing) }),
  };
}

/** `{ Zahlung: sale, Erstattung: { kind: refund, sign: out, fee: in }, "*": unknown }`. */
export function readKinds(fields: Fields, hasColumn: boolean): KindTable {
  const place = fields.get('kinds');
  if (place === undefined) {
    return hasColumn ? { words: new Map() } : refuse(fields.place, 'missing', { key: 'kinds' });
  }
  const words = new Map(entriesOf(place).map((entry) => [entry.key.trim().toLowerCase(), ruleOf(entry)] as const));
  const others = words.get('*');
  if (!hasColumn && others === undefined) refuse(place, 'missing', { key: '*' });
  return { words, ...(others !== undefined && { others }) };
}

function ruleOf(place: Place): KindRule {
  if (typeof place.value !== 'object') return { kind: choiceOf(place, LINE_KINDS) };
  const fields = fieldsOf(place, ['kind', 'sign', 'fee']);
  const [sign, fee] = [fields.get('sign'), fields.get('fee')];
  return {
    kind: choiceOf(fields.need('kind'), LINE_KINDS),
    ...(sign !== undefined && { sign: choiceOf(sign, SIGNS) }),
    ...(fee !== undefined && { fee: choiceOf(fee, SIGNS) }),
  };
}

import { LINE_KINDS } from '../../model/statement.ts';
import { SIGNS, type KindRule, type KindTable, type Sign, type Signs } from '../rows/signs.ts';
import type { KindFields } from './kinds.ts';
import { wordOf } from './kinds.ts';
import { choiceOf, entriesOf, fieldsOf, oneOrMore, refuse, textOf, type Fields, type Place } from './values.ts';

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

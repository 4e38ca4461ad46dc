import { oncePer } from '../model/once-per.ts';
import type { AnyProfile, Columns } from './profile.ts';
import type { RawRecord } from './tokenise/raw.ts';

const MARKS = /[\s\u200B-\u200F\u2060\uFEFF\u0060'"=@*:_\u00B4]+/gu;
/**
 * `交易日期[ Transaction Date ]`: a translation behind the name; `[HISTORYDETAIL]凭证号`: a mark before it. Behind a name
 * in Latin letters brackets belong to it: `payment_metadata[order_id]`.
 */
const TRANSLATION = /(?<=[^\p{ASCII}])\[[^\]]*\]$/u;
const LEADING_MARK = /^\[[a-z]*\](?=.)/u;
/** `(元)`, `(+元)`, `(-元)`, `(单位元)`, `(cny)`, `/元`: a unit behind the name. */
const UNIT = /(?:\((?:单位)?[+-]?(?:元|人民币|rmb|cny)\)|\/元)$/u;

/** A column's name as it is compared: width, case, blanks, brackets' width, wrapping marks, unit and translation gone. */
export function headerKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replace(MARKS, '').replaceAll('\u2212', '-');
  return plain.replace(TRANSLATION, '').replace(LEADING_MARK, '').replace(UNIT, '');
}

/**
 * Two header rows as one: the group's name stands over its first column (its cell is merged over all of them) and is
 * put before each column's own name, `group_column`. What has no name of its own is one column over both rows.
 */
export function joinHeader(groups: RawRecord, names: RawRecord): RawRecord {
  let group = '';
  const cells = Array.from({ length: Math.max(groups.cells.length, names.cells.length) }, (_, position) => {
    const above = (groups.cells[position] ?? '').trim();
    const name = (names.cells[position] ?? '').trim();
    if (name === '') {
      if (above !== '') group = '';
      return above;
    }
    if (above !== '') group = above;
    return group === '' ? name : `${group}_${name}`;
  });
  return { line: groups.line, cells };
}

/** Where each field of a profile stands in a header. */
export interface HeaderMap {
  /** Field → positions of its columns, by the order of its names; fields without a column are left out. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** Positions that belong to no field. */
  readonly unclaimed: readonly number[];
}

/** Column names of a profile by compared form. */
export const fieldKeys = oncePer(
  (columns: Columns): ReadonlyMap<string, readonly string[]> =>
    new Map(Object.entries(columns).map(([field, names]) => [field, [...new Set(names.map(headerKey))]])),
);

/** Maps a profile's fields to the columns of a header row. `keys` are the compared forms of its cells. */
export function mapHeader(profile: Pick<AnyProfile, 'columns' | 'positions'>, keys: readonly string[]): HeaderMap {
  const positions = new Map<string, readonly number[]>();
  const claimed = new Set<number>();
  for (const [field, names] of fieldKeys(profile.columns)) {
    const found = names.flatMap((name) => allIndexes(keys, name));
    if (found.length === 0) continue;
    positions.set(field, found);
    for (const position of found) claimed.add(position);
  }
  for (const [field, places = []] of Object.entries(profile.positions ?? {})) {
    positions.set(field, places);
    for (const position of places) claimed.add(position);
  }
  const unclaimed = keys.flatMap((key, position) => (key !== '' && !claimed.has(position) ? [position] : []));
  return { positions, unclaimed };
}

/** A name that ends in `[]` stands for one with anything between the brackets. */
function allIndexes(keys: readonly string[], name: string): readonly number[] {
  if (name.endsWith('[]')) {
    const start = name.slice(0, -1);
    return keys.flatMap((key, position) => (key.startsWith(start) && key.endsWith(']') ? [position] : []));
  }
  const found: number[] = [];
  for (let at = keys.indexOf(name); at >= 0; at = keys.indexOf(name, at + 1)) found.push(at);
  return found;
}

/** How many single-character changes lead from one text to the other. */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

import { oncePer } from '../model/once-per.ts';
import { editDistance, fieldKeys, headerKey, joinHeader, mapHeader, type HeaderMap } from './header.ts';
import type { AnyProfile } from './profile.ts';
import type { RawRecord } from './tokenise/raw.ts';

/** A header stands within so many records from the top (0–24 lines above it were seen). */
export const HEAD_RECORDS = 60;

/** A header row that a format fits. */
export interface Found {
  readonly profile: AnyProfile;
  /** Of two header rows their names joined. */
  readonly header: RawRecord;
  /** Its place among the file's records: the last one before the rows. */
  readonly index: number;
  /** Where it begins: what stands above is the preamble. */
  readonly top: number;
  readonly map: HeaderMap;
  /** Header names met, as the file prints them, of the columns that the format is known by. */
  readonly matched: readonly string[];
  /** A person has given this header its format before. */
  readonly remembered?: true;
}

/** How a format that doesn't fit differs, at the header where it fits best. */
export interface Near {
  readonly profile: AnyProfile;
  readonly line: number;
  readonly matched: readonly string[];
  /** Columns that aren't there, each with the header name that comes nearest. */
  readonly missing: readonly { readonly column: string; readonly nearest?: string }[];
}

export type Detection =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'ambiguous'; readonly found: readonly Found[] }
  | { readonly kind: 'changed'; readonly near: Near }
  | { readonly kind: 'unknown'; readonly near?: Near };

/** With no more columns missing than this a header is a known one that was changed, not an unknown one. */
const CHANGED_COLUMNS = 2;
const CHANGED_SHARE = 0.7;
const CHANGED_LEAST = 4;

/**
 * Which format a table is, by the names of its columns alone: the header may stand anywhere in the first records, its
 * columns in any order, others between them. A format that needs more columns wins over one that needs fewer, one
 * issuer's over the general ones. `named` says the format is the person's word: then only its columns are looked for.
 */
export function detect(head: readonly RawRecord[], profiles: readonly AnyProfile[], named: boolean): Detection {
  const records = head.slice(0, HEAD_RECORDS);
  const fits: Found[] = [];
  for (const candidate of candidatesIn(records, profiles)) {
    const names = new Set(candidate.keys);
    for (const profile of profiles) {
      if (!mayStandIn(profile, candidate)) continue;
      if (!knownKeys(profile).every((keys) => keys.some((key) => names.has(key)))) continue;
      const { fits: found } = tryHeader(profile, candidate);
      if (found !== undefined) fits.push(found);
    }
    // Below the header of a format of its own stand its rows: no second header is looked for among them.
    if (fits.some((fit) => !fit.profile.general)) break;
  }
  if (fits.length > 0) return choose(fits);
  const near = nearest([...candidatesIn(records, profiles)], profiles);
  if (near === undefined) return { kind: 'unknown' };
  return named || isChanged(near) ? { kind: 'changed', near } : { kind: 'unknown', near };
}

/** Only asked when nothing fits: telling how each format differs costs far more than telling that it does. */
function nearest(candidates: readonly Candidate[], profiles: readonly AnyProfile[]): Near | undefined {
  let best: Near | undefined;
  for (const candidate of candidates) {
    for (const profile of profiles) {
      if (!mayStandIn(profile, candidate)) continue;
      const { near } = tryHeader(profile, candidate);
      if (near !== undefined && isNearer(near, best)) best = near;
    }
  }
  return best;
}

/** Every record as a header of one row; each with the next as one of two, where a format has such. */
function* candidatesIn(head: readonly RawRecord[], profiles: readonly AnyProfile[]): Generator<Candidate> {
  const double = profiles.some(({ headerRows }) => headerRows === 2);
  for (const [index, record] of head.entries()) {
    const next = head[index + 1];
    yield* candidateOf(record, index, index);
    if (double && next !== undefined) yield* candidateOf(joinHeader(record, next), index + 1, index);
  }
}

function candidateOf(record: RawRecord, index: number, top: number): readonly Candidate[] {
  if (record.cells.length < 2) return [];
  const keys = record.cells.map(headerKey);
  return keys.filter((key) => key !== '').length < 2 ? [] : [{ record, index, top, keys }];
}

/** A header flattened into one row is read by the names that two rows give. */
function mayStandIn(profile: AnyProfile, { index, top }: Candidate): boolean {
  return index === top || profile.headerRows === 2;
}

/** The compared names of each column group a profile is known by. */
const knownKeys = oncePer((profile: AnyProfile): readonly (readonly string[])[] => {
  const fields = fieldKeys(profile.columns);
  return profile.known.map((group) => groupOf(group).flatMap((field) => fields.get(field) ?? []));
});

interface Candidate {
  readonly record: RawRecord;
  readonly index: number;
  readonly top: number;
  readonly keys: readonly string[];
}

function tryHeader(profile: AnyProfile, candidate: Candidate): { readonly fits?: Found; readonly near?: Near } {
  const { record, index, top, keys } = candidate;
  if (profile.known.length === 0 || profile.never?.some((name) => keys.includes(headerKey(name)))) return {};
  const map = mapHeader(profile, keys);
  const matched: string[] = [];
  const missing: string[] = [];
  for (const group of profile.known) {
    const met = groupOf(group).find((field) => map.positions.has(field));
    if (met === undefined) missing.push(profile.columns[groupOf(group)[0] ?? '']?.[0] ?? '');
    else matched.push(nameAt(record, map.positions.get(met)?.[0]));
  }
  if (missing.length === 0) return { fits: { profile, header: record, index, top, map, matched } };
  if (matched.length === 0) return {};
  const unclaimed = map.unclaimed.map((position) => nameAt(record, position));
  return {
    near: {
      profile,
      line: record.line,
      matched,
      missing: missing.map((column) => ({ column, ...nearestOf(column, unclaimed) })),
    },
  };
}

export function groupOf(group: string | readonly string[]): readonly string[] {
  return typeof group === 'string' ? [group] : group;
}

function nameAt(record: RawRecord, position: number | undefined): string {
  return (record.cells[position ?? -1] ?? '').trim();
}

function nearestOf(column: string, names: readonly string[]): { readonly nearest?: string } {
  const key = headerKey(column);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(key, headerKey(name));
    if (distance < key.length && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best === undefined ? {} : { nearest: best.name };
}

function isNearer(next: Near, best: Near | undefined): boolean {
  if (best === undefined) return true;
  const share = shareOf(next) - shareOf(best);
  if (share !== 0) return share > 0;
  return next.matched.length > best.matched.length;
}

function shareOf(near: Near): number {
  return near.matched.length / (near.matched.length + near.missing.length);
}

function isChanged(near: Near): boolean {
  if (near.profile.general || near.missing.length > CHANGED_COLUMNS) return false;
  return near.matched.length >= CHANGED_LEAST && shareOf(near) >= CHANGED_SHARE;
}

function choose(fits: readonly Found[]): Detection {
  const ranked = [...fits].sort((left, right) => compareFound(left, right) || left.index - right.index);
  const [best] = ranked;
  if (best === undefined) return { kind: 'unknown' };
  const equal = ranked.filter((fit) => fit.profile !== best.profile && compareFound(best, fit) === 0);
  if (equal.length > 0) return { kind: 'ambiguous', found: [best, ...equal] };
  const near = changedColumns(best);
  return near === undefined ? { kind: 'found', found: best } : { kind: 'changed', near };
}

/** Which of two headers tells more: below zero for the left one, zero where neither does. */
export function compareFound(left: Found, right: Found): number {
  const general = Number(left.profile.general ?? false) - Number(right.profile.general ?? false);
  return (
    general ||
    Number(isOwnLayout(right)) - Number(isOwnLayout(left)) ||
    right.matched.length - left.matched.length ||
    right.map.positions.size - left.map.positions.size
  );
}

/** A file all of whose columns are those of a canonical CSV is that CSV, whatever else could read it. */
function isOwnLayout({ profile, map }: Found): boolean {
  return profile.example !== undefined && map.unclaimed.length === 0;
}

/**
 * A column the format can do without, missing while one with almost its name is there, has been renamed: better asked
 * about than read as a silent zero. So has a column that stands twice.
 */
function changedColumns(found: Found): Near | undefined {
  const { profile, header, map } = found;
  if (profile.general) return undefined;
  const unclaimed = map.unclaimed.map((position) => nameAt(header, position));
  const missing = [...fieldKeys(profile.columns)]
    .filter(([field]) => !map.positions.has(field))
    .flatMap(([field, keys]) => {
      const renamed = unclaimed.find((name) => keys.some((key) => isAlmost(key, headerKey(name))));
      return renamed === undefined ? [] : [{ column: profile.columns[field]?.[0] ?? field, nearest: renamed }];
    });
  const twice = profile.known.flatMap(groupOf).flatMap((field) => twiceIn(found, field));
  if (missing.length + twice.length === 0) return undefined;
  return { profile, line: header.line, matched: found.matched, missing: [...missing, ...twice] };
}

function twiceIn(found: Found, field: string): readonly { readonly column: string; readonly nearest?: string }[] {
  const keys = (found.map.positions.get(field) ?? []).map((position) => headerKey(nameAt(found.header, position)));
  const repeated = keys.find((key, place) => keys.indexOf(key) !== place);
  return repeated === undefined ? [] : [{ column: repeated, nearest: repeated }];
}

/** One character more, less or other in a name of four and more. */
function isAlmost(key: string, name: string): boolean {
  return key.length >= 4 && Math.abs(key.length - name.length) <= 1 && key !== name && editDistance(key, name) === 1;
}

import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type YAMLMap } from 'yaml';

import { StopError, type ProblemParams } from '../../model/problem.ts';
import { nearest } from '../nearest.ts';
import type { Expected } from '../words/expected.ts';

/** The settings file while it is being read. */
export interface Source {
  readonly file: string;
  readonly lines: readonly string[];
  readonly counter: LineCounter;
  readonly document: Document;
}

/** One place of the file: a value under its key, or a member of a list. */
export interface Spot {
  readonly source: Source;
  /** `accounts[0].fee`. */
  readonly path: string;
  readonly key: string;
  /** Offset of the key, or of the member, in the file. */
  readonly offset: number;
  readonly node: Node | undefined;
}

/** A map whose keys are all known. */
export interface Fields {
  readonly spot: Spot;
  /** The value under a key; undefined when it isn't given or left empty. */
  get(key: string): Spot | undefined;
  /** The value under a key that must be there. */
  need(key: string): Spot;
}

/** Stops at a place with what was expected there. */
export function refuse(spot: Spot, expected: Expected, params: ProblemParams = {}): never {
  const text = isScalar(spot.node) ? { text: String(spot.node.value) } : {};
  throw new StopError('CONFIG_VALUE', { ...placeOf(spot), key: spot.key, ...text, expected, ...params });
}

/** Stops at a key that isn't known there, with the nearest one that is. */
export function refuseKey(spot: Spot, known: readonly string[]): never {
  const near = nearest(spot.key, known);
  const params = { key: spot.key, known: known.join(', '), ...(near === undefined ? {} : { nearest: near }) };
  throw new StopError('CONFIG_UNKNOWN_KEY', { ...placeOf(spot), ...params });
}

/** The keys of a map; an unknown one is refused with the nearest known one. */
export function fieldsOf(spot: Spot, known: readonly string[]): Fields {
  if (!isMap(spot.node)) refuse(spot, 'map');
  const spots = new Map<string, Spot>();
  for (const entry of entriesOf(spot, spot.node)) {
    if (!known.includes(entry.key)) refuseKey(entry, known);
    spots.set(entry.key, entry);
  }
  const get = (key: string): Spot | undefined => {
    const found = spots.get(key);
    return found === undefined || isEmpty(found.node) ? undefined : found;
  };
  return { spot, get, need: (key) => get(key) ?? refuse({ ...spot, key, node: undefined }, 'missing') };
}

/** The members of a list. */
export function membersOf(spot: Spot): readonly Spot[] {
  if (!isSeq(spot.node)) refuse(spot, 'list');
  return spot.node.items.map((item, index) => {
    const node = resolve(spot.source, item as Node | null);
    const path = `${spot.path}[${index}]`;
    return { source: spot.source, path, key: path, offset: (item as Node | null)?.range?.[0] ?? spot.offset, node };
  });
}

export function isText(spot: Spot): boolean {
  return isScalar(spot.node);
}

export function isList(spot: Spot): boolean {
  return isSeq(spot.node);
}

/** The keys of a map whose names aren't fixed (years of a calendar). */
export function entriesOf(spot: Spot, map: YAMLMap): readonly Spot[] {
  return map.items.map((pair) => {
    const { key: keyNode, value } = pair as { key: Node | null; value: Node | null };
    const key = isScalar(keyNode) ? String(keyNode.value) : '?';
    const path = spot.path === '' ? key : `${spot.path}.${key}`;
    return {
      source: spot.source,
      path,
      key,
      offset: keyNode?.range?.[0] ?? spot.offset,
      node: resolve(spot.source, value),
    };
  });
}

/** The line a place stands on. */
export function lineOf({ source, offset }: Spot): number {
  return source.counter.linePos(offset).line;
}

/** File, line and the line's own words, for the message. */
function placeOf(spot: Spot): ProblemParams {
  const line = lineOf(spot);
  const column = spot.path === '' ? {} : { column: spot.path };
  return { file: spot.source.file, line, ...column, excerpt: spot.source.lines[line - 1] ?? '' };
}

function resolve(source: Source, node: Node | null): Node | undefined {
  if (isAlias(node)) return node.resolve(source.document);
  return node ?? undefined;
}

function isEmpty(node: Node | undefined): boolean {
  return node === undefined || (isScalar(node) && (node.value === null || node.value === '' || node.value === '~'));
}

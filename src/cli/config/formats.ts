import { isMap, isScalar, isSeq } from 'yaml';

import {
  declareFormat,
  formats,
  type DeclarationFault,
  type DeclarationNeed,
  type DeclaredFormat,
} from '../../jobs/formats.ts';
import { StopError } from '../../model/problem.ts';
import { nearest } from '../nearest.ts';
import type { Expected } from '../words/expected.ts';
import { entriesOf, membersOf, refuse, refuseKey, type Spot } from './nodes.ts';
import { rootOf } from './read.ts';

/** Settings with formats in them: settle.yaml (`formats:`), or a file of profiles/ that is one format or a list. */
export interface FormatsFile {
  readonly name: string;
  readonly text: string;
}

/** More isn't written by hand; an alias that holds itself ends here too. */
const MOST_VALUES = 20_000;
const DEEPEST = 8;

/** The formats a user declares. Throws the first mistake as `CONFIG_…` with its file and line. */
export function readFormats(settings: FormatsFile, profiles: readonly FormatsFile[]): readonly DeclaredFormat[] {
  const taken = new Set(formats().map(({ id }) => id));
  const spots = [...settingsSpots(settings), ...profiles.flatMap(profileSpots)];
  return spots.map((spot) => {
    const format = formatOf(spot, taken);
    taken.add(format.id);
    return format;
  });
}

function settingsSpots({ text, name }: FormatsFile): readonly Spot[] {
  const root = rootOf(text, name);
  const entries = isMap(root.node) ? entriesOf(root, root.node) : [];
  const list = entries.find((entry) => entry.key === 'formats');
  return list?.node === undefined ? [] : membersOf(list);
}

function profileSpots({ text, name }: FormatsFile): readonly Spot[] {
  const root = rootOf(text, name);
  if (root.node === undefined) return [];
  return isSeq(root.node) ? membersOf(root) : [root];
}

function formatOf(spot: Spot, taken: ReadonlySet<string>): DeclaredFormat {
  const spots = new Map<string, Spot>();
  const declared = declareFormat(plain(spot, { spots, root: spot.path, depth: 0 }), taken);
  return declared.ok ? declared.format : refuseFault(spot, spots, declared.fault);
}

interface Walk {
  readonly spots: Map<string, Spot>;
  readonly root: string;
  readonly depth: number;
}

/** Texts, lists and maps; where each stands is noted in `spots`, by its path below the format. */
function plain(spot: Spot, walk: Walk): unknown {
  walk.spots.set(relative(spot.path, walk.root), spot);
  if (walk.spots.size > MOST_VALUES || walk.depth > DEEPEST) {
    throw new StopError('CONFIG_UNREADABLE', { file: spot.source.file, reason: 'too-large' });
  }
  const below = { ...walk, depth: walk.depth + 1 };
  if (isMap(spot.node)) {
    return Object.fromEntries(entriesOf(spot, spot.node).map((entry) => [entry.key, plain(entry, below)]));
  }
  if (isSeq(spot.node)) return membersOf(spot).map((member) => plain(member, below));
  return isScalar(spot.node) ? String(spot.node.value) : undefined;
}

function relative(path: string, root: string): string {
  const rest = path.startsWith(root) ? path.slice(root.length) : path;
  return rest.startsWith('.') ? rest.slice(1) : rest;
}

/** Words for every need of a declaration; some are those of the other settings. */
const EXPECTATIONS: Readonly<Record<DeclarationNeed, Expected>> = {
  text: 'text',
  map: 'map',
  list: 'list',
  missing: 'missing',
  unique: 'unique',
  choice: 'choice',
  flag: 'flag',
  currency: 'currency',
  'format-id': 'format-id',
  'format-id-taken': 'format-id-taken',
  'platform-id': 'platform',
  'one-character': 'one-character',
  encoding: 'encoding',
  'date-pattern': 'date-pattern',
  pattern: 'pattern',
  'pattern-groups': 'pattern-groups',
  column: 'column',
  'column-places': 'column-places',
  'columns-needed': 'columns-needed',
  'not-of-kind': 'not-of-kind',
  'line-count': 'line-count',
  recognisable: 'recognisable',
  condition: 'condition',
};

function refuseFault(format: Spot, spots: ReadonlyMap<string, Spot>, fault: DeclarationFault): never {
  const spot = spotAt(spots, fault.path) ?? format;
  if (fault.known !== undefined) return refuseKey(spot, fault.known);
  const { choices } = fault.params;
  const text = isScalar(spot.node) ? String(spot.node.value) : '';
  const near = choices === undefined ? undefined : nearest(text, choices.split(', '));
  const params = { ...fault.params, ...(near === undefined ? {} : { nearest: near }) };
  return refuse(spot, EXPECTATIONS[fault.need], { key: fault.key, ...params });
}

/** The place itself, else the nearest one around it. */
function spotAt(spots: ReadonlyMap<string, Spot>, path: string): Spot | undefined {
  for (let at = path; at !== ''; at = at.replace(/(?:^|\.|(?=\[))[^.[]*\]?$/u, '')) {
    const spot = spots.get(at);
    if (spot !== undefined) return spot;
  }
  return undefined;
}

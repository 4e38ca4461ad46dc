import { StopError } from '../model/problem.ts';
import type { FormatInfo } from './contract.ts';
import { groupOf } from './detect.ts';
import * as all from './formats/all.ts';
import { editDistance } from './header.ts';
import type { AnyProfile } from './profile.ts';
import { documentInfo, type AnyDocument } from './document.ts';

const ALL: readonly (AnyProfile | AnyDocument)[] = Object.values(all);
const PROFILES: readonly AnyProfile[] = ALL.filter(isProfile);
const DOCUMENTS: readonly AnyDocument[] = ALL.flatMap((format) => (isProfile(format) ? [] : [format]));

function isProfile(format: AnyProfile | AnyDocument): format is AnyProfile {
  return 'columns' in format;
}

/** All formats, the user's own among them, in the order of their ids. */
export function formats(declared: readonly AnyProfile[] = []): readonly FormatInfo[] {
  const infos = [...PROFILES.map(formatInfo), ...declared.map(formatInfo), ...DOCUMENTS.map(documentInfo)];
  return infos.sort((left, right) => (left.id < right.id ? -1 : 1));
}

export function formatInfo(profile: AnyProfile): FormatInfo {
  const { id, title, kind, platform, bill, grade, joins, ignored, personal } = profile;
  return {
    id,
    title,
    kind,
    ...(personal !== undefined && { personal }),
    ...(platform !== undefined && { platform }),
    ...(bill !== undefined && { bill }),
    grade,
    joins,
    knownBy: profile.known.map((group) =>
      groupOf(group)
        .map((field) => profile.columns[field]?.[0] ?? field)
        .join('|'),
    ),
    ...(ignored !== undefined && { ignored }),
    ...(profile.layout !== undefined && { declared: true }),
  };
}

/** The formats to look for: all, or the one a person named. */
export interface Wanted {
  readonly profiles: readonly AnyProfile[];
  readonly documents: readonly AnyDocument[];
}

/** Throws USAGE with the nearest id for an `as` that isn't there. */
export function formatsFor(as: string | undefined, declared: readonly AnyProfile[] = []): Wanted {
  const tables = [...PROFILES, ...declared];
  if (as === undefined) return { profiles: tables, documents: DOCUMENTS.filter(({ onRequest }) => onRequest !== true) };
  const profiles = tables.filter(({ id }) => id === as);
  const documents = DOCUMENTS.filter(({ id }) => id === as);
  if (profiles.length + documents.length > 0) return { profiles, documents };
  const ids = [...tables, ...DOCUMENTS].map(({ id }) => id);
  const nearest = ids.sort((left, right) => editDistance(left, as) - editDistance(right, as))[0] ?? '';
  throw new StopError('USAGE', { option: '--as', text: as, nearest });
}

export function profileOf(id: string): AnyProfile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}

import { StopError } from '../model/problem.ts';
import type { FormatInfo } from './contract.ts';
import { groupOf } from './detect.ts';
import * as all from './formats/all.ts';
import { editDistance } from './header.ts';
import type { AnyProfile } from './profile.ts';

const PROFILES: readonly AnyProfile[] = Object.values(all);

/** All formats, in the order of their ids. */
export function formats(): readonly FormatInfo[] {
  return PROFILES.map(formatInfo).sort((left, right) => (left.id < right.id ? -1 : 1));
}

export function formatInfo(profile: AnyProfile): FormatInfo {
  const { id, title, kind, platform, bill, grade, joins, ignored } = profile;
  return {
    id,
    title,
    kind,
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
  };
}

/** The profiles to look for: all, or the one a person named. Throws USAGE with the nearest id for one that isn't there. */
export function profilesFor(as: string | undefined): readonly AnyProfile[] {
  if (as === undefined) return PROFILES;
  const named = PROFILES.filter((profile) => profile.id === as);
  if (named.length > 0) return named;
  const nearest =
    [...PROFILES].sort((left, right) => editDistance(left.id, as) - editDistance(right.id, as))[0]?.id ?? '';
  throw new StopError('USAGE', { option: '--as', text: as, nearest });
}

export function profileOf(id: string): AnyProfile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}

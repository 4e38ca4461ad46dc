import { parsePattern } from '../../model/pattern.ts';
import { refuse, textOf, type Place } from './values.ts';

/** A regular expression, with `groups` by name or a first group where that is asked for. */
export function patternOf(place: Place, groups: 'none' | 'first' | readonly string[] = 'none'): RegExp {
  const text = textOf(place);
  const pattern = parsePattern(text) ?? refuse(place, 'pattern');
  const empty = new RegExp(`${text}|`, 'u').exec('');
  if (groups === 'first' && (empty?.length ?? 0) < 2) refuse(place, 'pattern-groups', { groups: '(…)' });
  if (typeof groups === 'object' && groups.length > 0 && !groups.some((name) => name in (empty?.groups ?? {}))) {
    refuse(place, 'pattern-groups', { groups: groups.map((name) => `(?<${name}>…)`).join(' ') });
  }
  return pattern;
}

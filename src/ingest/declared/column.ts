import { LIMITS } from '../source.ts';
import { oneOrMore, refuse, textOf, type Place } from './values.ts';

/** Where a field's cells stand: under one of several names, or in columns counted from 0. */
export type DeclaredColumn = { readonly names: readonly string[] } | { readonly places: readonly number[] };

/** Names, or places counted from 1. */
export function columnOf(place: Place, byPlace = false): DeclaredColumn {
  const members = oneOrMore(place);
  const texts = members.map(textOf);
  if (texts.length === 0) refuse(place, 'column');
  const places = texts.map((text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) - 1 : -1));
  const found = places.filter((one) => one >= 0 && one < LIMITS.columns);
  if (found.length === texts.length) return { places: found };
  if (byPlace) refuse(place, 'column-places');
  return found.length === 0 ? { names: texts } : refuse(place, 'column');
}

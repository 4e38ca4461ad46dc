import { invariant } from '../model/problem.ts';
import type { StatementKind } from '../model/statement.ts';
import { profileOf } from './registry.ts';

/** Header (English and Chinese names) and an example row of the canonical CSV of a kind, in column order. */
export interface Template {
  readonly columns: readonly { readonly name: string; readonly zh: string; readonly example: string }[];
}

/** What `settle template` prints: taken from the declaration that reads it, so that it can't be out of date. */
export function templateOf(kind: StatementKind): Template {
  const profile = profileOf(`canonical-${kind}`);
  invariant(profile !== undefined, 'every kind of statement has a canonical CSV');
  const columns = Object.entries(profile.columns).map(([field, [name = field, zh = field]]) => {
    return { name, zh, example: profile.example?.[field] ?? '' };
  });
  return { columns };
}

import type { Words } from '../model/words.ts';
import type { Fields } from './fields.ts';
import type { AreaName } from './names.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Something about a result that its reader must know, with a code for programs. */
export interface Warning {
  readonly code: string;
  readonly words: Words;
}

export interface Outcome {
  readonly result: Readonly<Record<string, Json>>;
  /** How the result came about, for a person. */
  readonly working: Words;
  readonly warnings?: readonly Warning[];
}

/** One area of the rules: reads a case, asks the room that owns the rule, shapes the answer. */
export interface Area {
  readonly name: AreaName;
  readonly work: (input: Fields) => Outcome;
}

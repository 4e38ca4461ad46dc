import type { ProblemParams } from '../../model/problem.ts';
import type { Words } from '../../model/words.ts';

/** What is wrong, and what to do about it. */
export interface ProblemWords {
  readonly message: Words;
  readonly remedy: Words;
}

/**
 * Fills `{name}` from the values. What stands in square brackets is said only when all its values are there; a value
 * that is missing outside of them is printed as `?`, never as nothing.
 */
export function fill(template: string, values: ProblemParams): string {
  return template
    .replaceAll(/\[([^[\]]*)\]/gu, (_, part: string) =>
      namesIn(part).every((name) => (values[name] ?? '') !== '') ? part : '',
    )
    .replaceAll(/\{(\w+)\}/gu, (_, name: string) => shortened(String(values[name] ?? '?')));
}

/** A sentence stays one: of a value that is a whole file, the beginning. */
const VALUE_CHARS = 400;

function shortened(value: string): string {
  return value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS)}…` : value;
}

/** The names of the values a template speaks of. */
function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '');
}

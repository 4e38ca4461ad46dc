// Room: calc. The accounting rules as calculators: a case in JSON goes in, its result and how it came about go out.
// Here: reading the fields of a case, one file an area, results in the shape that ../shared/corpus/rules fixes.
// Never here: the rules themselves (rooms settlement, receivables and close), the clock, books, printing.
import { StopError } from '../model/problem.ts';
import type { Area, Outcome } from './area.ts';
import * as areas from './areas/all.ts';
import { parseExactly } from './exact-json.ts';
import { caseFields, isObject } from './fields.ts';

export { AREA_NAMES, type AreaName } from './names.ts';
export type { Json, Outcome, Warning } from './area.ts';

/** The outcome of one case, with a warning for every field of its input that no rule asked for. */
export function calculate(name: string, text: string): Outcome {
  const area = Object.values(areas).find((one: Area) => one.name === name);
  if (area === undefined) throw new StopError('USAGE', { option: 'AREA', text: name });
  const { fields, unread } = caseFields(inputOf(text));
  const outcome = area.work(fields);
  const ignored = unread().map((path) => ({
    code: 'FIELD_IGNORED',
    words: {
      en: `«${path}» is no field that ${name} knows: it was ignored`,
      zh: `${name} 不认识字段“${path}”，已忽略`,
    },
  }));
  return { ...outcome, warnings: [...(outcome.warnings ?? []), ...ignored] };
}

/** Only `input` decides; whatever stands beside it is words. */
function inputOf(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseExactly(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new StopError('CASE_UNREADABLE', { reason: 'not-json' }, [], error);
  }
  if (!isObject(value)) throw new StopError('CASE_UNREADABLE', { reason: 'not-a-case' });
  const { input } = value;
  if (!isObject(input)) {
    throw new StopError('CASE_UNREADABLE', { reason: Array.isArray(value['cases']) ? 'many-cases' : 'not-a-case' });
  }
  return input;
}

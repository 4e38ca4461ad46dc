import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { Decimal } from '../../src/model/money.ts';

/** The worked cases lie beside the project; without them nothing is compared, and that is said. */
export const RULES_FOLDER = new URL('../../../shared/corpus/rules/', import.meta.url);
export const rulesAreAbsent = !existsSync(RULES_FOLDER);

export interface WorkedCase {
  readonly name: string;
  readonly input: unknown;
  readonly expected: unknown;
}

export interface CaseFile {
  readonly file: string;
  readonly area: string;
  readonly policy: unknown;
  readonly cases: readonly WorkedCase[];
}

/** All files of worked cases, by name. */
export function caseFiles(): readonly CaseFile[] {
  const names = rulesAreAbsent ? [] : readdirSync(RULES_FOLDER).filter((name) => /^[A-Z]{2}-D\d+\.json$/.test(name));
  return names.sort().map((file) => {
    const content = JSON.parse(readFileSync(new URL(file, RULES_FOLDER), 'utf8')) as Omit<CaseFile, 'file'>;
    return { ...content, file };
  });
}

/** Where an answer differs from what is expected: every field must be there, nulls too; amounts compare as decimals. */
export function differences(expected: unknown, actual: unknown, path = 'result'): readonly string[] {
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [say(path, expected, actual)];
    if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length)
      return [say(path, expected, actual)];
    return Object.entries(expected).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? differences(value, (actual as Record<string, unknown>)[key], `${path}.${key}`)
        : [say(`${path}.${key}`, value, undefined)],
    );
  }
  return isSame(expected, actual) ? [] : [say(path, expected, actual)];
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

function isSame(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  const texts = [expected, actual];
  if (!texts.every((text): text is string => typeof text === 'string' && NUMBER.test(text))) return false;
  return new Decimal(texts[0] ?? '').equals(texts[1] ?? '');
}

function say(path: string, expected: unknown, actual: unknown): string {
  return `${path}: ${JSON.stringify(expected)} expected, ${actual === undefined ? 'nothing' : JSON.stringify(actual)} found`;
}

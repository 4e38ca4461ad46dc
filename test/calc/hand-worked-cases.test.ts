import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { AREA_NAMES, calculate } from '../../src/calc/index.ts';
import { differences, type WorkedCase } from '../rules/cases.ts';

/** Cases of our own, a file an area: their results were worked out by hand and again with exact fractions. */
const FOLDER = new URL('../../fixtures/calc/', import.meta.url);

interface AreaCases {
  readonly area: string;
  readonly cases: readonly WorkedCase[];
}

const FILES = readdirSync(FOLDER)
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as AreaCases);

describe('cases worked out by hand', () => {
  it('every area has at least ten', () => {
    const rich = FILES.filter(({ cases }) => cases.length >= 10).map(({ area }) => area);
    expect(rich.sort()).toEqual([...AREA_NAMES].sort());
  });

  for (const { area, cases } of FILES) {
    it.each(cases)(`${area}: $name`, ({ input, expected }) => {
      const { result, warnings = [] } = calculate(area, JSON.stringify({ input }));
      expect(differences(expected, result)).toEqual([]);
      expect(Object.keys(result).sort()).toEqual(Object.keys(expected as object).sort());
      expect(warnings.filter(({ code }) => code === 'FIELD_IGNORED')).toEqual([]);
    });
  }
});

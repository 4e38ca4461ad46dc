import { describe, expect, it } from 'vitest';

import { AREA_NAMES, calculate } from '../../src/calc/index.ts';
import { caseFiles, differences, rulesAreAbsent } from '../rules/cases.ts';

describe('worked cases that an independent program computed (skipped where the shared data is not there)', () => {
  it.skipIf(rulesAreAbsent)('every area has some', () => {
    expect(new Set(caseFiles().map(({ area }) => area))).toEqual(new Set(AREA_NAMES));
  });

  for (const { file, area, policy, cases } of caseFiles()) {
    it.each(cases)(`${file} ${area}: $name`, ({ input, expected }) => {
      const { result, working, warnings } = calculate(area, JSON.stringify({ input, policy }));
      expect(differences(expected, result)).toEqual([]);
      expect(Object.keys(result).sort()).toEqual(Object.keys(expected as object).sort());
      expect([working.en, working.zh].every((words) => words.length > 0)).toBe(true);
      expect(warnings?.filter(({ code }) => code === 'FIELD_IGNORED')).toEqual([]);
    });
  }
});

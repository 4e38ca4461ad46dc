import type { Check } from '../check.ts';
import { openFindings } from '../reasons.ts';

/** Duplicate candidates and matches that several items fit. */
const check: Check = {
  code: 'C09',
  title: { en: 'duplicates and ambiguities are looked at', zh: '重复与多重候选已复核' },
  severity: 'W',
  run: (facts) => openFindings(facts, ['duplicate-order', 'duplicate-settlement', 'ambiguous-match']),
};

export default check;

import { expect, it } from 'vitest';

import { EXPORTS } from '../../src/cli/export-programs.ts';
import { FORM_NAMES } from '../../src/vouchers/index.ts';

it('«settle export» offers exactly the forms there are, and a template of one’s own', () => {
  expect(EXPORTS.journal).toEqual(FORM_NAMES.journal);
  expect(EXPORTS.vouchers.filter((name) => name !== 'template')).toEqual(FORM_NAMES.vouchers);
});

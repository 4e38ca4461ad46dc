import { expect, it } from 'vitest';

import { commandList } from '../../src/cli/list.ts';
import { REPORTS } from '../../src/report/index.ts';

it('«settle report» offers exactly the reports there are', () => {
  const report = commandList().find((command) => command.name === 'report');
  expect(report?.arguments?.[0]?.choices).toEqual(REPORTS.map((one) => one.name));
});

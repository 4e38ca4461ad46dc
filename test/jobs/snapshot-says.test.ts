import { expect, it } from 'vitest';

import { saidBy } from '../../src/jobs/close-snapshot.ts';
import { CNY } from '../../src/model/currency.ts';
import { minor } from '../../src/model/money.ts';
import type { WholeTable } from '../../src/model/table.ts';

const owed: WholeTable = {
  schema: 'settle.report.open/1',
  title: { en: 'Open', zh: '未清' },
  columns: [
    { key: 'ref', title: { en: 'Item', zh: '项目' }, type: 'text' },
    { key: 'amount', title: { en: 'Amount', zh: '金额' }, type: 'money' },
  ],
  rows: [{ ref: 'order:SO1', amount: { minor: minor(12_800), currency: CNY } }],
};

it('a month closed by an earlier version verifies though a column is called or laid out otherwise now', () => {
  const [ref, amount] = owed.columns;
  const later = {
    ...owed,
    columns: [
      { ...ref, whole: true },
      { ...amount, title: { en: 'Open amount', zh: '未清金额' } },
    ],
  };
  expect(saidBy(later as WholeTable)).toBe(saidBy(owed));
});

it('but not though a cell, a sum or a column is another', () => {
  const dearer = { ...owed, rows: [{ ref: 'order:SO1', amount: { minor: minor(12_801), currency: CNY } }] };
  expect(saidBy(dearer)).not.toBe(saidBy(owed));
  expect(saidBy({ ...owed, totals: { count: 1 } })).not.toBe(saidBy(owed));
  expect(saidBy({ ...owed, columns: owed.columns.slice(0, 1) })).not.toBe(saidBy(owed));
});

import { expect, test } from 'vitest';

import { streamOf } from '../../src/model/rows.ts';
import type { Row, RowStream, Table } from '../../src/model/table.ts';
import { FORMS, isFileForm, render, renderAny, type TextFormName } from '../../src/render/index.ts';
import { column, money, printed, tableOf } from './worlds.ts';

const TEXT_FORMS = FORMS.filter((form): form is TextFormName => !isFileForm(form));

const ROWS: readonly Row[] = Array.from({ length: 450 }, (_, at) => ({
  name: `订单 ${at % 11} ${'x'.repeat(at % 30)}`,
  ref: `order:${at}`,
  why: { en: `reason ${at}`, zh: `原因 ${at}` },
  amount: money(at * 1000 - 20_000),
}));

/** Batches of several lengths, one of them empty. */
function rowsInBatches(rows: readonly Row[], asked: number[] = []): RowStream {
  return streamOf(async function* () {
    for (const [from, to] of [
      [0, 1],
      [1, 1],
      [1, 130],
      [130, 450],
    ] as const) {
      // prettier-ignore
      asked.push(from);
      yield await Promise.resolve(rows.slice(from, to));
    }
  });
}

function listOf(rows: Table['rows']): Table {
  return tableOf({
    columns: [
      column('name', 'text'),
      column('ref', 'text', { whole: true }),
      column('why', 'words', { below: true }),
      column('amount', 'money'),
    ],
    rows,
    totals: { amount: money(99_000) },
    facts: { currency: 'CNY' },
  });
}

async function bytesOf(table: Table): Promise<Uint8Array> {
  for await (const bytes of renderAny(table, { format: 'xlsx', lang: 'zh', colour: false, width: 80 })) {
    if (bytes instanceof Uint8Array) return bytes;
  }
  throw new Error('no workbook');
}

test.each(TEXT_FORMS)('rows that come one after the other are the same %s as a list of them', async (format) => {
  for (const rows of [ROWS, []]) {
    for (const look of [{ width: 80 }, { width: 40, lang: 'zh' }, { width: 10 }] as const) {
      const streamed = listOf(rowsInBatches(rows));
      const listed = await printed(listOf(rows), { format, ...look });
      expect(await printed(streamed, { format, ...look })).toBe(listed);
      // The night writes three forms of one table.
      expect(await printed(streamed, { format, ...look })).toBe(listed);
    }
  }
});

test('rows that come one after the other are the same workbook', async () => {
  expect(await bytesOf(listOf(rowsInBatches(ROWS)))).toEqual(await bytesOf(listOf(ROWS)));
});

test.each(['json', 'csv', 'md'] as const)(
  '%s is handed on before the last row is asked for, and no row twice',
  async (format) => {
    const long = ROWS.map((row) => ({ ...row, name: 'x'.repeat(1000) }));
    const asked: number[] = [];
    const pieces = render(listOf(rowsInBatches(long, asked)), { format, lang: 'en', colour: false, width: 80 });
    for await (const piece of pieces) {
      expect(piece).toContain('order:129');
      break;
    }
    expect(asked).toEqual([0, 1, 1]);
  },
);

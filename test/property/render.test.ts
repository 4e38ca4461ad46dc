import { parse } from 'csv-parse/sync';
import CliTable from 'cli-table3';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sanitise } from '../../src/render/sanitise.ts';
import { displayWidth, wrap } from '../../src/render/width.ts';
import { column, money, printed, tableOf } from '../render/worlds.ts';

const amounts = fc.array(fc.integer({ min: -1e12, max: 1e12 }), { maxLength: 60 });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[订单对账 a-c]*$/u),
);

test('table, CSV and JSON carry the same numbers', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, async (values) => {
      const table = tableOf({
        facts: { currency: 'CNY' },
        columns: [column('amount', 'money'), column('currency', 'text', { wide: true })],
        rows: values.map((value) => ({ amount: money(value), currency: 'CNY' })),
      });
      const expected = values.map((value) => (BigInt(value) * 1n).toString());
      const json = (JSON.parse(await printed(table, { format: 'json' })) as { rows: { amount: string }[] }).rows;
      const csv: string[][] = parse(await printed(table, { format: 'csv' }), { from_line: 2 });
      const drawn = (await printed(table, { format: 'table' })).split('\n').slice(5, 5 + values.length);
      expect(json.map((row) => fen(row.amount))).toEqual(expected);
      expect(csv.map((row) => fen(row[0] ?? ''))).toEqual(expected);
      expect(drawn.map(fen).slice(0, values.length)).toEqual(expected);
    }),
  );
});

test('whatever a cell holds, a table stays inside its width and its lines stay whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ a: text, b: text }), { maxLength: 5 }),
      fc.integer({ min: 20, max: 120 }),
      async (rows, width) => {
        const table = tableOf({ columns: [column('a', 'text'), column('b', 'text')], rows });
        for (const line of (await printed(table, { format: 'table', width })).split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        }
      },
    ),
  );
});

test('no text is wider to cli-table3 than to us, so that it never cuts one off', () => {
  fc.assert(
    fc.property(text, (raw) => {
      const cell = sanitise(raw).trim();
      fc.pre(cell !== '');
      const grid = new CliTable({
        style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
        colWidths: [displayWidth(cell)],
      });
      grid.push([cell]);
      expect(grid.toString()).not.toContain('…');
    }),
    { examples: [['订单'], ['❤️'], ['1️⃣'], ['🇨🇳'], ['©'], ['👍🏽'], ['é']] },
  );
});

test('wrapping loses nothing but spaces', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (raw, width) => {
      const cell = sanitise(raw);
      const lines = wrap(cell, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(cell.replaceAll(' ', ''));
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    }),
  );
});

test('CSV gives back every text that holds no control characters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1 }), async (raw) => {
      const names = raw.map((name) => sanitise(name));
      const table = tableOf({
        columns: [column('name', 'text'), column('n', 'integer')],
        rows: names.map((name) => ({ name, n: 1 })),
      });
      const cells: string[][] = parse(await printed(table, { format: 'csv' }), { from_line: 2 });
      expect(cells.map((row) => (row[0] ?? '').replace(/^'(?='*[=+\-@＝＋－＠])/u, ''))).toEqual(names);
    }),
  );
});

function fen(amount: string): string {
  return BigInt(amount.replace(/[ ,.]/g, '')).toString();
}

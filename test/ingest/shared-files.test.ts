import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openStatements, unpack, type OpenStatement } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { RowBatch } from '../../src/model/statement.ts';

const MONTHS = resolve(import.meta.dirname, '../../../shared/months');

interface Truth {
  readonly counts: Readonly<Record<string, number>>;
  readonly sums: Readonly<Record<string, number>>;
}

interface Sums {
  rows: number;
  sum: number;
  fee: number;
}

/** Rows and sums of every file of a month, by format. Fails when a file isn't read without a doubt. */
async function readMonth(folder: string): Promise<Readonly<Record<string, Sums>>> {
  const read: Record<string, Sums> = {};
  for (const file of readdirSync(folder)) {
    const source = { name: file, open: () => createReadStream(join(folder, file)) };
    for await (const member of unpack(source, {})) {
      for await (const statement of openStatements(member, { currency: CNY })) {
        await addStatement(statement, (read[statement.format.id] ??= { rows: 0, sum: 0, fee: 0 }));
      }
    }
  }
  return read;
}

async function addStatement(statement: OpenStatement, sums: Sums): Promise<void> {
  for await (const batch of statement.batches) {
    sums.rows += batch.rows.length;
    sums.sum += sum(grossOf(batch));
    if (batch.kind === 'settlement') sums.fee += sum(batch.rows.map((row) => row.fee));
  }
  const { problems, issues, remarks } = statement.outcome();
  expect({ problems, issues, remarks }).toEqual({ problems: [], issues: [], remarks: [] });
}

function grossOf(batch: RowBatch): readonly number[] {
  if (batch.kind === 'orders') return batch.rows.map((row) => row.payable);
  if (batch.kind === 'bank') return batch.rows.map((row) => row.amount);
  if (batch.kind === 'settlement') return batch.rows.filter((row) => row.kind !== 'payout').map((row) => row.gross);
  return [];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((left, right) => left + right, 0);
}

describe.each(['june-a', 'june-clean'])('the month %s (skipped when the shared data is not here)', (month) => {
  it.skipIf(!existsSync(MONTHS))('is read to the last row and fen', async () => {
    const { counts, sums } = JSON.parse(readFileSync(join(MONTHS, month, 'truth.json'), 'utf8')) as Truth;
    const read = await readMonth(join(MONTHS, month, 'in'));
    expect(read).toEqual({
      'canonical-orders': { rows: counts['orders'], sum: sums['orders_payable'], fee: 0 },
      'wechat-trade-bill': { rows: counts['wechat_lines'], sum: sums['wechat_gross'], fee: sums['wechat_fee'] },
      'wechat-fund-bill': { rows: counts['wechat_fund'], sum: sums['wechat_gross'], fee: sums['wechat_fee'] },
      'alipay-fund-bill': { rows: counts['alipay_fund'], sum: sums['alipay_gross'], fee: sums['alipay_fee'] },
      'bank-ccb': { rows: counts['bank'], sum: (sums['bank_in'] ?? 0) + (sums['bank_out'] ?? 0), fee: 0 },
    });
  });
});

import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openStatement, unpack } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';

const MONTHS = resolve(import.meta.dirname, '../../../shared/months');

interface Truth {
  readonly counts: Readonly<Record<string, number>>;
  readonly sums: Readonly<Record<string, number>>;
}

/** Rows and sums of every file of a month, by format. Fails when a file isn't read without a doubt. */
async function readMonth(
  folder: string,
): Promise<Readonly<Record<string, { rows: number; sum: number; fee: number }>>> {
  const read: Record<string, { rows: number; sum: number; fee: number }> = {};
  for (const file of readdirSync(folder)) {
    const source = { name: file, open: () => createReadStream(join(folder, file)) };
    for await (const member of unpack(source, {})) {
      for (const statement of await openStatement(member, { currency: CNY })) {
        const sums = (read[statement.format.id] ??= { rows: 0, sum: 0, fee: 0 });
        for await (const batch of statement.batches) {
          sums.rows += batch.rows.length;
          if (batch.kind === 'orders') for (const row of batch.rows) sums.sum += row.payable;
          if (batch.kind === 'bank') for (const row of batch.rows) sums.sum += row.amount;
          if (batch.kind === 'settlement') {
            for (const row of batch.rows) {
              if (row.kind === 'payout' || row.kind === 'payout-return') continue;
              sums.sum += row.gross;
              sums.fee += row.fee;
            }
          }
        }
        const { problems, issues, remarks } = statement.outcome();
        expect({ file, problems, issues, remarks }).toEqual({ file, problems: [], issues: [], remarks: [] });
      }
    }
  }
  return read;
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

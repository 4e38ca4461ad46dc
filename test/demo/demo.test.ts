import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { feeBackOf, feeOf, groupedYuan, yuan } from '../../src/demo/fen.ts';
import { demoMonth } from '../../src/demo/index.ts';

function textOf(name: string): string {
  const file = demoMonth().files.find((candidate) => candidate.name.includes(name));
  if (file === undefined) throw new Error(`no file like ${name}`);
  return new TextDecoder(/账务明细|A058/.test(name) ? 'gb18030' : 'utf-8', { fatal: true }).decode(file.bytes);
}

function digest(): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of demoMonth().files) hash.update(name).update(bytes);
  return hash.digest('hex');
}

describe('the demo month', () => {
  it('is the same bytes every time', () => {
    expect(digest()).toBe(digest());
  });

  it('is a small seller’s June: some 150 orders, bills for every day up to the fourth of July', () => {
    const { files, period, asOf } = demoMonth();
    expect([period, asOf]).toEqual(['2026-06', '2026-07-04']);
    expect(textOf('orders').trimEnd().split('\r\n').length - 1).toBe(154);
    expect(files.filter((file) => file.name.includes('All'))).toHaveLength(34);
    expect(files.filter((file) => file.name.includes('基本账户'))).toHaveLength(34);
  });

  it('plants one mistake of a kind, each of which has to be found', () => {
    expect(demoMonth().planted.map((planted) => planted.code)).toEqual([
      'order-unsettled',
      'amount-mismatch',
      'fee-mismatch',
      'refund-unbooked',
      'duplicate-settlement',
      'payout-missing',
      'payout-mismatch',
      'bank-credit-unexplained',
    ]);
  });

  it('brings no payout to the bank on the Dragon Boat holiday or at a weekend', () => {
    const rows = textOf('A058')
      .split('\r\n')
      .filter((row) => row.includes('提现'));
    const days = new Set(rows.map((row) => row.split(',')[2]?.slice(0, 8)));
    expect(['20260606', '20260607', '20260619', '20260620', '20260621'].filter((day) => days.has(day))).toEqual([]);
    expect(rows.filter((row) => row.includes(',20260622 ')).length).toBeGreaterThanOrEqual(4);
  });

  it('names every account that its files speak about in its settings', () => {
    const { settings } = demoMonth();
    for (const number of ['33050161677000002026', '1677002026', '20884012677002020156']) {
      expect(settings).toContain(`"${number}"`);
    }
    expect(textOf('_账务明细')).toContain('#账号：[20884012677002020156]');
  });
});

describe('the generator’s arithmetic', () => {
  it('takes 0.6 % half up at the fen, as the sample bills do', () => {
    // From real-looking bills: 8.90 → 0.05, 49.90 → 0.30, 438.80 → 2.63, and 0.835 rounds up.
    expect([890, 4990, 43_880, 13_917, 75].map(feeOf)).toEqual([5, 30, 263, 84, 0]);
  });

  it('gives a fee back unevenly: 8.50 with fee 0.05 in ten refunds of 0.85 (the platform’s published example)', () => {
    let [left, fee] = [850, 5];
    const back = Array.from({ length: 10 }, () => {
      const part = feeBackOf(85, left, fee);
      left -= 85;
      fee -= part;
      return part;
    });
    expect(back.slice(0, 4)).toEqual([0, 1, 0, 1]);
    expect(back.reduce((sum, part) => sum + part, 0)).toBe(5);
  });

  it('writes fen as yuan', () => {
    expect([yuan(0), yuan(-5), yuan(12_850), groupedYuan(123_456_789)]).toEqual([
      '0.00',
      '-0.05',
      '128.50',
      '1,234,567.89',
    ]);
  });
});

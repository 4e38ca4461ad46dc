import { describe, expect, it } from 'vitest';

import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { minor, parseAmount } from '../../src/model/money.ts';
import { age, type Receivable } from '../../src/receivables/ageing.ts';
import { loadMembers } from '../../src/store/read/groups.ts';
import { check, matchAll } from './table-world.ts';
import { AT, CALENDAR, SETTINGS, storeFiles, withBooks } from './world-books.ts';
import { readTable } from './world-table.ts';

/* MATCHING.md, «Peer defects to turn into our own tests»: what went wrong elsewhere must not here. */

describe('an amount that was read as nothing', () => {
  it.each([
    ['1,234.56', 123_456],
    ['１２３．４５', 12_345],
    ['¥12', 1_200],
    ['(12.00)', -1_200],
  ])('%s is %d fen', (text, fen) => {
    expect(parseAmount(text, CNY)).toMatchObject({ ok: true, minor: fen });
  });

  it.each(['--100', '', '12B.00', '1.2.3'])('«%s» is refused, never zero', (text) => {
    expect(parseAmount(text, CNY).ok).toBe(false);
  });
});

describe('an empty text that fitted everything', () => {
  it('an empty name or number is no evidence', () =>
    check(`
      payout P1 alipay 2026-06-02 4321.09 number=-
      bank   B1 ccb    2026-06-20 4321.09 from="" memo=""
      --- expect
      finding payout-missing alipay 2026-06-02 -4321.09
      finding bank-credit-unexplained B1 4321.09
    `));

  it('currencies are never mixed', () =>
    check(`
      payout P1 wechat 2026-06-02 500.00 currency=USD
      payout P2 wechat 2026-06-02 300.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-02 800.00 from=财付通
      --- expect
      finding payout-missing P1 -500.00 USD
      finding payout-missing P2 -300.00
      finding bank-credit-unexplained B1 500.00
      finding bank-credit-unexplained B2 800.00
    `));

  it('a bank line is in one group however many payouts have its amount', async () => {
    const world = readTable(`
      payout P1 wechat 2026-06-02 500.00
      payout P2 wechat 2026-06-03 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
      bank   B2 ccb    2026-06-03 500.00 from=财付通
    `);
    await withBooks(async (books) => {
      await storeFiles(books, world.files, SETTINGS);
      await matchAll(books);
      const members = await loadMembers(books.db, '2026-12-31' as never);
      const keys = members.map((member) => `${member.item} ${member.itemId}`);
      expect(keys).toHaveLength(4);
      expect(new Set(keys).size).toBe(4);
    });
  });
});

describe('one negative row that stopped the whole run', () => {
  it('a refund inside a batch is part of its sum', () =>
    check(`
      order O1 2026-06-02 300.00 platform=jd refunded=50.00
      line J1 jd 2026-06-02 sale   300.00 batch=JS0001 order=O1
      line J2 jd 2026-06-02 refund -50.00 batch=JS0001 order=O1 trade=J1 refund=R1
      bank B1 ccb 2026-06-03 250.00 from=网银在线
      --- expect
      match JS0001 = B1
      match O1 = J1 + J2
    `));

  it('a refund among the lines of a subset is taken with its sign', () =>
    check(`
      line A1 acquirer 2026-06-02 subsidy 3456.70
      line A2 acquirer 2026-06-02 adjustment -1289.13
      line A3 acquirer 2026-06-02 subsidy 2031.44
      bank B1 ccb 2026-06-03 2167.57 from=银联商务
      --- expect
      match A1 + A2 = B1 by day-lines
      finding payout-missing acquirer 2026-06-02 -2031.44
    `));
});

describe('candidates that were joined because each of them fitted', () => {
  it('sums must agree: two payouts and a credit of neither sum stay open', () =>
    check(`
      payout P1 wechat 2026-06-02 700.00
      payout P2 wechat 2026-06-02 800.00
      bank   B1 ccb    2026-06-02 1400.00 from=财付通
      --- expect
      suggest nothing
      finding payout-missing P1 -700.00
      finding payout-missing P2 -800.00
      finding bank-credit-unexplained B1 1400.00
    `));

  it('of two that nearly fit none is taken: the best is not enough ahead of the second', () =>
    check(`
      payout P1 wechat 2026-06-02 5000.00
      bank   B1 ccb    2026-06-02 4999.00 from=财付通
      bank   B2 ccb    2026-06-02 4998.00 from=财付通
      --- expect
      suggest P1 = B1
      suggest P1 = B2
      finding payout-missing P1 -5000.00
      finding bank-credit-unexplained B1 4999.00
      finding bank-credit-unexplained B2 4998.00
    `));
});

describe('a sum filled up in order of date', () => {
  it('the credit is the first and the third of three payouts', () =>
    check(
      `
      payout P1 acquirer 2026-06-05 1234.56
      payout P2 acquirer 2026-06-06 2345.67
      payout P3 acquirer 2026-06-07 3456.78
      bank   B1 ccb      2026-06-08 4691.34 from=银联商务
      --- expect
      match P1 + P3 = B1 by payouts-merged
      finding payout-missing P2 -2345.67
    `,
    ));
});

describe('sums that agree by chance', () => {
  it('decoys of round amounts are suggested, never taken', () =>
    check(`
      payout P1 acquirer 2026-06-05 1000.00
      payout P2 acquirer 2026-06-05 2000.00
      payout P3 acquirer 2026-06-06 3000.00
      payout P4 acquirer 2026-06-06 5000.00
      bank   B1 ccb      2026-06-08 7000.00 from=银联商务
      --- expect
      suggest P2 + P4 = B1
      finding payout-missing P1 -1000.00
      finding payout-missing P2 -2000.00
      finding payout-missing P3 -3000.00
      finding payout-missing P4 -5000.00
      finding bank-credit-unexplained B1 7000.00
    `));

  it('a tolerance ends where it is said to end, to the fen', () =>
    check(`
      payout P1 wechat 2026-06-02 2000.00
      payout P2 wechat 2026-06-10 2000.00
      bank   B1 ccb    2026-06-02 1980.00 from=财付通
      bank   B2 ccb    2026-06-10 1979.99 from=财付通
      --- expect
      match P1 = B1
      finding payout-mismatch P1 B1 -20.00
      finding payout-missing P2 -2000.00
      finding bank-credit-unexplained B2 1979.99
    `));
});

describe('a run that failed and could not be repeated', () => {
  it('after one that was broken off the next gives what a first one gives', async () => {
    const world = readTable(`
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb    2026-06-02 500.00 from=财付通
    `);
    await withBooks(async (books) => {
      await storeFiles(books, world.files, SETTINGS);
      const options = { settings: SETTINGS, calendar: CALENDAR, dryRun: false, operator: 'test', at: AT };
      const broken = matchOpenItems(books, options, () => Promise.reject(new Error('the lights went out')));
      await expect(broken).rejects.toThrow('the lights went out');
      expect(await loadMembers(books.db, '2026-12-31' as never)).toEqual([]);
      await matchAll(books);
      expect(await loadMembers(books.db, '2026-12-31' as never)).toHaveLength(2);
    });
  });

  it('a line without a fee is a line without a fee', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1
      --- expect
      match O1 = L1
    `));

  it('a settlement line told twice is one finding, and counts once', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01T10:00:00 sale 100.00 order=O1 trade=T1
      line  L2 wechat 2026-06-02T10:00:00 sale 100.00 order=O1 trade=T1
      --- expect
      match O1 = L1 + L2
      finding duplicate-settlement O1 100.00
    `));

  it('a day of refunds only goes with the days it is paid with', () =>
    check(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 adjustment -20.00
      line A3 acquirer 2026-06-07 subsidy  13.00
      bank B1 ccb 2026-06-08 63.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1
    `));
});

describe('a second row of one number that took the first one’s place', () => {
  it('two settlements of one order are both kept, and add up', () =>
    check(`
      order O1 2026-06-01 100.00
      line  L1 wechat 2026-06-01 sale 60.00 order=O1 trade=T1
      line  L2 wechat 2026-06-02 sale 40.00 order=O1 trade=T2
      --- expect
      match O1 = L1 + L2
    `));
});

describe('a balance that drifted the wrong way and was called sound', () => {
  it.each([
    ['too much', '210.00', '10.00'],
    ['too little', '190.00', '-10.00'],
  ])('%s is a break with its sign', (_, balance, difference) =>
    check(`
      order O1 2026-06-01 100.00
      order O2 2026-06-02 100.00
      line  L1 wechat 2026-06-01 sale 100.00 order=O1 bill=fund balance=100.00 file=fund.csv
      line  L2 wechat 2026-06-02 sale 100.00 order=O2 bill=fund balance=${balance} file=fund.csv
      file  fund.csv from=2026-06-01 to=2026-06-02 opening=0.00
      --- expect
      match O1 = L1
      match O2 = L2
      finding wallet-break wechat 2026-06-02 ${difference}
    `),
  );
});

describe('a debt of the future that stood in no bucket', () => {
  it('what is not due is a bucket too: the buckets add up to what is open', () => {
    const debt = (ref: string, dueOn: string, amount: number): Receivable => ({
      ref,
      customer: '甲公司',
      currency: CNY,
      openedOn: '2026-01-01' as Day,
      dueOn: dueOn as Day,
      amount: minor(amount),
      payments: [],
    });
    const [row] = age(
      [debt('A', '2026-12-31', 300), debt('B', '2026-06-30', 70), debt('C', '2026-01-02', 5)],
      [],
      ASKED,
    );
    expect(row?.buckets['not_due']).toBe(300);
    expect(Object.values(row?.buckets ?? {}).reduce((sum, amount) => sum + amount, 0)).toBe(375);
    expect(row?.open).toBe(375);
  });
});

const ASKED = '2026-07-31' as Day;

describe('amounts that were compared without their days', () => {
  it('the same amounts on other days are no match', () =>
    check(`
      line A1 acquirer 2026-06-16 subsidy 70.00
      line A2 acquirer 2026-06-17 subsidy 30.00
      bank B1 ccb 2026-06-03 70.00 from=银联商务
      bank B2 ccb 2026-06-04 30.00 from=银联商务
      --- expect
      suggest nothing
      finding payout-missing acquirer 2026-06-16 -70.00
      finding payout-missing acquirer 2026-06-17 -30.00
      finding bank-credit-unexplained B1 70.00
      finding bank-credit-unexplained B2 30.00
    `));
});

describe('strangers paired because a rate would nearly fit', () => {
  it('dollars are no yuan, whatever the rate of the day', () =>
    check(`
      payout P1 wechat 2026-06-02 100.00 currency=USD
      bank   B1 ccb    2026-06-02 712.00 from=财付通
      --- expect
      suggest nothing
      finding payout-missing P1 -100.00 USD
      finding bank-credit-unexplained B1 712.00
    `));
});

import { describe, expect, it } from 'vitest';

import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { messageOf } from '../../src/discrepancy/index.ts';
import type { Day } from '../../src/model/day.ts';
import { minor } from '../../src/model/money.ts';
import type { BookSettings } from '../../src/model/settings.ts';
import { check, matchAll } from './table-world.ts';
import { CALENDAR, SETTINGS, storeFiles, withBooks } from './world-books.ts';
import { readTable } from './world-table.ts';

const GOOD = '91512081MA62K0260E';
const OTHER = '91350100M000100Y43';

/** What `check` says of the invoices of a world, with the numbers of its checks. */
async function saidOf(text: string, asOf = '2026-07-31', own: Partial<BookSettings> = {}): Promise<readonly string[]> {
  const sentences: string[] = [];
  await withBooks(async (books) => {
    await storeFiles(books, readTable(text).files, SETTINGS);
    await matchAll(books);
    const found = await workOutFindings(books.db, {
      settings: { ...SETTINGS, ...own },
      calendar: CALENDAR,
      asOf: asOf as Day,
    });
    const told = found.filter(({ code }) => code === 'invoice-mismatch');
    sentences.push(...told.map((one) => `${one.details?.['checks'] ?? ''} | ${messageOf(one, 'en')}`));
  });
  return sentences;
}

describe('invoices beside their orders', () => {
  it('the small fee left off the bill is named, and gone on the day the second invoice is issued', () =>
    check(`
      order   SO1 2026-05-02 1000.50 customer=甲公司 paid=no due=2026-08-31
      invoice 26332000000000000001 2026-05-03 1000.00 customer=甲公司 order=SO1
      invoice 26332000000000000002 2026-06-10 0.50 customer=甲公司 order=SO1
      --- on 2026-05-02
      --- on 2026-06-09
      finding invoice-mismatch SO1 -0.50 medium
      --- on 2026-06-10
    `));

  it('a refund after the invoice needs a red one; the red one names its original, not the order', () =>
    check(`
      order   SO1 2026-05-02 500.00 customer=甲公司 paid=no due=2026-08-31 refunded=200.00
      invoice 26332000000000000001 2026-05-03 500.00 customer=甲公司 order=SO1
      invoice 26332000000000000002 2026-06-10 -200.00 customer=甲公司 original=26332000000000000001
      --- on 2026-06-09
      finding invoice-mismatch SO1 200.00 medium
      --- on 2026-06-10
    `));

  it('says which check found it: amount, red invoice, rate, tax, buyer, twice, cancelled', async () => {
    expect(
      await saidOf(`
        customer 甲公司 tax=${GOOD}
        order   SO1 2026-05-02 500.00 customer=甲公司 paid=no due=2026-08-31
        invoice 1001 2026-05-03 500.00 customer=甲公司 order=SO1 tax=${OTHER} rate=17% vat=72.65
        order   SO2 2026-05-02 113.00 customer=甲公司 paid=no due=2026-08-31
        invoice 1002 2026-05-03 113.00 customer=甲公司 order=SO2 tax=${GOOD} rate=13% vat=13.02
        order   SO3 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31
        invoice 1003 2026-05-03 100.00 customer=甲公司 order=SO3
        invoice 1004 2026-05-03 100.00 customer=甲公司 order=SO3
        order   SO4 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31 status=cancelled
        invoice 1005 2026-05-03 100.00 customer=甲公司 order=SO4
        order   SO5 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31
        invoice 1006 2026-05-03 100.00 customer=甲公司 order=SO5 tax=${GOOD} rate=13% vat=11.50
      `),
    ).toEqual([
      "F03, F09 | SO1 甲公司: order 500.00, invoices 500.00 (1001): F03 no tax rate of that day; F09 the buyer isn't the order's",
      'F02 | SO2 甲公司: order 113.00, invoices 113.00 (1002): F02 the tax does not follow from amount and rate',
      'F04, F07 | SO3 甲公司: order 100.00, invoices 200.00 (1003, 1004): F04 the invoices differ from the order; F07 the order is invoiced twice',
      'F12 | SO4 甲公司: order 0.00, invoices 100.00 (1005): F12 the order is cancelled and its invoice stands',
    ]);
  });

  it('an invoice without an order of the books is compared with itself', async () => {
    const said = await saidOf(`
      customer 乙公司 tax=${GOOD}
      invoice 2001 2026-05-03 113.00 customer=乙公司 due=2026-08-31 tax=${GOOD} rate=13% vat=13.00
      invoice 2002 2026-05-03 113.00 customer=乙公司 due=2026-08-31 tax=91350100M000100Y4Z rate=免税 vat=13.00
      invoice 2003 2026-05-03 -50.00 customer=乙公司
    `);
    expect(said).toEqual([
      "F02, F09, F01 | – 乙公司: order –, invoices 113.00 (2002): F02 the tax does not follow from amount and rate; F09 the buyer isn't the order's; F01 a tax number's check character does not fit",
    ]);
  });

  it('a house that notes when customers were told is reminded of those who were not, from the next day on', async () => {
    const world = `
      order   SO1 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31
      invoice 3001 2026-05-03 100.00 customer=甲公司 order=SO1 notified=2026-05-04
      order   SO2 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31
      invoice 3002 2026-05-10 100.00 customer=甲公司 order=SO2
    `;
    expect(await saidOf(world, '2026-05-10')).toEqual([]);
    expect((await saidOf(world, '2026-05-11')).map((text) => text.slice(0, 3))).toEqual(['F10']);
    expect(await saidOf(world.replace(' notified=2026-05-04', ''), '2026-05-11')).toEqual([]);
  });

  it('a charged component that stands on no invoice is named, even when the sum agrees', async () => {
    const world = (items: string): string => `
      order   SO1 2026-05-02 110.00 customer=甲公司 paid=no due=2026-08-31 shipping=10.00
      invoice 4001 2026-05-03 60.00 customer=甲公司 order=SO1 items=*茶*绿茶
      invoice 4002 2026-05-03 50.00 customer=甲公司 order=SO1${items}
    `;
    expect(await saidOf(world(' items=*茶*红茶'))).toEqual([
      'F05 | SO1 甲公司: order 110.00, invoices 110.00 (4001, 4002): F05 a charged component stands on no invoice (shipping)',
    ]);
    expect(await saidOf(world(' items=*茶*红茶;*运输服务*运费'))).toEqual([]);
    // An invoice whose lines nobody lists may hold it.
    expect(await saidOf(world(''))).toEqual([]);
  });

  it('what a customer doesn’t pay for is on no invoice: free shipping is not missed', async () => {
    expect(
      await saidOf(`
        order   SO1 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31 shipping=0.00
        invoice 4001 2026-05-03 100.00 customer=甲公司 order=SO1 items=*茶*绿茶
      `),
    ).toEqual([]);
  });

  it('a refund of a few fen within the tolerance still needs its red invoice; another small excess does not', async () => {
    const tolerance = { legs: { ...SETTINGS.tolerance.legs, 'order-settlement': { amount: minor(100) } } };
    const own = { tolerance: { ...SETTINGS.tolerance, ...tolerance } };
    const world = (billed: string): string => `
      order   SO1 2026-05-02 100.00 customer=甲公司 paid=no due=2026-08-31 refunded=0.80
      invoice 5001 2026-05-03 ${billed} customer=甲公司 order=SO1
    `;
    expect((await saidOf(world('100.00'), '2026-07-31', own)).map((text) => text.slice(0, 3))).toEqual(['F06']);
    expect(await saidOf(world('99.21'), '2026-07-31', own)).toEqual([]);
    expect(await saidOf(world('99.20'), '2026-07-31', own)).toEqual([]);
  });

  it('paid and not invoiced within the days agreed: customers of the list, or every paid order', async () => {
    // 甲公司 is in the customers file; SO20260002 was sold on account and paid on 5 June; SO4 was invoiced in time, SO5 refunded.
    const world = `
      customer 甲公司
      order   SO1 2026-05-02 100.00 customer=甲公司 platform=wechat
      order   SO20260002 2026-05-02 200.00 customer=甲公司 paid=no platform=- due=2026-08-31
      bank    B1 ccb 2026-06-05 200.00 from=甲公司 memo=SO20260002
      order   SO3 2026-05-02 300.00 customer=王小姐 platform=wechat
      order   SO4 2026-05-02 400.00 customer=甲公司 platform=wechat
      invoice 6001 2026-05-10 400.00 customer=甲公司 order=SO4
      order   SO5 2026-05-02 500.00 customer=甲公司 platform=wechat refunded=500.00
    `;
    const own = { invoices: { dueDays: 15, whose: 'customers' as const } };
    const numbers = async (asOf: string, settings: Partial<BookSettings>): Promise<readonly string[]> =>
      (await saidOf(world, asOf, settings)).map((text) => text.split(' 甲')[0]?.split(' 王')[0] ?? '');
    expect(await numbers('2026-05-17', own)).toEqual([]);
    expect(await numbers('2026-05-18', own)).toEqual(['F11 | SO1']);
    expect(await numbers('2026-06-20', own)).toEqual(['F11 | SO1']);
    expect(await numbers('2026-06-21', own)).toEqual(['F11 | SO1', 'F11 | SO20260002']);
    const all = { invoices: { dueDays: 15, whose: 'all' as const } };
    expect([...(await numbers('2026-07-31', all))].sort()).toEqual(['F11 | SO1', 'F11 | SO20260002', 'F11 | SO3']);
    expect(await numbers('2026-07-31', {})).toEqual([]);
    expect(await saidOf(world, '2026-05-18', own)).toEqual([
      'F11 | SO1 甲公司: order 100.00, invoices 0.00 (–): F11 paid and not invoiced in time',
    ]);
  });
});

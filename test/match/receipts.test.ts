import { describe, it } from 'vitest';

import type { BookSettings } from '../../src/model/settings.ts';
import { check } from './table-world.ts';
import { SETTINGS } from './world-books.ts';

function applying(allocation: BookSettings['receivables']['allocation']): BookSettings {
  return { ...SETTINGS, receivables: { ...SETTINGS.receivables, allocation, autoApply: true } };
}

describe('a sale on account', () => {
  it('is nothing before the day after its due day, then overdue, worse with time', () =>
    check(`
      order SO20260001 2026-03-01 1000.00 platform=- paid=no customer=甲公司 due=2026-04-01
      --- on 2026-04-01
      --- on 2026-04-02
      finding receivable-overdue SO20260001 -1000.00 low
      --- on 2026-05-02
      finding receivable-overdue SO20260001 -1000.00 medium
      --- on 2026-07-01
      finding receivable-overdue SO20260001 -1000.00 high
      --- expect
      finding receivable-overdue SO20260001 -1000.00
    `));

  it('without a day of its own is due by its customer’s terms, else by the books’ (net 30)', () =>
    check(`
      customer 甲公司 terms="net 10"
      order SO20260001 2026-06-01 1000.00 platform=- paid=no customer=甲公司
      order SO20260002 2026-06-01 2000.00 platform=- paid=no customer=乙公司
      --- on 2026-06-11
      --- on 2026-06-12
      finding receivable-overdue SO20260001 -1000.00
      --- on 2026-07-01
      finding receivable-overdue SO20260001 -1000.00
      --- expect
      finding receivable-overdue SO20260001 -1000.00
      finding receivable-overdue SO20260002 -2000.00
    `));

  it('cancelled is owed by nobody', () =>
    check(`
      order SO20260001 2026-03-01 1000.00 platform=- paid=no customer=甲公司 due=2026-04-01 status=cancelled
      --- expect
    `));

  it('is paid by the transfer that names it', () =>
    check(`
      order SO20260001 2026-06-01 1000.00 platform=- paid=no customer=甲公司 due=2026-07-01
      bank  B1 ccb 2026-06-20 1000.00 from=甲公司 memo=货款SO20260001
      --- expect
      match SO20260001 = B1 by receipt-by-number
    `));

  it('in part: the rest stays open, the transfer is explained', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 400.00 from=甲公司 memo=SO20260001第一笔
      bank  B2 ccb 2026-06-20 600.00 from=甲公司 memo=SO20260001尾款
      --- on 2026-06-02
      finding receivable-overdue SO20260001 -600.00
      --- on 2026-06-20
      --- expect
      match SO20260001 = B1
      match SO20260001 = B2
    `));

  it('two orders in one transfer', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      order SO20260002 2026-05-02 500.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1500.00 from=甲公司 memo=SO20260001,SO20260002
      --- expect
      match SO20260001 + SO20260002 = B1
    `));

  it('paid too much: the over stays with the match, and nothing is unexplained', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1010.00 from=甲公司 memo=SO20260001
      --- expect
      match SO20260001 = B1
    `));

  it('a customer’s transfer of the same amount that names nothing pays nothing: it isn’t applied, after its grace', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1000.00 from=甲公司 memo=货款
      --- on 2026-05-23
      --- on 2026-05-24
      finding receipt-unapplied B1 1000.00 low
      --- expect
      finding receivable-overdue SO20260001 -1000.00
      finding receipt-unapplied B1 1000.00
    `));

  it('a stranger’s transfer of the same amount is explained by nobody', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-08-01
      bank  B1 ccb 2026-05-20 1000.00 from=乙公司 memo=货款
      --- expect
      finding bank-credit-unexplained B1 1000.00
    `));

  it('a number inside a longer number is another one', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1000.00 from=甲公司 memo=SO202600019
      --- expect
      finding receivable-overdue SO20260001 -1000.00
      finding receipt-unapplied B1 1000.00
    `));

  it('dollars do not pay yuan', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 boc 2026-05-20 1000.00 from=甲公司 memo=SO20260001 currency=USD
      --- expect
      match SO20260001 = B1
      finding receivable-overdue SO20260001 -1000.00
    `));

  it('two transfers of one serial number that name one order are two receipts', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 400.00 from=甲公司 memo=SO20260001 ref=0
      bank  B2 ccb 2026-05-21 600.00 from=甲公司 memo=SO20260001 ref=0
      --- expect
      match SO20260001 = 0
      match SO20260001 = 0
    `));

  it('a customer’s transfer that names an order is no platform’s payout of the same amount', () =>
    check(`
      order  SO20260001 2026-05-01 500.00 platform=- paid=no customer=甲公司 due=2026-07-01
      payout P1 wechat 2026-06-02 500.00
      bank   B1 ccb 2026-06-02 500.00 memo=SO20260001
      --- expect
      match SO20260001 = B1
      finding payout-missing P1 -500.00
    `));
});

describe('invoices and the receipts file', () => {
  it('an invoice without an order is a receivable; one of an order in the books is its order', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司
      invoice 26332000000000000001 2026-05-02 1000.00 customer=甲公司 order=SO20260001 due=2026-06-10
      invoice 26332000000000000002 2026-05-02 300.00 customer=乙公司 due=2026-06-15
      --- on 2026-06-10
      --- on 2026-06-11
      finding receivable-overdue SO20260001 -1000.00
      --- expect
      finding receivable-overdue SO20260001 -1000.00
      finding receivable-overdue 26332000000000000002 -300.00
    `));

  it('a transfer may name the invoice', () =>
    check(`
      invoice 26332000000000000002 2026-05-02 300.00 customer=乙公司 due=2026-06-15
      bank    B1 ccb 2026-06-01 300.00 from=乙公司 memo=发票26332000000000000002
      --- expect
      match 26332000000000000002 = B1
    `));

  it('a red invoice is owed by nobody', () =>
    check(`
      invoice 26332000000000000003 2026-05-02 -300.00 customer=乙公司 due=2026-06-15
      --- expect
    `));

  it('cash in the receipts file pays what it names', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 1000.00 customer=甲公司 method=cash applies=SO20260001
      --- on 2026-05-31
      --- expect
      match SO20260001 = SK0001
    `));

  it('a receipt and the bank line that tell the same money count once, by the bank’s number', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 600.00 customer=甲公司 method=transfer applies=SO20260001 ref=B1
      bank    B1 ccb 2026-05-10 600.00 from=甲公司 memo=货款
      --- expect
      match SO20260001 = B1
      finding receivable-overdue SO20260001 -400.00
    `));

  it('or by customer, amount and a day or two', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 600.00 customer=甲公司 method=transfer applies=SO20260001
      bank    B1 ccb 2026-05-12 600.00 from=甲公司 memo=货款
      --- expect
      match SO20260001 = B1
      finding receivable-overdue SO20260001 -400.00
    `));

  it('but not when two bank lines could be it', () =>
    check(`
      order   SO20260001 2026-05-01 1200.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 600.00 customer=甲公司 method=transfer applies=SO20260001
      bank    B1 ccb 2026-05-10 600.00 from=甲公司 memo=货款
      bank    B2 ccb 2026-05-11 600.00 from=甲公司 memo=货款
      --- expect
      match SO20260001 = SK0001
      finding receivable-overdue SO20260001 -600.00
      finding receipt-unapplied B1 600.00
      finding receipt-unapplied B2 600.00
    `));

  it('a returned cheque pays nothing', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 1000.00 customer=甲公司 method=cheque applies=SO20260001 status=退票
      --- expect
      finding receivable-overdue SO20260001 -1000.00
      finding receipt-returned 甲公司 2026-05-10 -1000.00
    `));

  it('a cheque that the file says was returned on a day had paid until then; the debt keeps its old due day', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-30 1000.00 customer=甲公司 method=cheque applies=SO20260001 status="退票 2026-06-10"
      --- on 2026-06-09
      --- on 2026-06-10
      finding receivable-overdue SO20260001 -1000.00 low
      finding receipt-returned 甲公司 2026-06-10 -1000.00 high
      --- expect
      match SO20260001 = SK0001 by receipt-by-number
      match SO20260001 = SK0001 by receipt-returned
      finding receivable-overdue SO20260001 -1000.00
      finding receipt-returned 甲公司 2026-06-10 -1000.00
    `));

  it('a transfer that the bank sends back is owed again; paid once more, the return is no finding', () =>
    check(`
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1000.00 from=甲公司 memo=SO20260001
      bank  B2 ccb 2026-05-22 -1000.00 from=甲公司 memo=退票
      bank  B3 ccb 2026-06-20 1000.00 from=甲公司 memo=SO20260001
      --- on 2026-05-21
      --- on 2026-05-22
      finding receipt-returned B1 -1000.00
      --- on 2026-06-02
      finding receipt-returned B1 -1000.00
      finding receivable-overdue SO20260001 -1000.00
      --- on 2026-06-20
      --- expect
      match SO20260001 = B1
      match SO20260001 = B2 by receipt-returned
      match SO20260001 = B3
    `));

  it('a cheque at the bank is the one of the receipts file, by its number', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      receipt SK0001 2026-05-10 1000.00 customer=甲公司 method=cheque cheque=30501234 applies=SO20260001
      bank    B1 ccb 2026-05-28 1000.00 from=同城清算 memo=支票30501234
      --- expect
      match SO20260001 = B1
    `));

  it('a transfer that names the invoice of an order pays the order', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      invoice 26332000000000000001 2026-05-02 1000.00 customer=甲公司 order=SO20260001
      bank    B1 ccb 2026-05-20 1000.00 from=甲公司 memo=发票26332000000000000001
      --- expect
      match SO20260001 = B1
    `));

  it('a red invoice takes off what its invoice, or its invoice’s order, is owed for', () =>
    check(`
      order   SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      invoice 26332000000000000001 2026-05-02 1000.00 customer=甲公司 order=SO20260001
      invoice 26332000000000000009 2026-06-20 -300.00 customer=甲公司 original=26332000000000000001
      invoice 26332000000000000002 2026-05-02 500.00 customer=乙公司 due=2026-06-01
      invoice 26332000000000000008 2026-05-20 -500.00 customer=乙公司 original=26332000000000000002
      --- on 2026-06-19
      finding receivable-overdue SO20260001 -1000.00
      --- expect
      finding receivable-overdue SO20260001 -700.00
      finding invoice-mismatch SO20260001 -300.00
    `));

  it('money that came before the order opened pays it from that day, and what it named already from its own', () =>
    check(`
      order SO20260001 2026-05-01 400.00 platform=- paid=no customer=甲公司 due=2026-05-15
      order SO20260002 2026-06-10 600.00 platform=- paid=no customer=甲公司 due=2026-06-15
      bank  B1 ccb 2026-05-10 1000.00 from=甲公司 memo=SO20260001,SO20260002
      --- on 2026-05-20
      --- expect
      match SO20260001 + SO20260002 = B1
    `));
});

describe('who pays', () => {
  it('is told by account number, tax number, alias, or the name in other brackets', () =>
    check(`
      customer 甲（杭州）有限公司 aliases=甲公司;甲杭州 tax=91330100MA27XYZ123 accounts=6222000000000000001
      bank B1 ccb 2026-05-20 1.00 from=张某某 acct=6222000000000000001
      bank B2 ccb 2026-05-20 2.00 from=张某某 memo=91330100MA27XYZ123
      bank B3 ccb 2026-05-20 3.00 from=甲杭州
      bank B4 ccb 2026-05-20 4.00 from="甲(杭州) 有限公司"
      bank B5 ccb 2026-05-20 5.00 from=甲
      --- expect
      finding receipt-unapplied B1 1.00
      finding receipt-unapplied B2 2.00
      finding receipt-unapplied B3 3.00
      finding receipt-unapplied B4 4.00
      finding bank-credit-unexplained B5 5.00
    `));

  it('is nobody where two customers share an alias', () =>
    check(`
      customer 甲公司 aliases=老王
      customer 乙公司 aliases=老王
      bank B1 ccb 2026-05-20 1.00 from=老王
      --- expect
      finding bank-credit-unexplained B1 1.00
    `));

  it('an order under an alias is its customer’s, with the customer’s terms', () =>
    check(`
      customer 甲公司 aliases=甲 terms="net 10"
      order SO20260001 2026-06-01 1000.00 platform=- paid=no customer=甲
      --- on 2026-06-11
      --- expect
      finding receivable-overdue SO20260001 -1000.00
    `));
});

describe('terms and limits', () => {
  it('two per cent off within ten days: paid short by it in time is paid, a day later it isn’t', () =>
    check(`
      customer 甲公司 terms="2/10 net 30"
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司
      order SO20260002 2026-05-01 1000.00 platform=- paid=no customer=甲公司
      bank  B1 ccb 2026-05-11 980.00 from=甲公司 memo=SO20260001
      bank  B2 ccb 2026-05-12 980.00 from=甲公司 memo=SO20260002
      --- expect
      match SO20260001 = B1
      match SO20260002 = B2
      finding receivable-overdue SO20260002 -20.00
    `));

  it('a customer above its limit is a finding while it is above; at the limit is fine', () =>
    check(`
      customer 甲公司 limit=1500.00
      order SO20260001 2026-06-01 1000.00 platform=- paid=no customer=甲公司 due=2026-12-31
      order SO20260002 2026-06-05 500.00 platform=- paid=no customer=甲公司 due=2026-12-31
      order SO20260003 2026-06-10 0.01 platform=- paid=no customer=甲公司 due=2026-12-31
      bank  B1 ccb 2026-06-20 200.00 from=甲公司 memo=SO20260001
      --- on 2026-06-09
      --- on 2026-06-10
      finding credit-exceeded 甲公司 2026-06-10 0.01 medium
      --- on 2026-06-20
      --- expect
      match SO20260001 = B1
    `));
});

describe('money that names nothing, with auto_apply', () => {
  it('pays the oldest first, in part and in whole; what is left over pays the next order on its day', () =>
    check(
      `
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      order SO20260002 2026-05-02 500.00 platform=- paid=no customer=甲公司 due=2026-05-20
      order SO20260003 2026-07-01 400.00 platform=- paid=no customer=甲公司 due=2026-07-10
      order SO20260004 2026-05-01 9.00 platform=- paid=no customer=乙公司 due=2026-06-01
      bank  B1 ccb 2026-05-10 700.00 from=甲公司 memo=货款
      bank  B2 ccb 2026-06-10 1000.00 from=甲公司 memo=货款
      --- on 2026-06-02
      finding receivable-overdue SO20260001 -800.00
      finding receivable-overdue SO20260004 -9.00
      --- on 2026-07-11
      finding receivable-overdue SO20260003 -200.00
      finding receivable-overdue SO20260004 -9.00
      --- expect
      match SO20260001 + SO20260002 = B1 by receipt-by-policy
      match SO20260001 + SO20260003 = B2 by receipt-by-policy
      finding receivable-overdue SO20260003 -200.00
      finding receivable-overdue SO20260004 -9.00
    `,
      applying('fifo'),
    ));

  it('by 民法典 560 equals share in proportion, and what is due goes first', () =>
    check(
      `
      order SO20260001 2026-03-01 500.00 platform=- paid=no customer=甲公司 due=2026-04-01
      order SO20260002 2026-03-01 300.00 platform=- paid=no customer=甲公司 due=2026-04-01
      order SO20260003 2026-03-01 700.00 platform=- paid=no customer=甲公司 due=2026-12-01
      bank  B1 ccb 2026-05-10 100.00 from=甲公司
      --- expect
      match SO20260001 + SO20260002 = B1 by receipt-by-policy
      finding receivable-overdue SO20260001 -437.50
      finding receivable-overdue SO20260002 -262.50
    `,
      applying('civil-code-560'),
    ));

  it('by 民法典 561 the late fee of the day goes before the principal', () =>
    check(
      `
      order SO20260001 2026-03-01 1000.00 platform=- paid=no customer=甲公司 due=2026-04-01
      bank  B1 ccb 2026-05-01 515.00 from=甲公司
      --- expect
      match SO20260001 + late-fee:order:SO20260001 = B1 by receipt-by-policy
      finding receivable-overdue SO20260001 -500.00
    `,
      applying('civil-code-561'),
    ));

  it('a returned one is owed again', () =>
    check(
      `
      order SO20260001 2026-05-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01
      bank  B1 ccb 2026-05-20 1000.00 from=甲公司
      bank  B2 ccb 2026-05-25 -1000.00 from=甲公司 memo=退票
      --- on 2026-05-24
      --- expect
      match SO20260001 = B1 by receipt-by-policy
      match SO20260001 = B2 by receipt-returned
      finding receivable-overdue SO20260001 -1000.00
      finding receipt-returned B1 -1000.00
    `,
      applying('fifo'),
    ));
});

import { describe, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import { minor } from '../../src/model/money.ts';
import { check } from './table-world.ts';
import { SETTINGS } from './world-books.ts';

describe('a platform that pays by batches', () => {
  it('a batch without a payout row is itself what the bank pays, T+1', () =>
    check(`
      line J1 jd  2026-06-02 sale   300.00 batch=JS0001 order=-
      line J2 jd  2026-06-02 refund -50.00 batch=JS0001 order=-
      bank B1 ccb 2026-06-03 250.00 from=网银在线
      --- on 2026-06-02
      finding settlement-without-order J1 300.00
      finding settlement-without-order jd 2026-06-02 -50.00
      --- expect
      match JS0001 = B1
      finding settlement-without-order J1 300.00
      finding settlement-without-order jd 2026-06-02 -50.00
    `));

  it('refunds inside a batch lower what is paid, and a batch that never arrives is missing', () =>
    check(`
      order O1 2026-06-02 300.00 platform=jd refunded=50.00
      line J1 jd 2026-06-02 sale   300.00 batch=JS0001 order=O1
      line J2 jd 2026-06-02 refund -50.00 batch=JS0001 order=O1 trade=J1 refund=R1
      --- on 2026-06-04
      --- on 2026-06-05
      finding payout-missing JS0001 -250.00 critical
      --- expect
      match O1 = J1 + J2
      finding payout-missing JS0001 -250.00
    `));

  it('a batch that owes the platform is no payout', () =>
    check(`
      order O1 2026-06-01 300.00 platform=jd refunded=300.00
      line J1 jd  2026-06-01 sale    300.00 batch=JS0001 order=O1
      line J2 jd  2026-06-02 refund -300.00 batch=JS0002 order=O1 trade=J1 refund=R1
      bank B1 ccb 2026-06-02 300.00 from=网银在线
      --- expect
      match JS0001 = B1
      match O1 = J1 + J2
    `));

  it('with a payout row the batch, the row and the bank are a chain, and the remainder is shown', () =>
    check(`
      order O1 2026-06-02 300.00 platform=jd
      order O2 2026-06-03 300.00 platform=jd
      line   J1 jd  2026-06-02 sale 300.00 batch=JS0001 order=O1
      payout P1 jd  2026-06-02 300.00 number=JS0001
      line   J2 jd  2026-06-03 sale 300.00 batch=JS0002 order=O2
      payout P2 jd  2026-06-03 290.00 number=JS0002
      bank   B1 ccb 2026-06-03 300.00 from=网银在线
      bank   B2 ccb 2026-06-04 290.00 from=网银在线
      --- expect
      match O1 = J1
      match O2 = J2
      match JS0001 = JS0001 by batch-number
      match JS0002 = JS0002
      match JS0001 = B1
      match JS0002 = B2
      finding batch-remainder JS0002 -10.00 high
    `));

  it('equal batches and one credit: none is taken', () =>
    check(`
      order O1 2026-06-02 300.00 platform=jd
      order O2 2026-06-02 300.00 platform=jd
      line J1 jd  2026-06-02 sale 300.00 batch=JS0001 order=O1
      line J2 jd  2026-06-02 sale 300.00 batch=JS0002 order=O2
      bank B1 ccb 2026-06-03 300.00 from=网银在线
      --- expect
      match O1 = J1
      match O2 = J2
      finding ambiguous-match B1 JS0001+JS0002+B1
    `));
});

/** An acquirer that pays whole days T+1; only the days and the bank matter here. */
function acquirer(facts: string, transferFee = 0): Promise<void> {
  return check(facts, {
    ...SETTINGS,
    accounts: SETTINGS.accounts.map((account) =>
      account.id === 'acquirer' && account.paysOut
        ? { ...account, paysOut: account.paysOut.map((rule) => ({ ...rule, transferFee: minor(transferFee) })) }
        : account,
    ),
  });
}

describe('a platform that pays what whole days earned', () => {
  it('one day, the next working day', () =>
    acquirer(`
      line D1 acquirer 2026-06-02 deposit 0.00
      line A1 acquirer 2026-06-02T09:00:00 subsidy 70.00
      line A2 acquirer 2026-06-02T19:00:00 subsidy 30.00
      bank B1 ccb 2026-06-03 100.00 from=银联商务
      --- expect
      match acquirer/2026-06-02 = B1 by whole-days-in-window
    `));

  it('is missing on the day after it was due', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      --- on 2026-06-03
      --- on 2026-06-04
      finding payout-missing acquirer 2026-06-02 -70.00 critical
      --- expect
      finding payout-missing acquirer 2026-06-02 -70.00
    `));

  it('nothing is missing of days due together that come to nothing or less: refunds have eaten up the payout', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 subsidy -50.00
      line A3 acquirer 2026-06-07 subsidy -20.00
      line A4 acquirer 2026-06-12 subsidy  70.00
      line A5 acquirer 2026-06-13 subsidy -69.99
      --- on 2026-06-10
      --- expect
      finding payout-missing acquirer 2026-06-12 -70.00
    `));

  it('what refunds took below zero is taken out of the next payout: nothing is missing until it has been earned', () =>
    acquirer(`
      line A1 acquirer 2026-06-08 subsidy -70.00
      line A2 acquirer 2026-06-09 subsidy  50.00
      line A3 acquirer 2026-06-10 subsidy  30.00
      line A4 acquirer 2026-06-11 subsidy  20.00
      bank B1 ccb 2026-06-12 20.00 from=银联商务
      --- on 2026-06-11
      --- expect
      match acquirer/2026-06-11 = B1
      finding payout-missing acquirer 2026-06-09 -50.00
      finding payout-missing acquirer 2026-06-10 -30.00
    `));

  it('Friday to Sunday come together on Monday', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy 70.00
      line A2 acquirer 2026-06-06 subsidy 11.00
      line A3 acquirer 2026-06-07 subsidy 13.00
      bank B1 ccb 2026-06-08 94.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1
    `));

  it('over the Dragon Boat holiday four days come together on 22 June', () =>
    acquirer(`
      line A1 acquirer 2026-06-18 subsidy 70.00
      line A2 acquirer 2026-06-19 subsidy 11.00
      line A3 acquirer 2026-06-20 subsidy 13.00
      line A4 acquirer 2026-06-21 subsidy 17.00
      bank B1 ccb 2026-06-22 111.00 from=银联商务
      --- on 2026-06-21
      --- expect
      match acquirer/2026-06-18 + acquirer/2026-06-19 + acquirer/2026-06-20 + acquirer/2026-06-21 = B1
    `));

  it('two windows for one credit: nothing is taken', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  50.00
      line A2 acquirer 2026-06-06 subsidy -50.00
      line A3 acquirer 2026-06-07 subsidy 100.00
      bank B1 ccb 2026-06-08 100.00 from=银联商务
      --- expect
      finding ambiguous-match B1 acquirer/2026-06-05+acquirer/2026-06-06+acquirer/2026-06-07+B1
    `));

  it('a decoy of the same amount in the acquirer’s name makes it ambiguous', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      bank B1 ccb 2026-06-03 70.00 from=银联商务
      bank B2 ccb 2026-06-03 70.00 from=银联商务
      --- expect
      finding ambiguous-match acquirer 2026-06-03 acquirer/2026-06-02+B1+B2
    `));

  it('a contract’s transfer fee is kept back from each payout, and is no difference', () =>
    acquirer(
      `
      line A1 acquirer 2026-06-02 subsidy 70.00
      bank B1 ccb 2026-06-03 69.50 from=银联商务
      --- expect
      match acquirer/2026-06-02 = B1
    `,
      50,
    ));

  it('what other passes leave decides: a taken window removes its rivals', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy 70.00
      line A2 acquirer 2026-06-06 subsidy 30.00
      line A3 acquirer 2026-06-07 subsidy 70.00
      line A4 acquirer 2026-06-08 subsidy 70.00
      bank B1 ccb 2026-06-08 170.00 from=银联商务
      bank B2 ccb 2026-06-09 70.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1
      match acquirer/2026-06-08 = B2
    `));

  it('a stranger of the same amount is no rival', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      bank B1 ccb 2026-06-03 70.00 from=银联商务
      bank B2 ccb 2026-06-03 70.00 from=某客户
      --- expect
      match acquirer/2026-06-02 = B1
      finding bank-credit-unexplained B2 70.00
    `));

  it('a day of refunds only is paid with the days around it', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 adjustment -20.00
      line A3 acquirer 2026-06-07 subsidy  13.00
      bank B1 ccb 2026-06-08 63.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1
    `));

  it('each credit of a week takes its own day', () =>
    acquirer(`
      line A1 acquirer 2026-06-01 subsidy 70.00
      line A2 acquirer 2026-06-02 subsidy 11.00
      line A3 acquirer 2026-06-03 subsidy 13.00
      bank B1 ccb 2026-06-02 70.00 from=银联商务
      bank B2 ccb 2026-06-03 11.00 from=银联商务
      bank B3 ccb 2026-06-04 13.00 from=银联商务
      --- expect
      match acquirer/2026-06-01 = B1
      match acquirer/2026-06-02 = B2
      match acquirer/2026-06-03 = B3
    `));

  it('lines {1,3} of {1,2,3} are no window: days in a row or nothing', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy 70.00
      line A2 acquirer 2026-06-06 subsidy 11.00
      line A3 acquirer 2026-06-07 subsidy 13.00
      bank B1 ccb 2026-06-08 83.00 from=银联商务
      --- expect
      finding payout-missing acquirer 2026-06-05 -70.00
      finding payout-missing acquirer 2026-06-06 -11.00
      finding payout-missing acquirer 2026-06-07 -13.00
      finding bank-credit-unexplained B1 83.00
    `));

  it('days due together but for one that came to as much as a line of another: nothing is taken', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 subsidy  70.00
      line A3 acquirer 2026-06-06 subsidy 213.05
      line A4 acquirer 2026-06-07 subsidy 131.90
      bank B1 ccb 2026-06-08 414.95 from=银联商务
      --- expect
      suggest acquirer/2026-06-06 + acquirer/2026-06-07 = B1 by whole-days-in-window
      suggest A2 + acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1 by whole-days-moved
      finding ambiguous-match B1 acquirer/2026-06-05+acquirer/2026-06-06+acquirer/2026-06-07+B1
    `));

  it('they are taken when the one left out came by itself', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 subsidy  70.00
      line A3 acquirer 2026-06-06 subsidy 213.05
      line A4 acquirer 2026-06-07 subsidy 131.90
      bank B1 ccb 2026-06-08 414.95 from=银联商务
      bank B2 ccb 2026-06-08  70.00 from=银联商务
      --- expect
      match acquirer/2026-06-05 = B2
      match acquirer/2026-06-06 + acquirer/2026-06-07 = B1
      suggest nothing
    `));

  it('they are taken when no few lines of theirs come to the one left out: that one is missing', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  70.00
      line A2 acquirer 2026-06-06 subsidy  71.00
      line A3 acquirer 2026-06-06 subsidy 213.05
      line A4 acquirer 2026-06-07 subsidy 131.90
      bank B1 ccb 2026-06-08 415.95 from=银联商务
      --- expect
      match acquirer/2026-06-06 + acquirer/2026-06-07 = B1
      suggest nothing
      finding payout-missing acquirer 2026-06-05 -70.00
    `));

  it('a day’s money that comes weeks late is that day’s, and the finding goes away', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      bank B1 ccb 2026-06-20 70.00 from=银联商务
      --- on 2026-06-04
      finding payout-missing acquirer 2026-06-02 -70.00
      --- expect
      match acquirer/2026-06-02 = B1 by whole-days-late
    `));

  it('a few fen short is the day’s money with a difference, when nothing else can be meant', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 199.24
      bank B1 ccb 2026-06-03 199.20 from=银联商务
      --- expect
      match acquirer/2026-06-02 = B1 by whole-day-near-amount
      finding payout-mismatch B1 -0.04 high
    `));

  it('two days in dollars and yuan are never added', () =>
    acquirer(`
      line A1 acquirer 2026-06-06 subsidy 70.00
      line A2 acquirer 2026-06-07 subsidy 30.00 currency=USD
      bank B1 ccb 2026-06-08 100.00 from=银联商务
      --- expect
      finding payout-missing acquirer 2026-06-06 -70.00
      finding payout-missing acquirer 2026-06-07 -30.00 USD
      finding bank-credit-unexplained B1 100.00
    `));
});

/** An acquirer that paid after seven working days until 15 June 2026, and pays after one since. */
const QUICKER = readSettings(`
book: 测试小店
accounts:
  - { id: ccb, kind: bank }
  - id: acquirer
    kind: wallet
    platform: chinaums
    settles: D+0
    pays_out:
      - { to: ccb, by: days, rule: T+7 }
      - { to: ccb, by: days, rule: T+1, valid_from: 2026-06-16 }
`);

describe('days of two rules that fall due on one day', () => {
  // Over the Dragon Boat holiday of 19 to 21 June, 24 June is seven working days after the 12th and one after the 23rd.
  it('come in one credit, to the fen, and are one group; what lies between them is none of it', () =>
    check(
      `
      line A1 acquirer 2026-06-12 subsidy 100.00
      line A2 acquirer 2026-06-14 subsidy  30.00
      line A3 acquirer 2026-06-16 subsidy  55.00
      line A4 acquirer 2026-06-23 subsidy 250.37
      bank B1 ccb 2026-06-17  55.00 from=银联商务
      bank B2 ccb 2026-06-24 380.37 from=银联商务
      --- on 2026-06-23
      --- expect
      match acquirer/2026-06-16 = B1
      match acquirer/2026-06-12 + acquirer/2026-06-14 + acquirer/2026-06-23 = B2 by whole-days-in-window
      suggest nothing
    `,
      QUICKER,
    ));

  it('come as two credits and are two groups', () =>
    check(
      `
      line A1 acquirer 2026-06-12 subsidy 100.00
      line A2 acquirer 2026-06-14 subsidy  30.00
      line A4 acquirer 2026-06-23 subsidy 250.37
      bank B1 ccb 2026-06-24 130.00 from=银联商务
      bank B2 ccb 2026-06-24 250.37 from=银联商务
      --- expect
      match acquirer/2026-06-12 + acquirer/2026-06-14 = B1
      match acquirer/2026-06-23 = B2
    `,
      QUICKER,
    ));

  it('a fen less than they come to is only suggested', () =>
    check(
      `
      line A1 acquirer 2026-06-12 subsidy 100.00
      line A2 acquirer 2026-06-16 subsidy  55.00
      line A4 acquirer 2026-06-23 subsidy 250.37
      bank B1 ccb 2026-06-24 350.36 from=银联商务
      --- expect
      suggest acquirer/2026-06-12 + acquirer/2026-06-23 = B1 by whole-day-near-amount
      finding payout-missing acquirer 2026-06-12 -100.00
      finding payout-missing acquirer 2026-06-16 -55.00
      finding payout-missing acquirer 2026-06-23 -250.37
      finding bank-credit-unexplained B1 350.36
    `,
      QUICKER,
    ));

  it('are in doubt when days in a row come to the same sum', () =>
    check(
      `
      line A1 acquirer 2026-06-12 subsidy 130.00
      line A2 acquirer 2026-06-22 subsidy 130.00
      line A3 acquirer 2026-06-23 subsidy 250.37
      bank B1 ccb 2026-06-24 380.37 from=银联商务
      --- expect
      suggest acquirer/2026-06-12 + acquirer/2026-06-23 = B1
      suggest acquirer/2026-06-22 + acquirer/2026-06-23 = B1
      finding ambiguous-match B1 acquirer/2026-06-12+acquirer/2026-06-22+acquirer/2026-06-23+B1
    `,
      QUICKER,
    ));
});

describe('an acquirer whose name for the days it pays stands on the bank line', () => {
  it('those days are meant, though others come to the same sum', () =>
    acquirer(`
      line A1 acquirer 2026-09-04 subsidy 70.00
      line A2 acquirer 2026-09-05 subsidy 50.00
      line A3 acquirer 2026-09-06 subsidy 20.00
      bank B1 ccb 2026-09-07 70.00 from=银联商务股份有限公司客户备付金 memo=0905-0906费0元
      --- expect 2026-09-07
      match acquirer/2026-09-05 + acquirer/2026-09-06 = B1 by days-by-name
    `));

  it('what the words say was kept of them is no difference', () =>
    acquirer(`
      line A1 acquirer 2026-09-08 subsidy 70.00
      line A2 acquirer 2026-09-09 subsidy 50.00
      bank B1 ccb 2026-09-10 118.80 from=银联商务 memo=0908-0909费1.2元
      --- expect
      match acquirer/2026-09-08 + acquirer/2026-09-09 = B1 by days-by-name
    `));

  it('nor is it when the lines know it already', () =>
    acquirer(`
      line A1 acquirer 2026-09-08 subsidy 70.00
      line A2 acquirer 2026-09-08 fee 0 fee=1.20
      bank B1 ccb 2026-09-09 68.80 from=银联商务 memo=0908-0908费1.2元
      --- expect
      match acquirer/2026-09-08 = B1 by days-by-name
    `));

  it('it may come late, and the year is the last that fits', () =>
    acquirer(`
      line A1 acquirer 2026-12-31 subsidy 70.00
      line A2 acquirer 2027-01-01 subsidy 30.00
      bank B1 ccb 2027-01-20 100.00 from=银联商务 memo=1231-0101费0元
      --- expect 2027-01-20
      match acquirer/2026-12-31 + acquirer/2027-01-01 = B1 by days-by-name
    `));

  it('other days than the words name are only suggested, even when they come to it', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      line A2 acquirer 2026-06-03 subsidy 50.00
      bank B1 ccb 2026-06-03 70.00 from=银联商务 memo=0603-0603费0元
      --- expect
      suggest acquirer/2026-06-02 = B1
      finding payout-missing acquirer 2026-06-02 -70.00
      finding payout-missing acquirer 2026-06-03 -50.00
      finding bank-credit-unexplained B1 70.00
    `));

  it('a line held back is looked for in the days that are named, however late the credit', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 59.90
      line A2 acquirer 2026-06-02 subsidy 29.90
      line A3 acquirer 2026-06-02 subsidy 39.90
      line A4 acquirer 2026-06-03 subsidy 49.90
      bank B1 ccb 2026-06-10 149.70 from=银联商务 memo=0602-0603费0元
      --- expect
      suggest A2 + acquirer/2026-06-02 + acquirer/2026-06-03 = B1 by whole-days-moved
      finding payout-missing acquirer 2026-06-02 -129.70
      finding payout-missing acquirer 2026-06-03 -49.90
      finding bank-credit-unexplained B1 149.70
    `));

  it('short by what a line and a whole day both came to: which of them waits no file tells, so all are named', () =>
    acquirer(`
      line A1 acquirer 2026-06-05 subsidy  19.78
      line A2 acquirer 2026-06-05 subsidy 423.76
      line A3 acquirer 2026-06-06 subsidy 685.39
      line A4 acquirer 2026-06-07 subsidy  19.78
      bank B1 ccb 2026-06-08 1128.93 from=银联商务 memo=0605-0607费0元
      --- expect
      suggest acquirer/2026-06-05 + acquirer/2026-06-06 = B1 by whole-days-in-window
      suggest A1 + acquirer/2026-06-05 + acquirer/2026-06-06 + acquirer/2026-06-07 = B1 by whole-days-moved
      finding ambiguous-match B1 acquirer/2026-06-05+acquirer/2026-06-06+acquirer/2026-06-07+B1
    `));

  it('the same words of somebody else mean nothing', () =>
    acquirer(`
      line A1 acquirer 2026-06-02 subsidy 70.00
      bank B1 ccb 2026-06-03 70.00 from=张三 memo=0602-0602费0元
      --- expect
      finding payout-missing acquirer 2026-06-02 -70.00
      finding bank-credit-unexplained B1 70.00
    `));
});

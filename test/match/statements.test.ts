import { describe, it } from 'vitest';

import { check } from './table-world.ts';

describe('a wallet’s balance', () => {
  it('that rolls forward is no finding, over several files', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      line W2 alipay 2026-06-01T10:00:00 transfer -50.00 balance=550.00 bill=fund file=a.csv
      line W3 alipay 2026-06-02T10:00:00 deposit 25.00 balance=575.00 bill=fund file=b.csv
      --- expect
    `));

  it('that breaks inside a file or between two is a finding of the difference, on that day', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      line W2 alipay 2026-06-02T10:00:00 transfer -50.00 balance=540.00 bill=fund file=b.csv
      --- on 2026-06-01
      --- expect
      finding wallet-break alipay 2026-06-02 -10.00 critical
    `));

  it('whichever way the break goes', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      line W2 alipay 2026-06-02T10:00:00 transfer -50.00 balance=560.00 bill=fund file=b.csv
      --- expect
      finding wallet-break alipay 2026-06-02 10.00
    `));

  it('is read upwards where the newest row comes first', () =>
    check(`
      line W2 alipay 2026-06-01T10:00:00 transfer -50.00 balance=550.00 bill=fund file=a.csv
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      file a.csv newest=first
      --- expect
    `));

  it('follows through a day that two files tell parts of, whichever is met first', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      line W3 alipay 2026-06-01T11:00:00 deposit 25.00 balance=575.00 bill=fund file=a.csv
      line W2 alipay 2026-06-01T10:00:00 transfer -50.00 balance=550.00 bill=fund file=b.csv
      line W4 alipay 2026-06-02T10:00:00 deposit 5.00 balance=580.00 bill=fund file=b.csv
      --- on 2026-06-02
      --- expect
    `));

  it('a withdrawal is no break, and two accounts keep their own balances', () =>
    check(`
      line   W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund
      payout P1 alipay 2026-06-01T10:00:00 600.00 balance=0.00 bill=fund
      line   W2 wechat 2026-06-01T09:30:00 deposit 5.00 balance=5.00 bill=fund
      bank   B1 ccb 2026-06-02 600.00 from=支付宝
      --- expect
      match P1 = B1
    `));

  it('a wallet with a balance and no withdrawal keeps its money: nothing is missing', () =>
    check(
      `
      line W1 wx2 2026-06-01T09:00:00 deposit 100.00 balance=100.00 bill=fund
      --- expect
    `,
    ));
});

describe('a bank’s balance', () => {
  it('that goes on from one statement to the next is no finding', () =>
    check(`
      bank B1 ccb 2026-06-01 100.00 balance=600.00 file=a.csv
      bank B2 ccb 2026-06-02 -50.00 balance=550.00 file=b.csv
      --- on 2026-06-03
      --- expect
      finding bank-credit-unexplained B1 100.00
      finding bank-debit-unexplained B2 -50.00
    `));

  it('that does not is a finding between the statements', () =>
    check(`
      bank B1 ccb 2026-06-01 100.00 balance=600.00 file=a.csv
      bank B2 ccb 2026-06-02 -50.00 balance=450.00 file=b.csv
      --- on 2026-06-03
      finding balance-break ccb 2026-06-02 -100.00 critical
      --- expect
      finding balance-break ccb 2026-06-02 -100.00
      finding bank-credit-unexplained B1 100.00
      finding bank-debit-unexplained B2 -50.00
    `));

  it('what the import noted inside one file is kept as it was noted, and told once', () =>
    check(`
      bank B1 ccb 2026-06-01 100.00 balance=600.00
      bank B2 ccb 2026-06-02 -50.00 balance=450.00
      issue ccb.csv balance-break 550.00 450.00
      --- on 2026-06-03
      finding balance-break ccb 2026-06-02 -100.00
      --- expect
      finding balance-break ccb 2026-06-02 -100.00
      finding bank-credit-unexplained B1 100.00
      finding bank-debit-unexplained B2 -50.00
    `));
});

describe('a platform file whose totals disagree, stored at a person’s word', () => {
  it('keeps its finding, and a balance that breaks inside it is the same cause', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 balance=600.00 bill=fund file=a.csv
      line W2 alipay 2026-06-01T10:00:00 transfer -50.00 balance=540.00 bill=fund file=a.csv
      issue a.csv control-total 50.00 40.00
      --- expect
      finding control-total alipay 2026-06-01 -10.00 critical
    `));
});

describe('rows kept aside', () => {
  it('are findings of their own', () =>
    check(`
      line W1 alipay 2026-06-01 deposit 100.00 bill=fund file=a.csv
      reject a.csv 7 12B.00
      --- expect
      finding rejected-row alipay 2026-06-01 – high
    `));
});

describe('days that no statement covers', () => {
  it('between two covered days are a gap, once a later day is covered', () =>
    check(`
      line W1 alipay 2026-06-01 deposit 100.00 bill=fund file=a.csv
      line W2 alipay 2026-06-05 deposit 100.00 bill=fund file=b.csv
      file a.csv from=2026-06-01 to=2026-06-01
      file b.csv from=2026-06-05 to=2026-06-05
      --- on 2026-06-04
      --- expect
      finding coverage-gap alipay 2026-06-02..2026-06-04 – high
    `));

  it('an empty day is covered by its file', () =>
    check(`
      line W1 alipay 2026-06-01 deposit 100.00 bill=fund file=a.csv
      line W2 alipay 2026-06-03 deposit 100.00 bill=fund file=c.csv
      file a.csv from=2026-06-01 to=2026-06-01
      file b.csv from=2026-06-02 to=2026-06-02 account=alipay bill=fund
      file c.csv from=2026-06-03 to=2026-06-03
      --- expect
    `));

  it('between two statements whose balances meet had no movement', () =>
    check(`
      bank B1 ccb 2026-06-01 100.00 balance=600.00 file=a.csv
      bank B2 ccb 2026-06-05 -50.00 balance=550.00 file=b.csv
      file a.csv from=2026-06-01 to=2026-06-01 opening=500.00 closing=600.00
      file b.csv from=2026-06-05 to=2026-06-05 opening=600.00 closing=550.00
      --- on 2026-06-05
      finding bank-credit-unexplained B1 100.00
      --- expect
      finding bank-credit-unexplained B1 100.00
      finding bank-debit-unexplained B2 -50.00
    `));
});

describe('two statements of one day', () => {
  it('with the same rows are one', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 bill=fund file=a.csv
      line W2 alipay 2026-06-01T09:00:00 deposit 100.00 bill=fund file=b.csv
      file a.csv from=2026-06-01 to=2026-06-01
      file b.csv from=2026-06-01 to=2026-06-01
      --- expect
    `));

  it('with other rows are a conflict of that day', () =>
    check(`
      line W1 alipay 2026-06-01T09:00:00 deposit 100.00 bill=fund file=a.csv
      line W2 alipay 2026-06-01T09:00:00 deposit 100.00 bill=fund file=b.csv
      line W3 alipay 2026-06-01T10:00:00 deposit 7.00 bill=fund file=b.csv
      file a.csv from=2026-06-01 to=2026-06-01
      file b.csv from=2026-06-01 to=2026-06-01
      --- expect
      finding coverage-conflict alipay 2026-06-01 a.csv+b.csv
    `));
});

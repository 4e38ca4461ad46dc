import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { accountsTable } from '../../src/report/accounts.ts';
import ageing from '../../src/report/ageing.ts';
import bankReconciliation from '../../src/report/bank-reconciliation.ts';
import coverage from '../../src/report/coverage.ts';
import { explain } from '../../src/report/explain/index.ts';
import overdue from '../../src/report/overdue.ts';
import { displayWidth } from '../../src/model/width.ts';
import { asJson, asText, smallBooks, type Files, type JsonRow, type SmallBooks } from './small-books.ts';

const ORDERS = `order_no,platform,shop,customer,ordered_at,paid_at,status,payable,due_on
A10000001,wechat,小店,,2026-06-01 10:00:00,2026-06-01 10:00:05,completed,100.00,
A10000002,wechat,小店,,2026-06-02 11:00:00,2026-06-02 11:00:05,paid,50.00,
B20010001,,,远山公司,2026-05-20 09:00:00,,shipped,1000.00,2026-06-01
B20010002,,,远山公司,2026-06-05 09:00:00,,shipped,300.00,2026-07-20
`;

const SETTLEMENT = `trade_no,order_no,platform,kind,occurred_at,gross,fee,net,batch_no
T70000001,A10000001,wechat,sale,2026-06-01 10:00:05,100.00,1.00,99.00,
,,wechat,payout,2026-06-01 20:00:00,-99.00,0.00,-99.00,W10000001
,,wechat,payout,2026-06-05 20:00:00,-70.00,0.00,-70.00,W10000002
,,wechat,payout,2026-06-08 20:00:00,-2000.00,0.00,-2000.00,W10000003
`;

const BANK_HEAD = 'account,booked_on,amount,balance,counterparty,reference,memo\n';
const BANK = `${BANK_HEAD}6222000011112222,2026-06-02,99.00,5099.00,财付通支付科技有限公司,R1,提现
6222000011112222,2026-06-03,400.00,5499.00,远山公司,R2,货款 B20010001
6222000011112222,2026-06-04,-30.00,5469.00,电力公司,R3,电费
6222000011112222,2026-06-09,1995.00,7464.00,财付通支付科技有限公司,R4,提现
6222000011112222,2026-06-10,77.00,7541.00,某人,R5,转账
`;

const FILES: Files = { 'orders.csv': ORDERS, 'settlement.csv': SETTLEMENT, 'bank.csv': BANK };

let small: SmallBooks;
beforeAll(async () => {
  small = await smallBooks(FILES);
});
afterAll(async () => {
  await small.remove();
});

function rowsBy(rows: readonly JsonRow[], key: string, value: string): readonly JsonRow[] {
  return rows.filter((row) => row[key] === value);
}

describe('overdue', () => {
  test('lists what customers and platforms owe past its due day, with the late fee of the customer', async () => {
    const { rows, totals } = await asJson(await overdue.build(await small.context('2026-06-12')));
    expect(rows.map((row) => [row['ref'], row['kind'], row['due'], row['days_overdue'], row['open']])).toEqual([
      ['order:B20010001', 'order', '2026-06-01', 11, '600.00'],
      ['order:A10000002', 'order', '2026-06-02', 10, '50.00'],
      ['batch:W10000002', 'payout', '2026-06-05', 7, '70.00'],
    ]);
    // 1000.00 for 2 and 3 June, 600.00 for 4 to 12 June, 0.05 % a day: 1.00 + 2.70.
    expect(rows[0]?.['late_fee']).toBe('3.70');
    expect(totals?.['open']).toBe('720.00');
    expect(rows.map((row) => row['next_action'])).toEqual(['reminder', 'ask-platform', 'trace-payout']);
  });

  test('knows nothing of later payments, and nothing is overdue on its due day', async () => {
    const { rows } = await asJson(await overdue.build(await small.context('2026-06-02')));
    expect(rows.map((row) => [row['ref'], row['open']])).toEqual([['order:B20010001', '1000.00']]);
  });

  test('a platform filter leaves customers out', async () => {
    const context = await small.context('2026-06-12', { filters: { platform: 'wechat' } });
    expect((await asJson(await overdue.build(context))).rows.map((row) => row['customer'])).toEqual([
      'wechat',
      'wechat',
    ]);
  });
});

describe('ageing', () => {
  test('spreads open money over the buckets, per customer and per platform', async () => {
    const answer = await asJson(await ageing.build(await small.context('2026-06-12')));
    expect(answer.rows).toEqual([
      expect.objectContaining({
        customer: '远山公司',
        open: '900.00',
        not_due: '300.00',
        d1_30: '600.00',
        overdue: '600.00',
        oldest_days: 11,
        unapplied: '0.00',
      }),
    ]);
    expect(answer['platforms']).toEqual([
      expect.objectContaining({ platform: 'wechat', open: '120.00', not_due: '0.00', d1_30: '120.00' }),
    ]);
    expect(answer['notes']).toContain('CNY: the buckets come to 1020.00, the open items to 1020.00.');
  });
});

describe('bank-reconciliation', () => {
  test('closes to 0.00 from what each side knows', async () => {
    const { rows, warnings } = await asJson(await bankReconciliation.build(await small.context('2026-06-12')));
    expect(rows.map((row) => [row['side'], row['kind'], row['date'], row['amount']])).toEqual([
      // 5000.00 + 99.00 + 400.00 + 2000.00 + 70.00.
      ['book', 'balance', undefined, '7569.00'],
      ['book', 'bank_out_not_book', '2026-06-04', '30.00'],
      ['book', 'bank_out_not_book', '2026-06-09', '5.00'],
      ['book', 'bank_in_not_book', '2026-06-10', '77.00'],
      ['book', 'adjusted_balance', undefined, '7611.00'],
      ['bank', 'balance', undefined, '7541.00'],
      ['bank', 'book_in_not_bank', '2026-06-05', '70.00'],
      ['bank', 'adjusted_balance', undefined, '7611.00'],
      ['both', 'difference', undefined, '0.00'],
    ]);
    expect(warnings).toEqual([]);
  });

  test('as of an earlier day a payout on its way is outstanding, and later it says when it cleared', async () => {
    const period = { from: '2026-06-01', to: '2026-06-08' };
    const { rows } = await asJson(await bankReconciliation.build(await small.context('2026-06-12', { period })));
    expect(
      rowsBy(rows, 'kind', 'book_in_not_bank').map((row) => [row['ref'], row['amount'], row['cleared_on']]),
    ).toEqual([
      ['batch:W10000002', '70.00', undefined],
      ['batch:W10000003', '2000.00', '2026-06-09'],
    ]);
    expect(rowsBy(rows, 'kind', 'difference')[0]?.['amount']).toBe('0.00');
  });

  test('a balance that does not follow from the rows leaves a difference, and the place is named', async () => {
    const broken = await smallBooks({ ...FILES, 'bank.csv': BANK.replace('7541.00', '7551.00') });
    try {
      const answer = await asJson(await bankReconciliation.build(await broken.context('2026-06-12')));
      expect(rowsBy(answer.rows, 'kind', 'difference')[0]?.['amount']).toBe('-10.00');
      expect(answer.warnings).toEqual(['bank ****2222: the two sides differ by -10.00.']);
      expect(answer['notes']).toContain(
        "bank ****2222: the bank's balance breaks at bank.csv:6: 7541.00 follows from the rows, 7551.00 stands there.",
      );
    } finally {
      await broken.remove();
    }
  });

  test.each(['en', 'zh'] as const)('the form is a box of equal lines, at most 96 columns wide (%s)', async (lang) => {
    const table = await bankReconciliation.build(await small.context('2026-06-12'));
    const lines = (await asText(table, 'table', lang)).split('\n');
    const box = lines.filter((line) => /^[│┌├└]/u.test(line));
    expect(new Set(box.map((line) => displayWidth(line)))).toEqual(new Set([93]));
    expect(Math.max(...lines.map((line) => displayWidth(line)))).toBeLessThanOrEqual(96);
    expect(lines.find((line) => line.includes('7,611.00'))?.match(/7,611\.00/gu)).toHaveLength(2);
  });
});

describe('coverage and accounts', () => {
  test('the days of a period that no statement covers are missing', async () => {
    const period = { from: '2026-06-01', to: '2026-06-30' };
    const { rows } = await asJson(await coverage.build(await small.context('2026-06-12', { period })));
    expect(rowsBy(rows, 'account', 'bank').map((row) => [row['from'], row['to'], row['days'], row['state']])).toEqual([
      ['2026-06-01', '2026-06-01', 1, 'missing'],
      ['2026-06-02', '2026-06-10', 9, 'covered'],
      ['2026-06-11', '2026-06-12', 2, 'missing'],
    ]);
  });

  test('two files of the same days with other rows disagree', async () => {
    const more = `${BANK_HEAD}6222000011112222,2026-06-09,1995.00,7464.00,财付通支付科技有限公司,R4,提现
6222000011112222,2026-06-09,12.00,7476.00,某人,R6,转账
6222000011112222,2026-06-10,77.00,7553.00,某人,R5,转账
6222000011112222,2026-06-11,1.00,7554.00,某人,R7,转账
`;
    const twice = await smallBooks({ ...FILES, 'bank-2.csv': more });
    try {
      const answer = await asJson(await coverage.build(await twice.context('2026-06-12')));
      const own = rowsBy(answer.rows, 'account', 'bank');
      expect(own.map((row) => [row['from'], row['to'], row['state']])).toEqual([
        ['2026-06-02', '2026-06-08', 'covered'],
        ['2026-06-09', '2026-06-09', 'disagreeing'],
        // The bank's own number, day and amount agree: one row, whatever balance stands beside it.
        ['2026-06-10', '2026-06-10', 'twice'],
        ['2026-06-11', '2026-06-11', 'covered'],
      ]);
    } finally {
      await twice.remove();
    }
  });

  test('every account with its last balance; one that settle.yaml lacks comes with the lines to add', async () => {
    const stray = `${BANK_HEAD}99998888777766,2026-06-03,10.00,10.00,某人,X1,转账\n`;
    const books = await smallBooks({ ...FILES, 'stray.csv': stray });
    try {
      const answer = await asJson(await accountsTable(await books.context('2026-06-12')));
      expect(answer.rows.map((row) => [row['account'], row['number'], row['balance'], row['rows']])).toEqual([
        ['bank', '****2222', '7541.00', 5],
        ['bank-99998888777766', '****7766', '10.00', 1],
        ['shop', '****0009', undefined, 4],
      ]);
      expect(answer['notes']).toEqual([
        expect.stringContaining('- { id: bank-99998888777766, kind: bank, number: "99998888777766" }'),
      ]);
    } finally {
      await books.remove();
    }
  });
});

describe('explain', () => {
  async function stepsOf(ref: string, asOf = '2026-06-12'): Promise<readonly JsonRow[]> {
    return (await asJson(await explain(await small.context(asOf), ref))).rows;
  }

  test('an order leads through its settlement line and payout to the bank, each step with file and line', async () => {
    const steps = await stepsOf('order:A10000001');
    expect(steps.map((step) => [step['step'], step['amount'], step['file'], step['line']])).toEqual([
      ['ordered', '100.00', 'orders.csv', 2],
      ['paid', undefined, 'orders.csv', 2],
      ['settled', '100.00', 'settlement.csv', 2],
      ['payout', '99.00', 'settlement.csv', 3],
      ['bank', '99.00', 'bank.csv', 2],
    ]);
  });

  test.each(['A10000001', 'trade:T70000001', 'T70000001', 'orders.csv:2', 'settlement.csv:2'])(
    '%s is the same chain',
    async (ref) => {
      expect(await stepsOf(ref)).toEqual(await stepsOf('order:A10000001'));
    },
  );

  test('before the bank credit the payout is in transit', async () => {
    const steps = await stepsOf('order:A10000001', '2026-06-01');
    expect(steps.at(-2)).toMatchObject({ step: 'due', text: 'in transit: due 2026-06-01, last day 2026-06-02' });
  });

  test('an order that nothing came for says what was tried and what is wrong', async () => {
    const steps = await stepsOf('order:A10000002');
    expect(steps.map((step) => step['step'])).toEqual(['ordered', 'paid', 'due', 'tried', 'finding']);
    expect(steps[4]?.['text']).toContain('Order not settled');
  });

  test('a sale on account shows the receipt that paid a part of it', async () => {
    const steps = await stepsOf('order:B20010001');
    expect(rowsBy(steps, 'step', 'bank')[0]).toMatchObject({ amount: '400.00', file: 'bank.csv', line: 3 });
  });

  test('an open payout names the nearest credits and the first check each failed', async () => {
    const candidates = rowsBy(await stepsOf('batch:W10000002'), 'step', 'candidate');
    expect(candidates.map((step) => [step['amount'], step['text']])).toEqual([
      // 7.00 apart is within the tolerance of 10.00: the window is the first to fail.
      ['77.00', 'window: booked 2026-06-10, due by 2026-06-06'],
      ['99.00', 'amount: differs by 29.00, more than the tolerance'],
      ['400.00', 'amount: differs by 330.00, more than the tolerance'],
    ]);
  });

  test('a bank line in a group shows the group with both members', async () => {
    const steps = await stepsOf('bank:bank/R4');
    expect(steps.map((step) => step['step'])).toEqual([
      ...['bank', 'group', 'expected', 'actual', 'evidence', 'undo'],
      'finding',
    ]);
    const [, group] = steps;
    expect(group).toMatchObject({ amount: '-5.00', date: '2026-06-09' });
    expect((await stepsOf(group?.['ref'] as string)).map((step) => step['step'])).toEqual([
      ...['group', 'expected', 'actual', 'evidence', 'undo'],
    ]);
  });

  test('a finding answers the four questions', async () => {
    const found = rowsBy(await stepsOf('batch:W10000002'), 'step', 'finding')[0];
    const steps = await stepsOf(found?.['ref'] as string);
    expect(steps.slice(0, 5).map((step) => step['step'])).toEqual(['finding', 'expected', 'actual', 'time', 'next']);
    expect(steps[1]).toMatchObject({ amount: '70.00', file: 'settlement.csv', line: 4 });
    expect(steps[2]).toMatchObject({ text: 'nothing' });
    expect(steps[3]?.['text']).toContain('due on 2026-06-05');
  });

  test('what goes by no such name as of the day is unknown', async () => {
    expect(await explain(await small.context('2026-06-12'), 'order:NIX')).toBeUndefined();
    expect(await explain(await small.context('2026-06-01'), 'bank:bank/R4')).toBeUndefined();
  });
});

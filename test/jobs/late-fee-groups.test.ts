import { afterEach, describe, expect, it } from 'vitest';

import { decidedBooks, type DecidedBooks } from './decided-books.ts';

/*
 * 10,000.00 of 1 May, due on the 31st, are paid on 30 June: thirty days of late fee, 10,000.00 × 30 × 0.05 % = 150.00, are
 * billed on that day.
 */
const ORDERS = `order_no,customer,ordered_at,payable,due_on
SO-000001,甲公司,2026-05-01 09:00:00,10000.00,2026-05-31
SO-000002,甲公司,2026-05-01 09:00:00,1000.00,2026-07-31
`;
const AUTO = `book: 测试商行
accounts:
  - { id: bank, kind: bank, number: "6222000011112222" }
terms: { default: net 30, late_fee: { rate_per_day: 0.05% } }
receivables: { auto_apply: true }
`;
const FEE = 'late-fee:order:SO-000001 + order:SO-000001 = bank:bank/R2';

let books: DecidedBooks | undefined;
afterEach(async () => {
  await books?.remove();
  books = undefined;
});

/** The two orders, and these rows of the bank: `day,amount,reference,memo`, all of 甲. */
async function open(rows: readonly string[], yaml?: string): Promise<DecidedBooks> {
  const lines = rows.map((row) => {
    const [day, amount, reference, memo] = row.split(',');
    return `bank,${day},${amount},CNY,甲公司,${reference},${memo}`;
  });
  const bank = ['account,booked_on,amount,currency,counterparty,reference,memo', ...lines, ''].join('\n');
  const [head, first] = ORDERS.split('\n');
  const orders = rows.some((row) => row.includes('SO-000002')) ? ORDERS : `${head}\n${first}\n`;
  books = await decidedBooks({ 'orders.csv': orders, 'bank.csv': bank }, yaml);
  return books;
}

const PAID_THEN_FEE = ['2026-06-30,10000.00,R1,货款 SO-000001', '2026-07-01,150.00,R2,转账'];

describe('groups that pay a late fee', () => {
  it('a suggestion for a late fee is accepted, and holds through the next match', async () => {
    const { bill, match, accept, groups } = await open(PAID_THEN_FEE);
    await bill('order:SO-000001', '2026-06-30');
    await match();
    expect(await groups()).toContain(`suggested ${FEE}`);
    expect((await accept({ above: 0 })).accepted).toHaveLength(1);
    expect(await groups()).toContain(`manual ${FEE}`);
    await match();
    expect(await groups()).toContain(`manual ${FEE}`);
  });

  it('one that was unlinked comes back with undo, also after a match', async () => {
    const { bill, match, unlink, undo, groups, groupOf } = await open(PAID_THEN_FEE, AUTO);
    await bill('order:SO-000001', '2026-06-30');
    await match();
    const before = await groups();
    expect(before).toContain(`auto ${FEE}`);
    const { run } = await unlink(await groupOf('bank:bank/R2'));
    expect(await groups()).not.toContain(`auto ${FEE}`);
    await match();
    await undo(run);
    expect(await groups()).toEqual(before);
  });

  it('what a naming receipt has paid of a billed fee is asked of no other money', async () => {
    const { bill, match, groups } = await open(['2026-06-30,10150.00,R1,货款 SO-000001', '2026-07-01,150.00,R2,转账']);
    await bill('order:SO-000001', '2026-06-30');
    await match();
    expect(await groups()).toEqual(['auto late-fee:order:SO-000001 + order:SO-000001 = bank:bank/R1']);
  });

  it.each(['fifo', 'civil-code-560', 'civil-code-561'])(
    'nor of money that came before the receipt that pays it: %s',
    async (allocation) => {
      const yaml = AUTO.replace('auto_apply: true', `allocation: ${allocation}`);
      const rows = ['2026-06-30,150.00,R2,转账', '2026-07-01,10150.00,R1,货款 SO-000001'];
      const { bill, match, groups } = await open(rows, yaml);
      await bill('order:SO-000001', '2026-06-30');
      await match();
      expect(await groups()).toEqual(['auto late-fee:order:SO-000001 + order:SO-000001 = bank:bank/R1']);
    },
  );

  it('a group that was rejected isn’t proposed again when a fee was billed since', async () => {
    const { bill, match, reject, groups, groupOf } = await open(['2026-07-03,11200.00,R1,SO-000001 SO-000002']);
    await reject(await groupOf('bank:bank/R1'));
    await match();
    expect(await groups()).toEqual([]);
    await bill('order:SO-000001', '2026-07-01');
    await match();
    expect(await groups()).toEqual([]);
  });
});

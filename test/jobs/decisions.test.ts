import { afterEach, describe, expect, it } from 'vitest';

import { decidedBooks, FILES, type DecidedBooks } from './decided-books.ts';

let books: DecidedBooks | undefined;
afterEach(async () => {
  await books?.remove();
  books = undefined;
});

async function open(files = FILES): Promise<DecidedBooks> {
  books = await decidedBooks(files);
  return books;
}

/** B3 and B4 are as good for P20; B2 doesn't say whose money it is. */
const MATCHED = ['auto order:O1 = trade:T1', 'auto batch:P99 = bank:bank/B1', 'suggested batch:P47 = bank:bank/B2'];
/** The customer paid nearly as much. */
const OWED = 'suggested order:S1 = bank:bank/B5';
const PAID = 'manual order:S1 = bank:bank/B5';
const DOUBTED = ['suggested batch:P20 = bank:bank/B4', 'suggested batch:P20 = bank:bank/B3', OWED];

describe('a person decides about matches', () => {
  it('the books of these tests have open ends of each sort', async () => {
    const { groups } = await open();
    expect(await groups()).toEqual([...MATCHED, ...DOUBTED]);
  });

  it.each([
    ['a payout and a bank line', ['batch:P47', 'bank:bank/B2']],
    ['one of two equal candidates', ['batch:P20', 'bank:bank/B4']],
    ['two payouts in one credit of another amount', ['batch:P47', 'batch:P20', 'bank:bank/B5']],
    ['an order and the line of a wrong number', ['order:O2', 'trade:T2']],
    ['what a customer owes', ['order:S1', 'bank:bank/B5']],
    ['rows by file and line', ['settlement.csv:5', 'bank.csv:4']],
  ])('unlinked, everything is byte for byte as before: %s', async (_what, refs) => {
    const { reports, link, unlink, match } = await open();
    const before = await reports();
    const { group } = await link(refs);
    expect(await reports()).not.toBe(before);
    await unlink(group);
    expect(await reports()).toBe(before);
    await link(refs);
    await match();
    await unlink(group);
    await match();
    expect(await reports()).toBe(before);
  });

  it('a match by hand is touched by no later match, and its items are open to no pass', async () => {
    const { link, match, groups } = await open();
    await link(['batch:P20', 'bank:bank/B2']);
    expect(await groups()).toEqual([...MATCHED.slice(0, 2), 'manual batch:P20 = bank:bank/B2', OWED]);
    await match();
    // With P20 gone nothing asks for B3 and B4 any more.
    expect(await groups()).toEqual([...MATCHED.slice(0, 2), 'manual batch:P20 = bank:bank/B2', OWED]);
  });

  it('the automatic findings take a match by hand into account', async () => {
    const { link, reports } = await open();
    expect(await reports()).toContain('"code":"ambiguous-match"');
    await link(['batch:P20', 'bank:bank/B3']);
    expect(await reports()).not.toContain('"code":"ambiguous-match"');
  });

  it('what is rejected stays rejected when an overlapping statement takes the place of its rows', async () => {
    const { reject, match, add, groups } = await open();
    const rest = [MATCHED[0], MATCHED[2], ...DOUBTED];
    await reject(await groupOf('B1'));
    expect(await groups()).toEqual(rest);
    await match();
    expect(await groups()).toEqual(rest);
    // It begins earlier, so its row of the same payment is the one that is kept.
    await add({
      'may.csv': `account,booked_on,amount,currency,counterparty,reference,memo
bank,2026-05-30,1.00,CNY,某某公司,A1,转账
bank,2026-06-03,99.00,CNY,财付通,B1,结算
`,
    });
    await match();
    expect(await groups()).toEqual(rest);
  });

  it('a match by hand holds on when its rows come again in another file, without a number of their own', async () => {
    const head = 'account,booked_on,amount,currency,counterparty,memo\n';
    const rows = 'bank,2026-06-05,20.00,CNY,财付通,甲\nbank,2026-06-05,20.00,CNY,财付通,甲\n';
    const { link, match, add, groups } = await open({ ...FILES, 'bank.csv': head + rows });
    await link(['batch:P20', 'bank.csv:3']);
    await add({ 'may.csv': `${head}bank,2026-05-30,1.00,CNY,某某公司,乙\n${rows}` });
    const { resting } = await match();
    expect(resting).toEqual([]);
    expect(await groups()).toContain('manual batch:P20 = may.csv:4');
  });

  it('a match by hand rests while one of its rows is gone, and holds again when it is back', async () => {
    const bank = (lines: string): string =>
      `account,booked_on,amount,currency,counterparty,reference,memo\n${lines}bank,2026-06-03,99.00,CNY,财付通,B1,结算\n`;
    const one = 'bank,2026-06-10,46.00,CNY,某某公司,B9,转账\n';
    const { link, match, groups } = await open({ ...FILES, 'bank.csv': bank(one) });
    const { group } = await link(['batch:P47', 'bank:bank/B9']);
    expect((await match()).resting).toEqual([]);
    expect(await groups()).toContain('manual batch:P47 = bank:bank/B9');
    expect(group).toMatch(/^m-[0-9a-f]{12}$/u);
  });

  it('undoing a match brings back what stood before it', async () => {
    const { add, match, undo, reports, groups } = await open();
    const before = await groups();
    await add({
      'late.csv':
        'account,booked_on,amount,currency,counterparty,reference,memo\nbank,2026-06-04,47.00,CNY,财付通,B7,结算\n',
    });
    const stored = await reports();
    const { run } = await match();
    expect(await groups()).toContain('auto batch:P47 = bank:bank/B7');
    expect(await undo()).toEqual([{ run, verb: 'match', groups: 1 }]);
    expect(await groups()).toEqual(before);
    expect(await reports()).toBe(stored);
  });

  it('a match that changes nothing is no run: the one before it is undone', async () => {
    const { match, undo, groups } = await open();
    expect((await match()).run).toBeUndefined();
    expect(await undo()).toMatchObject([{ verb: 'match' }]);
    expect(await groups()).toEqual([]);
  });

  it('undo walks back decision by decision, and by the name of a run or group', async () => {
    const { link, undo, groups, reports } = await open();
    const before = await reports();
    const first = await link(['batch:P47', 'bank:bank/B2']);
    const second = await link(['order:O2', 'trade:T2']);
    expect(await undo(first.run)).toMatchObject([{ verb: 'link', group: first.group }]);
    expect(await groups()).toContain('manual order:O2 = trade:T2');
    expect(await undo(second.group)).toMatchObject([{ verb: 'link', group: second.group }]);
    expect(await reports()).toBe(before);
    await expect(undo(second.group)).rejects.toMatchObject({ code: 'UNDO_UNKNOWN' });
  });

  it('an unlink that is undone is a match again', async () => {
    const { unlink, undo, reports, match } = await open();
    const before = await reports();
    await unlink(await groupOf('B1'));
    await undo();
    expect(await reports()).toBe(before);
    const { isApart } = await unlink('order:O1');
    expect(isApart).toBe(true);
    await match();
    await undo();
    await undo();
    await match();
    expect(await reports()).toBe(before);
  });

  it('accepting shows first and then does what it showed; undone, the suggestion is back', async () => {
    const { accept, groups, reports, undo, match } = await open();
    const before = await reports();
    const shown = await accept({ above: 40, dryRun: true });
    expect(await reports()).toBe(before);
    const done = await accept({ above: 40 });
    expect(done.accepted.map((one) => one.group)).toEqual(shown.accepted.map((one) => one.group));
    expect(await groups()).toEqual([
      ...MATCHED.slice(0, 2),
      'manual batch:P47 = bank:bank/B2',
      ...DOUBTED.slice(0, 2),
      PAID,
    ]);
    await match();
    expect(await groups()).toEqual([
      ...MATCHED.slice(0, 2),
      'manual batch:P47 = bank:bank/B2',
      ...DOUBTED.slice(0, 2),
      PAID,
    ]);
    await undo(done.accepted[0]?.run);
    await match();
    expect(await reports()).toBe(before);
    expect((await accept({ above: 900 })).accepted).toEqual([]);
  });

  it('of two suggestions that are about as good for the same money none is accepted', async () => {
    const bank = `account,booked_on,amount,currency,counterparty,reference,memo
bank,2026-06-04,47.00,CNY,某某公司,B2,转账
bank,2026-06-04,47.00,CNY,别的公司,B8,转账
`;
    const { accept, groups } = await open({ ...FILES, 'bank.csv': bank });
    const suggested = (await groups()).filter((group) => group.startsWith('suggested'));
    expect(suggested).toHaveLength(2);
    const { accepted, left } = await accept({ above: 0 });
    expect(accepted).toEqual([]);
    expect(left).toHaveLength(2);
  });

  it('a suggestion that is rejected is never made again', async () => {
    const { reject, match, groups } = await open();
    await reject(await groupOf('B2'));
    await match();
    expect(await groups()).toEqual([...MATCHED.slice(0, 2), ...DOUBTED]);
  });

  it.each([
    [['batch:P47', 'bank:bank/B1'], 'LINK_TAKEN'],
    [['order:O2', 'trade:T1'], 'LINK_TAKEN'],
    [['order:O2', 'bank:bank/B2'], 'LINK_LEG'],
    [['order:O2', 'order:O1', 'trade:T2'], 'LINK_LEG'],
    [['batch:P47', 'bank:bank/B77'], 'REF_UNKNOWN'],
    [['batch:P47', 'P20'], 'REF_UNKNOWN'],
  ])('%s is refused: %s', async (refs, code) => {
    const { link, reports } = await open();
    const before = await reports();
    await expect(link(refs)).rejects.toMatchObject({ code });
    expect(await reports()).toBe(before);
  });

  async function groupOf(bankRef: string): Promise<string> {
    const text = (await books?.reports()) ?? '';
    const row = text.split('\n').find((line) => line.includes('"group":"m-') && line.includes(`bank:bank/${bankRef}"`));
    return /"group":"(m-[0-9a-f]+)"/u.exec(row ?? '')?.[1] ?? '';
  }
});

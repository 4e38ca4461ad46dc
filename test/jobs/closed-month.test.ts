import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { run } from '../../src/cli/main.ts';
import type { World } from '../../src/cli/world.ts';

/* A closed month can't be changed: by no command, and by no SQL on a table either; the attempt is named. */

vi.setConfig({ testTimeout: 60_000 });

const CASE = join(import.meta.dirname, '../../fixtures/cli/close/001-what-blocks');
const CLOSE = ['close', '2026-06', '--override', 'C01,C17,C20,C21', '--reason', 'test', '--quiet'];

/** A report as a snapshot keeps it. */
interface Kept {
  readonly columns: readonly { readonly key: string; readonly values?: object }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function settle(folder: string, ...args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const output = (name: 'out' | 'err'): World['out'] => ({
    isTerminal: false,
    isClosed: false,
    isUsed: false,
    write(text) {
      said[name] += text;
      return Promise.resolve();
    },
  });
  const world: World = {
    cwd: folder,
    env: { LANG: 'en_GB.UTF-8', USER: 'anna' },
    now: () => '2026-07-10T09:00:00+08:00',
    out: output('out'),
    err: output('err'),
    stdin: {
      isTerminal: false,
      async *chunks() {
        yield* await Promise.resolve([]);
      },
    },
  };
  const exit = await run(args, world);
  return { exit, ...said };
}

const folders: string[] = [];
let closed = '';

function scene(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'settle-closed-')));
  folders.push(folder);
  cpSync(CASE, folder, { recursive: true });
  return folder;
}

function copy(): string {
  const folder = scene();
  cpSync(closed, folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  closed = scene();
  await settle(closed, 'import', 'orders-06.csv', 'settlement-06.csv', 'bank-06.csv', 'bank-07.csv');
  expect(await settle(closed, ...CLOSE)).toMatchObject({ exit: 0, err: '' });
}, 60_000);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('SQL on the tables', () => {
  it.each([
    [`UPDATE sales_order SET payable_minor = 1`, 'sales_order'],
    [`UPDATE sales_order SET paid_at = '2026-07-02' WHERE order_no = 'W2606001'`, 'sales_order'],
    [`DELETE FROM sales_order`, 'sales_order'],
    [
      `INSERT INTO sales_order (account_id, statement_id, line, order_no, paid_at, currency, payable_minor) VALUES (1, 1, 9, 'X', '2026-06-30', 'CNY', 1)`,
      'sales_order',
    ],
    [
      `UPDATE settlement_line SET gross_minor = 1, net_minor = 1, fee_minor = 0 WHERE trade_no = 'T1'`,
      'settlement_line',
    ],
    [`UPDATE settlement_line SET kept = 0`, 'settlement_line'],
    [`DELETE FROM settlement_line WHERE trade_no = 'T2'`, 'settlement_line'],
    [
      `INSERT INTO settlement_line (account_id, statement_id, line, bill, kind, occurred_at, gross_minor, fee_minor, net_minor, currency)
       VALUES (1, 1, 9, 'both', 'sale', '2026-06-01 00:00:00', 1, 0, 1, 'CNY')`,
      'settlement_line',
    ],
    [`UPDATE bank_line SET amount_minor = amount_minor + 1 WHERE reference = 'B2'`, 'bank_line'],
    [`UPDATE bank_line SET booked_at = '2026-06-30' WHERE reference = 'B4'`, 'bank_line'],
    [`DELETE FROM bank_line`, 'bank_line'],
    [
      `INSERT INTO bank_line (account_id, statement_id, line, booked_at, amount_minor, currency) VALUES (1, 1, 9, '2026-06-30 23:59:59', 1, 'CNY')`,
      'bank_line',
    ],
    [
      `INSERT INTO invoice (account_id, statement_id, line, invoice_no, issued_on, customer, total_minor, currency) VALUES (1, 1, 9, 'I', '2026-06-30', 'c', 1, 'CNY')`,
      'invoice',
    ],
    [
      `INSERT INTO receipt (account_id, statement_id, line, receipt_no, received_on, customer, amount_minor, currency) VALUES (1, 1, 9, 'R', '2026-06-30', 'c', 1, 'CNY')`,
      'receipt',
    ],
    [`UPDATE match_group SET difference_minor = 1 WHERE matched_on < '2026-07-01'`, 'match_group'],
    [`DELETE FROM match_member WHERE ref = 'batch:P1'`, 'match_member'],
    [
      `INSERT INTO resolution (finding_id, account_id, seq, resolution, reason, operator, decided_on, body) VALUES ('f', 0, 1, 'accepted', 'x', 'x', '2026-06-30', '{}')`,
      'resolution',
    ],
    [`DELETE FROM closing`, 'months are reopened by settle reopen'],
    [`UPDATE closing SET state = 'reopened'; UPDATE closing SET next_on = '2026-06-01'`, 'settle reopen'],
    [`UPDATE close_snapshot SET body = '{}'`, 'snapshots are never changed'],
    [`DELETE FROM close_snapshot`, 'snapshots are never removed'],
  ])('%s', (sql, what) => {
    const connection = new Sqlite(join(closed, 'books.db'));
    try {
      expect(() => connection.transaction(() => connection.exec(sql)).immediate()).toThrow(
        new RegExp(`^PERIOD_CLOSED: .*${what}`, 'u'),
      );
    } finally {
      connection.close();
    }
  });

  it('leaves the open month to be changed', () => {
    const connection = new Sqlite(join(copy(), 'books.db'));
    expect(connection.exec(`UPDATE bank_line SET memo = 'x' WHERE reference = 'B4'`)).toBeDefined();
    connection.close();
  });
});

describe('commands', () => {
  it.each([
    ['resolve as of the month', ['resolve', 'f-bc52', '--as', 'accepted', '--reason', 'x', '--as-of', '2026-06-30']],
    ['close it twice', CLOSE],
    ['sign it afterwards', ['close', 'sign', '2026-06', '--role', 'preparer']],
  ])('%s is refused by name', async (_, args) => {
    const { exit, err } = await settle(copy(), ...args);
    expect([exit, err]).toEqual([4, expect.stringContaining('PERIOD_CLOSED')]);
  });

  it('import, match and check leave every number of it as it was', async () => {
    const folder = copy();
    const before = await settle(folder, 'report', 'bank-reconciliation', '--as-of', '2026-06-30', '--format', 'json');
    for (const args of [['import', '.', '--account', 'ccb'], ['match'], ['check'], ['match']])
      await settle(folder, ...args);
    expect(await settle(folder, 'report', 'bank-reconciliation', '--as-of', '2026-06-30', '--format', 'json')).toEqual(
      before,
    );
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });

  it('its snapshot names of platforms and accounts those its rows hold: others may come and go', () => {
    const folder = copy();
    const books = new Sqlite(join(folder, 'books.db'), { readonly: true });
    const { body } = books.prepare('SELECT body FROM close_snapshot').get() as { body: string };
    books.close();
    const { reports } = JSON.parse(body) as { reports: Readonly<Record<string, Kept>> };
    expect(reports['discrepancies']?.rows.length).toBeGreaterThan(0);
    for (const { columns, rows } of Object.values(reports)) {
      for (const { key, values } of columns.filter((column) => column.key === 'account' || column.key === 'platform')) {
        expect(rows.map((row) => row[key])).toEqual(expect.arrayContaining(Object.keys(values ?? {})));
      }
    }
  });

  it('reopens only for a reason, and never what was closed for good', async () => {
    const folder = copy();
    expect(await settle(folder, 'reopen', '2026-06')).toMatchObject({ exit: 2 });
    expect(await settle(folder, 'reopen', '2026-06', '--reason', 'fees')).toMatchObject({ exit: 0 });
    expect(await settle(folder, ...CLOSE, '--hard')).toMatchObject({ exit: 0 });
    const { exit, err } = await settle(folder, 'reopen', '2026-06', '--reason', 'again');
    expect([exit, err]).toEqual([4, expect.stringContaining('PERIOD_CLOSED')]);
  });
});

describe('what a person matched', () => {
  it('before the close stays as it is through every later match', async () => {
    const folder = scene();
    await settle(folder, 'import', 'orders-06.csv', 'settlement-06.csv', 'bank-06.csv', 'bank-07.csv');
    const link = ['link', 'batch:P1', 'bank:ccb/B2', '--reason', 'seen on paper', '--as-of', '2026-06-30'];
    expect(await settle(folder, ...link)).toMatchObject({ exit: 0 });
    expect(await settle(folder, ...CLOSE)).toMatchObject({ exit: 0, err: '' });
    expect(await settle(folder, 'match')).toMatchObject({ exit: 0 });
    expect(await settle(folder, 'match')).toMatchObject({ exit: 0 });
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
    const { out } = await settle(folder, 'report', 'matches', '--format', 'csv', '--as-of', '2026-06-30');
    expect(out).toContain('manual');
  });

  it('after the close counts from the first open day, and undoing a closed match is refused by name', async () => {
    const folder = copy();
    const link = ['link', 'bank:ccb/B3', 'bank:ccb/B1', '--reason', 'x', '--write-off', '--as-of', '2026-06-30'];
    const late = await settle(folder, ...link);
    expect(late.exit).toBeGreaterThan(0);
    const { out } = await settle(folder, 'report', 'matches', '--format', 'json', '--as-of', '2026-06-30');
    const { rows } = JSON.parse(out) as { rows: readonly { group: string; leg: string }[] };
    const group = rows.find((row) => row.leg === 'payout-bank')?.group ?? '';
    const { exit, err } = await settle(folder, 'unlink', group, '--reason', 'x');
    expect([exit, err]).toEqual([4, expect.stringContaining('PERIOD_CLOSED')]);
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });

  it('the match that the closed month rests on is not undone', async () => {
    const folder = scene();
    await settle(folder, 'import', 'orders-06.csv', 'settlement-06.csv', 'bank-06.csv', 'bank-07.csv');
    expect(await settle(folder, 'match')).toMatchObject({ exit: 0 });
    expect(await settle(folder, ...CLOSE)).toMatchObject({ exit: 0, err: '' });
    const { exit, err } = await settle(folder, 'undo', '--reason', 'x');
    expect([exit, err]).toEqual([4, expect.stringContaining('2026-06')]);
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });
});

describe('a snapshot', () => {
  it('that somebody tampered with is told by its digest', async () => {
    const folder = copy();
    const connection = new Sqlite(join(folder, 'books.db'));
    connection.exec(
      `DROP TRIGGER close_snapshot_keeps_words; UPDATE close_snapshot SET body = replace(body, '晨星', '晨光')`,
    );
    connection.close();
    const { exit, out } = await settle(folder, 'close', 'verify', '2026-06', '--format', 'json');
    expect([exit, out]).toEqual([6, expect.stringContaining('"part":"digest","state":"differs"')]);
  });

  it('shows a number of the closed month that was changed past the triggers', async () => {
    const folder = copy();
    const connection = new Sqlite(join(folder, 'books.db'));
    connection.exec(
      `DROP TRIGGER closed_bank_line_changed; UPDATE bank_line SET amount_minor = 9941 WHERE reference = 'B2'`,
    );
    connection.close();
    const { exit, out } = await settle(folder, 'close', 'verify', '2026-06', '--format', 'json');
    expect([exit, out]).toEqual([6, expect.stringContaining('"part":"reports","state":"differs"')]);
    const { out: table } = await settle(folder, 'close', 'verify', '2026-06', '--lang', 'zh');
    expect(table).toMatch(/银行存款余额调节表 +ccb 企业 调节后余额 +金额 +[\d,.]+ CNY +[\d,.]+ CNY/u);
    expect(table).not.toMatch(/[{}"]/u);
  });

  it('is worked out again with the rules it was made with', async () => {
    const folder = copy();
    const yaml = readFileSync(join(folder, 'settle.yaml'), 'utf8').replace('grace_days: 1', 'grace_days: 9');
    writeFileSync(join(folder, 'settle.yaml'), yaml.replace('0.6%', '0.9%'));
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });
});

describe('foreign balances of a month that is closed', () => {
  /** The books of the case with a dollar account of 150.00, and the rates of a file. */
  async function withDollars(rates: string): Promise<string> {
    const folder = scene();
    const yaml = readFileSync(join(folder, 'settle.yaml'), 'utf8');
    writeFileSync(
      join(folder, 'settle.yaml'),
      yaml.replace('accounts:\n', 'accounts:\n  - { id: boc, kind: bank, currency: USD }\n'),
    );
    writeFileSync(
      join(folder, 'boc.csv'),
      'account,booked_on,amount,balance,currency,counterparty,reference\nboc,2026-06-10,50.00,150.00,USD,A stranger,U1\n',
    );
    writeFileSync(join(folder, 'rates.csv'), `date,from,to,rate\n${rates}`);
    await settle(folder, 'import', 'orders-06.csv', 'settlement-06.csv', 'bank-06.csv', 'bank-07.csv', 'boc.csv');
    await settle(folder, 'import', 'rates.csv');
    return folder;
  }

  it('block it while the rate of its last day is missing', async () => {
    const folder = await withDollars('2026-06-01,USD,CNY,7.19\n');
    const { exit, out } = await settle(folder, ...CLOSE, '--dry-run', '--format', 'json');
    const { rows } = JSON.parse(out) as {
      readonly rows: readonly { readonly code: string; readonly state: string }[];
    };
    expect([exit, rows.find(({ code }) => code === 'C15')?.state]).toEqual([1, 'blocked']);
  });

  it('are worth what the rates known then say: a corrected rate that comes later changes no voucher of it', async () => {
    const folder = await withDollars('2026-05-29,USD,CNY,7.20\n2026-06-01,USD,CNY,7.19\n2026-06-30,USD,CNY,7.10\n');
    expect(await settle(folder, ...CLOSE)).toMatchObject({ exit: 0 });
    const vouchers = ['report', 'vouchers', '--period', '2026-06', '--as-of', '2026-06-30', '--format', 'csv'];
    const before = await settle(folder, ...vouchers);
    // The bank: 100.00 × 7.20 + 50.00 × 7.19 = 1,079.50 became 1,065.00; the stranger: 359.50 became 355.00.
    expect(before.out).toContain(',19.00,19.00,CNY,');
    writeFileSync(join(folder, 'later.csv'), 'date,from,to,rate\n2026-06-30,USD,CNY,7.77\n2026-07-01,USD,CNY,7.78\n');
    await settle(folder, 'import', 'later.csv');
    expect((await settle(folder, ...vouchers)).out).toBe(before.out);
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });

  it('go into the next month at what the closed one carried them at, whatever is said of its rates later', async () => {
    const folder = await withDollars('2026-05-29,USD,CNY,7.20\n2026-06-01,USD,CNY,7.19\n2026-06-30,USD,CNY,7.10\n');
    expect(await settle(folder, ...CLOSE)).toMatchObject({ exit: 0 });
    const rates =
      '2026-06-01,USD,CNY,7.00\n2026-06-30,USD,CNY,7.77\n2026-07-01,USD,CNY,7.40\n2026-07-31,USD,CNY,7.30\n';
    writeFileSync(join(folder, 'later.csv'), `date,from,to,rate\n${rates}`);
    await settle(folder, 'import', 'later.csv');
    const july = ['report', 'vouchers', '--period', '2026-07', '--as-of', '2026-07-31', '--format', 'csv'];
    // The bank: 150.00 × 7.30 = 1,095.00 was carried at 1,065.00; the stranger: 365.00 was 355.00.
    expect((await settle(folder, ...july)).out).toContain(
      ',exchange,USD exchange differences 2026-07,40.00,40.00,CNY,',
    );
    // An order of June that comes late is June's: booked at June's rate of 7.19, and worth 7.30 at the end of July.
    const header = 'order_no,platform,customer,paid_at,payable,currency';
    writeFileSync(join(folder, 'late.csv'), `${header}\nU-2606001,stripe,,2026-06-20 10:00:00,100.00,USD\n`);
    await settle(folder, 'import', 'late.csv');
    const out = ['--to', 'generic', '--period', '2026-07', '--as-of', '2026-07-31', '--out', 'july.csv'];
    expect(await settle(folder, 'export', 'vouchers', ...out)).toMatchObject({ exit: 0 });
    const lines = readFileSync(join(folder, 'july.csv'), 'utf8').split('\n');
    expect(lines.find((line) => line.includes('以前月份调整 2026-06 确认销售收入'))).toContain(
      ',719.00,,,,,stripe,USD,100.00,7.19',
    );
    // 730.00 less 719.00 on the receivable.
    expect((await settle(folder, ...july)).out).toContain(
      ',exchange,USD exchange differences 2026-07,51.00,51.00,CNY,',
    );
  });
});

describe('money of a closed month that names nothing', () => {
  const yaml = `book: 测试商行
accounts:
  - { id: ccb, kind: bank, number: "6222000000000000001" }
terms: { default: net 30 }
receivables: { auto_apply: true }
close: { require_two_signatures: false }
`;
  const HEAD = 'account,booked_on,amount,balance,counterparty,reference,memo';
  const ours = (...rows: readonly string[]): string =>
    [HEAD, ...rows.map((row) => `6222000000000000001,${row}`), ''].join('\n');

  it('and is sent back later opens the debt again on that day, and stands in no suspense account', async () => {
    const folder = scene();
    writeFileSync(join(folder, 'settle.yaml'), yaml);
    writeFileSync(
      join(folder, 'sold.csv'),
      'order_no,customer,ordered_at,payable,due_on\nSO20260001,甲公司,2026-06-01 09:00:00,10000.00,2026-06-30\n',
    );
    const june = ['2026-06-20,5000.00,5000.00,甲公司,B1,转账', '2026-06-30,1.00,5001.00,利息,B2,利息'];
    writeFileSync(join(folder, 'june.csv'), ours(...june));
    writeFileSync(join(folder, 'july.csv'), ours('2026-07-10,-5000.00,1.00,甲公司,B3,退票 B1'));
    await settle(folder, 'import', 'sold.csv', 'june.csv');
    await settle(folder, 'match');
    expect(await settle(folder, ...CLOSE)).toMatchObject({ exit: 0, err: '' });
    await settle(folder, 'import', 'july.csv');
    await settle(folder, 'match');
    const matches = await settle(folder, 'report', 'matches', '--format', 'json', '--as-of', '2026-07-31');
    const { rows } = JSON.parse(matches.out) as { rows: readonly { pass: string; matched_on: string }[] };
    expect(rows.map(({ pass, matched_on: on }) => `${on} ${pass}`).sort()).toEqual([
      '2026-06-20 receipt-by-policy',
      '2026-07-10 receipt-returned',
    ]);
    const july = ['report', 'vouchers', '--period', '2026-07', '--as-of', '2026-07-31', '--format', 'csv'];
    const { out } = await settle(folder, ...july);
    expect(out).toContain(',receipt-returned,ccb receipts returned 2026-07,5000.00,5000.00,CNY,');
    expect(out).not.toContain(',unexplained,');
    expect(await settle(folder, 'close', 'verify', '2026-06')).toMatchObject({ exit: 0 });
  });
});

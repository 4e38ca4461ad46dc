import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { settleHere, succeedHere } from '../property/program-in-process.ts';

/*
 * Vouchers of a closed month are those that stood when it was closed: every program gets the same bytes whatever comes
 * later. What today's rows, matches and decisions differ by stands in the first open month, and all months together
 * come to what books without a close come to.
 */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SETTINGS = `book: 测试商行
accounts:
  - { id: bank, kind: bank, name: 建行, number: "6222000011112222" }
  - id: shop
    kind: wallet
    name: 小店
    platform: wechat
    number: "1900000009"
    fee: { rate: 1% }
    settles: D+0
    pays_out: { to: bank, rule: D+0, grace_days: 1 }
terms: { default: net 60 }
vouchers: { vat: 13%, prepared_by: 张三 }
`;

const ORDERS = 'order_no,platform,customer,ordered_at,paid_at,status,payable,refunded';
const BANK = 'account,booked_on,amount,balance,counterparty,reference,memo';
const SHOP = 'account,platform,trade_no,order_no,occurred_at,kind,gross,fee,batch_no';

const JUNE = {
  'orders.csv': `${ORDERS}
O-1001,wechat,,2026-06-03,2026-06-03 10:00:00,completed,113.00,
O-1002,wechat,,2026-06-10,2026-06-10 10:00:00,completed,226.00,
O-1003,wechat,,2026-06-28,2026-06-28 10:00:00,completed,339.00,
S-2001,,甲公司,2026-06-05,,completed,565.00,
`,
  'shop.csv': `${SHOP}
1900000009,wechat,T1,O-1001,2026-06-03 10:00:01,sale,113.00,1.13,
1900000009,wechat,T2,O-1002,2026-06-10 10:00:01,sale,226.00,2.26,
1900000009,wechat,T3,O-1003,2026-06-28 10:00:01,sale,339.00,3.39,
1900000009,wechat,W1,,2026-06-12 08:00:00,payout,-335.61,,W1
`,
  'bank.csv': `${BANK}
6222000011112222,2026-06-12,335.61,335.61,财付通,R1,W1
6222000011112222,2026-06-20,-5.00,330.61,,R2,账户管理费
6222000011112222,2026-06-22,300.00,630.61,路人,R3,
`,
};

/** One order corrected, one that was forgotten, a bank fee that was printed wrong, a refund of July. */
const LATER = {
  'late.csv': `${ORDERS}
O-1002,wechat,,2026-06-10,2026-06-10 10:00:00,completed,203.40,
O-1004,wechat,,2026-06-30,2026-06-30 10:00:00,completed,56.50,
`,
  'bank-again.csv': `${BANK}
6222000011112222,2026-06-12,335.61,335.61,财付通,R1,W1
6222000011112222,2026-06-20,-7.00,328.61,,R2,账户管理费
6222000011112222,2026-06-22,300.00,628.61,路人,R3,
`,
  'shop-07.csv': `${SHOP}
1900000009,wechat,T3,O-1003,2026-07-05 10:00:01,refund,-113.00,-1.13,
`,
};

const PROGRAMS = ['yonyou', 'kingdee', 'kingdee-cloud', 'generic', 'template', 'text', 'html'];
const JOURNALS = ['hledger', 'beancount', 'ledger'];
const MAP =
  '{"凭证日期": "date", "凭证号": "word_number", "凭证摘要": "summary", "科目代码": "code", "借方": "debit", "贷方": "credit"}';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Desk {
  readonly folder: string;
  readonly settle: (line: string, now?: string) => Promise<string>;
  readonly bring: (files: Readonly<Record<string, string>>) => Promise<void>;
}

function newDesk(): Desk {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'settle-kept-')));
  folders.push(folder);
  writeFileSync(join(folder, 'settle.yaml'), SETTINGS);
  writeFileSync(join(folder, 'map.json'), MAP);
  const settle: Desk['settle'] = (line, now = '2026-07-20T09:00:00+08:00') =>
    succeedHere([...line.split(' ').map((word) => word.replace('FOLDER', folder)), '--books', folder], now);
  return {
    folder,
    settle,
    bring: async (files) => {
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
        await settle(`import FOLDER/${name} --accept-differences`);
      }
      await settle('match');
    },
  };
}

const close = (month: string): string =>
  `close ${month} --override C01,C02,C03,C04,C05,C07,C08,C11,C17,C20 --reason test`;

/** Every paper of a month, as bytes by program. */
async function papers(
  { folder, settle }: Desk,
  month: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const bytes: Record<string, string> = {};
  const take = async (what: string, program: string, more = ''): Promise<void> => {
    const out = `${name}-${program}.${program === 'kingdee' || program === 'template' ? 'xlsx' : 'txt'}`;
    await settle(`export ${what} --to ${program} --period ${month} --out FOLDER/${out}${more}`);
    bytes[program] = readFileSync(join(folder, out)).toString('base64');
  };
  for (const program of PROGRAMS)
    await take(
      'vouchers',
      program,
      program === 'template' ? ` --template FOLDER/${name}-kingdee.xlsx --map FOLDER/map.json` : '',
    );
  for (const program of JOURNALS) await take('journal', program);
  return bytes;
}

interface Row {
  readonly number: string;
  readonly summary: string;
  readonly adjusts?: string;
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly sources: readonly string[];
}

interface Asked {
  readonly lang?: string;
  readonly now?: string;
}

async function linesOf({ settle }: Desk, month: string, { lang = 'en', now }: Asked = {}): Promise<readonly Row[]> {
  const json = await settle(`report vouchers --period ${month} --format json --lang ${lang}`, now);
  const { rows, lines } = JSON.parse(json) as { readonly rows: readonly Row[]; readonly lines: readonly Row[] };
  const voucherOf = ({ number }: Row): Row => rows.find((row) => row.number === number) ?? expect.fail('no voucher');
  return lines.map(({ account, debit = '', credit = '', sources, ...line }) => ({
    ...voucherOf({ account, sources, ...line }),
    ...{ account, debit, credit, sources },
  }));
}

/** `sale… 1122 应收账款-平台 33.90/ late.csv:2-3` of the adjustments. */
async function adjustmentsIn(desk: Desk, month: string, now?: string): Promise<readonly string[]> {
  return (await linesOf(desk, month, now === undefined ? {} : { now }))
    .filter((row) => row.adjusts !== undefined)
    .map(({ summary, account, debit = '', credit = '', sources }) =>
      [summary, account, `${debit}/${credit}`, sources.join(' ')].join(' | '),
    );
}

/** What all months come to by account, in fen. */
async function balances({ settle }: Desk): Promise<Readonly<Record<string, number>>> {
  const { lines } = JSON.parse(await settle('report vouchers --format json')) as { readonly lines: readonly Row[] };
  const sums: Record<string, number> = {};
  for (const { account, debit = '0', credit = '0' } of lines)
    sums[account] = (sums[account] ?? 0) + Math.round(Number(debit) * 100) - Math.round(Number(credit) * 100);
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

const LINK = 'link order:S-2001 bank:bank/R3 --reason seen --as-of 2026-07-15';

describe('a closed month', () => {
  let desk: Desk;
  let before: Readonly<Record<string, string>>;
  beforeAll(async () => {
    desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    before = await papers(desk, '2026-06', 'before');
    await desk.bring(LATER);
    await desk.settle(LINK);
    await desk.settle('match');
  });

  it('hands every program the same bytes after corrected orders, late rows and new matches', async () => {
    expect(await papers(desk, '2026-06', 'after')).toEqual(before);
  });

  it('what it would be today differs by stands in the first open month, with its rows and the month it belongs to', async () => {
    expect(await adjustmentsIn(desk, '2026-07')).toEqual([
      // O-1002: −22.60 = −20.00 and −2.60 of VAT; O-1004: +56.50 = 50.00 and 6.50.
      'wechat adjustment of closed 2026-06: sales | 1122 应收账款-平台 | 33.90/ | late.csv:2-3 orders.csv:3',
      'wechat adjustment of closed 2026-06: sales | 2221 应交税费-应交增值税(销项) | /3.90 | late.csv:2-3 orders.csv:3',
      'wechat adjustment of closed 2026-06: sales | 6001 主营业务收入 | /30.00 | late.csv:2-3 orders.csv:3',
      // The stranger was the customer: no unexplained money, but an advance, which pays the debt in July.
      '建行 adjustment of closed 2026-06: customer receipts | 1002 银行存款-建行 | 300.00/ | bank.csv:4',
      '建行 adjustment of closed 2026-06: customer receipts | 2203 预收账款 (甲公司) | /300.00 | bank.csv:4',
      '建行 adjustment of closed 2026-06: bank entries without explanation | 1002 银行存款-建行 | -300.00/ | bank.csv:4',
      '建行 adjustment of closed 2026-06: bank entries without explanation | 2241 其他应付款-待核销 | /-300.00 | bank.csv:4',
    ]);
    const words = (await linesOf(desk, '2026-07', { lang: 'zh' })).map(({ summary }) => summary);
    expect(words).toContain('wechat 以前月份调整 2026-06 确认销售收入');
  });

  it('a late row of a statement counts once: in the open month, and in no adjustment', async () => {
    const fees = (await linesOf(desk, '2026-07')).filter((row) => row.sources.join().startsWith('bank-again'));
    expect(fees.map(({ summary, debit = '', credit = '' }) => `${summary} ${debit}/${credit}`)).toEqual([
      '建行 bank fees and interest 2026-07 2.00/',
      '建行 bank fees and interest 2026-07 /2.00',
    ]);
  });

  it('and all months together come to what books that never closed come to', async () => {
    const open = newDesk();
    await open.bring(JUNE);
    await open.bring(LATER);
    await open.settle(LINK);
    await open.settle('match');
    expect(await balances(desk)).toEqual(await balances(open));
  });

  it('numbers the open month without gaps', async () => {
    const numbers = [...new Set((await linesOf(desk, '2026-07')).map(({ number }) => number))];
    expect(numbers).toEqual(numbers.map((_, at) => `记-${at + 1}`));
  });

  it('is handed out whole, whatever day within it it is asked for', async () => {
    const out = `${desk.folder}/half.txt`;
    await desk.settle(`export vouchers --to generic --period 2026-06 --as-of 2026-06-11 --out ${out}`);
    expect(readFileSync(out).toString('base64')).toBe(before['generic']);
  });

  it('is proved again by close verify', async () => {
    const csv = await desk.settle('close verify 2026-06 --format csv');
    expect(csv).toContain('vouchers,same');
  });

  it('can’t be changed by SQL', () => {
    const connection = new Sqlite(join(desk.folder, 'books.db'));
    for (const sql of [
      `UPDATE close_voucher SET body = '{}'`,
      `DELETE FROM close_voucher`,
      `INSERT INTO close_voucher (account_id, month, version, number, body) VALUES (0, '2026-06', 1, 99, '{}')`,
      `INSERT OR REPLACE INTO close_voucher (account_id, month, version, number, body) VALUES (0, '2026-06', 1, 1, '{}')`,
      `UPDATE close_voucher_book SET sha256 = ''`,
      `DELETE FROM close_voucher_book`,
      `INSERT OR REPLACE INTO close_voucher_book (account_id, month, version, body, sha256) VALUES (0, '2026-06', 1, '{}', '')`,
    ])
      expect(() => connection.exec(sql), sql).toThrow(/^PERIOD_CLOSED: vouchers of a closed month are never/u);
    connection.close();
  });

  it('that is tampered with past the triggers is refused, and told by close verify', async () => {
    const connection = new Sqlite(join(desk.folder, 'books.db'));
    const change = (from: string, to: string): void => {
      connection.exec('DROP TRIGGER IF EXISTS close_voucher_keeps_words');
      connection.prepare('UPDATE close_voucher SET body = replace(body, ?, ?) WHERE number = 1').run(from, to);
    };
    change('56500', '56501');
    const args = ['--books', desk.folder];
    const told = await settleHere(['report', 'vouchers', '--period', '2026-06', ...args]);
    const verified = await settleHere(['close', 'verify', '2026-06', '--format', 'csv', ...args]);
    change('56501', '56500');
    connection.close();
    expect([told.code, verified.code, verified.stdout]).toEqual([6, 6, expect.stringContaining('vouchers,differs')]);
  });
});

describe('the next months', () => {
  it('an adjustment is kept with the month it stands in; the next one sees only what came since', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    await desk.bring(LATER);
    const now = '2026-08-10T09:00:00+08:00';
    await desk.settle(close('2026-07'), now);
    const july = await desk.settle('report vouchers --period 2026-07 --format csv', now);
    expect(await desk.settle('report vouchers --period 2026-08 --format csv', now)).not.toContain('2026-06');
    await desk.bring({
      'later.csv': `${ORDERS}\nO-1004,wechat,,2026-06-30,2026-06-30 10:00:00,completed,45.20,\nO-1005,wechat,,2026-08-03,2026-08-03 10:00:00,completed,11.30,\n`,
    });
    expect(await desk.settle('report vouchers --period 2026-07 --format csv', now)).toBe(july);
    // 56.50 became 45.20: 11.30 less, of it 1.30 VAT; orders.csv:3 is what the late rows took the place of in July.
    expect(await adjustmentsIn(desk, '2026-08', now)).toEqual([
      'wechat adjustment of closed 2026-06: sales | 1122 应收账款-平台 | -11.30/ | late.csv:3 later.csv:2 orders.csv:3',
      'wechat adjustment of closed 2026-06: sales | 2221 应交税费-应交增值税(销项) | /-1.30 | late.csv:3 later.csv:2 orders.csv:3',
      'wechat adjustment of closed 2026-06: sales | 6001 主营业务收入 | /-10.00 | late.csv:3 later.csv:2 orders.csv:3',
    ]);
  });

  it('a sale taken back in June because no platform showed the refund is put right when July’s statement shows it', async () => {
    const desk = newDesk();
    const orders = JUNE['orders.csv'].replace('completed,339.00,', 'completed,339.00,339.00');
    const shop = JUNE['shop.csv'].replace(/.*T3.*\n/u, '');
    await desk.bring({ ...JUNE, 'orders.csv': orders, 'shop.csv': shop });
    await desk.settle(close('2026-06'));
    expect(await desk.settle('report vouchers --period 2026-06 --format csv')).toContain('sale-reversed');
    await desk.bring({
      'shop-07.csv': `${SHOP}
1900000009,wechat,T3,O-1003,2026-07-05 10:00:01,sale,339.00,3.39,
1900000009,wechat,T3,O-1003,2026-07-06 10:00:01,refund,-339.00,-3.39,
`,
    });
    expect(await adjustmentsIn(desk, '2026-07')).toEqual([
      'wechat adjustment of closed 2026-06: sales taken back before settlement | 1122 应收账款-平台 | 339.00/ | orders.csv:4',
      'wechat adjustment of closed 2026-06: sales taken back before settlement | 2221 应交税费-应交增值税(销项) | /39.00 | orders.csv:4',
      'wechat adjustment of closed 2026-06: sales taken back before settlement | 6001 主营业务收入 | /300.00 | orders.csv:4',
    ]);
  });
});

describe('a month that is opened again', () => {
  it('is worked out anew while it is open, and closed without a change keeps the same vouchers byte for byte', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    const before = await papers(desk, '2026-06', 'before');
    await desk.settle('reopen 2026-06 --reason fee');
    await desk.settle(close('2026-06'));
    expect(await papers(desk, '2026-06', 'again')).toEqual(before);
    const connection = new Sqlite(join(desk.folder, 'books.db'), { readonly: true });
    const kept = connection.prepare('SELECT sha256 FROM close_voucher_book ORDER BY version').all();
    connection.close();
    expect(kept).toHaveLength(2);
    expect(kept[1]).toEqual(kept[0]);
  });

  it('takes in what came late; the old papers stay readable with their snapshot', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    const first = await desk.settle('report vouchers --snapshot 2026-06#1 --format csv');
    await desk.bring(LATER);
    await desk.settle('reopen 2026-06 --reason corrected');
    const open = await desk.settle('report vouchers --period 2026-06 --as-of 2026-06-30 --format csv');
    expect(open).toContain('late.csv:2');
    await desk.settle(close('2026-06'));
    expect(await desk.settle('report vouchers --period 2026-06 --format csv')).toBe(open);
    expect(await desk.settle('report vouchers --snapshot 2026-06#1 --format csv')).toBe(first);
    expect(first).not.toContain('late.csv');
    expect(await adjustmentsIn(desk, '2026-07')).toEqual([]);
  });
});

describe('an adjustment that was exported', () => {
  it('is taken back when its month is opened again and takes the change in itself', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    await desk.bring(LATER);
    const all = await balances(desk);
    await desk.settle('export vouchers --to generic --period 2026-07 --out FOLDER/july.csv');
    await desk.settle('reopen 2026-06 --reason corrected');
    // 记-4 takes back what the late bank line differed by: it counts in June again.
    const july = (await linesOf(desk, '2026-07')).filter(({ adjusts }) => adjusts !== undefined);
    expect(
      july.map(({ number, account, debit = '', credit = '' }) => `${number} ${account} ${debit}/${credit}`),
    ).toEqual([
      '记-3 1122 应收账款-平台 33.90/',
      '记-3 2221 应交税费-应交增值税(销项) /3.90',
      '记-3 6001 主营业务收入 /30.00',
      '记-5 1122 应收账款-平台 -33.90/',
      '记-5 2221 应交税费-应交增值税(销项) /-3.90',
      '记-5 6001 主营业务收入 /-30.00',
    ]);
    expect(await balances(desk)).toEqual(all);
    await desk.settle(close('2026-06').replace('C20', 'C18,C20'));
    expect(await balances(desk)).toEqual(all);
  });
});

describe('settings that change after a close', () => {
  it('another VAT rate, name or grouping changes neither the closed month nor the open one’s adjustments', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    const before = await papers(desk, '2026-06', 'before');
    const yaml = SETTINGS.replace('小店', '大店').replace('张三', '李四').replace('13%', '9%, group_by: day');
    writeFileSync(join(desk.folder, 'settle.yaml'), yaml);
    expect(await papers(desk, '2026-06', 'after')).toEqual(before);
    expect(await adjustmentsIn(desk, '2026-07')).toEqual([]);
    await desk.bring({ 'late.csv': LATER['late.csv'] });
    // Still 13 %: it is June's sale. By the day it stands on the first open day.
    expect((await adjustmentsIn(desk, '2026-07'))[1]).toContain('2221 应交税费-应交增值税(销项) | /3.90');
    expect(await desk.settle('report vouchers --period 2026-07 --format csv')).toContain('2026-07-01,sale');
  });
});

describe('a month that was exported before its close', () => {
  it('with a match of the next month in it, is closed after the export that C18 names, and adjusted back in the next', async () => {
    const desk = newDesk();
    const july = `${ORDERS}\nS-2002,,乙公司,2026-07-02,,completed,300.00,\n`;
    await desk.bring({ ...JUNE, 'july.csv': july });
    await desk.settle('link order:S-2002 bank:bank/R3 --reason seen --as-of 2026-07-15');
    await desk.settle('export vouchers --to generic --period 2026-06 --out FOLDER/first.csv');
    const blocked = await settleHere(
      [...close('2026-06').split(' '), '--format', 'json', '--books', desk.folder],
      '2026-07-20T09:00:00+08:00',
    );
    expect([blocked.code, blocked.stdout]).toEqual([
      1,
      expect.stringContaining('settle export vouchers --period 2026-06 --as-of 2026-06-30 --to PROGRAM'),
    ]);
    await desk.settle('export vouchers --to generic --period 2026-06 --as-of 2026-06-30 --out FOLDER/second.csv');
    await desk.settle(close('2026-06'));
    // At the end of June nobody knew whose money it was.
    expect((await adjustmentsIn(desk, '2026-07')).map((line) => line.split(' | ').slice(1, 3).join(' '))).toEqual([
      '1002 银行存款-建行 300.00/',
      '2203 预收账款 (乙公司) /300.00',
      '1002 银行存款-建行 -300.00/',
      '2241 其他应付款-待核销 /-300.00',
    ]);
  });
});

describe('a month that an earlier version closed', () => {
  it('kept no vouchers: they are worked out as ever, and that is said', async () => {
    const desk = newDesk();
    await desk.bring(JUNE);
    await desk.settle(close('2026-06'));
    const csv = await desk.settle('report vouchers --period 2026-06 --format csv');
    const connection = new Sqlite(join(desk.folder, 'books.db'));
    connection.exec('DROP TRIGGER close_voucher_book_keeps_rows; DELETE FROM close_voucher_book');
    connection.close();
    expect(await desk.settle('report vouchers --period 2026-06 --format csv')).toBe(csv);
    const told = (lang: string): Promise<string> =>
      desk.settle(`report vouchers --period 2026-06 --format json --lang ${lang}`);
    expect([await told('en'), await told('zh')]).toEqual([
      expect.stringContaining('kept no vouchers'),
      expect.stringContaining('未留存凭证'),
    ]);
    await desk.bring({ 'late.csv': LATER['late.csv'] });
    expect(await desk.settle('report vouchers --period 2026-06 --format csv')).toContain('late.csv');
    expect(await adjustmentsIn(desk, '2026-07')).toEqual([]);
  });
});

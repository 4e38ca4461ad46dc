import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { read, utils } from '@e965/xlsx';
import { execa } from 'execa';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';

import { json, newBooks, settle, writeFiles } from './program.ts';

/*
 * What other programs make of our exports: Debian's hledger, beancount and ledger read the journals, a second reader the
 * workbooks. Names and memos of the hostile books would add entries, run formulas or move days, if they could.
 */

const SETTINGS = (name: string): string => `book: ${JSON.stringify(name)}
accounts:
  - { id: bank, kind: bank, name: ${JSON.stringify(name)}, number: "6222000011112222" }
  - { id: shop, kind: wallet, platform: wechat, number: "1900000009", pays_out: { to: bank, rule: D+0, grace_days: 1 } }
vouchers: { vat: 13%, group_by: day, prepared_by: ${JSON.stringify(name)} }
`;

const HOSTILE = [
  'x"\n2026-06-05 * "evil" "in"\n  Assets:9999  999999.00 CNY\n  Income:6001  -999999.00 CNY\n',
  '; 甲 | 乙 "丙" \\ {丁} [2020-01-01] date:2020-01-01, date2:2020-01-02',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '\u001b[31m红\u202e字\u0007\u0085<script>alert(1)</script>',
  '-2+3 ,填制凭证,V800',
  'a  b;c  (d) * ! # ^link &tag ~ % $ ` @ 5 USD',
  "'); drop table account; --",
];

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The same rows, with these names in every place where a file may name something. */
function filesOf(names: readonly string[]): readonly { readonly name: string; readonly bytes: string }[] {
  const at = (index: number): string => quoted(names[index % names.length] ?? '');
  const orders = names.map((_, index) => `A-10000${index},,${at(index)},2026-06-0${index + 1} 10:00:00,100.00`);
  const bank = names.map(
    (_, index) => `6222000011112222,2026-06-1${index},${index + 1}0.00,${at(index)},R${index},${at(index + 1)}`,
  );
  return [
    { name: 'orders.csv', bytes: `order_no,platform,customer,ordered_at,payable\n${orders.join('\n')}\n` },
    {
      name: 'shop.csv',
      bytes: `account,platform,trade_no,order_no,occurred_at,kind,gross,fee,memo
1900000009,wechat,T1,B-100001,2026-06-01 10:00:01,sale,113.00,0.68,${at(0)}
1900000009,wechat,W1,,2026-06-04 08:00:00,payout,-100.00,,${at(2)}
`,
    },
    {
      name: 'sold.csv',
      bytes: `order_no,platform,paid_at,status,payable\nB-100001,wechat,2026-06-01 10:00:00,completed,113.00\n`,
    },
    {
      name: 'bank.csv',
      bytes: `account,booked_on,amount,counterparty,reference,memo
6222000011112222,2026-06-04,100.00,财付通,R99,W1
6222000011112222,2026-06-05,60.00,${at(3)},R98,A-100001
${bank.join('\n')}
`,
    },
  ];
}

async function booksWith(names: readonly string[]): Promise<string> {
  const folder = await newBooks(SETTINGS(names[5] ?? ''));
  const files = filesOf(names);
  writeFiles(folder, files);
  for (const args of [['import', ...files.map((file) => join(folder, file.name))], ['match']]) {
    const { code, stderr } = await settle([...args, '--books', folder, '--quiet']);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  }
  return folder;
}

const books = { plain: '', hostile: '' };
beforeAll(async () => {
  books.plain = await booksWith(HOSTILE.map((_, index) => `客户${index}`));
  books.hostile = await booksWith(HOSTILE);
});

async function isInstalled(program: string): Promise<boolean> {
  const { exitCode } = await execa('sh', ['-c', `command -v ${program}`], { reject: false });
  return exitCode === 0;
}

async function journal(folder: string, program: string): Promise<string> {
  const path = join(folder, `june.${program}`);
  const args = [
    'export',
    'journal',
    '--to',
    program,
    '--books',
    folder,
    '--period',
    '2026-06',
    '--as-of',
    '2026-07-01',
  ];
  const { code, stderr } = await settle([...args, '--out', path, '--force', '--quiet']);
  if (code !== 0) throw new Error(stderr);
  return path;
}

async function answer(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(program, args, { extendEnv: false, env: { LANG: 'C.UTF-8', PATH: '/usr/bin:/bin' } });
  return stdout;
}

/** Balances as «account amount», the accounts by their code: names differ between the two books. */
function balances(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => /(-?[\d.]+) CNY\s+\w+:(\w+)/u.exec(line)?.slice(1, 3).join(' ') ?? [])
    .sort();
}

const ORACLES = [
  {
    program: 'hledger',
    needs: 'hledger',
    check: async (path: string) => answer('hledger', ['-f', path, 'check', '--strict', 'ordereddates']),
    balances: async (path: string) => balances(await answer('hledger', ['-f', path, 'bal', '--flat', '-N'])),
    entries: async (path: string) =>
      /Transactions\s*:\s*(\d+)/u.exec(await answer('hledger', ['-f', path, 'stats']))?.[1],
  },
  {
    program: 'ledger',
    needs: 'ledger',
    check: async (path: string) => answer('ledger', ['-f', path, '--strict', '--pedantic', 'bal']),
    balances: async (path: string) => balances(await answer('ledger', ['-f', path, 'bal', '--flat', '--no-total'])),
    entries: async (path: string) =>
      /Number of postings:\s*(\d+)/u.exec(await answer('ledger', ['-f', path, 'stats']))?.[1],
  },
  {
    program: 'beancount',
    needs: 'bean-check',
    check: async (path: string) => answer('bean-check', [path]),
    balances: async (path: string) => balances(reversed(await answer('bean-report', [path, 'balances']))),
    entries: async (path: string) =>
      /Transaction\s+(\d+)/u.exec(await answer('bean-report', [path, 'stats-directives']))?.[1],
  },
];

/** `bean-report` prints the account first. */
function reversed(text: string): string {
  return text.replaceAll(/^(\w+:\S+)\s+(-?[\d.]+ CNY)\s*$/gmu, '$2 $1');
}

describe.each(ORACLES)('$program reads our journal', ({ program, needs, check, balances: balancesOf, entries }) => {
  it('accepts it in its strictest mode, balances equal to the reports', async (context) => {
    if (!(await isInstalled(needs))) return context.skip(`${needs} isn't installed: nothing was checked`);
    const path = await journal(books.plain, program);
    await check(path);
    const asked = ['--books', books.plain, '--as-of', '2026-07-01'];
    const wallet = await json<{ rows: readonly { closing?: string }[] }>(['report', 'wallet', ...asked]);
    expect(wallet.rows).toHaveLength(1);
    // The bank: 100 + 60 + (10 + … + 80); the wallet: 113 − 0.68 − 100; the customers: 8 × 100 − 60.
    const found = await balancesOf(path);
    expect(found).toEqual(expect.arrayContaining(['520.00 1002', '12.32 1012', '740.00 1122']));
  });

  it('sees the same entries and balances when names and memos would like to add some', async (context) => {
    if (!(await isInstalled(needs))) return context.skip(`${needs} isn't installed: nothing was checked`);
    const [plain, hostile] = [await journal(books.plain, program), await journal(books.hostile, program)];
    await check(hostile);
    expect(await entries(hostile)).toBeDefined();
    expect(await entries(hostile)).toBe(await entries(plain));
    expect(await balancesOf(hostile)).toEqual(await balancesOf(plain));
  });
});

const FORMS = ['generic', 'kingdee', 'kingdee-cloud'];

async function vouchers(folder: string, program: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  const args = [
    'export',
    'vouchers',
    '--to',
    program,
    '--books',
    folder,
    '--period',
    '2026-06',
    '--as-of',
    '2026-07-01',
  ];
  const { code, stderr } = await settle([...args, '--out', path, '--force', '--quiet']);
  if (code !== 0) throw new Error(stderr);
  return readFileSync(path);
}

describe('vouchers for accounting programs', () => {
  it.each(FORMS)('%s: hostile names are text, amounts are numbers, rows are as many as without', async (program) => {
    const sheets = await Promise.all(
      [books.plain, books.hostile].map(async (folder) => {
        const book = read(await vouchers(folder, program, `${program}.xlsx`), { cellFormula: true });
        return book.Sheets[book.SheetNames[0] ?? ''] ?? {};
      }),
    );
    const [plain, hostile] = sheets.map((sheet) => utils.sheet_to_json<unknown[]>(sheet, { header: 1 }));
    expect(hostile).toHaveLength(plain?.length ?? 0);
    const cells = Object.entries(sheets[1] ?? {}).filter(([key]) => !key.startsWith('!'));
    expect(cells.filter(([, cell]) => (cell as { readonly f?: string }).f !== undefined)).toEqual([]);
    const numbers = (rows: readonly unknown[][] = []): number =>
      rows.flat().filter((cell) => typeof cell === 'number').length;
    expect(numbers(hostile)).toBe(numbers(plain));
  });

  it.each(FORMS)('%s as CSV: no cell that a spreadsheet would run', async (program) => {
    const text = (await vouchers(books.hostile, program, `${program}.csv`)).toString('utf8');
    const rows = read(text, { type: 'string', raw: true });
    const cells = utils
      .sheet_to_json<string[]>(rows.Sheets[rows.SheetNames[0] ?? ''] ?? {}, { header: 1, raw: true })
      .flat();
    expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d+\.\d\d$)/u.test(cell))).toEqual([]);
  });

  it('yonyou: GBK, CRLF, as many lines and fields as without', async () => {
    const [plain, hostile] = await Promise.all(
      [books.plain, books.hostile].map(async (folder) =>
        iconv.decode(await vouchers(folder, 'yonyou', 'u8.txt'), 'gbk'),
      ),
    );
    const linesOf = (text = ''): readonly string[] => text.split('\r\n');
    expect(linesOf(hostile)[0]).toBe('填制凭证,V800');
    expect(linesOf(hostile)).toHaveLength(linesOf(plain).length);
    expect(linesOf(hostile).map((line) => line.split(',').length)).toEqual(
      linesOf(plain).map((line) => line.split(',').length),
    );
    expect(hostile?.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('the same month again: the same bytes', async () => {
    const first = await vouchers(books.plain, 'kingdee', 'first.xlsx');
    expect(first.equals(await vouchers(books.plain, 'kingdee', 'again.xlsx'))).toBe(true);
  });
});

import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync, crc32 } from 'node:zlib';

import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';

import { simulateMonth } from '../sim/world.ts';
import {
  copyOf,
  filesBelow,
  json,
  newBooks,
  REPORT_NAMES,
  settle,
  temporary,
  writeFiles,
  type GivenFile,
} from './program.ts';

/*
 * Files that are damaged, not what they are called, or made to do harm. Each is refused with its code and place, and
 * nothing of it is stored. What fits into a small text stands in fixtures/cli/errors.
 */

const HEADER = 'order_no,ordered_at,paid_at,status,currency,payable,customer\n';
const ROW = 'A1,2026-06-01 09:00:00,2026-06-01 09:01:00,已付款,CNY,10.00,张三\n';
const month = simulateMonth(3, { orders: 40 });
const file = (pattern: RegExp): GivenFile => {
  const found = month.files.find(({ name }) => pattern.test(name));
  if (found === undefined) throw new Error(`no file ${String(pattern)}`);
  return found;
};
const bytesOf = (given: GivenFile): Buffer => Buffer.from(given.bytes);
const trade = file(/All2026-06-02/);
const fund = file(/基本账户2026-06-02/);
const bank = file(/resp\.csv$/);
const alipay = file(/\.csv\.zip$/);
const renamed = (name: string, bytes: Uint8Array | string): GivenFile => ({ name, bytes });
const text = (given: GivenFile): string => bytesOf(given).toString('utf8');
const withoutLastLine = (given: GivenFile): string => text(given).trimEnd().split(/\r?\n/).slice(0, -1).join('\r\n');

let empty: string;
beforeAll(async () => {
  empty = await newBooks(month.settings);
});

interface Told {
  readonly rows: readonly {
    readonly file: string;
    readonly status: string;
    readonly stored: number;
    readonly problems: readonly { readonly code: string; readonly line?: number }[];
  }[];
}

type Case = readonly [title: string, file: GivenFile, code: string];

const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const spaces = Buffer.concat([Buffer.from(HEADER), Buffer.alloc(200 * 1024 ** 2, 0x20)]);
const lines = text(trade).split('\r\n');

/** What it is, the file, and the code it is refused with. */
const REFUSED: readonly Case[] = [
  [
    'cut off in a character of UTF-8',
    renamed('orders.csv', Buffer.from(HEADER + ROW.repeat(3)).subarray(0, -3)),
    'ENCODING_UNDECIDED',
  ],
  [
    'cut off in a character of GB18030',
    renamed('orders.csv', iconv.encode(HEADER + ROW.repeat(3), 'gb18030').subarray(0, -2)),
    'ENCODING_UNDECIDED',
  ],
  ['cut off before its totals', renamed(trade.name, lines.slice(0, 2).join('\r\n')), 'FILE_TRUNCATED'],
  ['cut off between the two lines of its totals', renamed(trade.name, withoutLastLine(trade)), 'FILE_TRUNCATED'],
  [
    'cut off in the last line of its totals',
    renamed(trade.name, bytesOf(trade).subarray(0, -12)),
    'CONTROL_TOTAL_DIFFERS',
  ],
  ['a fund bill cut off before its totals', renamed(fund.name, withoutLastLine(fund)), 'FILE_TRUNCATED'],
  [
    'a line lost from the middle',
    renamed(trade.name, [...lines.slice(0, 1), ...lines.slice(2)].join('\r\n')),
    'CONTROL_TOTAL_DIFFERS',
  ],
  ['an archive cut off', renamed(alipay.name, bytesOf(alipay).subarray(0, -40)), 'ARCHIVE_DAMAGED'],
  ['a gzip cut off', renamed('orders.csv.gz', gzipSync(HEADER + ROW.repeat(50)).subarray(0, -9)), 'ARCHIVE_DAMAGED'],
  ['a picture called .csv', renamed('june.csv', png), 'FORMAT_UNKNOWN'],
  ['a picture called .xlsx', renamed('june.xlsx', png), 'FORMAT_UNKNOWN'],
  [
    'a web page called .csv',
    renamed('june.csv', '<!doctype html><html><body><form action="/login">请登录</form></body></html>'),
    'FORMAT_UNKNOWN',
  ],
  [
    'bytes without a sense',
    renamed('june.csv', Buffer.from(Array.from({ length: 999 }, (_, index) => ((index * 167 + 13) % 255) + 1))),
    'ENCODING_UNDECIDED',
  ],
  [
    'zeros between the letters, and no mark that says why',
    renamed('orders.csv', Buffer.from(HEADER + ROW, 'utf16le')),
    'NUL_BYTES',
  ],
  [
    'text read wrongly and saved again',
    renamed('orders.csv', '璁㈠崟鍙�,涓嬪崟鏃堕棿,搴斾粯閲戦\nA1,2026-06-01,10.00\n'),
    'ENCODING_UNDECIDED',
  ],
  ['blanks only', renamed('orders.csv', ' \r\n\t\r\n'), 'FILE_EMPTY'],
  ['a zip that names a file outside', renamed('a.zip', zipOf([['../../orders.csv', HEADER + ROW]])), 'ARCHIVE_UNSAFE'],
  [
    'a zip that names a file by its full path',
    renamed('a.zip', zipOf([['/etc/orders.csv', HEADER + ROW]])),
    'ARCHIVE_UNSAFE',
  ],
  [
    'a zip that names a file the Windows way',
    renamed('a.zip', zipOf([['..\\orders.csv', HEADER + ROW]])),
    'ARCHIVE_UNSAFE',
  ],
  ['a zip of 200 MB in 200 KB', renamed('a.zip', zipOf([['orders.csv', spaces]])), 'LIMIT_REACHED'],
  ['a gzip of 200 MB in 200 KB', renamed('a.csv.gz', gzipSync(spaces)), 'LIMIT_REACHED'],
  [
    '1,001 files in a zip',
    renamed('a.zip', zipOf(Array.from({ length: 1001 }, (_, index) => [`${String(index)}.csv`, ROW]))),
    'LIMIT_REACHED',
  ],
  ['a cell of 10 MB', renamed('orders.csv', HEADER + ROW.replace('张三', '张'.repeat(3_500_000))), 'LIMIT_REACHED'],
  [
    'a cell of 10 MB in quotation marks',
    renamed('orders.csv', HEADER + ROW.replace('张三', `"${'张\n'.repeat(2_500_000)}"`)),
    'LIMIT_REACHED',
  ],
  ['a quotation mark that never closes', renamed('orders.csv', `${HEADER}"${ROW.repeat(120_000)}`), 'LIMIT_REACHED'],
  ['3,000 columns', renamed('orders.csv', `${HEADER}${ROW.trimEnd()}${','.repeat(3000)}\n`), 'LIMIT_REACHED'],
];

describe('refused with its code and place, nothing of it stored', () => {
  let books: string;
  let exit: number | undefined;
  let answer: Told;
  let said: string;
  beforeAll(async () => {
    books = copyOf(empty);
    const inbox = temporary();
    for (const [index, [, given]] of REFUSED.entries())
      writeFiles(join(inbox, String(index).padStart(2, '0')), [given]);
    const { code, stdout, stderr } = await settle([
      'import',
      inbox,
      '--books',
      books,
      '--format',
      'json',
      '--lang',
      'en',
    ]);
    [exit, answer, said] = [code, JSON.parse(stdout) as Told, stderr];
  });

  it.each(REFUSED.map(([title, given, code], index) => [title, given.name, code, index] as const))(
    '%s',
    (_, name, code, index) => {
      const row = answer.rows[index];
      expect(row).toMatchObject({ status: 'refused', stored: 0, problems: [{ code }] });
      expect(row?.file.split('/')[0]).toBe(name);
      const { line } = row?.problems[0] ?? {};
      expect(said).toContain(`error[${code}] ${row?.file ?? ''}${line === undefined ? '' : `:${String(line)}`}`);
    },
  );

  it('3, and the archive and the books are empty', async () => {
    expect([exit, answer.rows.length, filesBelow(books).filter((name) => name.startsWith('archive/'))]).toEqual([
      3,
      REFUSED.length,
      [],
    ]);
    const summary = await settle(['report', 'summary', '--books', books, '--as-of', '2026-07-04', '--format', 'csv']);
    const untouched = await settle(['report', 'summary', '--books', empty, '--as-of', '2026-07-04', '--format', 'csv']);
    expect([summary.code, summary.stdout]).toEqual([0, untouched.stdout]);
  });

  it('more than 2 GiB: FILE_TOO_LARGE, without reading it for minutes', async () => {
    const inbox = temporary();
    const huge = openSync(join(inbox, 'huge.csv'), 'w');
    ftruncateSync(huge, 2 * 1024 ** 3 + 1);
    closeSync(huge);
    const { code, stderr } = await settle(['import', inbox, '--books', books]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('error[FILE_TOO_LARGE] huge.csv')]);
  });
});

describe('taken all the same', () => {
  it('a bank file with a line lost is stored, and its broken balance is a finding', async () => {
    const books = copyOf(empty);
    const printed = iconv.decode(bytesOf(bank), 'gb18030').split('\r\n');
    const middle = Math.floor(printed.length / 2);
    const cut = [...printed.slice(0, middle), ...printed.slice(middle + 1)].join('\r\n');
    const inbox = writeFiles(temporary(), [renamed(bank.name, iconv.encode(cut, 'gb18030'))]);
    expect((await settle(['import', inbox, '--books', books])).code).toBe(0);
    const { rows } = await json<{ rows: { code: string; difference: string; line: number }[] }>([
      'check',
      '--books',
      books,
      '--as-of',
      month.truth.as_of,
    ]);
    const breaks = rows.filter(({ code }) => code === 'balance-break');
    expect(breaks).toHaveLength(1);
    expect(breaks[0]).toMatchObject({ line: middle + 1 });
  });

  it('a text called .xls: what counts is inside', async () => {
    const inbox = writeFiles(temporary(), [renamed('orders.xls', HEADER + ROW)]);
    expect((await settle(['import', inbox, '--books', copyOf(empty)])).code).toBe(0);
  });

  it('lines that end in CRLF, LF and CR, mixed, are fine', async () => {
    const mixed = `${HEADER.trimEnd()}\r\n${ROW}${ROW.replace('A1', 'A2').trimEnd()}\r${ROW.replace('A1', 'A3').trimEnd()}\r\n`;
    const books = copyOf(empty);
    const inbox = writeFiles(temporary(), [renamed('orders.csv', mixed)]);
    const { rows } = await json<Told>(['import', inbox, '--books', books]);
    expect(rows).toMatchObject([{ status: 'stored', stored: 3 }]);
  });

  it('cells that look like code stay text, wherever they are printed', async () => {
    const books = copyOf(empty);
    const nasty = [
      '=HYPERLINK("http://x")',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      "x'); DROP TABLE sales_order; --",
      '%_\\',
      '<script>alert(1)</script>',
    ];
    const rows = nasty.map(
      (cell, index) => `N${String(index)},2026-01-01 09:00:00,,已付款,CNY,10.00,"${cell.replaceAll('"', '""')}"\n`,
    );
    const inbox = writeFiles(temporary(), [renamed('orders.csv', HEADER + rows.join(''))]);
    expect((await settle(['import', inbox, '--books', books])).code).toBe(0);
    const csv = await settle(['report', 'ageing', '--books', books, '--as-of', '2026-07-04', '--format', 'csv']);
    expect(csv.stdout.split('\n').filter((line) => /^"?[=+@]/.test(line))).toEqual([]);
    const asJson = await json<{ rows: { customer: string }[] }>([
      'report',
      'ageing',
      '--books',
      books,
      '--as-of',
      '2026-07-04',
    ]);
    expect(asJson.rows.map(({ customer }) => customer).sort()).toEqual([...nasty].sort());
    const one = await json<{ rows: unknown[] }>([
      'report',
      'ageing',
      '--books',
      books,
      '--as-of',
      '2026-07-04',
      '--customer',
      '%_\\',
    ]);
    expect(one.rows).toHaveLength(1);
  });
});

describe('nothing a terminal obeys comes out again', () => {
  const TRICKS = [
    '\u001b[31mred',
    '\u001b]0;title\u0007',
    '\u009b2J',
    '\u0007bell',
    '\u0008\u0008back',
    '\u202Egpj.exe',
    '\u2066iso\u2069',
    '\u200Ezero',
    '\u007Fdel',
    'a\u2028b',
  ];

  it('from cells, headers, file names and options', async () => {
    const books = await newBooks(month.settings);
    const rows = TRICKS.map(
      (trick, index) => `T${String(index)}${trick},2026-01-01 09:00:00,,已付款,CNY,10.00,${trick}\n`,
    );
    const inbox = writeFiles(temporary(), [
      renamed(`orders${TRICKS[0] ?? ''}.csv`, HEADER + rows.join('')),
      renamed(`bad${TRICKS[5] ?? ''}.csv`, `${HEADER}A1,2026-06-01 09:00:00,,\u001b[2J,CNY,1\u001b[31m0,x\n`),
      renamed('header.csv', `订单号,下单时间,\u001b[31m应付\u202E\n`),
    ]);
    // Every answer is checked by `settle` itself for what a terminal obeys.
    const imported = await settle(['import', inbox, '--books', books]);
    expect([imported.code, imported.stderr]).toEqual([3, expect.stringContaining('\\x1b')]);
    await settle(['match', '--books', books]);
    const asked = REPORT_NAMES.map((name) => ['report', name, '--format', 'table']);
    for (const form of ['csv', 'md', 'json'])
      asked.push(['check', '--format', form], ['report', 'ageing', '--format', form]);
    for (const args of asked) {
      const { code } = await settle([...args, '--books', books, '--as-of', '2026-07-04']);
      expect([0, 1]).toContain(code);
    }
    const all = TRICKS.join('');
    expect((await settle(['explain', `order:${all}`, '--books', books])).code).toBe(2);
    expect((await settle([all, '--lang', all])).code).toBe(2);
    expect((await settle(['import', `/nowhere/${all}`, '--books', books])).code).toBe(3);
    const order = ['explain', `order:T0${TRICKS[0] ?? ''}`, '--books', books, '--as-of', '2026-07-04'];
    expect((await settle(order)).code).toBe(0);
    await settle(['formats', join(inbox, 'header.csv')]);
  });
});

/** A zip of deflated members under whatever names are asked for. */
function zipOf(members: readonly (readonly [name: string, content: string | Uint8Array])[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of members) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x5cc1, 8);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

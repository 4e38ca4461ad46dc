import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'iconv-lite';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readSettings } from '../../src/cli/config/read.ts';
import type { ByteSource } from '../../src/ingest/index.ts';
import { importFiles, type ImportRow } from '../../src/jobs/import-files.ts';
import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { calendarFrom } from '../../src/model/calendar.ts';
import type { Day } from '../../src/model/day.ts';
import { StopError } from '../../src/model/problem.ts';
import { createBooks, openBooks, type Books } from '../../src/store/open.ts';
import { loadAccounts } from '../../src/store/read/accounts.ts';

const ACCOUNTS = {
  ccb: '  - { id: ccb, kind: bank, number: "33050161763500000123" }',
  wechat:
    '  - { id: wechat, kind: wallet, platform: wechat, number: "1900000001", fee: { rate: 0.6% }, settles: D+0, pays_out: { to: ccb, rule: manual, bank_lag: T+1 } }',
};
const AT = '2026-07-05T09:00:00+08:00';

let folder: string;
let books: Books;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-import-'));
  createBooks(folder);
  books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
});

afterEach(async () => {
  await books.close();
  rmSync(folder, { recursive: true });
});

function settingsWith(...accounts: readonly string[]): ReturnType<typeof readSettings> {
  return readSettings(`book: 测试商行\naccounts:\n${accounts.join('\n')}\n`);
}

const BOTH = settingsWith(ACCOUNTS.ccb, ACCOUNTS.wechat);

async function bring(name: string, bytes: string | Uint8Array, settings = BOTH): Promise<readonly ImportRow[]> {
  return bringAll([[name, bytes]], settings);
}

async function bringAll(
  files: readonly (readonly [name: string, bytes: string | Uint8Array])[],
  settings = BOTH,
  dryRun = false,
): Promise<readonly ImportRow[]> {
  return bringSources(
    files.map(([name, bytes]) => ({
      name,
      async *open(): AsyncIterable<Uint8Array> {
        yield await Promise.resolve(bytesOf(bytes));
      },
    })),
    settings,
    dryRun,
  );
}

function bytesOf(bytes: string | Uint8Array): Uint8Array {
  return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
}

async function bringSources(
  sources: readonly ByteSource[],
  settings = BOTH,
  dryRun = false,
): Promise<readonly ImportRow[]> {
  const rows: ImportRow[] = [];
  const options = { settings, currency: settings.currency, partial: false, acceptDifferences: false, dryRun };
  for await (const some of importFiles(books, sources, { ...options, operator: 'test', at: AT })) rows.push(...some);
  return rows;
}

async function findingsAsOf(day: string, settings = BOTH): Promise<readonly string[]> {
  const calendar = calendarFrom();
  await matchOpenItems(books, { settings, calendar, dryRun: false, operator: 'test', at: AT });
  const findings = await workOutFindings(books.db, { settings, calendar, asOf: day as Day });
  return findings.map((finding) => `${finding.code} ${finding.orderNo ?? finding.bankRef ?? finding.date}`);
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files)) await zip.add(name, new TextReader(text));
  return new Uint8Array(await (await zip.close()).arrayBuffer());
}

const ORDERS = 'order_no,payable,paid_at,platform\nO-1,100.00,2026-06-01 10:00:00,wechat\n';

describe('several files of one import', () => {
  const MORE = ORDERS.replaceAll('O-1', 'O-2');
  const CUT = ORDERS.replace('100.00', '1OO.00');
  const FILES: readonly (readonly [string, string])[] = [
    ['a.csv', ORDERS],
    ['b.csv', CUT],
    ['c.csv', ORDERS],
    ['d.csv', 'nothing that anybody knows\n'],
    ['e.csv', MORE],
    ['f.csv', CUT],
  ];
  const STATES = [
    'a.csv stored 1',
    'b.csv refused 0',
    'c.csv known 1',
    'd.csv refused 0',
    'e.csv stored 1',
    'f.csv refused 0',
  ];
  const statesOf = (rows: readonly ImportRow[]): readonly string[] =>
    rows.map((row) => `${row.file} ${row.status} ${row.rows}`);

  it('are told one by one, as if each had come alone: a refused one changes nothing for those around it', async () => {
    expect(statesOf(await bringAll(FILES))).toEqual(STATES);
    const kept = readdirSync(join(folder, 'archive'));
    expect(kept.toSorted()).toEqual([ORDERS, MORE].map(sha256).toSorted());
  });

  it('leave nothing behind in a dry run, not even in the archive', async () => {
    // Each is looked at as the books are: the same bytes a second time would be new again.
    const states = STATES.map((state) => state.replace('known', 'stored'));
    expect(statesOf(await bringAll(FILES, BOTH, true))).toEqual(states);
    expect(existsSync(join(folder, 'archive'))).toBe(false);
    expect(statesOf(await bringAll(FILES))).toEqual(STATES);
  });
});

describe('a file that is read', () => {
  const MANY = `order_no,payable,paid_at,platform,customer\n${Array.from({ length: 3_000 }, (_, at) => `O-${at},1.00,2026-06-01 10:00:00,wechat,杭州示例商贸${at}`).join('\n')}\n`;

  /** Pieces in one buffer, each of them overwritten by the next, as files on the disk are read. */
  function overwritten(name: string, bytes: Uint8Array, piece: number, opened = { now: 0 }): ByteSource {
    return {
      name,
      async *open(): AsyncIterable<Uint8Array> {
        const buffer = new Uint8Array(piece);
        opened.now += 1;
        try {
          for (let at = 0; at < bytes.length; at += piece) {
            const some = bytes.subarray(at, at + piece);
            buffer.fill(0x58);
            buffer.set(some);
            yield await Promise.resolve(buffer.subarray(0, some.length));
          }
        } finally {
          buffer.fill(0x58);
          opened.now -= 1;
        }
      },
    };
  }

  it('may be overwritten piece by piece: nobody keeps one, whatever it is packed in', async () => {
    const text = bytesOf(MANY);
    const packed: Readonly<Record<string, Uint8Array>> = {
      'a.csv': text,
      'b.csv': encode(MANY.replaceAll('O-', 'P-'), 'gb18030'),
      'c.csv.gz': gzipSync(bytesOf(MANY.replaceAll('O-', 'Q-'))),
      'd.zip': await zipOf({ 'd.csv': MANY.replaceAll('O-', 'R-') }),
    };
    for (const piece of [1_021, 65_536]) {
      const rows = await bringSources(
        Object.entries(packed).map(([name, bytes]) => overwritten(name, bytes, piece)),
        BOTH,
        true,
      );
      expect(rows.map((row) => `${row.file} ${row.status} ${row.rows}`)).toEqual([
        'a.csv stored 3000',
        'b.csv stored 3000',
        'c.csv.gz stored 3000',
        'd.zip/d.csv stored 3000',
      ]);
    }
    await bringSources(Object.entries(packed).map(([name, bytes]) => overwritten(name, bytes, 4_093)));
    const [last] = await books.db.all<{ customer: string }>(`SELECT customer FROM v_order WHERE order_no = 'P-2999'`);
    expect(last?.customer).toBe('杭州示例商贸2999');
    expect(readFileSync(join(folder, 'archive', sha256(MANY)), 'utf8')).toBe(MANY);
  });

  it('is closed again, known and refused ones too', async () => {
    const opened = { now: 0 };
    const files = ['O-', 'P-', 'Q-'].flatMap((mark) => {
      const bytes = bytesOf(MANY.replaceAll('O-', mark));
      const cut = bytesOf(MANY.replaceAll('O-', mark).replace('1.00', '1.OO'));
      return [bytes, bytes, cut].map((some, at) => overwritten(`${mark}${at}.csv`, some, 4_096, opened));
    });
    const rows = await bringSources(files);
    expect(rows.map((row) => row.status)).toEqual(['O', 'P', 'Q'].flatMap(() => ['stored', 'known', 'refused']));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(opened.now).toBe(0);
  });

  it('is refused by itself when it is gone before its copy is made: those behind it go in', async () => {
    const source = overwritten('gone.csv', bytesOf(MANY.replaceAll('O-', 'P-')), 4_096);
    const gone = { ...source, path: join(folder, 'gone.csv') };
    let isRead = false;
    gone.open = async function* open(): AsyncIterable<Uint8Array> {
      if (isRead) throw new StopError('FILE_MISSING', { file: 'gone.csv' });
      yield* source.open();
    };
    const onRows = (): void => {
      isRead = true;
    };
    const options = {
      settings: BOTH,
      currency: BOTH.currency,
      partial: false,
      acceptDifferences: false,
      dryRun: false,
    };
    const states: string[] = [];
    const sources = [gone, overwritten('next.csv', bytesOf(MANY), 4_096)];
    for await (const some of importFiles(books, sources, { ...options, onRows, operator: 'test', at: AT }))
      states.push(...some.map((row) => `${row.file} ${row.status} ${row.refusal?.code ?? ''}`));
    expect(states).toEqual(['gone.csv refused FILE_MISSING', 'next.csv stored ']);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
const LINES = [
  'trade_no,order_no,account,platform,kind,occurred_at,gross,fee,currency',
  'T-1,O-1,1900000001,wechat,sale,2026-06-01 10:00:00,100.00,0.60,CNY',
].join('\n');

describe('a zip', () => {
  it('keeps its good members when one is empty: the bad one is named by itself', async () => {
    const rows = await bring('m.zip', await zipOf({ 'a.csv': '', 'b.csv': ORDERS }));
    expect(rows.map((row) => [row.file, row.status])).toEqual([
      ['m.zip/a.csv', 'refused'],
      ['m.zip/b.csv', 'stored'],
    ]);
  });
});

describe('an account that stands in settle.yaml only after its file came', () => {
  it('takes over the rows stored under the proposed name: the number says whose they are', async () => {
    const before = settingsWith(ACCOUNTS.ccb);
    const [first] = await bring('lines.csv', LINES, before);
    expect(first?.account).toBe('wechat-1900000001');
    await bring('orders.csv', ORDERS);
    expect(await findingsAsOf('2026-07-05')).toEqual([]);
    expect((await loadAccounts(books.db)).map((account) => account.ref)).toEqual(['orders', 'wechat']);
  });

  it('is merged when rows came under both names', async () => {
    await bring('lines.csv', LINES, settingsWith(ACCOUNTS.ccb));
    // The same rows again under the name a person gave, from a file of other bytes.
    const rows = await bring('again.csv', `${LINES}\n`.replaceAll('\n', '\r\n'));
    expect(rows.map((row) => [row.account, row.stored, row.known])).toEqual([['wechat', 0, 1]]);
  });
});

describe('a file with several currencies of one account', () => {
  const rows = [
    LINES,
    'T-2,O-2,1900000001,wechat,sale,2026-06-20 10:00:00,50.00,0.30,CNY',
    'T-3,O-3,1900000001,wechat,sale,2026-06-30 10:00:00,20.00,0.10,USD',
  ].join('\n');

  it('is one statement over all its days: what overlaps it is known, not doubled', async () => {
    expect((await bring('a.csv', rows)).map((row) => [row.from, row.to, row.rows])).toEqual([
      ['2026-06-01', '2026-06-30', 3],
    ]);
    const again = rows.split('\n').slice(0, 3).join('\r\n');
    expect((await bring('b.csv', again)).map((row) => [row.stored, row.known])).toEqual([[0, 2]]);
  });
});

describe('a bank row exported with and without its balance', () => {
  it('is one row where the bank numbers its rows', async () => {
    await bring('b1.csv', 'account,booked_on,amount,balance,reference\nccb,2026-06-02,10.00,110.00,R1\n');
    const rows = await bring('b2.csv', 'account,booked_on,amount,reference\nccb,2026-06-02,10.00,R1\n');
    expect(rows.map((row) => [row.stored, row.known, row.status])).toEqual([[0, 1, 'known']]);
  });
});

describe('a day that comes in several files', () => {
  it('chains by the time of its rows, whatever the files’ fingerprints', async () => {
    const head = 'account,booked_on,amount,balance,reference';
    const parts = [
      'ccb,2026-06-02 09:00:00,10.00,110.00,R1',
      'ccb,2026-06-02 12:00:00,20.00,130.00,R2',
      'ccb,2026-06-02 15:00:00,30.00,160.00,R3',
      'ccb,2026-06-02 18:00:00,40.00,200.00,R4',
    ];
    for (const [index, part] of parts.entries()) await bring(`h${index}.csv`, `${head}\n${part}\n`);
    expect(await findingsAsOf('2026-06-02')).toEqual([]);
  });
});

describe('an order whose file names no platform', () => {
  it('is due by the slowest cycle of the wallets there are', async () => {
    await bring('orders.csv', 'order_no,paid_at,payable\nZ-1,2026-06-01 10:00:00,10.00\n');
    expect(await findingsAsOf('2026-06-01')).toEqual([]);
    expect(await findingsAsOf('2026-06-02')).toEqual(['order-unsettled Z-1']);
  });
});

describe('a sale on account', () => {
  it('is paid when the customer pays it through a platform after all', async () => {
    await bring('orders.csv', 'order_no,ordered_at,payable,customer,due_on\nO-1,2026-06-01,100.00,甲公司,2026-06-10\n');
    await bring('lines.csv', LINES);
    expect(await findingsAsOf('2026-06-20')).toEqual([]);
  });
});

describe('an account that settle.yaml gives no number', () => {
  const bank = (account: string, day: string): string =>
    `booked_on,amount,balance,reference${account === '' ? '' : ',account'}\n${day},10.00,10.00,R${day}${account === '' ? '' : `,${account}`}\n`;
  const OPEN = settingsWith('  - { id: bank, kind: bank }');

  it('keeps the number its first statement told, also after one that tells none: another number is another account', async () => {
    await bring('abc.csv', bank('19030101040000001', '2026-06-01'), OPEN);
    await bring('unnamed.csv', bank('', '2026-06-02'), OPEN);
    await bring('boc.csv', bank('350000000001', '2026-06-03'), OPEN);
    const accounts = await loadAccounts(books.db);
    expect(accounts.map(({ ref, number }) => [ref, number])).toEqual([
      ['bank', '19030101040000001'],
      ['bank-350000000001', '350000000001'],
    ]);
  });
});

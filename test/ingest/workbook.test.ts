import { CFB, utils, write, type BookType, type CellObject } from '@e965/xlsx';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { beforeAll, describe, expect, it } from 'vitest';

import { workbookSheets } from '../../src/ingest/tokenise/workbook.ts';
import type { ByteSource } from '../../src/ingest/source.ts';
import { StopError } from '../../src/model/problem.ts';

/** The library's own writer of OLE files, which it doesn't type. */
const compound = CFB as {
  readonly utils: { cfb_new(): object; cfb_add(file: object, path: string, content: Uint8Array): void };
  write(file: object, options: { readonly type: 'buffer' }): Uint8Array;
};

function source(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    open: async function* () {
      yield await Promise.resolve(bytes);
    },
  };
}

type Rows = readonly (readonly (string | number | CellObject)[])[];

function workbook(type: BookType, sheets: Readonly<Record<string, Rows>>): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return write(book, { type: 'buffer', bookType: type, compression: true }) as Uint8Array;
}

/** Each sheet's rows as `line: cell|cell`. */
async function read(name: string, bytes: Uint8Array): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const sheets = await workbookSheets(source(name, bytes));
  if (sheets === undefined) return undefined;
  const found: Record<string, string[]> = {};
  for (const sheet of sheets) {
    const rows: string[] = [];
    for await (const batch of sheet.batches) for (const row of batch) rows.push(`${row.line}: ${row.cells.join('|')}`);
    found[sheet.name] = rows;
  }
  return found;
}

async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  try {
    await read(name, bytes);
  } catch (cause) {
    if (cause instanceof StopError) return cause.code;
    throw cause;
  }
  return 'taken';
}

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const number = (v: number, z?: string): CellObject => (z === undefined ? { t: 'n', v } : { t: 'n', v, z });

beforeAll(() => {
  configure({ useWebWorkers: false });
});

describe('a file that is no workbook', () => {
  it.each([
    ['text', utf8('交易时间,金额\n')],
    ['nothing at all', new Uint8Array()],
    ['XML of another kind', utf8('<?xml version="1.0"?><Document><Stmt/></Document>')],
    ['a page without a table', utf8('<!DOCTYPE html><html><body><form>登录</form></body></html>')],
    ['an OFX file', utf8('OFXHEADER:100\n<OFX></OFX>')],
  ])('is left to the other readers: %s', async (_what, bytes) => {
    expect(await read('a.xls', bytes)).toBeUndefined();
  });

  it('is left to the other readers when it is another zip', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter());
    await writer.add('a.csv', new Uint8ArrayReader(utf8('a')));
    expect(await read('a.xlsx', await writer.close())).toBeUndefined();
  });
});

describe.each(['xlsx', 'biff8', 'xlml'] as const)('a workbook (%s)', (type) => {
  it('gives cells as a statement prints them, with the row they stand in', async () => {
    const rows: Rows = [
      ['账户明细'],
      [],
      ['账号', '0012', '20260606', ' 1,234.50 '],
      [number(12_345.67), number(0.1 + 0.2), number(500), number(-10), number(0), number(20_260_606), number(0.00001)],
    ];
    expect(await read('a.xls', workbook(type, { 流水: rows }))).toEqual({
      流水: ['1: 账户明细', '3: 账号|0012|20260606| 1,234.50 ', '4: 12345.67|0.3|500|-10|0|20260606|0.00001'],
    });
  });

  it('keeps an id typed as text, and shows that one typed as a number has lost digits', async () => {
    const id = '2026080209140330000000000001';
    const rows: Rows = [[id, number(Number(id)), number(6_222_021_234_567_890)]];
    expect(await read('a.xls', workbook(type, { a: rows }))).toEqual({
      a: [`1: ${id}|2.02608020914033E+27|6.22202123456789E+15`],
    });
  });

  it('prints dates by their number format, whatever the format shows', async () => {
    const rows: Rows = [
      [
        number(46_179.364_699_074_1, 'yyyy-mm-dd hh:mm'),
        number(46_179, 'yyyy"年"m"月"d"日"'),
        number(0.5, 'hh:mm:ss'),
        number(46_179),
      ],
    ];
    expect(await read('a.xls', workbook(type, { a: rows }))).toEqual({
      a: ['1: 2026-06-06 08:45:10|2026-06-06|12:00:00|46179'],
    });
  });

  it('prints truth values and errors as words, so that no amount is taken from them', async () => {
    const rows: Rows = [
      [
        { t: 'b', v: true },
        { t: 'e', v: 0x2a },
        { t: 'e', v: 0x0f },
      ],
    ];
    expect(await read('a.xls', workbook(type, { a: rows }))).toEqual({ a: ['1: TRUE|#N/A|#VALUE!'] });
  });

  it('gives all its sheets', async () => {
    const found = await read('a.xls', workbook(type, { 封面: [['说明']], 明细: [['交易时间']] }));
    expect(found).toEqual({ 封面: ['1: 说明'], 明细: ['1: 交易时间'] });
  });
});

describe('an xlsx', () => {
  it('gives hidden sheets, and a merged cell its value once', async () => {
    const sheet = utils.aoa_to_sheet([['账号', '', '1'], ['2']]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'a');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['3']]), 'b');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
    expect(await read('a.xlsx', write(book, { type: 'buffer' }) as Uint8Array)).toEqual({
      a: ['1: 账号||1', '2: 2'],
      b: ['1: 3'],
    });
  });

  it('is damaged when a part fails its checksum, which its reader would not see', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['12345.67']]), 'a');
    const bytes = Buffer.from(write(book, { type: 'buffer', compression: false }) as Uint8Array);
    bytes.set(utf8('9'), bytes.indexOf('12345.67'));
    expect(await refusal('a.xlsx', bytes)).toBe('ARCHIVE_DAMAGED');
  });

  it('is damaged when it is cut off', async () => {
    const bytes = workbook('xlsx', { a: [['x']] });
    expect(await refusal('a.xlsx', bytes.subarray(0, bytes.length - 100))).toBe('ARCHIVE_DAMAGED');
  });

  it('is refused as a bomb before anything is read from it', async () => {
    expect(await refusal('a.xlsx', await withPart('xl/worksheets/sheet1.xml', new Uint8Array(64 * 1024 ** 2)))).toBe(
      'LIMIT_REACHED',
    );
  });

  it('is unreadable when there is no workbook in it', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter());
    await writer.add('[Content_Types].xml', new Uint8ArrayReader(utf8('<Types/>')));
    await writer.add('word/document.xml', new Uint8ArrayReader(utf8('<w/>')));
    expect(await refusal('a.xlsx', await writer.close())).toBe('FILE_UNREADABLE');
  });

  it('is refused when a row is wider than any statement', async () => {
    expect(await refusal('a.xlsx', workbook('xlsx', { a: [Array.from({ length: 2001 }, () => 'x')] }))).toBe(
      'LIMIT_REACHED',
    );
  });
});

describe('an .xls', () => {
  it('of the kind before Excel 97 is read in its code page, GBK', async () => {
    const bytes = Buffer.from(workbook('biff5', { xxxx: [['yyyy', '0012', number(12_345.67)]] }));
    // Its writer knows only Western letters: the code page record and the texts are set by hand.
    bytes.set(Buffer.from('42000200a803', 'hex'), bytes.indexOf(Buffer.from('42000200e404', 'hex')));
    bytes.set(Buffer.from('c3f7cfb8', 'hex'), bytes.indexOf('xxxx'));
    bytes.set(Buffer.from('d5cbbac5', 'hex'), bytes.indexOf('yyyy'));
    expect(await read('a.xls', bytes)).toEqual({ 明细: ['1: 账号|0012|12345.67'] });
  });

  it('is damaged when it is cut off or garbage', async () => {
    const bytes = workbook('biff8', { a: [['交易时间', 1]] });
    expect(await refusal('a.xls', Buffer.concat([bytes.subarray(0, 8), new Uint8Array(4096)]))).toBe('ARCHIVE_DAMAGED');
    expect(await refusal('a.xls', bytes.subarray(0, 600))).toBe('ARCHIVE_DAMAGED');
  });

  it('says that it is locked when it has a password', async () => {
    // [MS-OFFCRYPTO]: a locked xlsx is an OLE file that holds these two streams instead of a workbook.
    const ole = compound.utils.cfb_new();
    compound.utils.cfb_add(ole, '/EncryptionInfo', Buffer.from('0400040040000000', 'hex'));
    compound.utils.cfb_add(ole, '/EncryptedPackage', Buffer.alloc(64));
    expect(await refusal('a.xlsx', compound.write(ole, { type: 'buffer' }))).toBe('ARCHIVE_ENCRYPTED');
  });
});

describe('HTML called .xls', () => {
  it('keeps text as text, with entities, spans and line breaks resolved', async () => {
    const html = `<html><head><style>td{x}</style><script>if (a<b) '<tr><td>no</td></tr>'</script></head><body>
      <table><tr><td colspan="3">账号:0012&nbsp;户名:A&amp;B&#20844;司</td></tr>
      <tr><th>交易时间</th><th>交易流水号</th><th>金额</th></tr>
      <tr><td>2026-06-06<br/>08:45:10</td><td style="mso-number-format:'\\@'">00202608020914033000001</td><td>1,234.50</td></tr>
      <!-- <tr><td>no</td></tr> --></table></body></html>`;
    expect(await read('a.xls', utf8(html))).toEqual({
      '': [
        '1: 账号:0012 户名:A&B公司||',
        '2: 交易时间|交易流水号|金额',
        '3: 2026-06-06 08:45:10|00202608020914033000001|1,234.50',
      ],
    });
  });

  it('is read where end tags are missing and names are in capitals', async () => {
    const html = '<TABLE><TR><TD>a<TD>b<TR><TD ROWSPAN=2>c<TD>d<TR><TD>e</TABLE>';
    expect(await read('a.xls', utf8(html))).toEqual({ '': ['1: a|b', '2: c|d', '3: |e'] });
  });

  it('is cut off when its table is never closed', async () => {
    expect(await refusal('a.xls', utf8('<table><tr><td>交易时间</td></tr><tr><td>2026-06-06</td></tr>'))).toBe(
      'FILE_TRUNCATED',
    );
    const xml = Buffer.from(workbook('xlml', { a: [['x'], ['y']] }));
    expect(await refusal('a.xls', xml.subarray(0, xml.indexOf('</Row>') + 6))).toBe('FILE_TRUNCATED');
  });

  it('is read in GBK and in UTF-16', async () => {
    const gbk = Buffer.concat([utf8('<table><tr><td>'), Buffer.from('d5cbbac5', 'hex'), utf8('</td></tr></table>')]);
    const utf16 = Buffer.from('\ufeff<table><tr><td>账号</td></tr></table>', 'utf16le');
    expect(await read('a.xls', gbk)).toEqual({ '': ['1: 账号'] });
    expect(await read('a.xls', utf16)).toEqual({ '': ['1: 账号'] });
  });

  it('gives the rows of a layout page too: that it is no statement is seen by its headers', async () => {
    const html = '<!DOCTYPE html><html><body><table><tr><td>用户名</td><td><input></td></tr></table></body></html>';
    expect(await read('a.csv', utf8(html))).toEqual({ '': ['1: 用户名|'] });
  });

  it('ends in good time when tags are never closed', async () => {
    const html = `<table>${'<tr><td colspan=2000 rowspan=9999>'.repeat(3000)}${'<!--'.repeat(50_000)}${'<script'.repeat(50_000)}`;
    const started = performance.now();
    await read('a.xls', utf8(html)).catch(() => undefined);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

/** A workbook with one of its parts replaced. */
async function withPart(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const reader = new ZipReader(new Uint8ArrayReader(workbook('xlsx', { a: [['x']] })));
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const content = entry.filename === name ? bytes : await entry.getData(new Uint8ArrayWriter());
    await writer.add(entry.filename, new Uint8ArrayReader(content));
  }
  return await writer.close();
}

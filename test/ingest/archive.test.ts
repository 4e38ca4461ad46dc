import { gzipSync } from 'node:zlib';

import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { beforeAll, describe, expect, it } from 'vitest';

import { unpack } from '../../src/ingest/tokenise/archive.ts';
import type { ByteSource } from '../../src/ingest/source.ts';
import { StopError } from '../../src/model/problem.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function source(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
    },
  };
}

interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly options?: ZipWriterAddDataOptions;
}

async function zip(...members: readonly Member[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const member of members) {
    const reader = member.name.endsWith('/') ? undefined : new Uint8ArrayReader(member.bytes);
    await writer.add(member.name, reader, { ...member.options, directory: member.name.endsWith('/') });
  }
  return await writer.close();
}

/** Replaces a name in both headers by bytes of the same length: what careful writers refuse to write. */
function rename(bytes: Uint8Array, from: string, to: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const wanted = Buffer.from(from);
  for (let at = copy.indexOf(wanted); at >= 0; at = copy.indexOf(wanted, at + 1)) copy.set(to, at);
  return copy;
}

/** Clears general-purpose flag 0x800 («names are UTF-8») in every header. */
function withoutUtf8Flag(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (const [mark, offset] of [
    ['504b0304', 7],
    ['504b0102', 9],
  ] as const) {
    const signature = Buffer.from(mark, 'hex');
    for (let at = copy.indexOf(signature); at >= 0; at = copy.indexOf(signature, at + 1)) {
      copy.writeUInt8(copy.readUInt8(at + offset) & 0xf7, at + offset);
    }
  }
  return copy;
}

async function contents(of: ByteSource, password?: string): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for await (const member of unpack(of, password === undefined ? {} : { password })) {
    found.push([member.name, await bytesOf(member)]);
  }
  return found;
}

async function bytesOf(member: ByteSource): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of member.open()) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

async function refusal(of: ByteSource, password?: string): Promise<StopError> {
  try {
    await contents(of, password);
  } catch (cause) {
    if (cause instanceof StopError) return cause;
    throw cause;
  }
  throw new Error('it was taken');
}

beforeAll(() => {
  configure({ useWebWorkers: false });
});

describe('a file that is no archive', () => {
  it('is handed on as it is, whatever it is called', async () => {
    expect(await contents(source('a.zip', text('no,zip\n')))).toEqual([['a.zip', 'no,zip\n']]);
  });

  it('is handed on when it is empty', async () => {
    expect(await contents(source('a.csv', new Uint8Array()))).toEqual([['a.csv', '']]);
  });
});

describe('a zip', () => {
  it('gives its files in the order of their names, without folders and what macOS leaves behind', async () => {
    const bytes = await zip(
      { name: 'b.csv', bytes: text('b') },
      { name: '__MACOSX/._b.csv', bytes: text('x') },
      { name: 'dir/', bytes: text('') },
      { name: 'dir/c.csv', bytes: text('c') },
      { name: 'a.csv', bytes: text('a') },
    );
    expect(await contents(source('o.zip', bytes))).toEqual([
      ['o.zip/a.csv', 'a'],
      ['o.zip/b.csv', 'b'],
      ['o.zip/dir/c.csv', 'c'],
    ]);
  });

  it('gives members that can be read twice, and left half read', async () => {
    const long = 'line\n'.repeat(100_000);
    for await (const member of unpack(source('o.zip', await zip({ name: 'a.csv', bytes: text(long) })), {})) {
      for await (const chunk of member.open()) if (chunk.length > 0) break;
      expect(await bytesOf(member)).toBe(long);
      expect(await bytesOf(member)).toBe(long);
    }
  });

  it('has names in GBK where the UTF-8 flag is off, as Alipay writes them', async () => {
    const gbk = Buffer.from('d5cbcef1c3f7cfb8', 'hex'); // 账务明细
    const bytes = rename(withoutUtf8Flag(await zip({ name: 'XXXXXXXX.csv', bytes: text('a') })), 'XXXXXXXX', gbk);
    expect(await contents(source('o.zip', bytes))).toEqual([['o.zip/账务明细.csv', 'a']]);
  });

  it('keeps names that are UTF-8 although the flag is off', async () => {
    const bytes = withoutUtf8Flag(await zip({ name: '账务明细.csv', bytes: text('a') }));
    expect(await contents(source('o.zip', bytes))).toEqual([['o.zip/账务明细.csv', 'a']]);
  });

  it('hands out both of two members of one name', async () => {
    const bytes = rename(
      await zip({ name: 'a.csv', bytes: text('first') }, { name: 'b.csv', bytes: text('2nd') }),
      'b.csv',
      text('a.csv'),
    );
    expect(await contents(source('o.zip', bytes))).toEqual([
      ['o.zip/a.csv', '2nd'],
      ['o.zip/a (2).csv', 'first'],
    ]);
  });

  it.each([
    ['climbs out of its folder', '../../../x.csv'],
    ['hides the climb in the middle', 'a/../../../x.c'],
    ['is absolute', '/etc/passwd.csv'],
    ['names a drive', 'C:/x/passwd.csv'],
    ['uses backslashes', '..\\..\\..\\x.csv'],
    ['holds a NUL', 'x.csv\0\0\0\0\0.txt'],
  ])('is refused when a name %s', async (_what, path) => {
    const plain = 'x'.repeat(path.length);
    const bytes = rename(await zip({ name: plain, bytes: text('a') }), plain, text(path));
    expect((await refusal(source('o.zip', bytes))).code).toBe('ARCHIVE_UNSAFE');
  });

  it('is refused when a member is a symbolic link', async () => {
    const bytes = await zip({ name: 'a.csv', bytes: text('/etc/passwd'), options: { unixMode: 0o120777 } });
    expect((await refusal(source('o.zip', bytes))).code).toBe('ARCHIVE_UNSAFE');
  });

  it.each([3, 1] as const)(
    'opens an encrypted member with its password, and not without (strength %s)',
    async (strength) => {
      const options = { password: '身份证123456', encryptionStrength: strength };
      const of = source('o.zip', await zip({ name: 'a.csv', bytes: text('secret'), options }));
      expect(await contents(of, '身份证123456')).toEqual([['o.zip/a.csv', 'secret']]);
      expect((await refusal(of)).code).toBe('ARCHIVE_ENCRYPTED');
      expect((await refusal(of, '654321')).code).toBe('ARCHIVE_ENCRYPTED');
    },
  );

  it('opens what ZipCrypto locked, the lock of bank mails', async () => {
    const options = { password: '123456', zipCrypto: true };
    const of = source('o.zip', await zip({ name: 'a.csv', bytes: text('secret'), options }));
    expect(await contents(of, '123456')).toEqual([['o.zip/a.csv', 'secret']]);
    const refusals = await Promise.all(['', '1', '2', '3', '4', '5'].map((password) => refusal(of, password)));
    expect(new Set(refusals.map((stop) => stop.code))).toEqual(new Set(['ARCHIVE_ENCRYPTED']));
  });

  it('is damaged when it is cut off', async () => {
    const bytes = await zip({ name: 'a.csv', bytes: text('a,b\n'.repeat(1000)) });
    const stop = await refusal(source('o.zip', bytes.subarray(0, bytes.length - 30)));
    expect([stop.code, stop.params['file']]).toEqual(['ARCHIVE_DAMAGED', 'o.zip']);
  });

  it('names the member whose checksum is wrong, and still gives the others', async () => {
    const bytes = Buffer.from(
      await zip(
        { name: 'a.csv', bytes: text('first file'), options: { level: 0 } },
        { name: 'b.csv', bytes: text('second file'), options: { level: 0 } },
      ),
    );
    bytes.set(text('F'), bytes.indexOf('first file'));
    const answers: string[] = [];
    for await (const member of unpack(source('o.zip', bytes), {})) {
      answers.push(
        await bytesOf(member).catch(
          (cause: unknown) => (cause as StopError).code + String((cause as StopError).params['file']),
        ),
      );
    }
    expect(answers).toEqual(['ARCHIVE_DAMAGEDo.zip/a.csv', 'second file']);
  });

  it('opens a zip in a zip, but no third one', async () => {
    const inner = await zip({ name: 'a.csv', bytes: text('a') });
    const outer = await zip({ name: 'in.zip', bytes: inner });
    expect(await contents(source('o.zip', outer))).toEqual([['o.zip/in.zip/a.csv', 'a']]);
    const stop = await refusal(source('p.zip', await zip({ name: 'o.zip', bytes: outer })));
    expect([stop.code, stop.params['file']]).toEqual(['LIMIT_REACHED', 'p.zip/o.zip/in.zip']);
  });

  it('is refused as a bomb by what comes out of it, not by what it says', async () => {
    const bytes = await zip({ name: 'a.csv', bytes: new Uint8Array(64 * 1024 ** 2) });
    expect((await refusal(source('o.zip', bytes))).code).toBe('LIMIT_REACHED');
  });

  it('may be a small text that packs very well', async () => {
    const long = '0,0,0,0,0,0,0,0\n'.repeat(200_000);
    const found = await contents(source('o.zip', await zip({ name: 'a.csv', bytes: text(long) })));
    expect(found[0]?.[1].length).toBe(long.length);
  });

  it('is refused when it has more members than anybody downloads', async () => {
    const members = Array.from({ length: 1001 }, (_, index) => ({
      name: `${index}.csv`,
      bytes: text('a'),
      options: { level: 0 },
    }));
    expect((await refusal(source('o.zip', await zip(...members)))).code).toBe('LIMIT_REACHED');
  });

  it('is empty when it holds no file', async () => {
    expect((await refusal(source('o.zip', await zip()))).code).toBe('FILE_EMPTY');
  });

  it('stays whole when it is a workbook', async () => {
    const bytes = await zip(
      { name: '[Content_Types].xml', bytes: text('<Types/>') },
      { name: 'xl/workbook.xml', bytes: text('') },
    );
    const names = [];
    for await (const member of unpack(source('o.zip', await zip({ name: 'b.xlsx', bytes })), {}))
      names.push(member.name);
    for await (const member of unpack(source('b.xlsx', bytes), {})) names.push(member.name);
    expect(names).toEqual(['o.zip/b.xlsx', 'b.xlsx']);
  });
});

describe('a gzip', () => {
  const packed = gzipSync('交易时间,金额\n');

  it('is known by its bytes, not its name', async () => {
    expect(await contents(source('bill.csv', packed))).toEqual([['bill.csv', '交易时间,金额\n']]);
  });

  it.each([
    ['is cut off', packed.subarray(0, packed.length - 5)],
    ['is followed by something else', Buffer.concat([packed, text('tail')])],
    ['is padded with zeros', Buffer.concat([packed, new Uint8Array(512)])],
    ['fails its checksum', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(4), packed.subarray(-4)])],
  ])('is damaged when it %s', async (_what, bytes) => {
    expect((await refusal(source('bill.csv.gz', bytes))).code).toBe('ARCHIVE_DAMAGED');
  });

  it('is refused as a bomb', async () => {
    expect((await refusal(source('a.gz', gzipSync(new Uint8Array(64 * 1024 ** 2))))).code).toBe('LIMIT_REACHED');
  });

  it('may hold a zip', async () => {
    const bytes = gzipSync(await zip({ name: 'a.csv', bytes: text('a') }));
    expect(await contents(source('a.gz', bytes))).toEqual([['a.gz/a.csv', 'a']]);
  });
});

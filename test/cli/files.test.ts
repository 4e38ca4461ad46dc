import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { sourcesOf } from '../../src/cli/files.ts';
import { fits } from '../../src/cli/glob.ts';
import { writeFile } from '../../src/cli/output-file.ts';
import type { World } from '../../src/cli/world.ts';
import type { ByteSource } from '../../src/ingest/source.ts';
import { StopError } from '../../src/model/problem.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-files-'));
  mkdirSync(join(folder, 'inbox/june'), { recursive: true });
  for (const [name, text] of Object.entries({
    'inbox/b.csv': 'b',
    'inbox/A.csv': 'a',
    'inbox/.hidden.csv': 'hidden',
    'inbox/june/c.csv': 'c',
    'inbox/june/notes.txt': 'notes',
    'odd[1]*.csv': 'odd',
  })) {
    writeFileSync(join(folder, name), text);
  }
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sources(...paths: readonly string[]): readonly ByteSource[] {
  return sourcesOf({ cwd: folder } as World, paths);
}

async function textOf(source: ByteSource | undefined): Promise<string> {
  const chunks: Uint8Array[] = [];
  if (source) for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const names = (...paths: readonly string[]): readonly string[] => sources(...paths).map((source) => source.name);

describe('paths become files', () => {
  it('a folder gives what lies in and below it, by code unit, without hidden files', () => {
    expect(names('inbox')).toEqual(['A.csv', 'b.csv', 'c.csv', 'notes.txt']);
  });

  it('a file that is named twice is read once', () => {
    expect(names('inbox/b.csv', 'inbox', './inbox/../inbox/b.csv')).toEqual(['b.csv', 'A.csv', 'c.csv', 'notes.txt']);
  });

  it('globs are found without a shell', () => {
    expect(names('inbox/*.csv')).toEqual(['A.csv', 'b.csv']);
    expect(names('**/*.csv')).toEqual(['A.csv', 'b.csv', 'c.csv', 'odd[1]*.csv']);
    expect(names('inbox/?.csv')).toEqual(['A.csv', 'b.csv']);
    expect(names('in*/june')).toEqual(['c.csv', 'notes.txt']);
  });

  it('a name that holds a star itself is that file', () => {
    expect(names('odd[1]*.csv')).toEqual(['odd[1]*.csv']);
  });

  it('bytes can be read again from the start', async () => {
    const [source] = sources('inbox/b.csv');
    expect([await textOf(source), await textOf(source)]).toEqual(['b', 'b']);
  });

  it.for([
    ['a file that isn’t there', 'nowhere.csv', 'FILE_MISSING'],
    ['a path through a file', 'inbox/b.csv/c.csv', 'FILE_MISSING'],
    ['a glob that nothing fits', 'june-*.csv', 'FILE_MISSING'],
    ['a device', '/dev/null', 'FILE_UNREADABLE'],
  ] as const)('%s is refused when it is opened, not before', async ([, path, code]) => {
    const [source] = sources(path);
    await expect(textOf(source)).rejects.toMatchObject({ code });
  });

  it('a link that leads back up is refused, and the rest is read', () => {
    symlinkSync(join(folder, 'inbox'), join(folder, 'inbox/june/up'));
    expect(names('inbox')).toEqual(['A.csv', 'b.csv', 'c.csv', 'notes.txt', 'up']);
  });

  it('standard input can be read again from the start, large or small', async () => {
    for (const size of [3, 40 * 1024 ** 2]) {
      async function* chunks(): AsyncIterable<Uint8Array> {
        for (let left = size; left > 0; left -= 1024 ** 2)
          yield await Promise.resolve(Buffer.alloc(Math.min(left, 1024 ** 2), 'x'));
      }
      const [source] = sourcesOf({ cwd: folder, stdin: { isTerminal: false, chunks } } as unknown as World, ['-', '-']);
      expect((await textOf(source)).length).toBe(size);
      expect((await textOf(source)).length).toBe(size);
    }
  });
});

describe('a name fits a pattern', () => {
  it.for([
    ['june.csv', '*.csv', true],
    ['june.csv', 'j*n*.csv', true],
    ['june.csv', 'june.csv*', true],
    ['june.csv', '????.csv', true],
    ['june.csv', '*.cs', false],
    ['.june.csv', '*', false],
    ['.june.csv', '.*', true],
    ['', '*', true],
  ] as const)('%s, %s: %s', ([name, pattern, expected]) => {
    expect(fits(name, pattern)).toBe(expected);
  });

  it('a pattern of stars doesn’t take for ever', () => {
    expect(fits('a'.repeat(5_000), `${'a*'.repeat(50)}b`)).toBe(false);
  });
});

describe('an answer in a file', () => {
  const write = (path: string, force = false): Promise<void> => writeFile(folder, path, ['one\n', 'two\n'], force);

  it('never replaces what stands there unless forced, and never follows a link', async () => {
    await write('answer.csv');
    await expect(write('answer.csv')).rejects.toThrow(StopError);
    await write('answer.csv', true);
    symlinkSync(join(folder, 'inbox/b.csv'), join(folder, 'link.csv'));
    await expect(write('link.csv', true)).rejects.toThrow(StopError);
    await expect(write('inbox', true)).rejects.toThrow(StopError);
    await expect(write('nowhere/answer.csv')).rejects.toMatchObject({ code: 'OUTPUT_FAILED' });
  });

  it('that can’t be read to its end leaves the earlier one as it was, and nothing beside it', async () => {
    writeFileSync(join(folder, 'inbox/june/open.json'), 'yesterday');
    const before = readdirSync(join(folder, 'inbox/june'));
    const cutShort = async function* (error: Error): AsyncIterable<string> {
      yield await Promise.resolve('half of it');
      throw error;
    };
    for (const error of [new StopError('BOOKS_DAMAGED', { path: 'books.db' }), new Error('broken invariant')]) {
      await expect(writeFile(folder, 'inbox/june/open.json', cutShort(error), true)).rejects.toBe(error);
      expect(readdirSync(join(folder, 'inbox/june'))).toEqual(before);
      expect(readFileSync(join(folder, 'inbox/june/open.json'), 'utf8')).toBe('yesterday');
    }
  });
});

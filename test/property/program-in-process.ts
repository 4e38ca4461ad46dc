import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../src/cli/main.ts';
import type { Output } from '../../src/cli/world.ts';
import type { StatementFile } from '../../src/demo/files.ts';

/* The program in this process: as fast as a property needs it. */

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** When it is, where a test doesn't say. */
const NOW = '2026-11-21T09:00:00+08:00';

/** One command, however it ends. */
export async function settleHere(args: readonly string[], now = NOW): Promise<Answer> {
  const printed = { out: '', err: '' };
  const output = (stream: 'out' | 'err'): Output => ({
    isTerminal: false,
    isClosed: false,
    get isUsed() {
      return printed[stream] !== '';
    },
    write: (text) => {
      printed[stream] += text;
      return Promise.resolve();
    },
  });
  const code = await run(args, {
    cwd: tmpdir(),
    env: { LANG: 'C.UTF-8', USER: 'anna' },
    now: () => now,
    out: output('out'),
    err: output('err'),
    stdin: {
      isTerminal: false,
      async *chunks() {
        await Promise.resolve();
        yield new Uint8Array(0);
      },
    },
  });
  return { code, stdout: printed.out, stderr: printed.err };
}

/** The answer of a command that has to end with 0. */
export async function succeedHere(args: readonly string[], now = NOW): Promise<string> {
  const { code, stdout, stderr } = await settleHere(args, now);
  if (code !== 0) throw new Error(`settle ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return stdout;
}

interface Asked {
  readonly settings: string;
  /** Imports, one after the other: each the files of one call. */
  readonly imports: readonly (readonly StatementFile[])[];
  /** Matched after every import, not only after the last. */
  readonly matchEach?: boolean;
  readonly reports: readonly (readonly string[])[];
}

/** New books in a folder of their own, gone when `work` is done; `put` writes files beside them and returns their paths. */
export async function inNewBooks<T>(settings: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'settle-property-'));
  try {
    const books = join(folder, 'books');
    mkdirSync(books);
    writeFileSync(join(books, 'settle.yaml'), settings);
    await succeedHere(['init', books]);
    return await work({
      books,
      put: (files, inbox) => {
        mkdirSync(join(folder, inbox), { recursive: true });
        return files.map(({ name, bytes }) => {
          writeFileSync(join(folder, inbox, name), bytes);
          return join(folder, inbox, name);
        });
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Desk {
  readonly books: string;
  readonly put: (files: readonly StatementFile[], inbox: string) => readonly string[];
}

/** New books, the imports, match; then the reports, in their order, as one text each. */
export function reconciled({ settings, imports, matchEach = false, reports }: Asked): Promise<readonly string[]> {
  return inNewBooks(settings, async ({ books, put }) => {
    for (const [index, files] of imports.entries()) {
      await succeedHere(['import', ...put(files, `in-${index}`), '--books', books]);
      if (matchEach) await succeedHere(['match', '--books', books]);
    }
    await succeedHere(['match', '--books', books]);
    const texts: string[] = [];
    for (const args of reports) texts.push(await succeedHere(['report', ...args, '--books', books]));
    return texts;
  });
}

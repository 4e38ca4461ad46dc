import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { run } from '../../src/cli/main.ts';
import type { World } from '../../src/cli/world.ts';

/** The script as `settle completion bash` prints it. */
async function bashScript(): Promise<string> {
  const printed: string[] = [];
  const out: World['out'] = {
    isTerminal: false,
    isClosed: false,
    isUsed: false,
    write: (text) => {
      printed.push(text);
      return Promise.resolve();
    },
  };
  const stdin: World['stdin'] = { isTerminal: false, chunks: () => ReadableStream.from<Uint8Array>([]) };
  await run(['completion', 'bash'], {
    cwd: '/',
    env: {},
    now: () => '2026-07-10T09:00:00+08:00',
    out,
    err: out,
    stdin,
  });
  return printed.join('');
}

/** What a tab offers behind these words; the last one is what has been typed of the next. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const line = ['settle', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _settle; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const answer = execFileSync('bash', ['-c', `${await bashScript()}\n${ask}`], { encoding: 'utf8' });
  return answer.split('\n').filter((word) => word !== '');
}

describe('completion in bash', () => {
  it('a folder that is called like a command is no command', async () => {
    expect(await offered('--books', 'demo', 'report', 'sum')).toEqual(['summary']);
    expect(await offered('--books', '=', 'demo', 'report', 'sum')).toEqual(['summary']);
  });

  it('two commands have an --as of their own', async () => {
    expect(await offered('resolve', 'f-1', '--as', 'wri')).toEqual(['write-off']);
    expect(await offered('import', '--as', '')).toEqual([]);
  });

  it('an option that all commands share offers the same everywhere', async () => {
    expect(await offered('check', '--format', 'j')).toEqual(['json']);
    expect(await offered('--lang', 'z')).toEqual(['zh']);
  });

  it('a file is completed by the shell itself', async () => {
    expect(await offered('check', '--out', '')).toEqual([]);
  });
});

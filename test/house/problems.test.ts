import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

import { PROBLEMS } from '../../src/model/problem.ts';

/** What needs a sick machine (full disk, no permission, a second run) is shown where processes are started. */
const processTests = existsSync('test/process')
  ? readdirSync('test/process').map((name) => readFileSync(`test/process/${name}`, 'utf8'))
  : [];

test.each(Object.keys(PROBLEMS))('%s has a case that shows it', (code) => {
  const folder = `fixtures/cli/errors/${code}`;
  const names = existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map((name) => basename(String(name)))
    : [];
  const hasCase = names.includes('cmd') && names.includes('expected.txt');
  expect(hasCase || processTests.some((text) => text.includes(code))).toBe(true);
});

test('every case of an error belongs to a code', () => {
  expect(readdirSync('fixtures/cli/errors').filter((name) => !Object.hasOwn(PROBLEMS, name))).toEqual([]);
});

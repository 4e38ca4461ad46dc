import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { filesIn } from './source.ts';

const FOLDERS = ['.ci', 'bin', 'docs', 'fixtures', 'src', 'test'];
const FILES = [
  'README.md',
  'CHANGELOG.md',
  'package.json',
  '.npmrc',
  'eslint.config.js',
  '.dependency-cruiser.mjs',
  'knip.json',
];
/** Home and work folders of the machine it was written on. */
const MACHINE = /(?<![\w.~/-])\/(?:work|root|home)\/[\w.-]/;

test('no file knows a folder of the machine it was written on', () => {
  const texts = [...FOLDERS.flatMap(filesIn), ...FILES].map((file) => ({ file, text: readFileSync(file, 'latin1') }));
  expect(texts.filter(({ text }) => MACHINE.test(text)).map(({ file }) => file)).toEqual([]);
});

test('no test is left out', () => {
  const left = /\b(?:test|it|describe)\.(?:skip|only|todo)\b/;
  const tests = filesIn('test').filter((file) => file.endsWith('.ts'));
  expect(tests.filter((file) => left.test(readFileSync(file, 'utf8').replaceAll(/test\|it\|describe.*/g, '')))).toEqual(
    [],
  );
});

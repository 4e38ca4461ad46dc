import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { generatedDocs } from './generate-docs.ts';

const pages = generatedDocs();

test.each([...pages.keys()])('%s says what the program does («npm run docs» writes it)', (path) => {
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(pages.get(path));
});

test('no page describes a command that is gone', () => {
  expect(readdirSync('docs/commands').filter((name) => !pages.has(`docs/commands/${name}`))).toEqual([]);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { formats } from '../../src/ingest/index.ts';

/** Folders that hold nothing but plug-ins, and those where plug-ins (files with a default export) have helpers beside them. */
const PLUG_IN_FOLDERS = [
  'src/ingest/formats',
  'src/discrepancy/kinds',
  'src/cli/commands',
  'src/store/schema',
  'src/calc/areas',
  'src/close/checks',
  'src/vouchers/forms',
];
const MIXED_FOLDERS = ['src/report', 'src/render'];

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'all.ts')
    .sort();
}

function listedIn(folder: string): readonly string[] {
  const text = readFileSync(`${folder}/all.ts`, 'utf8');
  return [...text.matchAll(/export \{ default as \w+ \} from '\.\/(.+)';/g)].map((match) => match[1] ?? '').sort();
}

test.each(PLUG_IN_FOLDERS)('%s/all.ts lists every file beside it', (folder) => {
  expect(listedIn(folder)).toEqual(filesOf(folder));
});

test.each(MIXED_FOLDERS)('%s/all.ts lists every file with a default export', (folder) => {
  const plugIns = filesOf(folder).filter((name) =>
    readFileSync(`${folder}/${name}`, 'utf8').includes('export default'),
  );
  expect(listedIn(folder)).toEqual(plugIns);
});

test.each([...PLUG_IN_FOLDERS, ...MIXED_FOLDERS])('%s/all.ts holds nothing but its list', (folder) => {
  const lines = readFileSync(`${folder}/all.ts`, 'utf8').trim().split('\n');
  expect(lines.filter((line) => !/^export \{ default as \w+ \} from '\.\/[a-z0-9-]+\.ts';$/.test(line))).toEqual([]);
});

test('every format has a fixture', () => {
  expect(
    formats()
      .map((format) => format.id)
      .filter((id) => !existsSync(`fixtures/formats/${id}`)),
  ).toEqual([]);
});

test('every fixture of a format belongs to one', () => {
  const ids = new Set(formats().map((format) => format.id));
  expect(readdirSync('fixtures/formats').filter((name) => !ids.has(name))).toEqual([]);
});

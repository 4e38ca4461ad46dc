import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { StatementFile } from '../../src/demo/files.ts';
import { seededRandom } from '../../src/demo/random.ts';
import * as reports from '../../src/report/all.ts';
import { FAULT_NAMES } from '../sim/faults.ts';
import { shuffled, splitLayout } from '../sim/layouts.ts';
import { simulateMonth } from '../sim/world.ts';
import { reconciled } from './program-in-process.ts';

/* In which files, in which order and how often a month arrives doesn't show in any report, byte for byte. */

const SEEDS = { numRuns: 4 };
const month = simulateMonth(11, { orders: 60, faults: FAULT_NAMES.filter((_, index) => index % 3 === 0) });
const { settings, files, truth } = month;

const FORMS = ['json', 'csv', 'table', 'md'] as const;
/** The audit log is about the order things were done in. */
const ASKED = Object.values(reports)
  .filter(({ name }) => name !== 'audit')
  .flatMap(({ name }) =>
    FORMS.map(
      (form) => [name, '--as-of', truth.as_of, '--format', form, '--lang', form === 'table' ? 'zh' : 'en'] as const,
    ),
  );
/** What is covered by which file is about the files themselves. */
const AS_JSON = ASKED.filter(([name, ...args]) => args.includes('json') && name !== 'coverage');

const isAsJson = (index: number): boolean => AS_JSON.some((args) => args === ASKED[index]);

let usual: readonly string[];
beforeAll(async () => {
  usual = await reconciled({ settings, imports: [files], reports: ASKED });
}, 120_000);

describe('reports are a function of the month', () => {
  it('whatever order its files are imported in, and in however many calls', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), async (seed, matchEach) => {
        const imports = cut(shuffled(files, seed), seed);
        expect(await reconciled({ settings, imports, matchEach, reports: ASKED })).toEqual(usual);
      }),
      SEEDS,
    );
  }, 300_000);

  it('a second import of everything adds nothing', async () => {
    const imports = [files, shuffled(files, 5), files];
    expect(await reconciled({ settings, imports, matchEach: true, reports: ASKED })).toEqual(usual);
  }, 120_000);

  it('in overlapping halves as well, but for the file and line that prove it', async () => {
    const plain = (texts: readonly string[]): readonly string[] => texts.map(withoutPlaces);
    const whole = plain(usual.filter((_, index) => isAsJson(index)));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const imports = cut(shuffled(splitLayout(month.settled), seed), seed);
        expect(plain(await reconciled({ settings, imports, reports: AS_JSON }))).toEqual(whole);
      }),
      SEEDS,
    );
  }, 300_000);

  it('with the rows of the order list shuffled, but for the lines', async () => {
    const mixed = files.map((file) => (file.name === 'orders.csv' ? rowsShuffled(file, 3) : file));
    const answers = await reconciled({ settings, imports: [mixed], reports: AS_JSON });
    expect(answers.map(withoutPlaces)).toEqual(usual.filter((_, index) => isAsJson(index)).map(withoutPlaces));
  }, 120_000);
});

/** Two to four calls instead of one. */
function cut(list: readonly StatementFile[], seed: number): readonly (readonly StatementFile[])[] {
  const random = seededRandom(seed);
  const calls = random.whole(2, 4);
  const size = Math.ceil(list.length / calls);
  return Array.from({ length: calls }, (_, call) => list.slice(call * size, (call + 1) * size)).filter(
    (part) => part.length > 0,
  );
}

function rowsShuffled({ name, bytes }: StatementFile, seed: number): StatementFile {
  const [header = '', ...rows] = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/);
  const order = shuffled(
    rows.map((row) => ({ name: row, bytes: new Uint8Array() })),
    seed,
  ).map((row) => row.name);
  return { name, bytes: new TextEncoder().encode([header, ...order, ''].join('\n')) };
}

/** A row's proof is a file and a line: they belong to the layout, not to the month. */
function withoutPlaces(text: string): string {
  return text
    .replaceAll(/"(?:source_)?file":"[^"]*",?/g, '')
    .replaceAll(/"(?:source_)?line":\d+,?/g, '')
    .replaceAll(/"sources":\[[^\]]*\],?/g, '');
}

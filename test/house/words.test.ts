import { expect, test } from 'vitest';

import { places, sources, type Piece } from './source.ts';

/** Words that mean several things here (glossary), with the places where they mean just one. */
const AVOIDED: Readonly<Record<string, RegExp>> = {
  transaction: /^src\/(?:store|jobs)\//,
  record: /^src\/ingest\//,
  process: /^src\/cli\/(?:world|main)\.ts$/,
  handle: /^src\/store\//,
  handler: /^$/,
  manager: /^$/,
  util: /^$/,
  utils: /^$/,
  helper: /^$/,
};

/** American spellings and ours. */
const SPELLING: Readonly<Record<string, string>> = {
  aging: 'ageing',
  analyze: 'analyse',
  behavior: 'behaviour',
  canceled: 'cancelled',
  catalog: 'catalogue',
  center: 'centre',
  color: 'colour',
  favor: 'favour',
  gray: 'grey',
  honor: 'honour',
  initialize: 'initialise',
  labeled: 'labelled',
  normalize: 'normalise',
  normalized: 'normalised',
  organize: 'organise',
  recognize: 'recognise',
  recognized: 'recognised',
  sanitize: 'sanitise',
  serialize: 'serialise',
  summarize: 'summarise',
  tokenize: 'tokenise',
  tokenizer: 'tokeniser',
};

/** Names that other programs, the language or its libraries chose. */
const GIVEN = new Set(['Record', 'normalize', 'color', 'NO_COLOR', 'FORCE_COLOR', 'recordBytes']);

const all = sources();
const names = all.flatMap((source) => source.names).filter((name) => !GIVEN.has(name.text));
const comments = all.flatMap((source) => source.comments);

test('names avoid the words that mean several things', () => {
  const isAvoided = ({ file, text }: Piece): boolean =>
    wordsOf(text).some((word) => {
      const single = word.replace(/s$/, '');
      const exempt = AVOIDED[word] ?? AVOIDED[single];
      return exempt !== undefined && !exempt.test(file);
    });
  expect(places(names.filter(isAvoided))).toEqual([]);
});

test('comments avoid them too', () => {
  const avoided = /\b(?:handler|manager|utils?|helper)\b|\btransactions?\b/i;
  const inComments = comments.filter(
    ({ file, text }) => avoided.test(text.replace(/`[^`]*`/g, '')) && !AVOIDED['transaction']?.test(file),
  );
  expect(places(inComments)).toEqual([]);
});

test('spelling is British', () => {
  const american = [
    ...names.filter((name) => wordsOf(name.text).some((word) => Object.hasOwn(SPELLING, word))),
    ...comments.filter((comment) =>
      (comment.text.match(/\b[a-z]+\b/g) ?? []).some((word) => Object.hasOwn(SPELLING, word)),
    ),
  ];
  expect(places(american)).toEqual([]);
});

test('nothing is left for later', () => {
  expect(places(comments.filter((comment) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(comment.text)))).toEqual([]);
});

/** `platformTradeNo`, `by-trade` → its words in lower case. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
}

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readText } from '../ingest/read-text.ts';
import { readStatements } from './read-statements.ts';

/** What a bank knows of an entry, in cents, with the moment it prints. */
interface Entry {
  readonly cents: number;
  readonly day: number;
  readonly clock: string;
  readonly number: string;
  readonly name: string;
  readonly memo: string | undefined;
}

const words = fc
  .array(fc.stringMatching(/^[A-Za-zäß中文&>"']{1,8}$/u), { minLength: 1, maxLength: 3 })
  .map((some) => some.join(' '));
const entry: fc.Arbitrary<Entry> = fc.record({
  cents: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  day: fc.integer({ min: 1, max: 28 }),
  clock: fc.constantFrom('', '000000', '233000[-8:PST]', '003000.000[+9:JST]', '120000[5.30:IST]', '[-5]'),
  number: fc.stringMatching(/^[A-Z]\d{3,8}$/u),
  name: words,
  memo: fc.option(words, { nil: undefined }),
});
const layout = fc.record({
  form: fc.constantFrom('sgml', 'xml'),
  header: fc.boolean(),
  gap: fc.constantFrom('', '\n', '\r\n'),
  /** End tags of leaves, some banks' habit in SGML too. */
  ends: fc.boolean(),
  lower: fc.boolean(),
  comma: fc.boolean(),
  newestFirst: fc.boolean(),
});
type Layout = typeof layout extends fc.Arbitrary<infer Value> ? Value : never;

const SGML_HEADER = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n';
const XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n';

function answer(entries: readonly Entry[], opening: number, how: Layout): string {
  const ends = how.form === 'xml' || how.ends;
  const name = (tag: string): string => (how.lower ? tag.toLowerCase() : tag);
  const leaf = (tag: string, text: string): string => `<${name(tag)}>${text}${ends ? `</${name(tag)}>` : ''}${how.gap}`;
  const group = (tag: string, ...inside: readonly string[]): string =>
    `<${name(tag)}>${how.gap}${inside.join('')}</${name(tag)}>${how.gap}`;
  const amount = (cents: number): string => printed(cents, how.comma ? ',' : '.');
  const closing = entries.reduce((sum, { cents }) => sum + cents, opening);
  const list = entries.map(({ cents, day, clock, number, name: who, memo }) =>
    group(
      'STMTTRN',
      leaf('TRNTYPE', 'OTHER'),
      leaf('DTPOSTED', `202611${String(day).padStart(2, '0')}${clock}`),
      leaf('TRNAMT', amount(cents)),
      leaf('FITID', number),
      leaf('NAME', escaped(who)),
      memo === undefined
        ? `<${name('MEMO')}>${how.form === 'xml' ? `</${name('MEMO')}>` : ''}${how.gap}`
        : leaf('MEMO', escaped(memo)),
    ),
  );
  const text = group(
    'OFX',
    group('SIGNONMSGSRSV1', group('SONRS', group('STATUS', leaf('CODE', '0'), leaf('SEVERITY', 'INFO')))),
    group(
      'BANKMSGSRSV1',
      group(
        'STMTTRNRS',
        group(
          'STMTRS',
          leaf('CURDEF', 'EUR'),
          group('BANKACCTFROM', leaf('BANKID', '1'), leaf('ACCTID', '77-1')),
          group('BANKTRANLIST', leaf('DTSTART', '20261101'), leaf('DTEND', '20261130'), ...list),
          group('LEDGERBAL', leaf('BALAMT', amount(closing)), leaf('DTASOF', '20261130')),
          group('AVAILBAL', leaf('BALAMT', amount(closing + 1)), leaf('DTASOF', '20261130')),
        ),
      ),
    ),
  );
  const header = how.form === 'xml' ? XML_HEADER : SGML_HEADER;
  return how.header || how.form === 'xml' ? header + text : text;
}

function printed(cents: number, mark: string): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${String(Math.floor(size / 100))}${mark}${String(size % 100).padStart(2, '0')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;');
}

/** Days in the order the bank prints them. */
function ordered(entries: readonly Entry[], newestFirst: boolean): readonly Entry[] {
  return [...entries].sort((left, right) => (newestFirst ? right.day - left.day : left.day - right.day));
}

it('a statement is read back as it was written, as SGML or XML, and its balances run on', async () => {
  const opening = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const entries = fc.uniqueArray(entry, { maxLength: 8, selector: ({ number }) => number });
  await fc.assert(
    fc.asyncProperty(entries, opening, layout, async (some, cents, how) => {
      const list = ordered(some, how.newestFirst);
      const { statement, rows, outcome } = await readText(answer(list, cents, how), {}, 'x.ofx');
      expect(statement.format.id).toBe('ofx');
      expect(rows.map((row) => ({ ...(row as object), line: 0, balance: 0 }))).toEqual(
        list.map(({ cents: amount, day, number, name, memo }) => ({
          line: 0,
          bookedAt: `2026-11-${String(day).padStart(2, '0')}`,
          amount: amount + 0,
          currency: 'EUR',
          balance: 0,
          counterparty: name,
          reference: number,
          ...(memo !== undefined && { memo }),
        })),
      );
      const closing = list.reduce((sum, { cents: amount }) => sum + amount, cents);
      expect(outcome).toMatchObject({ issues: [], problems: [], remarks: [] });
      expect(outcome.parts).toMatchObject([
        { account: '77-1', currency: 'EUR', opening: cents, closing, from: '2026-11-01', to: '2026-11-30' },
      ]);
      const last = rows.at(how.newestFirst && some.length > 0 && list[0]?.day !== list.at(-1)?.day ? 0 : -1);
      if (last !== undefined) expect(last).toMatchObject({ balance: closing });
    }),
    { numRuns: 60 },
  );
});

it('an answer that ends before its end brings nothing', async () => {
  const whole = fc.tuple(fc.array(entry, { maxLength: 3 }), layout).map(([some, how]) => answer(some, 0, how));
  const cut = whole.chain((text) => fc.integer({ min: 250, max: text.length - 6 }).map((end) => text.slice(0, end)));
  await fc.assert(
    fc.asyncProperty(cut, async (text) => {
      await expect(readStatements(text)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    }),
    { numRuns: 30 },
  );
});

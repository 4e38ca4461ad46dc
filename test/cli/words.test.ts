import { describe, expect, it } from 'vitest';

import { languageOf, optionIn } from '../../src/cli/language.ts';
import { editDistance, nearest } from '../../src/cli/nearest.ts';
import { FORMATS } from '../../src/cli/options.ts';
import { describe as inWords, layOut, layOutRefusal } from '../../src/cli/words.ts';
import { fill } from '../../src/cli/words/fill.ts';
import { PROBLEM_WORDS } from '../../src/cli/words/problem-words.ts';
import { dayIn } from '../../src/cli/world.ts';
import { PROBLEMS, type ProblemCode } from '../../src/model/problem.ts';
import { FORMS } from '../../src/render/index.ts';

const CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

describe('problems in words', () => {
  it('the code, the place, the line with a mark, what is wrong and what to do', () => {
    const excerpt = '2025-03-04 10:11:12,12B.00,茶叶';
    const params = { file: 'alipay-2025-03.csv', line: 27, column: '收入金额（+元）', text: '12B.00', excerpt };
    expect(layOut('AMOUNT_UNREADABLE', params, 'en').split('\n').slice(0, 3)).toEqual([
      'settle: error[AMOUNT_UNREADABLE] alipay-2025-03.csv:27: 收入金额（+元）',
      '   27 | 2025-03-04 10:11:12,12B.00,茶叶',
      '      |                     ^^^^^^',
    ]);
  });

  it('the mark stands under the words where characters are two columns wide', () => {
    const params = { file: 'a.csv', line: 1, text: '二百', excerpt: '金额,二百' };
    expect(layOut('AMOUNT_UNREADABLE', params, 'zh').split('\n')[2]).toBe('      |      ^^^^');
  });

  it('a long line is shown around the words in question', () => {
    const params = { file: 'a.csv', line: 1, text: 'HERE', excerpt: `${'x'.repeat(500)}HERE${'y'.repeat(500)}` };
    const [, shown = '', mark = ''] = layOut('AMOUNT_UNREADABLE', params, 'en').split('\n');
    expect(shown.length).toBeLessThan(80);
    expect(shown.indexOf('HERE')).toBe(mark.indexOf('^'));
  });

  it('nothing from a file reaches the terminal as a control character', () => {
    const evil = '\u001b]0;x\u0007\u202e\u0000\r\n';
    for (const code of CODES) {
      const said = layOut(
        code,
        { file: evil, line: 3, column: evil, text: evil, path: evil, excerpt: evil, reason: evil },
        'en',
      );
      // eslint-disable-next-line no-control-regex
      expect(said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }
  });

  it('every code has words and a remedy in both languages', () => {
    for (const { message, remedy } of Object.values(PROBLEM_WORDS)) {
      for (const words of [message, remedy]) {
        expect(words.en).not.toMatch(/[\u4e00-\u9fff]/u);
        expect(words.zh).toMatch(/[\u4e00-\u9fff]|^\{sentence\}$/u);
      }
    }
  });

  it('many bad rows are listed and the rest is counted', () => {
    const rows = Array.from({ length: 25 }, (_, index) => ({
      code: 'AMOUNT_UNREADABLE' as const,
      line: index + 2,
      text: 'x',
    }));
    const said = layOutRefusal({ code: 'AMOUNT_UNREADABLE', params: { file: 'a.csv' }, rows }, 'en');
    expect(said.match(/error\[/g)).toHaveLength(20);
    expect(said).toMatch(/… and 5 more rows\.\n$/);
  });

  it('what isn’t known isn’t said', () => {
    expect(fill('no format[; the nearest is {nearest}]', {})).toBe('no format');
    expect(fill('{text} is no map', { text: 'a'.repeat(200_000) })).toBe(`${'a'.repeat(400)}… is no map`);
    expect(fill('no format[; the nearest is {nearest}]', { nearest: '' })).toBe('no format');
    expect(fill('no format[; the nearest is {nearest}]', { nearest: 'a{b}[c]' })).toBe(
      'no format; the nearest is a{b}[c]',
    );
    expect(inWords('LIMIT_REACHED', { limit: 'columns', allowed: 2000 }, 'en').message).toBe(
      'more than settle takes: columns, at most 2000',
    );
  });
});

describe('the language of an answer', () => {
  it.for([
    [['--lang', 'zh'], {}, 'zh'],
    [['--lang=zh'], { LANG: 'en_GB.UTF-8' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'C' }, 'zh'],
    [['--', '--lang', 'zh'], {}, 'en'],
    [[], {}, 'en'],
    [[], { LANG: 'zha' }, 'en'],
  ] as const)('%j %j: %s', ([argv, env, expected]) => {
    expect(languageOf(argv, env)).toBe(expected);
  });

  it('the last of several options counts, joined or apart', () => {
    expect(optionIn(['--format', 'json'], 'format')).toBe('json');
    expect(optionIn(['--format=csv'], 'format')).toBe('csv');
    expect(optionIn(['--format'], 'format')).toBeUndefined();
  });
});

describe('the word that was meant', () => {
  it('is the nearest known one, and none when none is near', () => {
    expect(nearest('improt', ['init', 'import', 'report'])).toBe('import');
    expect(nearest('acounts', ['book', 'accounts'])).toBe('accounts');
    expect(nearest('xyzzy', ['import', 'report'])).toBeUndefined();
    expect(nearest('', ['import'])).toBeUndefined();
  });

  it('two letters that changed places are one mistake', () => {
    expect(editDistance('wechta', 'wechat')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('same', 'same')).toBe(0);
  });
});

describe('today', () => {
  it.for([
    ['2026-06-30T16:30:00Z', 'Asia/Shanghai', '2026-07-01'],
    ['2026-06-30T16:30:00Z', 'America/Los_Angeles', '2026-06-30'],
    ['2026-07-01T00:30:00+08:00', 'UTC', '2026-06-30'],
    ['2026-12-31T10:30:00Z', 'Pacific/Apia', '2026-12-31'],
  ] as const)('%s in %s is %s', ([instant, zone, expected]) => {
    expect(dayIn(instant, zone)).toBe(expected);
  });
});

it('the forms that options offer are those that can be rendered', () => {
  expect([...FORMATS].sort()).toEqual([...FORMS].sort());
});

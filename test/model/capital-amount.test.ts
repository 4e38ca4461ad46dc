import { expect, test } from 'vitest';

import { capitalAmount } from '../../src/model/capital-amount.ts';
import { CNY, type Currency } from '../../src/model/currency.ts';
import { minor } from '../../src/model/money.ts';

test.each([
  [0, '人民币零元整'],
  [5, '人民币伍分'],
  [10, '人民币壹角整'],
  [55, '人民币伍角伍分'],
  [100, '人民币壹元整'],
  [1_000, '人民币壹拾元整'],
  [1_005, '人民币壹拾元零伍分'],
  [1_010, '人民币壹拾元壹角整'],
  [100_500, '人民币壹仟零伍元整'],
  [140_950, '人民币壹仟肆佰零玖元伍角整'],
  [600_714, '人民币陆仟零柒元壹角肆分'],
  [168_032, '人民币壹仟陆佰捌拾元叁角贰分'],
  [10_700_053, '人民币壹拾万零柒仟元伍角叁分'],
  [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
  [10_000_000, '人民币壹拾万元整'],
  [10_000_100, '人民币壹拾万零壹元整'],
  [100_000_000, '人民币壹佰万元整'],
  [10_000_000_000, '人民币壹亿元整'],
  [10_010_000_000, '人民币壹亿零壹拾万元整'],
  [1_000_100_000_000, '人民币壹佰亿零壹佰万元整'],
  [10_000_000_100, '人民币壹亿零壹元整'],
  [1_234_567_890, '人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整'],
  [100_000_000_000_000, '人民币壹万亿元整'],
  [9_007_199_254_740_991, '人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  [-9_940, '人民币负玖拾玖元肆角整'],
])('%d fen is written %s', (fen, text) => {
  expect(capitalAmount({ minor: minor(fen), currency: CNY })).toBe(text);
});

test('another currency is named, and counts in its own places', () => {
  expect(capitalAmount({ minor: minor(1_500), currency: 'JPY' as Currency })).toBe('日元壹仟伍佰元整');
  expect(capitalAmount({ minor: minor(1_005), currency: 'USD' as Currency })).toBe('美元壹拾元零伍分');
  expect(capitalAmount({ minor: minor(1_234), currency: 'KWD' as Currency })).toBe('KWD壹元贰角叁分肆厘');
});

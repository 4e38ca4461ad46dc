import { expect, test } from 'vitest';

import { CNY, type Currency } from '../../src/model/currency.ts';
import type { BookFact } from '../../src/model/ledger.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import { displayWidth } from '../../src/model/width.ts';
import type { Document } from '../../src/model/sheet.ts';
import { chartOf, formOf, inHomeCurrency, numberVouchers, type FormInput } from '../../src/vouchers/index.ts';
import { draftsOf, fact, row, settingsOf } from './facts.ts';

const HOSTILE = ['</td><script>alert(1)</script>', '"\' onload=x', 'a\nb\tc\u001b[31m', '\u202Egnp.exe', '&amp;<b>'];

function inputOf(facts: readonly BookFact[], name: string, rates?: FormInput['currency']): FormInput {
  const chart = chartOf(settingsOf(), new Map());
  const vouchers = numberVouchers(draftsOf(facts, { vat: '0.13' }), [], { period: '2026-06', word: '记' });
  const context = {
    currency: CNY,
    rounding: chart.account('rounding'),
    rates: { booking: () => (rates === undefined ? undefined : { rate: new Decimal('7.1234') }) },
  };
  return {
    book: name,
    currency: CNY,
    preparedBy: name,
    label: (about) => (about === '' ? '' : name),
    vouchers: vouchers.map(
      (voucher) => inHomeCurrency(voucher, context) ?? { ...voucher, rate: new Decimal(0), lines: [] },
    ),
  };
}

function printed(program: string, input: FormInput): string {
  const document: Document | undefined = formOf('vouchers', program)?.write(input);
  if (document?.kind !== 'text') throw new Error('no text');
  return [...document.pieces].join('');
}

const sale = (customer: string): BookFact => fact({ kind: 'sale', customer, gross: minor(100_500) });

test('a voucher on paper: number, day, papers, accounts, amounts, and the total in capitals', () => {
  const text = printed('text', inputOf([sale('甲公司'), row('refund', -11_300, 0)], '张三商行'));
  expect(text.split('\n').slice(0, 14)).toEqual([
    '                                记 账 凭 证',
    '单位: 张三商行   日期: 2026-06-30   凭证号: 记-1   附单据: 1 张',
    '┌────────────────┬───────────────────┬───────────────┬────────────┬────────────┐',
    '│ 摘要           │ 总账科目          │ 明细科目      │   借方金额 │   贷方金额 │',
    '├────────────────┼───────────────────┼───────────────┼────────────┼────────────┤',
    '│ 确认销售收入   │ 1122 应收账款     │ 客户-甲公司   │   1,005.00 │            │',
    '│ 2026-06        │                   │               │            │            │',
    '│ 确认销售收入   │ 2221 应交税费     │ 应交增值税(销 │            │     115.62 │',
    '│ 2026-06        │                   │ 项)           │            │            │',
    '│ 确认销售收入   │ 6001 主营业务收入 │               │            │     889.38 │',
    '│ 2026-06        │                   │               │            │            │',
    '├────────────────┴───────────────────┴───────────────┼────────────┼────────────┤',
    '│ 合计（大写）：人民币壹仟零伍元整                   │   1,005.00 │   1,005.00 │',
    '└────────────────────────────────────────────────────┴────────────┴────────────┘',
  ]);
  expect(text).toContain('-100.00');
});

test('a red voucher says 负 in capitals; where red and black come to nothing, what was taken back', () => {
  const sold = printed(
    'text',
    inputOf([fact({ kind: 'sale-reversed', customer: '甲公司', gross: minor(11_300) })], '商行'),
  );
  expect(sold).toContain('合计（大写）：人民币负壹佰壹拾叁元整');
  expect(sold).toContain('-113.00');
  // Money leaves the wallet on the credit side, where the revenue goes in red: 113.00 − 113.00.
  const refund = printed('html', inputOf([row('refund', -11_300, 0)], '商行'));
  expect(refund).toContain('人民币零元整（红字人民币负壹佰壹拾叁元整）');
});

test('an amount is never broken, however large', () => {
  const large = fact({ kind: 'sale', customer: '甲公司', gross: minor(123_456_789_012) });
  const text = printed('text', inputOf([large], '商行'));
  expect(text).toContain('1,234,567,890.12');
  expect(Math.max(...text.split('\n').map((line) => displayWidth(line)))).toBe(80);
});

test('a foreign voucher in the books’ currency says its rate, and balances after rounding', () => {
  // 100.01 USD in three lines of 33.33, 33.34 and 33.34 at 7.1234: 237.42 + 237.49 + 237.49 = 712.40 against 712.41.
  const usd = 'USD' as Currency;
  const rows = [3_333, 3_334, 3_334].map((gross, at) => ({
    ...fact({ kind: 'sale', customer: `客户${at}`, gross: minor(gross), tax: minor(0) }),
    currency: usd,
  }));
  const input = inputOf(rows, '商行', usd);
  const lines = input.vouchers.flatMap((voucher) => voucher.lines);
  expect(lines.map(({ account, debit, credit }) => [account.role, debit, credit])).toEqual([
    ['receivable_customer', 23_742, 0],
    ['receivable_customer', 23_749, 0],
    ['receivable_customer', 23_749, 0],
    ['revenue', 0, 71_241],
    ['rounding', 0, -1],
  ]);
  expect(printed('text', input)).toContain('原币/汇率: USD 7.1234');
});

test.each(HOSTILE)('%j prints as text: no tag of its own, nothing unseen', (name) => {
  const [hostile, plain] = [inputOf([sale(name)], name), inputOf([sale('甲')], '甲')];
  const tags = (html: string): readonly string[] => html.match(/<[^>]*>/gu) ?? [];
  expect(tags(printed('html', hostile))).toEqual(tags(printed('html', plain)));
  for (const program of ['html', 'text', 'yonyou']) {
    expect(printed(program, hostile)).not.toMatch(/(?![\r\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

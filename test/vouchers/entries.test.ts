import { describe, expect, test } from 'vitest';

import type { Currency } from '../../src/model/currency.ts';
import { minor } from '../../src/model/money.ts';
import { entriesOf, fact, row } from './facts.ts';

const SMALL = { standard: 'small-business' } as const;

describe('sales', () => {
  test('a sale of 113.00 with 13 % VAT in it is 100.00 revenue and 13.00 tax', () => {
    expect(entriesOf([fact({ kind: 'sale', platform: 'market', gross: minor(11_300) })], { vat: '0.13' })).toEqual([
      'Dr 1122 应收账款-平台 113.00',
      'Cr 2221 应交税费-应交增值税(销项) 13.00',
      'Cr 6001 主营业务收入 100.00',
    ]);
  });

  test('without a known rate the whole is revenue, and no VAT line is invented', () => {
    expect(entriesOf([fact({ kind: 'sale', platform: 'market', gross: minor(11_300) })])).toEqual([
      'Dr 1122 应收账款-平台 113.00',
      'Cr 6001 主营业务收入 113.00',
    ]);
  });

  test('the tax of each sale is rounded by itself: three times 0.10 at 13 % is 0.03 tax', () => {
    // 0.10 / 1.13 = 0.0885, so 0.09 of each is revenue.
    const sale = fact({ kind: 'sale', platform: 'market', gross: minor(10) });
    expect(entriesOf([sale, sale, sale], { vat: '0.13' })).toEqual([
      'Dr 1122 应收账款-平台 0.30',
      'Cr 2221 应交税费-应交增值税(销项) 0.03',
      'Cr 6001 主营业务收入 0.27',
    ]);
  });

  test('an invoice says its own tax', () => {
    expect(
      entriesOf([fact({ kind: 'sale', customer: '甲公司', gross: minor(10_600), tax: minor(600) })], { vat: '0.13' }),
    ).toEqual([
      'Dr 1122 应收账款-客户 甲公司 106.00',
      'Cr 2221 应交税费-应交增值税(销项) 6.00',
      'Cr 6001 主营业务收入 100.00',
    ]);
  });

  test('the small-business standard has codes of its own', () => {
    expect(entriesOf([fact({ kind: 'sale', platform: 'market', gross: minor(100) })], SMALL)).toEqual([
      'Dr 1122 应收账款-平台 1.00',
      'Cr 5001 主营业务收入 1.00',
    ]);
  });

  test('refunded before settlement: the sale again in red, on its own sides', () => {
    expect(
      entriesOf([fact({ kind: 'sale-reversed', platform: 'market', gross: minor(11_300) })], { vat: '0.13' }),
    ).toEqual([
      'Dr 1122 应收账款-平台 -113.00',
      'Cr 2221 应交税费-应交增值税(销项) -13.00',
      'Cr 6001 主营业务收入 -100.00',
    ]);
  });
});

describe('rows of a platform', () => {
  test('a sale is settled: net to the wallet, fee to finance costs, the receivable is paid', () => {
    expect(entriesOf([row('sale', 10_000, 60)])).toEqual([
      'Dr 1012 其他货币资金-shop 99.40',
      'Dr 6603 财务费用-手续费 0.60',
      'Cr 1122 应收账款-平台 100.00',
    ]);
  });

  test('a sale whose order nobody knows waits in suspense', () => {
    expect(entriesOf([row('sale', 10_000, 60, { order: 'none', isRecognised: false })])).toEqual([
      'Dr 1012 其他货币资金-shop 99.40',
      'Dr 6603 财务费用-手续费 0.60',
      'Cr 2241 其他应付款-待核销 100.00',
    ]);
  });

  test("a sale on account that came through a platform pays the customer's debt", () => {
    expect(entriesOf([row('sale', 10_000, 0, { order: 'account', customer: '甲公司' })])).toEqual([
      'Dr 1012 其他货币资金-shop 100.00',
      'Cr 1122 应收账款-客户 甲公司 100.00',
    ]);
  });

  test('a refund after settlement: red revenue and VAT, the fee given back in red, money out of the wallet', () => {
    expect(entriesOf([row('refund', -11_300, -68)], { vat: '0.13' })).toEqual([
      'Dr 6603 财务费用-手续费 -0.68',
      'Cr 1012 其他货币资金-shop 112.32',
      'Cr 2221 应交税费-应交增值税(销项) -13.00',
      'Cr 6001 主营业务收入 -100.00',
    ]);
  });

  test('a refund of a sale that never stood in the ledger takes back what its settlement had paid', () => {
    expect(entriesOf([row('sale', 5_000, 0), row('refund', -5_000, 0, { isRecognised: false })])).toEqual([
      'Dr 1012 其他货币资金-shop 50.00',
      'Cr 1122 应收账款-平台 50.00',
      'Cr 1012 其他货币资金-shop 50.00',
      'Cr 1122 应收账款-平台 -50.00',
    ]);
  });

  test.each([
    ['fee', 'Dr 6603 财务费用-手续费 3.00'],
    ['commission', 'Dr 6601 销售费用-平台服务费 3.00'],
    ['tax', 'Dr 2221 应交税费-平台代扣 3.00'],
    ['reserve', 'Dr 1221 其他应收款-保证金 3.00'],
    ['chargeback', 'Dr 1221 其他应收款-争议款 3.00'],
    ['payout', 'Dr 1012 其他货币资金-在途资金 3.00'],
    ['adjustment', 'Dr 2241 其他应付款-待核销 3.00'],
    ['transfer', 'Dr 2241 其他应付款-待核销 3.00'],
    ['unknown', 'Dr 2241 其他应付款-待核销 3.00'],
  ])('a %s of 3.00 goes out of the wallet', (line, against) => {
    expect(entriesOf([row(line, -300, 0)]).toSorted()).toEqual(['Cr 1012 其他货币资金-shop 3.00', against]);
  });

  test.each([
    ['subsidy', 'Cr 6001 主营业务收入-平台补贴 3.00'],
    ['release', 'Cr 1221 其他应收款-保证金 3.00'],
    ['payout-return', 'Cr 1012 其他货币资金-在途资金 3.00'],
    ['deposit', 'Cr 2241 其他应付款-待核销 3.00'],
  ])('a %s of 3.00 comes into the wallet', (line, against) => {
    expect(entriesOf([row(line, 300, 0)]).toSorted()).toEqual([against, 'Dr 1012 其他货币资金-shop 3.00'].toSorted());
  });

  test('a fee row that gives money back is red on its own side', () => {
    expect(entriesOf([row('fee', 40, 0)])).toEqual(['Dr 1012 其他货币资金-shop 0.40', 'Dr 6603 财务费用-手续费 -0.40']);
  });

  test('a withdrawal with a fee of its own: the bank will see 100.00, the wallet loses 100.10', () => {
    expect(entriesOf([row('payout', -10_000, 10)])).toEqual([
      'Dr 1012 其他货币资金-在途资金 100.00',
      'Dr 6603 财务费用-手续费 0.10',
      'Cr 1012 其他货币资金-shop 100.10',
    ]);
  });
});

const credit = { kind: 'bank', bank: 'ccb', wallet: 'shop', purpose: 'payout', amount: minor(10_000) } as const;

describe('the bank', () => {
  test('a withdrawal that arrives under the same voucher: bank against wallet, nothing in transit', () => {
    expect(entriesOf([row('payout', -10_000, 0), fact(credit)])).toEqual([
      'Dr 1002 银行存款-ccb 100.00',
      'Cr 1012 其他货币资金-shop 100.00',
    ]);
  });

  test('one that arrives a month later is in transit between', () => {
    const july = fact({ ...credit, on: '2026-07-01' as never });
    expect(entriesOf([row('payout', -10_000, 0), july])).toEqual([
      'Dr 1012 其他货币资金-在途资金 100.00',
      'Cr 1012 其他货币资金-shop 100.00',
      'Dr 1002 银行存款-ccb 100.00',
      'Cr 1012 其他货币资金-在途资金 100.00',
    ]);
  });

  test('an acquirer that pays whole days: bank and transfer fee against the wallet', () => {
    expect(entriesOf([fact({ ...credit, purpose: 'days', amount: minor(9_900), transferFee: minor(100) })])).toEqual([
      'Dr 1002 银行存款-ccb 99.00',
      'Dr 6603 财务费用-手续费 1.00',
      'Cr 1012 其他货币资金-shop 100.00',
    ]);
  });

  test('a receipt pays what it was applied to, the rest is an advance', () => {
    expect(
      entriesOf([
        fact({
          kind: 'bank',
          bank: 'ccb',
          purpose: 'receipt',
          customer: '甲公司',
          amount: minor(12_000),
          applied: minor(10_000),
        }),
      ]),
    ).toEqual(['Dr 1002 银行存款-ccb 120.00', 'Cr 1122 应收账款-客户 甲公司 100.00', 'Cr 2203 预收账款 甲公司 20.00']);
  });

  test('a transfer that the bank sends back: the debt lives again', () => {
    expect(
      entriesOf([
        fact({
          kind: 'bank',
          bank: 'ccb',
          purpose: 'receipt',
          customer: '甲公司',
          amount: minor(-12_000),
          applied: minor(-10_000),
        }),
      ]),
    ).toEqual(['Dr 1122 应收账款-客户 甲公司 100.00', 'Dr 2203 预收账款 甲公司 20.00', 'Cr 1002 银行存款-ccb 120.00']);
  });

  test.each([
    ['fee', -1_000, ['Dr 6603 财务费用-银行手续费 10.00', 'Cr 1002 银行存款-ccb 10.00']],
    ['interest', 250, ['Dr 1002 银行存款-ccb 2.50', 'Cr 6603 财务费用-利息 2.50']],
    ['interest', -250, ['Dr 6603 财务费用-利息 2.50', 'Cr 1002 银行存款-ccb 2.50']],
    ['unknown', 800, ['Dr 1002 银行存款-ccb 8.00', 'Cr 2241 其他应付款-待核销 8.00']],
    ['unknown', -800, ['Dr 2241 其他应付款-待核销 8.00', 'Cr 1002 银行存款-ccb 8.00']],
  ] as const)('%s of %d fen', (purpose, amount, expected) => {
    expect(entriesOf([fact({ kind: 'bank', bank: 'ccb', purpose, amount: minor(amount) })])).toEqual(expected);
  });
});

describe('customers', () => {
  const customer = '甲公司';

  test('cash is in hand, a cheque on its way', () => {
    const receipt = { kind: 'receipt', customer, amount: minor(5_000), applied: minor(5_000) } as const;
    expect(entriesOf([fact({ ...receipt, method: 'cash' })])[0]).toBe('Dr 1001 库存现金 50.00');
    expect(entriesOf([fact({ ...receipt, method: 'other' })])[0]).toBe('Dr 1012 其他货币资金-在途资金 甲公司 50.00');
  });

  test('a bounced cheque of 50.00 with a bank fee of 3.00', () => {
    expect(
      entriesOf([
        fact({
          kind: 'receipt-returned',
          customer,
          bank: 'ccb',
          amount: minor(5_000),
          owed: minor(5_000),
          bankFee: minor(300),
        }),
      ]),
    ).toEqual(['Dr 1122 应收账款-客户 甲公司 50.00', 'Dr 6603 财务费用-银行手续费 3.00', 'Cr 1002 银行存款-ccb 53.00']);
  });

  test('an advance pays a later invoice', () => {
    expect(entriesOf([fact({ kind: 'advance-applied', customer, amount: minor(700) })])).toEqual([
      'Dr 2203 预收账款 甲公司 7.00',
      'Cr 1122 应收账款-客户 甲公司 7.00',
    ]);
  });

  test('a discount for paying early, and a red invoice with its own tax', () => {
    expect(entriesOf([fact({ kind: 'discount', customer, amount: minor(200) })])).toEqual([
      'Dr 6603 财务费用-现金折扣 2.00',
      'Cr 1122 应收账款-客户 甲公司 2.00',
    ]);
    expect(entriesOf([fact({ kind: 'sale-reversed', customer, gross: minor(10_600), tax: minor(600) })])).toEqual([
      'Dr 1122 应收账款-客户 甲公司 -106.00',
      'Cr 2221 应交税费-应交增值税(销项) -6.00',
      'Cr 6001 主营业务收入 -100.00',
    ]);
  });

  test('a late fee billed is other income, by either standard', () => {
    const billed = fact({ kind: 'late-fee', customer, amount: minor(1_728) });
    expect(entriesOf([billed])).toEqual(['Dr 1122 应收账款-客户 甲公司 17.28', 'Cr 6301 营业外收入-违约金 17.28']);
    expect(entriesOf([billed], SMALL)[1]).toBe('Cr 5301 营业外收入-违约金 17.28');
  });

  test('the allowance grows; it shrinks in red; the small-business standard knows none', () => {
    const grown = fact({ kind: 'allowance', amount: minor(2_000) });
    expect(entriesOf([grown])).toEqual(['Dr 6702 信用减值损失 20.00', 'Cr 1231 坏账准备 20.00']);
    expect(entriesOf([fact({ kind: 'allowance', amount: minor(-500) })])).toEqual([
      'Dr 6702 信用减值损失 -5.00',
      'Cr 1231 坏账准备 -5.00',
    ]);
    expect(entriesOf([grown], SMALL)).toEqual([]);
  });

  test('a write-off against the allowance, or as a loss at once less what was recovered', () => {
    const off = { kind: 'write-off', customer, amount: minor(10_000) } as const;
    expect(entriesOf([fact(off)])).toEqual(['Dr 1231 坏账准备 100.00', 'Cr 1122 应收账款-客户 甲公司 100.00']);
    expect(entriesOf([fact({ ...off, recovered: minor(4_000), bank: 'ccb' })], SMALL)).toEqual([
      'Dr 1002 银行存款-ccb 40.00',
      'Dr 5711 营业外支出-坏账损失 60.00',
      'Cr 1122 应收账款-客户 甲公司 100.00',
    ]);
  });

  test('a written-off debt is paid after all: it lives again, and what came pays it', () => {
    const again = fact({ kind: 'recovery', customer, amount: minor(10_000) });
    const paid = fact({
      kind: 'bank',
      bank: 'ccb',
      amount: minor(10_000),
      purpose: 'receipt',
      customer,
      applied: minor(10_000),
    });
    const receipt = ['Dr 1002 银行存款-ccb 100.00', 'Cr 1122 应收账款-客户 甲公司 100.00'];
    expect(entriesOf([again, paid])).toEqual([
      ...receipt,
      'Dr 1122 应收账款-客户 甲公司 100.00',
      'Cr 1231 坏账准备 100.00',
    ]);
    expect(entriesOf([again, paid], SMALL)).toEqual([
      ...receipt,
      'Dr 1122 应收账款-客户 甲公司 100.00',
      'Cr 5301 营业外收入-收回坏账 100.00',
    ]);
  });

  test('exchange: a gain is a credit of the finance costs, a loss a debit', () => {
    expect(
      entriesOf([fact({ kind: 'exchange', role: 'bank', ref: 'ccb', of: 'USD' as Currency, amount: minor(300) })]),
    ).toEqual(['Dr 1002 银行存款-ccb 3.00', 'Cr 6603 财务费用-汇兑差额 3.00']);
    expect(
      entriesOf([
        fact({ kind: 'exchange', role: 'receivable_customer', customer, of: 'USD' as Currency, amount: minor(-300) }),
      ]),
    ).toEqual(['Dr 6603 财务费用-汇兑差额 3.00', 'Cr 1122 应收账款-客户 甲公司 3.00']);
  });

  test('a rest of 0.02 is a rounding difference, either way', () => {
    expect(entriesOf([fact({ kind: 'rounding', customer, amount: minor(2) })])).toEqual([
      'Dr 6603 财务费用-尾差 0.02',
      'Cr 1122 应收账款-客户 甲公司 0.02',
    ]);
    expect(entriesOf([fact({ kind: 'rounding', platform: 'market', amount: minor(-2) })])).toEqual([
      'Dr 1122 应收账款-平台 0.02',
      'Cr 6603 财务费用-尾差 0.02',
    ]);
  });
});

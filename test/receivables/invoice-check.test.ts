import { describe, expect, it } from 'vitest';

import type { Day } from '../../src/model/day.ts';
import { INVOICE_FAULTS } from '../../src/model/invoice-fault.ts';
import { Decimal, minor, ZERO } from '../../src/model/money.ts';
import {
  checkInvoices,
  hasCheckCharacter,
  isTaxIdPlausible,
  isTaxRate,
  splitTax,
  type BilledOrder,
  type InvoiceCase,
  type InvoiceFacts,
} from '../../src/receivables/index.ts';

const order: BilledOrder = {
  buyerTaxId: '91512081MA62K0260E',
  lines: [
    { name: '货款', amount: minor(100_000) },
    { name: '运费', amount: minor(1_200) },
  ],
  refunds: [],
};
const bill = (gross: number, more: Partial<InvoiceFacts> = {}): InvoiceFacts => ({ gross: minor(gross), ...more });
const whole = bill(101_200, { lineNames: ['货款', '运费'] });

function faultsOf(invoices: readonly InvoiceFacts[], more: Partial<InvoiceCase> = {}): readonly string[] {
  const asked = { order, invoices, tolerance: ZERO, taxTolerance: minor(1), ...more };
  return checkInvoices(asked).faults.map((fault) => `${INVOICE_FAULTS[fault]} ${fault}`);
}

describe('invoices beside their order (DOMAIN.md 1.8)', () => {
  it('nothing is said where all agrees, in one invoice or in two', () => {
    expect(faultsOf([whole])).toEqual([]);
    expect(faultsOf([bill(100_000, { lineNames: ['货款'] }), bill(1_200, { lineNames: ['运费'] })])).toEqual([]);
  });

  it('F04, F05: a component that is charged and not billed is named, even when the sum agrees', () => {
    expect(faultsOf([bill(100_000, { lineNames: ['货款'] })])).toEqual(['F04 amount-differs', 'F05 line-missing']);
    expect(faultsOf([bill(101_200, { lineNames: ['货款'] })])).toEqual(['F05 line-missing']);
    expect(faultsOf([bill(101_201, { lineNames: ['货款', '运费'] })], { tolerance: minor(1) })).toEqual([]);
  });

  it('F06: a refund after the invoice needs a red one, a refund before it does not', () => {
    const refunded = { order: { ...order, refunds: [minor(20_000)] } };
    expect(faultsOf([whole], refunded)).toEqual(['F04 amount-differs', 'F06 red-invoice-missing']);
    expect(faultsOf([whole, bill(-20_000)], refunded)).toEqual([]);
    expect(faultsOf([bill(81_200, { lineNames: ['货款', '运费'] })], refunded)).toEqual([]);
    expect(faultsOf([whole, bill(-101_300)])).toContain('F06 red-exceeds-blue');
  });

  it('F06: a red invoice names an original that is there', () => {
    const blue = { ...whole, number: '24312000000000000001' };
    const red = bill(-20_000, { number: '24312000000000000002', originalNo: '24312000000000000001' });
    const refunded = { order: { ...order, refunds: [minor(20_000)] } };
    expect(faultsOf([blue, red], refunded)).toEqual([]);
    expect(faultsOf([blue, { ...red, originalNo: '24312000000000000009' }], refunded)).toEqual([
      'F06 red-without-original',
    ]);
  });

  it('F02, F03: tax follows from amount and rate, and the rate from the day', () => {
    const taxed = { ...whole, rate: new Decimal('0.13') };
    expect(faultsOf([{ ...taxed, tax: minor(11_642) }])).toEqual([]);
    expect(faultsOf([{ ...taxed, tax: minor(11_643) }])).toEqual([]);
    expect(faultsOf([{ ...taxed, tax: minor(11_644) }])).toEqual(['F02 tax-differs']);
    expect(faultsOf([{ ...whole, rate: new Decimal('0.17') }])).toEqual(['F03 rate-unknown']);
    expect(faultsOf([{ ...whole, rate: new Decimal('0.17'), issuedOn: '2018-04-30' as Day }])).toEqual([]);
  });

  it('F01, F09: another buyer is a fault, a check character that does not fit a warning', () => {
    expect(faultsOf([{ ...whole, buyerTaxId: '91350100M000100Y43' }])).toEqual(['F09 tax-id-differs']);
    expect(faultsOf([{ ...whole, buyerTaxId: '91512081ma62k0260e' }])).toEqual([]);
    expect(faultsOf([whole], { order: { ...order, buyerTaxId: '91350100M000100Y4Z' } })).toEqual(['F01 tax-id-check']);
  });

  it('F07, F08: invoiced twice, and a number used twice', () => {
    expect(faultsOf([whole, whole])).toEqual(['F04 amount-differs', 'F07 invoiced-twice']);
    const numbered = { ...whole, number: '1' };
    expect(faultsOf([numbered, bill(0, { number: '1', lineNames: [] })])).toEqual(['F08 number-twice']);
    expect(faultsOf([numbered], { numbersTwice: new Set(['1']) })).toEqual(['F08 number-twice']);
  });

  it('F10, F11, F12: not told, not invoiced in time, cancelled and still invoiced', () => {
    expect(faultsOf([whole], { notifies: true })).toEqual(['F10 not-notified']);
    expect(faultsOf([{ ...whole, notifiedOn: '2026-06-01' as Day }], { notifies: true })).toEqual([]);
    const paid = { ...order, paidOn: '2026-05-01' as Day };
    const invoiceDue = { asOf: '2026-06-01' as Day, by: '2026-05-31' as Day };
    expect(faultsOf([], { order: paid, invoiceDue })).toEqual(['F11 not-invoiced']);
    expect(faultsOf([], { order: paid, invoiceDue: { ...invoiceDue, asOf: '2026-05-31' as Day } })).toEqual([]);
    expect(faultsOf([whole], { order: { ...order, isCancelled: true } })).toEqual(['F12 cancelled-invoiced']);
  });
});

describe('tax numbers', () => {
  it('GB 32100-2015: the examples of public sources', () => {
    expect(hasCheckCharacter('91512081MA62K0260E')).toBe(true);
    expect(hasCheckCharacter('91350100M000100Y43')).toBe(true);
    expect(hasCheckCharacter('91350100M000100Y4Z')).toBe(false);
    expect(hasCheckCharacter('91350100M000100Y4')).toBe(false);
    expect(hasCheckCharacter('')).toBe(false);
  });

  it('a person has none and old ones had 15 digits', () => {
    expect([isTaxIdPlausible(''), isTaxIdPlausible('330105123456789')]).toEqual([true, true]);
    expect(isTaxIdPlausible('33010512345678')).toBe(false);
  });
});

describe('value-added tax', () => {
  it('is what is left of the gross amount, for red invoices too', () => {
    expect(splitTax(minor(9_999), new Decimal('0.06'))).toEqual({ net: 9_433, tax: 566 });
    expect(splitTax(minor(-20_000), new Decimal('0.13'))).toEqual({ net: -17_699, tax: -2_301 });
    expect(splitTax(minor(100), new Decimal(0))).toEqual({ net: 100, tax: 0 });
  });

  it('the rates change on their days', () => {
    const rates = (on: string): readonly string[] =>
      ['0.17', '0.16', '0.13', '0.11', '0.10', '0.09', '0.01'].filter((rate) =>
        isTaxRate(new Decimal(rate), on as Day),
      );
    expect(rates('2018-04-30')).toEqual(['0.17', '0.11']);
    expect(rates('2018-05-01')).toEqual(['0.16', '0.10']);
    expect(rates('2019-04-01')).toEqual(['0.13', '0.09']);
    expect(rates('2026-06-30')).toEqual(['0.13', '0.09', '0.01']);
    expect(rates('2028-01-01')).toEqual(['0.13', '0.09']);
  });
});

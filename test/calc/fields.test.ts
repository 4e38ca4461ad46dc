import { describe, expect, it } from 'vitest';

import { calculate } from '../../src/calc/index.ts';
import { StopError } from '../../src/model/problem.ts';

/** The answer to a case whose input is given as it stands in its file. */
function resultOf(area: string, input: string): unknown {
  return calculate(area, `{"input": ${input}}`).result;
}

/** Which field is refused, and what it should be. */
function refusalOf(area: string, input: string): string {
  try {
    return `answered ${JSON.stringify(resultOf(area, input))}`;
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    const { path, expected, choices } = error.params;
    return `${error.code} ${String(path)}: ${String(expected)}${choices === undefined ? '' : ` ${String(choices)}`}`;
  }
}

describe('how the fields of a case are read', () => {
  it('an amount without quotation marks is the same amount', () => {
    const quoted = resultOf('fees', '{"amounts": ["100.00", "-0.83"], "rate": "0.006"}');
    expect(resultOf('fees', '{"amounts": [100.00, -0.83], "rate": 0.006}')).toEqual(quoted);
    expect(quoted).toMatchObject({ per_line: ['0.60', '0.00'], net: '98.57' });
  });

  it('a number keeps every digit that stands in the file', () => {
    const exact = { booked: '72057594037927.93', settled: '72057594037927.93' };
    const text = '{"currency": "USD", "home": "USD", "booked_rate": 1, "settled_rate": 1, "amount": 72057594037927.93}';
    expect(resultOf('fx', text)).toMatchObject(exact);
    expect(resultOf('fx', '{"currency": "CNY", "amount": 12.3400000000000000001}')).toEqual({
      valid: false,
      minor_units: null,
    });
  });

  it('a count in quotation marks is the same count, and half a one is refused', () => {
    const due = { due: '2026-03-02' };
    expect(resultOf('due-date', '{"invoice_date": "2026-01-31", "terms": {"type": "net", "days": "30"}}')).toEqual(due);
    expect(resultOf('due-date', '{"invoice_date": "2026-01-31", "terms": {"type": "net", "days": 30.0}}')).toEqual(due);
    const half = '{"invoice_date": "2026-01-31", "terms": {"type": "net", "days": 30.5}}';
    expect(refusalOf('due-date', half)).toBe('CASE_VALUE terms.days: count');
  });

  it('an order number may be a number, and digits inside text stay as they are', () => {
    const input = `{"order": {"id": 7, "lines": [{"name": "box \\"3\\" of 12", "amount": 5}]}, "invoices": []}`;
    expect(resultOf('invoice-check', input)).toMatchObject({ order_net: '5.00', missing_lines: ['box "3" of 12'] });
  });

  it.each([
    ['fees', '{"amounts": ["1.00"], "rate": "0.006", "rounding": "half-down"}', 'rounding'],
    ['late-fee', '{"due": "2026-03-31", "as_of": "2026-04-30", "principal": "1.00", "rounding": "weekly"}', 'rounding'],
    ['allocation', '{"open_items": [], "payment": "1.00", "policy": "lifo"}', 'policy'],
    [
      'instalments',
      '{"total": "1.00", "count": 2, "first_due": "2026-01-31", "as_of": "2026-01-31", "remainder": "middle"}',
      'remainder',
    ],
    ['due-date', '{"invoice_date": "2026-01-31", "terms": {"type": "net", "days": 1, "roll": "next"}}', 'terms.roll'],
    ['settlement-cycle', '{"base": "2026-03-06", "rule": {"type": "yearly"}}', 'rule.type'],
    [
      'bank-reconciliation',
      '{"book_balance": "1.00", "bank_balance": "1.00", "items": [{"kind": "lost"}]}',
      'items[0].kind',
    ],
    ['bad-debt', '{"standard": "ifrs"}', 'standard'],
  ])('%s names the choices of a word that it does not know', (area, input, path) => {
    expect(refusalOf(area, input)).toMatch(
      new RegExp(`^CASE_VALUE ${path.replaceAll(/[.[\]]/g, '\\$&')}: choice .*, `),
    );
  });

  it('a small business gets no more back than it gave up', () => {
    const input = '{"standard": "small-business", "buckets": {}, "written_off": "10.00", "recovered": "10.01"}';
    expect(refusalOf('bad-debt', input)).toBe('CASE_VALUE recovered: not-above');
  });

  it.each([
    ['ageing', '{"as_of": "2026-06-30"}', 'invoices'],
    ['allocation', '{"payment": "1.00"}', 'open_items'],
    ['bank-reconciliation', '{"book_balance": "1.00", "bank_balance": "1.00"}', 'items'],
    ['fees', '{"rate": "0.006"}', 'amounts'],
    ['fees', '{"settled": "8.50", "fee_charged": "0.05"}', 'refunds'],
    ['credit', '{"limit": "100.00", "unbilled_orders": "1.00", "advance": "0.00"}', 'open_receivables'],
    ['bad-debt', '{"buckets": {"not_due": "1.00"}, "rates": {"not_due": "0.01"}}', 'opening_allowance'],
    ['invoice-check', '{"order": {"lines": []}}', 'invoices'],
    ['invoice-check', '{"order": {}, "invoices": []}', 'order.lines'],
    ['month-close', '{"month": "2026-06", "orders": [], "settlement_lines": [], "payouts": []}', 'bank_credits'],
  ])('%s does not take what is missing for nothing (%s)', (area, input, path) => {
    expect(refusalOf(area, input)).toBe(`CASE_VALUE ${path}: missing`);
  });
});

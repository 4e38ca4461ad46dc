import { expect, test } from 'vitest';

import { amountInWords } from '../../src/ingest/formats/words/etsy-entries.ts';
import { orderNumberIn } from '../../src/ingest/formats/words/order-numbers.ts';
import { shownCurrency } from '../../src/ingest/rows/shown-currency.ts';
import { parseCurrency, type Currency } from '../../src/model/currency.ts';

function currency(code: string): Currency {
  const found = parseCurrency(code);
  if (found === undefined) throw new Error(code);
  return found;
}

test.each([
  ['Order #3812345671', '3812345671'],
  ['Payment for Order #3812345671', '3812345671'],
  ['Refund Order 1001', '1001'],
  ['Order no. SO-2026-17', 'SO-2026-17'],
  ['Bestellung Nr. 20455', '20455'],
  ['Commande n° 20455', '20455'],
  ['#3439', '3439'],
  ['WC-1501', 'WC-1501'],
])('«%s» speaks of order %s', (text, order) => {
  expect(orderNumberIn(text)).toBe(order);
});

test.each(['', 'Withheld fees', 'Two towels, blue', 'Order of the day', '2 towels and 1 mug'])(
  '«%s» names no order',
  (text) => {
    expect(orderNumberIn(text)).toBeUndefined();
  },
);

test.each([
  ['$37.35 sent to your bank account', 'USD', 3735],
  ['$1,204.75 sent to your bank account', 'USD', 120475],
  ['1.204,75 € an dein Bankkonto gesendet', 'EUR', 120475],
  ['CA$12.00 sent to your bank account', 'CAD', 1200],
  ['PLN 12.00 sent to your bank account', 'PLN', 1200],
  ['¥1,204 sent to your bank account', 'JPY', 1204],
])('the amount in «%s» is read in %s', (title, code, amount) => {
  expect(amountInWords(title, currency(code))).toBe(amount);
});

test.each([
  ['Sent to your bank account', 'USD'],
  ['37.35 sent to your bank account ending 1234', 'USD'],
  ['€37.35 sent to your bank account', 'USD'],
  ['$37.35 of $50.00 sent to your bank account', 'USD'],
])('no amount is taken from «%s»', (title, code) => {
  expect(amountInWords(title, currency(code))).toBeUndefined();
});

test.each([
  ['$30.00', 'CNY', 'USD'],
  ['-$30.00', 'CAD', 'CAD'],
  ['£30.00', 'USD', 'GBP'],
  ['30.00', 'EUR', 'EUR'],
])('%s in books kept in %s is %s', (text, books, shown) => {
  expect(shownCurrency(text, currency(books))).toBe(shown);
});

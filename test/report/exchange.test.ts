import { expect, test } from 'vitest';

import { askedBooks, type AskedBooks, type World } from './asked-books.ts';

/*
 * A dollar account that held 100.00 before June, got 50.00 in June and paid 30.00 in July, both from and to strangers
 * (待核销). Rates of working days: 31 May 2026 is a Sunday, so Friday's holds.
 */
const DOLLARS: World = {
  yaml: `
book: Small shop
accounts:
  - { id: boc, kind: bank, currency: USD }
  - { id: ccb, kind: bank }
`,
  files: {
    'boc.csv': `account,booked_on,amount,balance,currency,counterparty,reference
boc,2026-06-10,50.00,150.00,USD,A stranger,B1
boc,2026-07-08,-30.00,120.00,USD,A stranger,B2
`,
    'rates.csv': `date,from,to,rate,source
2026-05-29,USD,CNY,7.20,
2026-06-01,USD,CNY,7.19,
2026-06-30,USD,CNY,7.10,
2026-07-01,USD,CNY,7.11,
2026-07-31,USD,CNY,7.15,
2026-07-31,USD,EUR,0.85,
`,
  },
};

async function exchangeLines(books: AskedBooks, asOf: string): Promise<readonly string[]> {
  const answer = await books.json('vouchers', { asOf });
  const numbers = new Set(
    answer.rows
      .filter(({ kind }) => kind === 'exchange')
      .map(({ period, number }) => `${String(period)} ${String(number)}`),
  );
  const lines = answer['lines'] as readonly Readonly<Record<string, string | undefined>>[];
  return lines
    .filter(({ period, number }) => numbers.has(`${String(period)} ${String(number)}`))
    .map(
      ({ period, code, debit, credit, currency }) =>
        `${period ?? ''} ${code ?? ''} ${debit === undefined ? `Cr ${credit ?? ''}` : `Dr ${debit}`} ${currency ?? ''}`,
    );
}

test('foreign balances are worth the rate of the month’s last day; the difference is an exchange difference', async () => {
  const books = await askedBooks(DOLLARS);
  // June: bank 100 × 7.20 + 50 × 7.19 = 1,079.50 becomes 150 × 7.10 = 1,065.00; strangers’ 359.50 becomes 355.00.
  // July: 1,065.00 − 30 × 7.11 = 851.70 becomes 120 × 7.15 = 858.00; 355.00 − 213.30 = 141.70 becomes 143.00.
  expect(await exchangeLines(books, '2026-07-31')).toEqual([
    '2026-06 2241 Dr 4.50 CNY',
    '2026-06 6603 Dr 14.50 CNY',
    '2026-06 1002 Cr 14.50 CNY',
    '2026-06 6603 Cr 4.50 CNY',
    '2026-07 1002 Dr 6.30 CNY',
    '2026-07 6603 Dr 1.30 CNY',
    '2026-07 2241 Cr 1.30 CNY',
    '2026-07 6603 Cr 6.30 CNY',
  ]);
});

test('a month that isn’t over is not revalued', async () => {
  const books = await askedBooks(DOLLARS);
  expect(await exchangeLines(books, '2026-06-29')).toEqual([]);
});

test('without the rate of the month’s end nothing is revalued, and the next month takes up the whole difference', async () => {
  const files = {
    ...DOLLARS.files,
    'rates.csv': (DOLLARS.files['rates.csv'] ?? '').replace('2026-06-30,USD,CNY,7.10,\n', ''),
  };
  const books = await askedBooks({ ...DOLLARS, files });
  // Bank 1,079.50 − 213.30 = 866.20 becomes 858.00; strangers’ 359.50 − 213.30 = 146.20 becomes 143.00.
  expect(await exchangeLines(books, '2026-07-31')).toEqual([
    '2026-07 2241 Dr 3.20 CNY',
    '2026-07 6603 Dr 8.20 CNY',
    '2026-07 1002 Cr 8.20 CNY',
    '2026-07 6603 Cr 3.20 CNY',
  ]);
});

test('a month’s rate of settle.yaml goes before those of files, and serves as the month’s end where no day has one', async () => {
  const books = await askedBooks({
    ...DOLLARS,
    yaml: `${DOLLARS.yaml}vouchers: { rates: { USD: { 2026-05: 7.20, 2026-06: 7.00, 2026-07: 7.30 } } }\n`,
    files: { 'boc.csv': DOLLARS.files['boc.csv'] ?? '' },
  });
  // June: 720.00 + 350.00 becomes 1,050.00, strangers stay; July: 1,050.00 − 219.00 = 831.00 becomes 876.00.
  expect(await exchangeLines(books, '2026-07-31')).toEqual([
    '2026-06 6603 Dr 20.00 CNY',
    '2026-06 1002 Cr 20.00 CNY',
    '2026-07 1002 Dr 45.00 CNY',
    '2026-07 6603 Dr 15.00 CNY',
    '2026-07 2241 Cr 15.00 CNY',
    '2026-07 6603 Cr 45.00 CNY',
  ]);
  // The proof of a rate of settle.yaml is the line it stands on.
  const { rows } = await books.json('vouchers', { asOf: '2026-07-31' });
  expect(rows.filter(({ kind }) => kind === 'exchange').map(({ sources }) => sources)).toEqual([
    ['settle.yaml:6'],
    ['settle.yaml:6'],
  ]);
});

import { describe, expect, it } from 'vitest';

import { askedBooks } from './asked-books.ts';

/* Bank statements that come in any order: what a later one fills is a break no more, what it contradicts becomes one. */

const YAML = `
book: Small shop
accounts:
  - { id: ccb, kind: bank, number: "33050161763500000123" }
check: { bank_grace_days: 300 }
`;

const csv = (...rows: readonly string[]): string =>
  ['booked_on,amount,balance,reference,account', ...rows.map((row) => `${row},ccb`), ''].join('\n');

const JANUARY = csv('2026-01-05,100.00,1100.00,R1', '2026-01-30,-100.00,1000.00,R2');
const FEBRUARY = csv('2026-02-03,500.00,1500.00,R3', '2026-02-20,-200.00,1300.00,R4');
const MARCH = csv('2026-03-02,50.00,1350.00,R5');
/** The second row of 6 January is missing, where the balance goes from 1,400.00 to 1,900.00. */
const HOLED = csv(
  '2026-01-04,10.00,1000.00,R0',
  '2026-01-05,100.00,1100.00,R1',
  '2026-01-06,300.00,1400.00,R2',
  '2026-01-06,-200.00,1700.00,R4',
  '2026-01-07,50.00,1750.00,R5',
);
const WHOLE = csv(
  '2026-01-05,100.00,1100.00,R1',
  '2026-01-06,300.00,1400.00,R2',
  '2026-01-06,500.00,1900.00,R3',
  '2026-01-06,-200.00,1700.00,R4',
  '2026-01-07,50.00,1750.00,R5',
);

/** Day, expected and actual balance of every break, after these statements came in this order. */
async function breaksAfter(...texts: readonly string[]): Promise<readonly unknown[]> {
  const files = Object.fromEntries(texts.map((text, at) => [`s${at}.${text.startsWith(':') ? 'sta' : 'csv'}`, text]));
  const books = await askedBooks({ yaml: YAML, files });
  const { rows } = await books.json('discrepancies', { asOf: '2026-04-30' });
  return rows
    .filter(({ code }) => code === 'balance-break')
    .map(({ date, expected, actual }) => [date, expected, actual]);
}

describe('a statement that comes later', () => {
  it('and fills the days between two others ends their break', async () => {
    expect(await breaksAfter(JANUARY, MARCH)).toEqual([['2026-03-02', '1050.00', '1350.00']]);
    expect(await breaksAfter(JANUARY, MARCH, FEBRUARY)).toEqual([]);
  });

  it('and doesn’t come to what the next begins with makes the break another one', async () => {
    const short = FEBRUARY.replace('-200.00,1300.00', '-150.00,1350.00');
    expect(await breaksAfter(JANUARY, MARCH, short)).toEqual([['2026-03-02', '1400.00', '1350.00']]);
  });

  it('and tells a row nobody had makes a break where there was none', async () => {
    expect(await breaksAfter(JANUARY, FEBRUARY)).toEqual([]);
    const late = csv('2026-01-31,-20.00,980.00,R9');
    expect(await breaksAfter(JANUARY, FEBRUARY, late)).toEqual([['2026-02-03', '1480.00', '1500.00']]);
  });

  it('and brings the row that another lacks ends the break inside it, in whichever order they came', async () => {
    expect(await breaksAfter(HOLED)).toEqual([['2026-01-07', '1200.00', '1700.00']]);
    expect(await breaksAfter(HOLED, WHOLE)).toEqual([]);
    expect(await breaksAfter(WHOLE, HOLED)).toEqual([]);
    expect(await breaksAfter(HOLED, csv('2026-01-06,500.00,1900.00,R3'))).toEqual([]);
  });

  it('and brings another row than the one that is missing ends nothing', async () => {
    expect(await breaksAfter(HOLED, csv('2026-01-06,400.00,1800.00,R3'))).toEqual(
      expect.arrayContaining([['2026-01-07', '1200.00', '1700.00']]),
    );
  });

  it('and has no row still has to begin with the balance the one before ended with', async () => {
    const swift = (number: number, opening: string, lines: string, closing: string): string =>
      `:20:S\n:25:33050161763500000123\n:28C:${number}/1\n:60F:C${opening}\n${lines}:62F:C${closing}\n-\n`;
    const first = swift(1, '260104CNY1000,00', ':61:2601050105C100,00NMSCREF1//A1\n', '260105CNY1100,00');
    const empty = (balance: string): string => swift(2, `260105CNY${balance}`, '', `260106CNY${balance}`);
    expect(await breaksAfter(first, empty('1100,00'))).toEqual([]);
    expect(await breaksAfter(first, empty('1200,00'))).toEqual([['2026-01-06', '1100.00', '1200.00']]);
    // A row of the days before, told late, is what was missing.
    const late = csv('2026-01-05,100.00,1200.00,R2');
    expect(await breaksAfter(first, empty('1200,00'), late)).toEqual([]);
  });
});

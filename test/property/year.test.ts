import { beforeAll, describe, expect, it } from 'vitest';

import { simulateYear, type OpenItems } from '../sim/year.ts';
import { inNewBooks, succeedHere } from './program-in-process.ts';

/* A year of books: what is owed at a month's end is the same whether it is asked then or a year later. */

interface AgeingRow {
  readonly customer: string;
  readonly open: string;
  readonly not_due: string;
  readonly d1_30: string;
  readonly d31_60: string;
  readonly d61_90: string;
  readonly d91_180: string;
  readonly d180_plus: string;
  readonly overdue: string;
  readonly unapplied: string;
  readonly late_fee: string;
}

interface Report<T> {
  readonly rows: readonly T[];
  readonly totals: Readonly<Record<string, string>>;
}

/** Per month end, the text of each report. */
type Answers = readonly (readonly string[])[];

const year = simulateYear(2026, { orders: 12 });
/** What a year in which nothing is wrong may be asked about. */
const QUIET = ['receivable-overdue', 'bank-debit-unexplained', 'receipt-unapplied'];
const EVERY_MONTH = ['ageing', 'overdue', 'discrepancies'] as const;
const EVERY_QUARTER = ['bank-reconciliation', 'wallet', 'cycles', 'open'] as const;

async function askedAsOf(books: string, asOf: string): Promise<readonly string[]> {
  const names = /-(?:03|06|09|12)-/u.test(asOf) ? [...EVERY_MONTH, ...EVERY_QUARTER] : EVERY_MONTH;
  const texts: string[] = [];
  for (const name of names) {
    const args = ['report', name, '--as-of', asOf, '--format', 'json', '--lang', 'en', '--books', books];
    texts.push(await succeedHere(args));
  }
  return texts;
}

/** Imported and matched month by month, each asked at its end. */
function askedThen(): Promise<Answers> {
  return inNewBooks(year.settings, async ({ books, put }) => {
    const answers: (readonly string[])[] = [];
    for (const { files, to, month } of year.months) {
      await succeedHere(['import', ...put(files, month), '--books', books]);
      await succeedHere(['match', '--books', books]);
      answers.push(await askedAsOf(books, to));
    }
    return answers;
  });
}

/** All of it imported first, each month's end asked when the year is over. */
function askedLater(): Promise<Answers> {
  return inNewBooks(year.settings, async ({ books, put }) => {
    const paths = year.months.flatMap(({ files }) => put(files, 'in'));
    await succeedHere(['import', ...paths, '--books', books]);
    await succeedHere(['match', '--books', books]);
    const answers: (readonly string[])[] = [];
    for (const { to } of year.months) answers.push(await askedAsOf(books, to));
    return answers;
  });
}

let then: Answers;
let later: Answers;
beforeAll(async () => {
  then = await askedThen();
  later = await askedLater();
}, 240_000);

const fen = (text: string | undefined): number => Number((text ?? '0.00').replace('.', ''));
const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);
const ageingOf = (index: number): Report<AgeingRow> => JSON.parse(later[index]?.[0] ?? '') as Report<AgeingRow>;

function owedBy(customer: string, { receivables }: OpenItems): OpenItems['receivables'] {
  return receivables.filter((receivable) => receivable.customer === customer);
}

const MONTHS = year.months.map(({ month }, index) => [month, index] as const);

describe('a year of sales on account', () => {
  it.each(MONTHS)('%s: asked then or a year later, the answer is the same', (_, index) => {
    expect(later[index]).toEqual(then[index]);
  });

  it.each(MONTHS)('%s: every customer owes what they owe, in the age it has', (_, index) => {
    const { open, to } = year.months[index] ?? { open: undefined, to: '' };
    if (open === undefined) throw new Error('no such month');
    const { rows, totals } = ageingOf(index);
    for (const row of rows) {
      const owed = owedBy(row.customer, open);
      const aged = (low: number, high: number): number =>
        sum(owed.filter(({ due }) => daysLate(due, to) >= low && daysLate(due, to) <= high).map((one) => one.open));
      const buckets = [row.not_due, row.d1_30, row.d31_60, row.d61_90, row.d91_180, row.d180_plus].map(fen);
      expect(buckets).toEqual([aged(-999, 0), aged(1, 30), aged(31, 60), aged(61, 90), aged(91, 180), aged(181, 999)]);
      expect(sum(buckets)).toBe(fen(row.open));
      expect(fen(row.unapplied)).toBe(
        sum(open.unapplied.filter((one) => one.customer === row.customer).map((one) => one.amount)),
      );
    }
    expect(fen(totals['open'])).toBe(sum(open.receivables.map((one) => one.open)));
  });

  it.each(MONTHS)('%s: the late fee is what a walk over the days comes to', (_, index) => {
    const overdue = JSON.parse(later[index]?.[1] ?? '') as Report<{ ref: string; late_fee?: string }>;
    const fees = new Map(overdue.rows.map((row) => [row.ref, fen(row.late_fee)]));
    const late = year.months[index]?.open.receivables.filter((one) => one.lateFee > 0) ?? [];
    for (const { orderNo, lateFee } of late) expect(fees.get(`order:${orderNo}`), orderNo).toBe(lateFee);
  });
});

describe('a year in which nothing is wrong', () => {
  it.each(MONTHS)('%s: nothing is found at its end but what customers are late with', (_, index) => {
    const { rows } = JSON.parse(later[index]?.[2] ?? '') as Report<{ code: string; order_no?: string }>;
    expect(rows.filter(({ code }) => !QUIET.includes(code))).toEqual([]);
    const { open, to } = year.months[index] ?? { open: undefined, to: '' };
    const late = rows.filter(({ code }) => code === 'receivable-overdue').map((row) => row.order_no);
    expect(late.sort()).toEqual(
      open?.receivables
        .filter(({ due }) => due < to)
        .map((one) => one.orderNo)
        .sort(),
    );
  });
});

function daysLate(due: string, day: string): number {
  return (Date.parse(day) - Date.parse(due)) / 86_400_000;
}

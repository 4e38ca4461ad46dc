import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Books } from '../../src/store/open.ts';
import { storeFile, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable, type WorldFile } from '../match/world-table.ts';

/** The bank lines that are kept, by what they say. */
async function keptBank(books: Books): Promise<readonly string[]> {
  const rows = await books.db.all<{ booked_at: string; amount_minor: number; reference: string | null }>(
    'SELECT booked_at, amount_minor, reference FROM v_bank ORDER BY booked_at, amount_minor, reference, id',
  );
  return rows.map((row) => `${row.booked_at} ${row.amount_minor} ${row.reference ?? '–'}`);
}

function fileOf(name: string, rows: readonly string[]): WorldFile {
  const { files } = readTable(rows.map((row) => row.replace('$', name)).join('\n'));
  const [file] = files;
  if (!file) throw new Error('a file has rows');
  return file;
}

describe('statements that overlap', () => {
  it('rows known stay once, identical rows that really are two stay two', () =>
    withBooks(async (books) => {
      const twice = [
        'bank - ccb 2026-06-01 5.00 ref=- memo=手续费 file=$',
        'bank - ccb 2026-06-01 5.00 ref=- memo=手续费 file=$',
      ];
      const more = [...twice, 'bank - ccb 2026-06-01 7.00 ref=- memo=手续费 file=$'];
      expect(await storeFile(books, fileOf('a.csv', twice))).toBe(0);
      expect(await storeFile(books, fileOf('b.csv', more))).toBe(2);
      expect(await keptBank(books)).toEqual(['2026-06-01 500 –', '2026-06-01 500 –', '2026-06-01 700 –']);
    }));

  it('with the bank’s serial number, day and amount say enough: other words are the same row', () =>
    withBooks(async (books) => {
      await storeFile(books, fileOf('a.csv', ['bank A1 ccb 2026-06-01T09:00:00 5.00 memo=手续费 file=$']));
      expect(await storeFile(books, fileOf('b.csv', ['bank A1 ccb 2026-06-01 5.00 memo=网银手续费 file=$']))).toBe(1);
    }));

  it('another account’s equal row is another row', () =>
    withBooks(async (books) => {
      await storeFile(books, fileOf('a.csv', ['bank A1 ccb 2026-06-01 5.00 file=$']));
      expect(await storeFile(books, fileOf('b.csv', ['bank A1 icbc 2026-06-01 5.00 file=$']))).toBe(0);
      expect(await keptBank(books)).toHaveLength(2);
    }));

  it('a trade bill and a fund bill with equal rows keep both', () =>
    withBooks(async (books) => {
      const { files } = readTable(`
        line T1 wechat 2026-06-01 sale 100.00 trade=W1 bill=trade
        line F1 wechat 2026-06-01 sale 100.00 trade=W1 bill=fund`);
      await storeFiles(books, files);
      expect(await books.db.all('SELECT bill FROM v_line ORDER BY bill')).toEqual([
        { bill: 'fund' },
        { bill: 'trade' },
      ]);
    }));

  it('any cut of one month into overlapping files, in any order, is the month once', async () => {
    const month = Array.from({ length: 40 }, (_, index) => {
      const day = String(1 + Math.floor(index / 4)).padStart(2, '0');
      // Every fourth row is an equal twin of the one before it.
      const twin = index % 4 === 3 ? index - 1 : index;
      return { day: Number(day), row: `bank - ccb 2026-06-${day} ${twin + 1}.00 ref=- memo=m${twin} file=$` };
    });
    const span = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }));
    const cuts = fc.array(span, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.infiniteStream(fc.nat()), async (spans, dice) => {
        const days = spans.map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
        const files = days.map(([from, to], index) =>
          fileOf(
            `${index}.csv`,
            month.filter((one) => one.day >= from && one.day <= to).map((one) => one.row),
          ),
        );
        const shuffled = [...files].sort(() => ((dice.next().value ?? 0) % 2 === 0 ? -1 : 1));
        const whole = month.filter((one) => days.some(([from, to]) => one.day >= from && one.day <= to));
        const expected = whole
          .map(({ row }) => row.split(' '))
          .map(([, , , day, yuan]) => `${day} ${Number(yuan) * 100} –`);
        const [one, other] = [await keptAfter(files), await keptAfter(shuffled)];
        expect([...one.rows].sort()).toEqual(expected.sort());
        expect(other).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });
});

/** What is kept, and from which file and line. */
async function keptAfter(
  files: readonly WorldFile[],
): Promise<{ readonly rows: readonly string[]; readonly places: readonly string[] }> {
  return withBooks(async (books) => {
    await storeFiles(books, files);
    const places = await books.db.all<{ place: string }>(
      `SELECT p.file || ':' || b.line AS place FROM v_bank b JOIN v_place p ON p.statement_id = b.statement_id ORDER BY 1`,
    );
    return { rows: await keptBank(books), places: places.map((row) => row.place) };
  });
}

describe('a later export of an order', () => {
  const EARLY = 'order O1 2026-06-01 100.00 status=paid file=june.csv\norder O2 2026-06-02 50.00 file=june.csv';
  const LATE = 'order O1 2026-06-01 100.00 status=completed refunded=20.00 confirmed=2026-07-03 file=july.csv';
  const EVEN = 'order O1 2026-06-01 100.00 status=cancelled file=a.csv\norder O2 2026-06-02 50.00 file=a.csv';

  async function newest(...tables: readonly string[]): Promise<unknown> {
    return withBooks(async (books) => {
      for (const table of tables) await storeFiles(books, readTable(table).files);
      return books.db.all('SELECT order_no, status, refunded_minor, payable_minor FROM v_order ORDER BY order_no');
    });
  }

  it('is its new version, whichever was imported first', async () => {
    const expected = [
      { order_no: 'O1', status: 'completed', refunded_minor: 2_000, payable_minor: 10_000 },
      { order_no: 'O2', status: null, refunded_minor: null, payable_minor: 5_000 },
    ];
    expect(await newest(EARLY, LATE)).toEqual(expected);
    expect(await newest(LATE, EARLY)).toEqual(expected);
  });

  it('of two that reach equally far, the further status is the newer', async () => {
    expect(await newest(EARLY, EVEN)).toMatchObject([{ status: 'cancelled' }, {}]);
    expect(await newest(EVEN, EARLY)).toMatchObject([{ status: 'cancelled' }, {}]);
  });

  it('that says the same is known', () =>
    withBooks(async (books) => {
      const rows = ['order O1 2026-06-01 100.00 file=$', 'order O2 2026-06-01 90.00 file=$'];
      expect(await storeFile(books, fileOf('a.csv', rows))).toBe(0);
      expect(await storeFile(books, fileOf('b.csv', rows.slice(0, 1)))).toBe(1);
    }));

  it('invoices, customers and receipts too', () =>
    withBooks(async (books) => {
      await storeFiles(
        books,
        readTable(`
          invoice I1 2026-06-01 100.00 customer=甲 file=a.csv
          invoice I1 2026-06-05 120.00 customer=甲 file=b.csv
          customer 甲 terms="net 10" file=c.csv
          customer 甲 terms="net 20" file=d.csv
          receipt R1 2026-06-01 1.00 customer=甲 file=e.csv
          receipt R1 2026-06-01 1.00 customer=甲 status=退票 file=f.csv`).files,
      );
      expect(await books.db.all('SELECT total_minor FROM v_invoice')).toEqual([{ total_minor: 12_000 }]);
      expect(await books.db.all('SELECT COUNT(*) AS n FROM v_customer')).toEqual([{ n: 1 }]);
      expect(await books.db.all('SELECT status FROM v_receipt')).toEqual([{ status: '退票' }]);
    }));
});

import { describe, expect, it } from 'vitest';

import { detect } from '../../src/ingest/detect.ts';
import { StatementReading } from '../../src/ingest/interpret.ts';
import type { DateOrder } from '../../src/ingest/moment.ts';
import type { FormatProfile } from '../../src/ingest/profile.ts';
import type { RawRecord, RecordBatches } from '../../src/ingest/tokenise/raw.ts';
import type { Currency } from '../../src/model/currency.ts';
import { plus, ZERO } from '../../src/model/money.ts';
import type { LineKind, SettlementLine, StatementOutcome } from '../../src/model/statement.ts';

/** A platform's statement as this engine's declarations describe one, with what a case is about put on top. */
const PLAIN: FormatProfile<'settlement'> = {
  id: 'example',
  title: { en: 'Example', zh: '示例' },
  kind: 'settlement',
  bill: 'fund',
  grade: 'C',
  joins: { en: 'order no.', zh: '订单号' },
  columns: { when: ['Date'], kind: ['Kind'], batch: ['Batch'], amount: ['Amount'], currency: ['Currency'] },
  known: ['when', 'amount'],
  read: (row) => {
    const net = row.needAmount('amount');
    const batchNo = row.id('batch');
    const kind = (row.text('kind') ?? 'sale') as LineKind;
    const line: SettlementLine = {
      line: row.line,
      kind,
      occurredAt: row.needMoment('when'),
      ...(batchNo !== undefined && { batchNo }),
      gross: net,
      fee: ZERO,
      net,
      currency: row.currency,
    };
    return line;
  },
};

interface Taken {
  readonly rows: readonly SettlementLine[];
  readonly outcome: StatementOutcome;
}

/** Reads cells under a header by a declaration. */
async function read(
  profile: FormatProfile<'settlement'>,
  cells: readonly (readonly string[])[],
  dateOrder?: DateOrder,
): Promise<Taken> {
  const records: readonly RawRecord[] = cells.map((row, index) => ({ line: index + 1, cells: row }));
  const detection = detect(records, [profile], true);
  if (detection.kind !== 'found') throw new Error(detection.kind);
  const currency = 'USD' as Currency;
  const name = { numbers: [] };
  const how = { found: detection.found, preamble: { records: [] }, stated: { currency, name }, currency, dateOrder };
  const reading = new StatementReading({ file: 'file.csv', records: again(records), ragged: false }, how);
  const rows: SettlementLine[] = [];
  for await (const batch of reading.batches()) rows.push(...(batch.rows as readonly SettlementLine[]));
  return { rows, outcome: reading.outcome() };
}

/** Records two at a time, each time from the first. */
function again(records: readonly RawRecord[]): RecordBatches {
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < records.length; at += 2) yield await Promise.resolve(records.slice(at, at + 2));
    },
  };
}

describe('the order of day and month, where the file decides it', () => {
  const BY_FILE: FormatProfile<'settlement'> = { ...PLAIN, dateOrder: 'file', times: 'as-printed' };
  const HEADER = ['Date', 'Amount'];
  const days = ({ rows }: Taken): readonly string[] => rows.map(({ occurredAt }) => occurredAt);
  const codes = ({ outcome }: Taken): readonly string[] => outcome.problems.map(({ code }) => code);

  it('one day above twelve tells it for all rows, those before it too', async () => {
    const dayFirst = await read(BY_FILE, [HEADER, ['05/06/2026', '1'], ['07/06/2026', '1'], ['29/06/2026', '1']]);
    expect(days(dayFirst)).toEqual(['2026-06-05', '2026-06-07', '2026-06-29']);
    const monthFirst = await read(BY_FILE, [HEADER, ['9/4/2018 1:02', '1'], ['9/24/2018 3:04 PM', '1']]);
    expect(days(monthFirst)).toEqual(['2018-09-04 01:02:00', '2018-09-24 15:04:00']);
  });

  it('where no date tells it, a person has to, and a date that is the same either way is read', async () => {
    const cells = [HEADER, ['05/06/2026', '1'], ['05/05/2026', '1']];
    const open = await read(BY_FILE, cells);
    expect([days(open), codes(open)]).toEqual([['2026-05-05'], ['DATE_AMBIGUOUS']]);
    expect(days(await read(BY_FILE, cells, 'mdy'))).toEqual(['2026-05-06', '2026-05-05']);
  });

  it('dates that exclude each other are all unreadable', async () => {
    const both = await read(BY_FILE, [HEADER, ['29/06/2026', '1'], ['06/29/2026', '1'], ['2026-06-29', '1']]);
    expect([days(both), codes(both)]).toEqual([['2026-06-29'], ['DATE_UNREADABLE', 'DATE_UNREADABLE']]);
    const dotted = await read(BY_FILE, [HEADER, ['05.06.2026', '1'], ['06/29/2026', '1']]);
    expect(codes(dotted)).toEqual(['DATE_UNREADABLE', 'DATE_UNREADABLE']);
  });

  it('a person’s word stands above the file’s and the format’s', async () => {
    const cells = [HEADER, ['05/06/2026', '1'], ['29/06/2026', '1']];
    expect(codes(await read(BY_FILE, cells, 'mdy'))).toEqual(['DATE_UNREADABLE']);
    const declared: FormatProfile<'settlement'> = { ...PLAIN, dateOrder: 'mdy' };
    expect(days(await read(declared, [HEADER, ['05/06/2026', '1']]))).toEqual(['2026-05-06']);
    expect(days(await read(declared, [HEADER, ['05/06/2026', '1']], 'dmy'))).toEqual(['2026-06-05']);
  });

  it('an impossible date decides nothing', async () => {
    const taken = await read(BY_FILE, [HEADER, ['31/02/2026', '1'], ['05/29/2026', '1']]);
    expect([days(taken), codes(taken)]).toEqual([['2026-05-29'], ['DATE_UNREADABLE']]);
  });
});

describe('times with a zone', () => {
  const cells = [
    ['Date', 'Amount'],
    ['2026-06-30T23:59:59-08:00', '1'],
  ];

  it('are kept as the platform prints them where a format says so', async () => {
    const { rows } = await read({ ...PLAIN, times: 'as-printed' }, cells);
    expect(rows[0]?.occurredAt).toBe('2026-06-30 23:59:59');
  });

  it('are refused elsewhere: another offset is another moment of the books', async () => {
    const { outcome } = await read(PLAIN, cells);
    expect(outcome.problems).toMatchObject([{ code: 'DATE_UNREADABLE' }]);
  });
});

describe('a decimal mark that a format declares', () => {
  it('holds for every amount of the file and its totals', async () => {
    const footer = {
      starts: /^Summe$/,
      underColumns: { amount: { tally: 'all', unit: 'amount' as const } },
    };
    const german: FormatProfile<'settlement'> = {
      ...PLAIN,
      decimal: ',',
      footer,
      read: (row) => {
        row.tally('all', row.needAmount('amount'));
        return PLAIN.read(row);
      },
    };
    const cells = [
      ['Date', 'Amount'],
      ['2026-06-01', '1.234,50'],
      ['2026-06-02', '-0,50'],
      ['Summe', '1.234,10'],
    ];
    const { rows, outcome } = await read(german, cells);
    expect(rows.map(({ net }) => net)).toEqual([123_450, -50]);
    expect(outcome.issues).toMatchObject([{ code: 'control-total', expected: 123_410, actual: 123_400 }]);
  });

  it('that every amount shows itself is refused where it doesn’t', async () => {
    const shown: FormatProfile<'settlement'> = { ...PLAIN, decimal: 'shown' };
    const header = ['Date', 'Amount', 'Currency'];
    const { rows, outcome } = await read(shown, [
      header,
      ['2026-06-01', '1.234', 'USD'],
      ['2026-06-01', '1.234', 'KWD'],
    ]);
    expect(rows.map(({ net }) => net)).toEqual([123_400]);
    expect(outcome.problems).toEqual([{ code: 'AMOUNT_UNREADABLE', line: 3, column: 'Amount', text: '1.234' }]);
  });
});

describe('a header of two rows', () => {
  const GROUPED: FormatProfile<'settlement'> = {
    ...PLAIN,
    headerRows: 2,
    columns: {
      when: ['Base_Date'],
      batch: ['Base_No.'],
      amount: ['Money_Sum'],
      kind: ['Kind'],
      currency: ['Money_Currency'],
    },
  };
  const row = ['sale', '2026-06-01', 'B1', '12.00', 'EUR', 'X9'];
  const expected = { line: 3, kind: 'sale', batchNo: 'B1', net: 1200, currency: 'EUR' };

  it('puts a group’s name before those under it; names that stand in two groups stay apart', async () => {
    const { rows } = await read(GROUPED, [
      ['Kind', 'Base', '', 'Money', '', 'Other'],
      ['', 'Date', 'No.', 'Sum', 'Currency', 'No.'],
      row,
    ]);
    expect(rows).toMatchObject([expected]);
  });

  it('is the same once somebody has flattened it', async () => {
    const { rows } = await read(GROUPED, [
      ['Kind', 'Base_Date', 'Base_No.', 'Money_Sum', 'Money_Currency', 'Other_No.'],
      row,
    ]);
    expect(rows).toMatchObject([{ ...expected, line: 2 }]);
  });

  it('may stand below lines of its own', async () => {
    const { rows } = await read(GROUPED, [
      ['Statement of June', '', '', '', '', ''],
      ['', 'Base', '', 'Money', '', 'Other'],
      ['Kind', 'Date', 'No.', 'Sum', 'Currency', 'No.'],
      row,
    ]);
    expect(rows).toMatchObject([{ ...expected, line: 4 }]);
  });
});

describe('a batch that names its payout', () => {
  const CLOSED: FormatProfile<'settlement'> = { ...PLAIN, closed: true };
  const HEADER = ['Date', 'Kind', 'Batch', 'Amount', 'Currency'];
  const row = (kind: string, batch: string, amount: string, currency = 'USD'): string[] => [
    '2026-06-01',
    kind,
    batch,
    amount,
    currency,
  ];

  it('is closed when its lines and the payout come to nothing, in each currency', async () => {
    const { outcome } = await read(CLOSED, [
      HEADER,
      row('payout', 'B1', '-59.75'),
      row('sale', 'B1', '60.00'),
      row('fee', 'B1', '-0.25'),
      row('sale', 'B1', '9.54', 'CAD'),
      row('payout', 'B1', '-9.54', 'CAD'),
      row('transfer', 'B2', '3.00'),
      row('refund', 'B2', '-3.00'),
    ]);
    expect(outcome.issues).toEqual([]);
  });

  it('is told with what was paid out and what its lines come to when they differ', async () => {
    const { outcome } = await read(CLOSED, [HEADER, row('sale', 'B1', '60.00'), row('payout', 'B1', '-59.75')]);
    expect(outcome.issues).toEqual([
      {
        code: 'control-total',
        line: 3,
        what: 'B1',
        expected: 5975,
        actual: 6000,
        unit: 'amount',
        currency: 'USD',
      },
    ]);
  });

  it('says nothing without its payout, in a format that doesn’t close its batches, or in a file with unread rows', async () => {
    const lines = [HEADER, row('sale', 'B1', '60.00'), row('payout', 'B1', '-59.75')];
    expect((await read(CLOSED, lines.slice(0, 2))).outcome.issues).toEqual([]);
    expect((await read(PLAIN, lines)).outcome.issues).toEqual([]);
    expect((await read(CLOSED, [...lines, row('sale', 'B1', 'oops')])).outcome.issues).toEqual([]);
  });
});

it('a row of another number of cells is told with both numbers', async () => {
  const { outcome } = await read(PLAIN, [
    ['Date', 'Amount'],
    ['2026-06-01', '1', '000.00'],
  ]);
  expect(outcome.problems).toEqual([{ code: 'CELL_COUNT', line: 2, text: '3 ≠ 2' }]);
});

describe('a tab-separated settlement whose first row tells what holds for all', () => {
  const FLAT: FormatProfile<'settlement'> = { ...PLAIN, currencyStays: true, ragged: true };
  const HEADER = ['Date', 'Currency', 'Amount', 'Kind', 'Batch'];

  it('has its currency in every row, until another one is printed', async () => {
    const { rows } = await read(FLAT, [
      HEADER,
      ['2026-06-01', 'JPY', '1500', 'sale', ''],
      ['2026-06-01', '', '225', 'sale', ''],
      ['2026-06-01', 'EUR', '1.50', 'sale', ''],
      ['2026-06-01', '', '2.25', 'sale', ''],
    ]);
    expect(rows.map(({ currency, net }) => [currency, net])).toEqual([
      ['JPY', 1500],
      ['JPY', 225],
      ['EUR', 150],
      ['EUR', 225],
    ]);
  });

  it('may end a row before its last, empty cells, but has none too many', async () => {
    const { rows, outcome } = await read(FLAT, [
      HEADER,
      ['2026-06-01', 'JPY', '1500'],
      ['2026-06-01', '', '1', '500', '', 'x'],
    ]);
    expect(rows).toHaveLength(1);
    expect(outcome.problems).toMatchObject([{ code: 'CELL_COUNT', text: '6 ≠ 5' }]);
  });
});

describe('rows that belong together', () => {
  it('are one, as long as they follow each other', async () => {
    const joined: FormatProfile<'settlement'> = {
      ...PLAIN,
      joined: (above, row) => (above.batchNo === row.batchNo ? { ...above, net: plus(above.net, row.net) } : undefined),
    };
    const { rows, outcome } = await read(joined, [
      ['Date', 'Batch', 'Amount'],
      ['2026-06-01', 'B1', '1.00'],
      ['2026-06-02', 'B1', '2.00'],
      ['2026-06-03', 'B2', '4.00'],
      ['2026-06-04', 'B1', '8.00'],
    ]);
    expect(rows.map(({ batchNo, net, line }) => [batchNo, net, line])).toEqual([
      ['B1', 300, 2],
      ['B2', 400, 4],
      ['B1', 800, 5],
    ]);
    expect(outcome.parts).toMatchObject([{ rows: 3 }]);
  });
});

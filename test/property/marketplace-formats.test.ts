import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readText } from '../ingest/read-text.ts';

const RUNS = { numRuns: 25 };

/** Whole cents of an everyday size, and some with thousands. */
const cents = fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 100_000, max: 99_999_999 }));
const day = fc.integer({ min: 1, max: 28 });
const month = fc.integer({ min: 1, max: 12 });

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function plain(amount: number): string {
  const size = Math.abs(amount);
  return `${amount < 0 ? '-' : ''}${String(Math.floor(size / 100))}.${two(size % 100)}`;
}

/** `-$1,234.56`. */
function dollars(amount: number): string {
  const size = Math.abs(amount);
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return `${amount < 0 ? '-' : ''}$${whole}.${two(size % 100)}`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function csv(header: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const lines = rows.map((row) => header.map((name) => quoted(row[name] ?? '')).join(','));
  return `${[header.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
}

/** What a property looks at of each row, in the order of its keys. */
function told(rows: readonly unknown[], keys: readonly string[]): readonly object[] {
  return rows.map((row) => {
    const fields = row as Readonly<Record<string, unknown>>;
    return Object.fromEntries(keys.map((key) => [key, fields[key]]));
  });
}

test('of a payment at the counter only what was paid by card is held, less the fee', async () => {
  const payment = fc.record({
    card: cents,
    cash: fc.option(cents, { nil: 0 }),
    fee: fc.nat(2_000),
    refund: fc.boolean(),
    month,
    day,
  });
  const header =
    'Date,Time,Total Collected,Card,Cash,Square Gift Card,Other Tender,Fees,Net Total,Transaction ID,Payment ID,Event Type,Deposit ID'.split(
      ',',
    );
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { minLength: 1, maxLength: 12 }), async (payments) => {
      const text = csv(
        header,
        payments.map((one, at) => {
          const sign = one.refund ? -1 : 1;
          const collected = sign * (one.card + one.cash);
          return {
            Date: `2026-${two(one.month)}-${two(one.day)}`,
            Time: '10:00:00',
            'Total Collected': dollars(collected),
            Card: dollars(sign * one.card),
            Cash: dollars(sign * one.cash),
            Fees: dollars(-one.fee),
            'Net Total': dollars(collected - one.fee),
            'Transaction ID': `T${String(at)}`,
            'Payment ID': `P${String(at)}`,
            'Event Type': one.refund ? 'Refund' : 'Payment',
            'Deposit ID': 'DEPOSIT1',
          };
        }),
      );
      const expected = payments.map((one, at) => ({
        kind: one.refund ? 'refund' : 'sale',
        occurredAt: `2026-${two(one.month)}-${two(one.day)} 10:00:00`,
        tradeNo: `T${String(at)}`,
        gross: one.refund ? -one.card : one.card,
        net: (one.refund ? -one.card : one.card) - one.fee,
        currency: 'USD',
      }));
      const { rows, outcome } = await readText(text);
      expect(outcome.problems).toEqual([]);
      expect(told(rows, ['kind', 'occurredAt', 'tradeNo', 'gross', 'net', 'currency'])).toEqual(expected);
    }),
    RUNS,
  );
});

test('the rows of a settlement reference come to what was settled, with the fees withheld', async () => {
  const header =
    'Date,Payment method,Currency,Amount,Status,ID,Description,Settlement currency,Settlement amount,Settlement reference'.split(
      ',',
    );
  const entry = fc.record({
    amount: cents,
    what: fc.constantFrom('tr', 're', 'chb', 'fees'),
    order: fc.integer({ min: 1_000, max: 9_999_999 }),
    month,
    day,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
      const signed = entries.map(({ what, amount }) => (what === 'tr' ? amount : -amount));
      const text = csv(
        header,
        entries.map(({ what, order, ...one }, at) => ({
          Date: `2026-${two(one.month)}-${two(one.day)} 08:09:10`,
          'Payment method': what === 'tr' ? 'ideal' : '',
          Currency: 'EUR',
          Amount: plain(signed[at] ?? 0),
          ID: what === 'fees' ? '' : `${what}_${String(at)}`,
          Description: what === 'fees' ? 'Withheld fees MOL-2026-1' : `Order ${String(order)}`,
          'Settlement currency': 'EUR',
          'Settlement amount': plain(signed[at] ?? 0),
          'Settlement reference': '1234567.2610.01',
        })),
      );
      const kinds = { tr: 'sale', re: 'refund', chb: 'chargeback', fees: 'fee' } as const;
      const expected = entries.map(({ what, order, amount }, at) => ({
        kind: kinds[what],
        orderNo: what === 'fees' ? undefined : String(order),
        batchNo: '1234567.2610.01',
        fee: what === 'fees' ? amount : 0,
        net: signed[at],
      }));
      const { rows } = await readText(text);
      expect(told(rows, ['kind', 'orderNo', 'batchNo', 'fee', 'net'])).toEqual(expected);
    }),
    RUNS,
  );
});

test('a monthly statement tells sales, fees by order, and deposits by their titles', async () => {
  const header = ['Date', 'Type', 'Title', 'Info', 'Currency', 'Amount', 'Fees & Taxes', 'Net', 'Tax Details'];
  const entry = fc.record({
    amount: cents,
    what: fc.constantFrom('Sale', 'Fee', 'Refund', 'Deposit'),
    order: fc.integer({ min: 1_000_000_000, max: 3_999_999_999 }),
    month,
    day,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 15 }), async (entries) => {
      const text = csv(
        header,
        entries.map(({ what, amount, order, ...one }) => {
          const printed = dollars(what === 'Sale' ? amount : -amount);
          return {
            Date: `${MONTHS[one.month - 1] ?? ''} ${String(one.day)}, 2026`,
            Type: what,
            Title:
              what === 'Deposit'
                ? `${dollars(amount)} sent to your bank account`
                : `${what} for Order #${String(order)}`,
            Info: what === 'Fee' ? `Order #${String(order)}` : '',
            Currency: 'USD',
            Amount: what === 'Sale' || what === 'Refund' ? printed : '--',
            'Fees & Taxes': what === 'Fee' ? printed : '--',
            Net: what === 'Deposit' ? '--' : printed,
            'Tax Details': '--',
          };
        }),
      );
      const kinds = { Sale: 'sale', Fee: 'fee', Refund: 'refund', Deposit: 'payout' } as const;
      const expected = entries.map(({ what, amount, order, ...one }) => ({
        kind: kinds[what],
        occurredAt: `2026-${two(one.month)}-${two(one.day)}`,
        orderNo: what === 'Deposit' ? undefined : String(order),
        net: what === 'Sale' ? amount : -amount,
      }));
      const { rows } = await readText(text);
      expect(told(rows, ['kind', 'occurredAt', 'orderNo', 'net'])).toEqual(expected);
    }),
    RUNS,
  );
});

test('an order of several items counts once, whatever its item rows repeat', async () => {
  const header = [
    'Transaction creation date',
    'Type',
    'Order number',
    'Net amount',
    'Payout currency',
    'Payout ID',
    'Transaction ID',
    'Item title',
    'Item subtotal',
    'Shipping and handling',
    'Seller collected tax',
    'Final Value Fee - fixed',
    'Final Value Fee - variable',
    'Gross transaction amount',
    'Transaction currency',
  ];
  const order = fc.record({
    prices: fc.array(cents, { minLength: 1, maxLength: 4 }),
    shipping: fc.nat(5_000),
    feePerMille: fc.integer({ min: 1, max: 150 }),
    month,
    day,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 6 }), async (orders) => {
      const sums = orders.map(({ prices, shipping, feePerMille }) => {
        const price = prices.reduce((left, right) => left + right, 0);
        const fee = Math.floor((price * feePerMille) / 1_000);
        return { price, fee, gross: price + shipping, net: price + shipping - fee };
      });
      const rows = orders.flatMap(({ prices, shipping, month: inMonth, day: onDay }, at) => {
        const sum = sums[at] ?? { price: 0, fee: 0, gross: 0, net: 0 };
        const shared = {
          'Transaction creation date': `${(MONTHS[inMonth - 1] ?? '').slice(0, 3)} ${String(onDay)}, 2026`,
          Type: 'Order',
          'Order number': `12-0-${String(at)}`,
          'Transaction currency': 'USD',
          'Seller collected tax': '--',
        };
        const whole = {
          ...shared,
          'Net amount': dollars(sum.net).replace('$', ''),
          'Payout currency': 'USD',
          'Payout ID': '7000000001',
          'Item title': '--',
          'Item subtotal': dollars(sum.price).replace('$', ''),
          'Shipping and handling': plain(shipping),
          'Final Value Fee - variable': plain(-sum.fee),
          'Gross transaction amount': plain(sum.gross),
        };
        const items = prices.map((price) => ({
          ...shared,
          'Net amount': '--',
          'Payout currency': '--',
          'Item title': 'Thing',
          'Item subtotal': plain(price),
          'Gross transaction amount': plain(price),
        }));
        return prices.length === 1 ? [{ ...whole, 'Item title': 'Thing' }] : [whole, ...items];
      });
      const text = `\uFEFF"Transaction report"\n"Seller","someone"\n\n${csv(header, rows)}`;
      const expected = sums.map(({ gross, fee, net }, at) => ({
        kind: 'sale',
        orderNo: `12-0-${String(at)}`,
        gross,
        fee,
        net,
        currency: 'USD',
      }));
      const read = await readText(text);
      expect(read.outcome.problems).toEqual([]);
      expect(told(read.rows, ['kind', 'orderNo', 'gross', 'fee', 'net', 'currency'])).toEqual(expected);
    }),
    RUNS,
  );
});

test('rupees with dates and paise with seconds are the same lines', async () => {
  const header =
    'entity_id,type,debit,credit,amount,currency,fee,tax,on_hold,settled,created_at,settled_at,settlement_id,settlement_utr,order_id,order_receipt,payment_id'.split(
      ',',
    );
  const entry = fc.record({
    amount: fc.integer({ min: 10_000, max: 99_999_999 }),
    fee: fc.nat(5_000),
    refund: fc.boolean(),
    inclusive: fc.boolean(),
    held: fc.boolean(),
    second: fc.integer({ min: 1_700_000_000, max: 1_799_999_999 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 10 }), async (entries) => {
      const rows = (
        printed: (amount: number) => string,
        moment: (second: number) => string,
        said: readonly [string, string],
      ): string =>
        csv(
          header,
          entries.map(({ amount, fee, refund, inclusive, held, second }, at) => {
            const tax = Math.floor((fee * 18) / 100);
            return {
              entity_id: refund ? `rfnd_${String(at)}` : `pay_${String(at)}`,
              type: refund ? 'refund' : 'payment',
              debit: printed(refund ? amount + fee + tax : 0),
              credit: printed(refund ? 0 : amount - fee - tax),
              amount: printed(amount),
              currency: 'INR',
              fee: printed(inclusive ? fee + tax : fee),
              tax: printed(tax),
              on_hold: held ? said[0] : said[1],
              settled: held ? said[1] : said[0],
              created_at: moment(second),
              settled_at: held ? '' : moment(second + 86_400),
              settlement_id: held ? '' : 'setl_1',
              settlement_utr: held ? '' : 'AXIS0000000001',
              order_receipt: `SO-${String(at)}`,
              payment_id: `pay_${String(at)}`,
            };
          }),
        );
      const inIndia = (second: number): string =>
        new Date((second + 19_800) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
      const rupees = await readText(rows(plain, inIndia, ['Y', 'N']));
      const paise = await readText(rows(String, String, ['1', '0']));
      const expected = entries.map(({ amount, fee, refund, held, second }) => {
        const charged = fee + Math.floor((fee * 18) / 100);
        const gross = refund ? -amount : amount;
        return {
          occurredAt: inIndia(second),
          gross,
          fee: charged,
          net: gross - charged,
          batchNo: held ? undefined : 'AXIS0000000001',
        };
      });
      expect([rupees.statement.format.id, paise.statement.format.id]).toEqual(['razorpay-recon', 'razorpay-recon-api']);
      expect(told(rupees.rows, ['occurredAt', 'gross', 'fee', 'net', 'batchNo'])).toEqual(expected);
      expect(paise.rows).toEqual(rupees.rows);
    }),
    RUNS,
  );
});

test('whole minor units are read by the currency, and a file without its last line is refused', async () => {
  const header =
    'settlementBatchId,transactionId,transactionRequestId,transactionType,transactionTime,settlementTime,settlementCurrency,grossSettlementAmountValue,netSettlementAmountValue,feeAmountValue'.split(
      ',',
    );
  const entry = fc.record({
    gross: cents,
    fee: fc.nat(500),
    refund: fc.boolean(),
    currency: fc.constantFrom('USD', 'JPY'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 10 }), async (entries) => {
      const text = csv(
        header,
        entries.map(({ gross, fee, refund, currency }, at) => ({
          settlementBatchId: '20260806000001',
          transactionId: String(at),
          transactionRequestId: `R${String(at)}`,
          transactionType: refund ? 'REFUND' : 'PAYMENT',
          transactionTime: '2026-08-01T10:00:00+08:00',
          settlementTime: '2026-08-06T10:00:00+08:00',
          settlementCurrency: currency,
          grossSettlementAmountValue: String(gross),
          netSettlementAmountValue: String(refund ? gross + fee : Math.max(gross - fee, 0)),
          feeAmountValue: String(refund ? fee : gross - Math.max(gross - fee, 0)),
        })),
      );
      const expected = entries.map(({ gross, fee, refund, currency }) => ({
        gross: refund ? -gross : gross,
        net: refund ? -gross - fee : Math.max(gross - fee, 0),
        currency,
      }));
      const { rows } = await readText(`${text}<END>\n`);
      expect(told(rows, ['gross', 'net', 'currency'])).toEqual(expected);
      await expect(readText(text)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    }),
    RUNS,
  );
});

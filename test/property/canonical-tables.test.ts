import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  amount,
  dayOfJune,
  grouped,
  inAnyOrder,
  longNo,
  momentOfJune,
  printed,
  readTable,
  someOf,
  table,
  told,
} from './table-text.ts';

/** What a cell says and what is to be read of it; a column that isn't there is unknown. */
interface Cell {
  readonly text: string;
  readonly value: string | number | undefined;
}

/** A column of CLI.md, «Canonical CSV»: its two names, the field of the row and what may stand in it. */
interface Column {
  readonly names: readonly [english: string, chinese: string];
  readonly field: string;
  readonly cell: fc.Arbitrary<Cell>;
  readonly needed?: true;
}

const same = (text: string): Cell => ({ text, value: text });
const blank: Cell = { text: '', value: undefined };
const maybe = (cell: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> =>
  fc.oneof({ weight: 3, arbitrary: cell }, { weight: 1, arbitrary: fc.constant(blank) });

const words = fc
  .array(fc.constantFrom('茶杯', ', ', 'tea', ' "fine" ', '；', '一只', '\n', "'s", '|', '\t', '100%'), {
    maxLength: 5,
  })
  .map((parts) => same(`货${parts.join('')}完`));
/** As spreadsheets are kept from cutting it. */
const number = longNo.chain((value) =>
  fc.constantFrom(...[value, `'${value}`, `="${value}"`, `${value}\t`].map((text) => ({ text, value }))),
);
const day = dayOfJune.chain((text) =>
  fc.constantFrom(
    ...[text, text.replaceAll('-', '/'), text.replaceAll('-', '')].map((one) => ({ text: one, value: text })),
  ),
);
const moment = momentOfJune.chain((text) =>
  fc.constantFrom(...[text, text.replaceAll('-', '/')].map((one) => ({ text: one, value: text }))),
);
const money = (sizes: fc.Arbitrary<number>): fc.Arbitrary<Cell> =>
  sizes.chain((value) => fc.constantFrom(...[printed(value), grouped(value)].map((text) => ({ text, value }))));
const positive = money(fc.nat({ max: 99_999_999 }));
const signed = money(fc.integer({ min: -99_999_999, max: 99_999_999 }));
const oneOf = (meanings: Readonly<Record<string, string>>): fc.Arbitrary<Cell> =>
  fc.constantFrom(...Object.entries(meanings).map(([text, value]) => ({ text, value })));
const currency = oneOf({ CNY: 'CNY', 人民币: 'CNY', USD: 'USD', EUR: 'EUR' });
const platform = oneOf({ 微信支付: 'wechat', 支付宝: 'alipay', stripe: 'stripe', PayPal: 'paypal' });

function needed(field: string, names: Column['names'], cell: fc.Arbitrary<Cell>): Column {
  return { field, names, cell, needed: true };
}

function column(field: string, names: Column['names'], cell: fc.Arbitrary<Cell>): Column {
  return { field, names, cell: maybe(cell) };
}

const ORDERS: readonly Column[] = [
  needed('orderNo', ['order_no', '订单号'], number),
  needed('payable', ['payable', '应付金额'], positive),
  needed('orderedAt', ['ordered_at', '下单时间'], moment),
  column('paidAt', ['paid_at', '付款时间'], moment),
  column('shippedAt', ['shipped_at', '发货时间'], moment),
  column('confirmedAt', ['confirmed_at', '确认收货时间'], moment),
  column('platform', ['platform', '平台'], platform),
  column('shop', ['shop', '店铺'], words),
  column('customer', ['customer', '客户'], words),
  column(
    'status',
    ['status', '状态'],
    oneOf({
      unpaid: 'unpaid',
      待付款: 'unpaid',
      已付款: 'paid',
      shipped: 'shipped',
      已完成: 'completed',
      已取消: 'cancelled',
    }),
  ),
  column('currency', ['currency', '币种'], currency),
  column('gross', ['gross', '商品金额'], positive),
  column('discount', ['discount', '优惠金额'], positive),
  column('shipping', ['shipping', '运费'], positive),
  column('refunded', ['refunded', '退款金额'], positive),
  column('dueOn', ['due_on', '到期日'], day),
  column('salesperson', ['salesperson', '业务员'], words),
  column('tradeNo', ['trade_no', '交易号'], number),
  column('paymentMethod', ['payment_method', '付款方式'], platform),
];

const INVOICES: readonly Column[] = [
  needed('invoiceNo', ['invoice_no', '发票号码'], number),
  needed('issuedOn', ['issued_on', '开票日期'], day),
  needed('customer', ['customer', '客户'], words),
  needed('total', ['total', '价税合计'], signed),
  column('kind', ['kind', '发票类型'], fc.constantFrom('增值税专用发票', '红字发票').map(same)),
  column('customerTaxId', ['customer_tax_id', '税号'], fc.constantFrom('91330100MA00000001').map(same)),
  column('orderNo', ['order_no', '订单号'], number),
  column('net', ['net', '金额'], signed),
  column('taxRate', ['tax_rate', '税率'], fc.constantFrom('13%', '免税', '6%').map(same)),
  column('tax', ['tax', '税额'], signed),
  column('dueOn', ['due_on', '到期日'], day),
  column('originalNo', ['original_no', '原发票号码'], number),
  column('notifiedOn', ['notified_on', '通知日期'], day),
];

const CUSTOMERS: readonly Column[] = [
  needed('customer', ['customer', '客户'], words),
  needed('terms', ['terms', '账期'], maybe(fc.constantFrom('net 30', '月结30天').map(same))),
  column('aliases', ['aliases', '别名'], words),
  column('taxId', ['tax_id', '税号'], fc.constantFrom('91330100MA00000001').map(same)),
  column('bankAccounts', ['bank_accounts', '银行账号'], number),
  column('creditLimit', ['credit_limit', '信用额度'], positive),
  column('salesperson', ['salesperson', '业务员'], words),
  column('contact', ['contact', '联系方式'], words),
];

const METHODS = {
  transfer: 'transfer',
  银行转账: 'transfer',
  cheque: 'cheque',
  支票: 'cheque',
  现金: 'cash',
  card: 'card',
};
const RECEIPTS: readonly Column[] = [
  needed('receiptNo', ['receipt_no', '收款单号'], number),
  needed('receivedOn', ['received_on', '收款日期'], day),
  needed('customer', ['customer', '客户'], words),
  needed('amount', ['amount', '金额'], positive),
  column('method', ['method', '方式'], oneOf(METHODS)),
  column('currency', ['currency', '币种'], currency),
  column('reference', ['reference', '凭证号'], number),
  column('appliesTo', ['applies_to', '核销单号'], number),
  column('chequeNo', ['cheque_no', '支票号'], number),
  column('status', ['status', '状态'], words),
];

const BANK: readonly Column[] = [
  needed('bookedAt', ['booked_on', '记账日期'], day),
  needed('amount', ['amount', '金额'], signed),
  column('valueOn', ['value_on', '起息日'], day),
  column('account', ['account', '账号'], fc.constantFrom('33050161763500000123').map(same)),
  column('currency', ['currency', '币种'], currency),
  column('counterparty', ['counterparty', '对方户名'], words),
  column('counterpartyAccount', ['counterparty_account', '对方账号'], number),
  column('reference', ['reference', '流水号'], number),
  column('memo', ['memo', '摘要'], words),
];

interface File {
  /** Names of the columns as the file has them. */
  readonly header: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** What each row says, by field. */
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}

/** A file with the needed columns and some of the others, in any order, each under one of its two names. */
function fileOf(columns: readonly Column[]): fc.Arbitrary<File> {
  const optional = fc.subarray(columns.filter((one) => one.needed === undefined));
  const chosen = optional
    .chain((some) => inAnyOrder([...columns.filter((one) => one.needed), ...some]))
    .chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.constantFrom(0, 1, undefined),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      ),
    );
  return chosen.chain(([some, language, mixed]) => {
    const header = some.map(({ names }, at) => names[language ?? (mixed[at] ? 1 : 0)]);
    return someOf(fc.tuple(...some.map(({ cell }) => cell)), 6).map((rows) => ({
      header,
      rows: rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]?.text ?? '']))),
      expected: rows.map((cells) => Object.fromEntries(some.map(({ field }, at) => [field, cells[at]?.value]))),
    }));
  });
}

async function readBack(format: string, { header, rows }: File): Promise<readonly object[]> {
  const read = await readTable(table(header, rows));
  expect(read.statement.format.id).toBe(format);
  expect([read.outcome.problems, read.outcome.remarks, read.outcome.pending]).toEqual([[], [], 0]);
  return read.rows;
}

test.for([
  ['orders', ORDERS],
  ['invoices', INVOICES],
  ['customers', CUSTOMERS],
  ['receipts', RECEIPTS],
  ['bank', BANK],
] as const)(
  '%s in the canonical CSV read back as written, in either language and any order',
  async ([kind, columns]) => {
    await fc.assert(
      fc.asyncProperty(fileOf(columns), async (file) => {
        const expected = file.expected.map((row) => told({ ...row, currency: row['currency'] ?? 'CNY' }));
        expect(await readBack(`canonical-${kind}`, file)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  },
);

test("a bank's canonical CSV with a column for each side has its balances checked from row to row", async () => {
  const row = fc.record({ size: amount, incoming: fc.boolean(), day: dayOfJune });
  const header = inAnyOrder(['账号', '记账日期', '贷方金额', '借方金额', '余额', '摘要']);
  await fc.assert(
    fc.asyncProperty(someOf(row), header, fc.boolean(), async (some, names, newestFirst) => {
      let balance = 0;
      const lines = some.map(({ size, incoming, day: on }) => {
        balance += incoming ? size : -size;
        return { bookedAt: on, amount: incoming ? size : -size, currency: 'CNY', balance };
      });
      const order = newestFirst ? [...lines].reverse() : lines;
      const rows = order.map((line) => ({
        记账日期: line.bookedAt,
        贷方金额: line.amount > 0 ? printed(line.amount) : '',
        借方金额: line.amount < 0 ? printed(-line.amount) : '',
        余额: printed(line.balance),
      }));
      const read = await readTable(table(names, rows));
      expect(read.rows).toEqual(order);
      expect(read.part).toMatchObject({ opening: 0, closing: balance });
      expect(read.clean).toBe(true);
    }),
    { numRuns: 40 },
  );
});

/** Word, kind, the sign its gross may have. */
const KINDS = [
  ['sale', 'sale', 1],
  ['refund', 'refund', -1],
  ['退款', 'refund', -1],
  ['commission', 'commission', -1],
  ['subsidy', 'subsidy', 1],
  ['chargeback', 'chargeback', -1],
  ['reserve', 'reserve', -1],
  ['release', 'release', 1],
  ['payout', 'payout', -1],
  ['提现', 'payout', -1],
  ['payout-return', 'payout-return', 1],
  ['transfer', 'transfer', -1],
  ['deposit', 'deposit', 1],
  ['tax', 'tax', -1],
] as const;

const SETTLEMENT: readonly Column[] = [
  needed('tradeNo', ['trade_no', '交易号'], number),
  needed('occurredAt', ['occurred_at', '发生时间'], moment),
  column('orderNo', ['order_no', '订单号'], number),
  column('platform', ['platform', '平台'], platform),
  column('account', ['account', '账户'], fc.constantFrom('1900000001').map(same)),
  column('settledOn', ['settled_on', '结算日期'], day),
  column('currency', ['currency', '币种'], currency),
  column('batchNo', ['batch_no', '批次号'], number),
  column('memo', ['memo', '备注'], words),
];

test('a canonical settlement reads back as written: of gross, fee and net any two tell the third', async () => {
  const amounts = fc.record({
    kind: fc.constantFrom(...KINDS),
    size: amount,
    fee: fc.integer({ min: -999, max: 999 }),
  });
  const style = fc.record({
    lists: fc.array(amounts, { minLength: 6, maxLength: 6 }),
    told: fc.constantFrom(['gross', 'fee', 'net'], ['gross', 'fee'], ['fee', 'net'], ['gross', 'net']),
    chinese: fc.boolean(),
  });
  const chineseOf: Readonly<Record<string, string>> = { gross: '金额', fee: '手续费', net: '净额', kind: '类型' };
  await fc.assert(
    fc.asyncProperty(fileOf(SETTLEMENT), style, async (file, asks) => {
      const lines = file.rows.map((_, at) => {
        const { kind: [typeWords, kind, sign] = KINDS[0], size = 1, fee = 0 } = asks.lists[at] ?? {};
        return { typeWords, kind, gross: sign * size, fee, net: sign * size - fee };
      });
      const names = ['kind', ...asks.told];
      const nameOf = (name: string): string => (asks.chinese ? (chineseOf[name] ?? '') : name);
      const rows = file.rows.map((row, at) => {
        const { typeWords = '', ...line } = lines[at] ?? { gross: 0, fee: 0, net: 0 };
        const cells = (['gross', 'fee', 'net'] as const).map((name) => [nameOf(name), printed(line[name])] as const);
        return { ...row, [nameOf('kind')]: typeWords, ...Object.fromEntries(cells) };
      });
      const expected = file.expected.map((row, at) =>
        told({ ...row, ...lines[at], currency: row['currency'] ?? 'CNY' }),
      );
      const header = [...names.slice(0, 2).map(nameOf), ...file.header, ...names.slice(2).map(nameOf)];
      expect(await readBack('canonical-settlement', { header, rows, expected: [] })).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

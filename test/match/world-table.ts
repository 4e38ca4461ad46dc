import { CNY, parseCurrency, type Currency } from '../../src/model/currency.ts';
import type { Day, Moment } from '../../src/model/day.ts';
import { minor, parseAmount, type Minor } from '../../src/model/money.ts';
import type {
  BankLine,
  Bill,
  CustomerRow,
  InvoiceRow,
  LineKind,
  OrderRow,
  OrderStatus,
  ReceiptMethod,
  ReceiptRow,
  SettlementLine,
  StatementIssue,
  StatementKind,
} from '../../src/model/statement.ts';

/** One row of a table world, as a row of a file of its own account. */
export type WorldRow =
  | { readonly kind: 'orders'; readonly row: OrderRow }
  | { readonly kind: 'settlement'; readonly row: SettlementLine }
  | { readonly kind: 'bank'; readonly row: BankLine }
  | { readonly kind: 'invoices'; readonly row: InvoiceRow }
  | { readonly kind: 'customers'; readonly row: CustomerRow }
  | { readonly kind: 'receipts'; readonly row: ReceiptRow };

export interface WorldFile {
  readonly name: string;
  readonly kind: StatementKind;
  readonly account: string;
  readonly bill: Bill | undefined;
  readonly rows: WorldRow[];
  readonly issues: StatementIssue[];
  readonly rejected: { readonly line: number; readonly code: 'AMOUNT_UNREADABLE'; readonly cell: string }[];
  stated?: { readonly from: Day; readonly to: Day };
  opening?: Minor;
  closing?: Minor;
  newestFirst: boolean;
}

/** What a world expects as of a day; matches are compared where a section names the books whole. */
export interface Expected {
  readonly asOf: Day;
  readonly matches: readonly string[];
  readonly findings: readonly string[];
  readonly isWhole: boolean;
}

export interface WorldTable {
  readonly files: readonly WorldFile[];
  readonly expected: readonly Expected[];
  /** `FILE:LINE` → the label its row has in the table. */
  readonly labels: ReadonlyMap<string, string>;
}

const LAST_DAY = '2026-07-31' as Day;

interface Words {
  readonly plain: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/**
 * Reads a world: one line a fact, then sections of what is expected.
 *
 *     order    NO DATE AMOUNT [platform= shop= customer= status= refunded= shipping= due= trade= currency= paid=no]
 *     line     LABEL ACCOUNT DATE KIND AMOUNT [order= trade= refund= batch= fee= bill= balance= currency= type= memo=]
 *     payout   LABEL ACCOUNT DATE AMOUNT [number=]         return LABEL ACCOUNT DATE AMOUNT [number=]
 *     bank     LABEL ACCOUNT DATE AMOUNT [from= acct= memo= ref= balance= currency=]
 *     invoice  NO DATE AMOUNT [customer= tax= order= due= original= rate= vat= notified= items=]
 *     customer NAME [terms= aliases= tax= accounts= limit= sales=]
 *     receipt  NO DATE AMOUNT [customer= applies= ref= method= cheque= status=]
 *     file     NAME [from= to= opening= closing= newest=first]   issue FILE CODE EXPECTED ACTUAL   reject FILE LINE CELL
 *     --- expect [DAY]      matches and findings of the whole books (`suggest A = B`, `suggest nothing`: suggested groups too)
 *     --- on DAY            findings as of that day
 *
 * Every row takes `file=NAME`; a sale's trade is its label unless `trade=` says otherwise, `-` means none.
 */
export function readTable(text: string): WorldTable {
  const [facts = '', ...sections] = text.split(/^\s*---\s*/mu);
  const reader = new FactReader();
  for (const line of linesOf(facts)) reader.read(line);
  return {
    files: [...reader.files.values()],
    labels: reader.labels,
    expected: sections.map((section) => readSection(section)),
  };
}

function readSection(section: string): Expected {
  const [head = '', ...lines] = linesOf(section);
  const [word, day] = head.split(/\s+/u);
  const said = lines.map((line) => line.replace(/\s+/gu, ' '));
  return {
    asOf: (day ?? LAST_DAY) as Day,
    isWhole: word === 'expect',
    matches: said.filter((line) => /^(?:match|tie|suggest) /u.test(line)),
    findings: said.filter((line) => line.startsWith('finding ')).map((line) => line.slice('finding '.length)),
  };
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function wordsOf(line: string): Words {
  const plain: string[] = [];
  const named = new Map<string, string>();
  for (const [, key, quoted, value, word] of line.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S*))|(\S+)/gu)) {
    if (key === undefined) plain.push(word ?? '');
    else named.set(key, quoted ?? value ?? '');
  }
  return { plain, named };
}

function amountOf(text: string, currency: Currency): Minor {
  const reading = parseAmount(text, currency);
  if (!reading.ok) throw new Error(`not an amount: ${text}`);
  return reading.minor;
}

const moment = (text: string): Moment => text.replace('T', ' ') as Moment;

function momentOf(text: string | undefined): Moment | undefined {
  return text === undefined ? undefined : moment(text);
}

function saidAmount(text: string | undefined, currency: Currency): Minor | undefined {
  return text === undefined ? undefined : amountOf(text, currency);
}

/** A payout's number is its label, unless the table gives it another (or none). */
function numberOf(kind: LineKind, label: string, named: Words['named']): string | undefined {
  return kind.startsWith('payout') ? (named.get('number') ?? label) : undefined;
}

/** Leaves out what is undefined or said to be none. */
function given<T extends object>(row: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== '-'),
  ) as unknown as T;
}

class FactReader {
  readonly files = new Map<string, WorldFile>();
  readonly labels = new Map<string, string>();

  read(text: string): void {
    const { plain, named } = wordsOf(text);
    const [what = '', ...rest] = plain;
    const words: Words = { plain: rest, named };
    const readers: Readonly<Record<string, () => void>> = {
      order: () => {
        this.order(words);
      },
      line: () => {
        this.line(words, rest[3] as LineKind, 4);
      },
      payout: () => {
        this.line(words, 'payout', 3);
      },
      return: () => {
        this.line(words, 'payout-return', 3);
      },
      bank: () => {
        this.bank(words);
      },
      invoice: () => {
        this.invoice(words);
      },
      customer: () => {
        this.customer(words);
      },
      receipt: () => {
        this.receipt(words);
      },
      file: () => {
        this.file(words);
      },
      issue: () => {
        this.issue(words);
      },
      reject: () => {
        this.reject(words);
      },
    };
    const reader = readers[what];
    if (!reader) throw new Error(`a table world doesn't know: ${text}`);
    reader();
  }

  private place(label: string, name: string, made: Pick<WorldFile, 'kind' | 'account' | 'bill'>): WorldFile {
    const file = this.files.get(name) ?? { name, ...made, rows: [], issues: [], rejected: [], newestFirst: false };
    this.files.set(name, file);
    this.labels.set(`${name}:${lineOf(file)}`, label);
    return file;
  }

  private order({ plain, named }: Words): void {
    const [orderNo = '', day = '', amount = ''] = plain;
    const currency = currencyOf(named);
    const platform = named.get('platform') ?? 'wechat';
    const made = { kind: 'orders', account: 'orders', bill: undefined } as const;
    const file = this.place(orderNo, named.get('file') ?? 'orders.csv', made);
    const isPaid = named.get('paid') !== 'no';
    const row = given<OrderRow>({
      line: lineOf(file),
      orderNo,
      platform,
      shop: named.get('shop'),
      customer: named.get('customer'),
      orderedAt: moment(day),
      paidAt: isPaid ? moment(day) : undefined,
      shippedAt: momentOf(named.get('shipped')),
      confirmedAt: momentOf(named.get('confirmed')),
      status: named.get('status') as OrderStatus | undefined,
      currency,
      gross: undefined,
      discount: undefined,
      shipping: saidAmount(named.get('shipping'), currency),
      payable: amountOf(amount, currency),
      refunded: saidAmount(named.get('refunded'), currency),
      dueOn: named.get('due') as Day | undefined,
      salesperson: undefined,
      tradeNo: named.get('trade'),
      paymentMethod: undefined,
    });
    file.rows.push({ kind: 'orders', row });
  }

  private line({ plain, named }: Words, kind: LineKind, amountAt: number): void {
    const [label = '', account = '', day = '', ...rest] = plain;
    const currency = currencyOf(named);
    const bill = (named.get('bill') ?? 'both') as Bill;
    const made = { kind: 'settlement', account, bill } as const;
    const file = this.place(label, named.get('file') ?? `${account}-${bill}.csv`, made);
    const said = amountOf(rest[amountAt - 3] ?? '', currency);
    const gross = kind === 'payout' ? minor(-said) : said;
    const fee = amountOf(named.get('fee') ?? '0', currency);
    const row = given<SettlementLine>({
      line: lineOf(file),
      kind,
      account: undefined,
      platform: undefined,
      occurredAt: moment(day),
      settledOn: named.get('settled') as Day | undefined,
      orderNo: named.get('order'),
      tradeNo: named.get('trade') ?? (kind === 'sale' ? label : undefined),
      refundNo: named.get('refund'),
      batchNo: named.get('batch') ?? numberOf(kind, label, named),
      gross,
      fee,
      net: minor(gross - fee),
      currency,
      balance: saidAmount(named.get('balance'), currency),
      typeWords: named.get('type'),
      memo: named.get('memo'),
    });
    file.rows.push({ kind: 'settlement', row });
  }

  private bank({ plain, named }: Words): void {
    const [label = '', account = '', day = '', amount = ''] = plain;
    const currency = currencyOf(named);
    const file = this.place(label, named.get('file') ?? `${account}.csv`, { kind: 'bank', account, bill: undefined });
    const row = given<BankLine>({
      line: lineOf(file),
      account: undefined,
      bookedAt: moment(day),
      valueOn: undefined,
      amount: amountOf(amount, currency),
      currency,
      balance: saidAmount(named.get('balance'), currency),
      counterparty: named.get('from'),
      counterpartyAccount: named.get('acct'),
      reference: named.get('ref') ?? label,
      memo: named.get('memo'),
    });
    file.rows.push({ kind: 'bank', row });
  }

  private invoice({ plain, named }: Words): void {
    const [invoiceNo = '', day = '', amount = ''] = plain;
    const made = { kind: 'invoices', account: 'receivables', bill: undefined } as const;
    const file = this.place(invoiceNo, named.get('file') ?? 'invoices.csv', made);
    const row = given<InvoiceRow>({
      line: lineOf(file),
      invoiceNo,
      kind: undefined,
      issuedOn: day as Day,
      customer: named.get('customer') ?? '',
      customerTaxId: named.get('tax'),
      orderNo: named.get('order'),
      net: undefined,
      taxRate: named.get('rate'),
      tax: named.has('vat') ? amountOf(named.get('vat') ?? '', CNY) : undefined,
      total: amountOf(amount, CNY),
      currency: CNY,
      dueOn: named.get('due') as Day | undefined,
      originalNo: named.get('original'),
      notifiedOn: named.get('notified') as Day | undefined,
      items: named.get('items'),
    });
    file.rows.push({ kind: 'invoices', row });
  }

  private customer({ plain, named }: Words): void {
    const [customer = ''] = plain;
    const made = { kind: 'customers', account: 'receivables', bill: undefined } as const;
    const file = this.place(customer, named.get('file') ?? 'customers.csv', made);
    const row = given<CustomerRow>({
      line: lineOf(file),
      customer,
      aliases: named.get('aliases'),
      taxId: named.get('tax'),
      bankAccounts: named.get('accounts'),
      terms: named.get('terms'),
      creditLimit: saidAmount(named.get('limit'), CNY),
      salesperson: named.get('sales'),
      contact: undefined,
      currency: CNY,
    });
    file.rows.push({ kind: 'customers', row });
  }

  private receipt({ plain, named }: Words): void {
    const [receiptNo = '', day = '', amount = ''] = plain;
    const made = { kind: 'receipts', account: 'receivables', bill: undefined } as const;
    const file = this.place(receiptNo, named.get('file') ?? 'receipts.csv', made);
    const row = given<ReceiptRow>({
      line: lineOf(file),
      receiptNo,
      receivedOn: day as Day,
      customer: named.get('customer') ?? '',
      method: named.get('method') as ReceiptMethod | undefined,
      amount: amountOf(amount, CNY),
      currency: CNY,
      reference: named.get('ref'),
      appliesTo: named.get('applies'),
      chequeNo: named.get('cheque'),
      status: named.get('status'),
    });
    file.rows.push({ kind: 'receipts', row });
  }

  /** Says more of a file whose rows stand above; one without rows is an empty day of `account=`. */
  private file({ plain, named }: Words): void {
    const [name = ''] = plain;
    const account = named.get('account') ?? '';
    const isBank = named.get('kind') === 'bank';
    const file: WorldFile = this.files.get(name) ?? {
      name,
      kind: isBank ? 'bank' : 'settlement',
      account,
      bill: isBank ? undefined : ((named.get('bill') ?? 'both') as Bill),
      rows: [],
      issues: [],
      rejected: [],
      newestFirst: false,
    };
    this.files.set(name, file);
    if (named.has('from')) file.stated = { from: named.get('from') as Day, to: named.get('to') as Day };
    if (named.has('opening')) file.opening = amountOf(named.get('opening') ?? '', CNY);
    if (named.has('closing')) file.closing = amountOf(named.get('closing') ?? '', CNY);
    file.newestFirst = named.get('newest') === 'first';
  }

  private issue({ plain }: Words): void {
    const [name = '', code = '', expected = '', actual = ''] = plain;
    this.files.get(name)?.issues.push({
      code: code as StatementIssue['code'],
      line: 9,
      what: '合计',
      expected: amountOf(expected, CNY),
      actual: amountOf(actual, CNY),
      unit: 'amount',
    });
  }

  private reject({ plain }: Words): void {
    const [name = '', line = '', cell = ''] = plain;
    this.files.get(name)?.rejected.push({ line: Number(line), code: 'AMOUNT_UNREADABLE', cell });
  }
}

/** The physical line that the next row of a file gets: the header stands on line 1. */
function lineOf(file: WorldFile): number {
  return file.rows.length + 2;
}

function currencyOf(named: Words['named']): Currency {
  const currency = parseCurrency(named.get('currency') ?? 'CNY');
  if (currency === undefined) throw new Error('a table world names a currency of ISO 4217');
  return currency;
}

import { capitalAmount } from '../model/capital-amount.ts';
import type { Currency } from '../model/currency.ts';
import { formatGrouped, minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { LATE_FEE } from '../model/receivable.ts';
import type { ReceiptCase, ReceivableCase } from '../model/receivable-case.ts';
import type { Cell, Column, Note, Row, Section, Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { lateFeeSums } from '../receivables/index.ts';
import { textDigest } from '../store/read/digest.ts';
import { byKey, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { loadCustomerMoney, loadCustomerReceipts } from './customer-money.ts';
import { factsOf } from './facts.ts';
import { note, warning } from './notes.ts';
import type { Report, ReportContext } from './report.ts';
import { totalsOf } from './totals.ts';
import { balanceOf, statementEntries, type StatementEntry } from './statement-lines.ts';

const DOCS: Readonly<Record<string, Words>> = {
  order: wordsOf('order | 订单'),
  invoice: wordsOf('invoice | 发票'),
  receipt: wordsOf('receipt | 收款'),
  returned: wordsOf('sent back | 退票'),
  platform: wordsOf('paid by platform | 平台代收'),
  'credit-note': wordsOf('red invoice | 红字发票'),
  discount: wordsOf('discount | 现金折扣'),
  'write-off': wordsOf('write-off | 核销'),
  'late-fee': wordsOf('late fee | 滞纳金'),
  'late-fee-back': wordsOf('late fee taken off | 滞纳金减免'),
};

const report: Report = {
  name: 'statement',
  title: wordsOf('Customer statement | 客户对账单'),
  summary: wordsOf(
    'what one customer was sold and paid, with balance and receipt slip; of all customers the balances | 单个客户的应收、已收与余额及回执；不指定客户时列出各客户余额',
  ),
  filters: ['customer'],
  async build(context) {
    const receivables = await loadCustomerMoney(context);
    const receipts = await loadCustomerReceipts(context);
    const { customer } = context.filters;
    return customer === undefined
      ? overview(context, receivables, receipts)
      : statementOf(context, customer, { receivables, receipts });
  },
};

export default report;

const OVERVIEW = [
  textColumn('customer', 'Customer | 客户'),
  moneyColumn('opening', 'Opening | 期初'),
  moneyColumn('debit', 'Charged | 应收'),
  moneyColumn('credit', 'Received | 已收'),
  moneyColumn('closing', 'Closing | 期末'),
  textColumn('currency', 'Currency | 币种', WIDE),
];

/** Every customer's balances, a row per currency. */
function overview(
  context: ReportContext,
  receivables: readonly ReceivableCase[],
  receipts: readonly ReceiptCase[],
): Table {
  const keys = new Set([...receivables, ...receipts].map((one) => `${one.customer}\n${one.currency}`));
  const rows = [...keys].sort().map((key): Row => {
    const isOwn = (one: { readonly customer: string; readonly currency: Currency }): boolean =>
      `${one.customer}\n${one.currency}` === key;
    const entries = statementEntries(receivables.filter(isOwn), receipts.filter(isOwn));
    const [customer = '', currency = ''] = key.split('\n');
    return { customer, ...sums(entries, currency as Currency, context) };
  });
  return {
    schema: 'settle.report.statement/1',
    title: report.title,
    facts: factsOf(context),
    columns: OVERVIEW,
    rows,
    ...totalsOf(rows, OVERVIEW, ['opening', 'debit', 'credit', 'closing']),
    notes: [note('One customer’s statement: --customer NAME.', '单个客户的对账单：--customer 客户名称。')],
  };
}

interface Own {
  readonly receivables: readonly ReceivableCase[];
  readonly receipts: readonly ReceiptCase[];
}

function statementOf(context: ReportContext, customer: string, own: Own): Table {
  const entries = statementEntries(own.receivables, own.receipts);
  const currencies = [...new Set(entries.map((one) => one.currency))].sort();
  const rows = currencies.flatMap((currency) =>
    linesOf(
      entries.filter((one) => one.currency === currency),
      currency,
      context,
    ),
  );
  return {
    schema: 'settle.report.statement/1',
    title: report.title,
    facts: { ...factsOf(context), customer, statement_hash: textDigest(JSON.stringify(rows)) },
    columns: [
      integerColumn('no', 'No. | 序号', WIDE),
      dayColumn('date', 'Date | 日期'),
      textColumn('doc', 'Document | 单据', { values: { ...DOCS, opening: wordsOf('opening balance | 期初余额') } }),
      textColumn('ref', 'Ref | 单号', { whole: true }),
      moneyColumn('debit', 'Charged | 应收'),
      moneyColumn('credit', 'Received | 已收'),
      moneyColumn('balance', 'Balance | 余额'),
      textColumn('currency', 'Currency | 币种', WIDE),
      dayColumn('due', 'Due | 到期日', WIDE),
      textColumn('reference', 'Bank number | 流水号', WIDE),
    ],
    rows,
    sections: [balances(entries, currencies, context), openItems(own.receivables)],
    notes: [...proofs(entries, own, currencies), ...slip(context)],
  };
}

/** Opening balance, then the entries of the period with the running balance. */
function linesOf(
  entries: readonly StatementEntry[],
  currency: Currency,
  { period, asOf }: ReportContext,
): readonly Row[] {
  const from = period?.from;
  const before = entries.filter((one) => from !== undefined && one.date < from);
  const within = entries.filter((one) => (from === undefined || one.date >= from) && one.date <= (period?.to ?? asOf));
  let balance = balanceOf(before);
  const opening: Row = { no: 0, date: from, doc: 'opening', balance: money(balance, currency), currency };
  return [
    ...(from === undefined ? [] : [opening]),
    ...within.map((one, index): Row => {
      balance = minus(plus(balance, one.debit), one.credit);
      return {
        no: index + 1,
        date: one.date,
        doc: one.doc,
        ref: one.ref,
        debit: one.debit === 0 ? undefined : money(one.debit, currency),
        credit: one.debit === 0 ? money(one.credit, currency) : undefined,
        balance: money(balance, currency),
        currency,
        due: one.due,
        reference: one.reference,
      };
    }),
  ];
}

function sums(entries: readonly StatementEntry[], currency: Currency, { period, asOf }: ReportContext): Row {
  const from = period?.from;
  const to = period?.to ?? asOf;
  const before = entries.filter((one) => from !== undefined && one.date < from);
  const within = entries.filter((one) => (from === undefined || one.date >= from) && one.date <= to);
  return {
    currency,
    opening: money(balanceOf(before), currency),
    debit: money(plus(ZERO, ...within.map((one) => one.debit)), currency),
    credit: money(plus(ZERO, ...within.map((one) => one.credit)), currency),
    closing: money(balanceOf([...before, ...within]), currency),
  };
}

function balances(
  entries: readonly StatementEntry[],
  currencies: readonly Currency[],
  context: ReportContext,
): Section {
  return {
    key: 'balances',
    title: wordsOf('Balances | 余额'),
    columns: [
      moneyColumn('opening', 'Opening | 期初余额'),
      moneyColumn('debit', 'Charged | 本期应收'),
      moneyColumn('credit', 'Received | 本期已收'),
      moneyColumn('closing', 'Closing | 期末余额'),
      textColumn('currency', 'Currency | 币种', WIDE),
      // Capitals are for Chinese readers; scripts get them in any language.
      textColumn('capital', 'In capitals | 大写', { below: true, shown: chineseOnly }),
    ],
    rows: currencies.map((currency) => {
      const own = sums(
        entries.filter((one) => one.currency === currency),
        currency,
        context,
      );
      const closing = own['closing'] as { readonly minor: Minor; readonly currency: Currency };
      return { ...own, capital: capitalAmount(closing) };
    }),
  };
}

function openItems(receivables: readonly ReceivableCase[]): Section {
  const parts = receivables.flatMap((one) =>
    one.parts.filter((part) => part.open > 0 && one.open > 0).map((part) => ({ one, part })),
  );
  return {
    key: 'open_items',
    title: wordsOf('Still to pay | 未付明细'),
    columns: [
      textColumn('ref', 'Ref | 单号', { whole: true }),
      dayColumn('due', 'Due | 到期日'),
      integerColumn('days_overdue', 'Days late | 逾期天数'),
      moneyColumn('open', 'Open | 未收'),
      ...discountColumns(receivables),
      textColumn('currency', 'Currency | 币种', WIDE),
    ],
    rows: [
      ...parts.sort(byKey(({ one, part }) => `${part.dueOn}\n${one.ref}`)).map(({ one, part }) => ({
        ref: one.ref,
        due: part.dueOn,
        days_overdue: part.daysOverdue,
        open: money(part.open, one.currency),
        // Of the debt as a whole: told once, beside its first part.
        discount:
          part === one.parts.find(({ open }) => open > 0) ? money(one.offered?.amount, one.currency) : undefined,
        discount_until: one.offered?.until,
        currency: one.currency,
      })),
      ...receivables
        .filter((one) => billedFee(one) > 0)
        .map((one) => ({
          ref: `${LATE_FEE}${one.ref}`,
          open: money(billedFee(one), one.currency),
          currency: one.currency,
        })),
    ],
  };
}

/** Billed of its late fee, and not paid. */
function billedFee({ lateFeeMoves }: ReceivableCase): Minor {
  const { booked, paid } = lateFeeSums(lateFeeMoves);
  return minus(booked, paid);
}

/** Shown where a discount for paying early can still be had. */
function discountColumns(receivables: readonly ReceivableCase[]): readonly Column[] {
  const extras = receivables.some((one) => one.offered !== undefined) ? {} : WIDE;
  return [
    moneyColumn('discount', 'Discount | 现金折扣', extras),
    dayColumn('discount_until', 'if paid by | 付款截止', extras),
  ];
}

function chineseOnly(cell: Cell): readonly Words[] {
  return typeof cell === 'string' ? [{ en: '', zh: cell }] : [];
}

/** The balance must be what is open, late fees that were billed too, less what isn't applied: said where it isn't. */
function proofs(
  entries: readonly StatementEntry[],
  { receivables, receipts }: Own,
  currencies: readonly Currency[],
): readonly Note[] {
  return currencies.flatMap((currency) => {
    const isOwn = (one: { readonly currency: Currency }): boolean => one.currency === currency;
    const open = plus(ZERO, ...receivables.filter(isOwn).flatMap((one) => [one.open, billedFee(one)]));
    const unapplied = plus(ZERO, ...receipts.filter(isOwn).map((one) => one.unapplied));
    const [byItems, byEntries] = [minus(open, unapplied), balanceOf(entries.filter(isOwn))];
    if (byItems === byEntries) return [];
    const [items, sum] = [formatGrouped(byItems, currency), formatGrouped(minor(byEntries), currency)];
    return [
      warning(
        `${currency}: the entries come to ${sum}, the open items less unapplied money to ${items}.`,
        `${currency}：各笔合计 ${sum}，未收减预收为 ${items}。`,
      ),
    ];
  });
}

/** 回执, and where to pay (DOMAIN.md 3.12). */
function slip({ settings }: ReportContext): readonly Note[] {
  const { payTo, contact } = settings.receivables.dunning;
  return [
    ...(payTo === undefined ? [] : [note(`Pay to: ${payTo}`, `收款账户：${payTo}`)]),
    ...(contact === undefined ? [] : [note(`Questions: ${contact}`, `联系人：${contact}`)]),
    note(
      'Receipt slip: [ ] the figures are right  [ ] they are not; difference: ______  Stamp: ______  Date: ______',
      '回执：□ 数据证明无误  □ 数据不符，差异：______  签章：______  日期：______',
    ),
  ];
}

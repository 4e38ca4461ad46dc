import type { Currency } from '../../model/currency.ts';
import { FAULT_WORDS, INVOICE_FAULTS, type InvoiceFault } from '../../model/invoice-fault.ts';
import { Decimal, formatAmount, minor, ZERO, type Minor } from '../../model/money.ts';
import { present } from '../../model/present.ts';
import {
  checkInvoices,
  hasCheckCharacter,
  splitTax,
  type BilledOrder,
  type InvoiceFacts,
} from '../../receivables/index.ts';
import type { Area, Outcome, Warning } from '../area.ts';
import type { Fields } from '../fields.ts';

const invoiceCheck: Area = {
  name: 'invoice-check',
  work(input) {
    const currency = input.currency();
    if (input.has('order')) return orderAndInvoices(input, currency);
    return input.has('tax_id') ? taxId(input) : split(input, currency);
  },
};
export default invoiceCheck;

function split(input: Fields, currency: Currency): Outcome {
  const gross = input.amount('gross', currency);
  const rate = taxRateOf(input) ?? input.rate('rate');
  const { net, tax } = splitTax(gross, rate);
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const formula = `${money(gross)} ÷ ${rate.plus(1).toFixed()} → ${money(net)}`;
  return {
    result: { net: money(net), tax: money(tax) },
    working: { en: `${formula}, tax ${money(tax)}`, zh: `${formula}，税额 ${money(tax)}` },
  };
}

function taxId(input: Fields): Outcome {
  const isGood = hasCheckCharacter(input.text('tax_id'));
  return {
    result: { check_digit_ok: isGood },
    working: isGood
      ? { en: 'the check character of GB 32100-2015 fits', zh: '符合 GB 32100-2015 校验码' }
      : { en: 'the check character of GB 32100-2015 does not fit (F01)', zh: '不符合 GB 32100-2015 校验码（F01）' },
  };
}

/** Those of DOMAIN.md 1.8 that compare an order with its invoices; the others are told as warnings. */
const FINDINGS: ReadonlySet<InvoiceFault> = new Set([
  'amount-differs',
  'line-missing',
  'red-invoice-missing',
  'rate-unknown',
  'tax-differs',
  'tax-id-differs',
]);

function orderAndInvoices(input: Fields, currency: Currency): Outcome {
  const asOf = input.dayIf('as_of');
  const by = input.dayIf('invoice_due');
  const verdict = checkInvoices({
    order: orderOf(input.inner('order'), currency),
    invoices: input.list('invoices').map((one) => invoiceOf(one, currency)),
    tolerance: input.positiveIf('tolerance', currency) ?? ZERO,
    taxTolerance: input.positiveIf('tax_tolerance', currency) ?? minor(1),
    notifies: input.flag('notifies'),
    ...(asOf === undefined || by === undefined ? {} : { invoiceDue: { asOf, by } }),
  });
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const difference = money(verdict.difference);
  const said = (lang: 'en' | 'zh'): string =>
    verdict.faults.map((fault) => `; ${INVOICE_FAULTS[fault]} ${FAULT_WORDS[fault][lang]}`).join('');
  return {
    result: {
      order_net: money(verdict.orderNet),
      invoiced: money(verdict.invoiced),
      difference,
      findings: verdict.faults.filter((fault) => FINDINGS.has(fault)),
      missing_lines: verdict.missingLines,
    },
    working: {
      en: `order ${money(verdict.orderNet)}, invoices ${money(verdict.invoiced)}, difference ${difference}${said('en')}`,
      zh: `订单 ${money(verdict.orderNet)}，发票 ${money(verdict.invoiced)}，差额 ${difference}${said('zh').replaceAll('; ', '；')}`,
    },
    warnings: verdict.faults.filter((fault) => !FINDINGS.has(fault)).map(warningOf),
  };
}

function warningOf(fault: InvoiceFault): Warning {
  return { code: `${INVOICE_FAULTS[fault]}_${fault.toUpperCase().replaceAll('-', '_')}`, words: FAULT_WORDS[fault] };
}

function orderOf(order: Fields, currency: Currency): BilledOrder {
  const buyerTaxId = order.textIf('buyer_tax_id');
  const paidOn = order.dayIf('paid_on');
  order.raw('id');
  return {
    lines: order.list('lines').map((line) => ({ name: line.text('name'), amount: line.amount('amount', currency) })),
    refunds: order.amountsIf('refunds', currency, 'not-negative'),
    isCancelled: order.choiceIf('status', STATES) === 'cancelled',
    ...(buyerTaxId === undefined ? {} : { buyerTaxId }),
    ...(paidOn === undefined ? {} : { paidOn }),
  };
}

const STATES = ['unpaid', 'paid', 'shipped', 'completed', 'cancelled'] as const;

function invoiceOf(one: Fields, currency: Currency): InvoiceFacts {
  const known = present({
    number: one.textIf('number') ?? one.textIf('invoice_no'),
    issuedOn: one.dayIf('date') ?? one.dayIf('issued_on'),
    tax: one.amountIf('tax', currency),
    rate: taxRateOf(one),
    buyerTaxId: one.textIf('buyer_tax_id'),
    lineNames: one.has('lines') ? one.list('lines').map((line) => line.text('name')) : undefined,
    originalNo: one.textIf('original') ?? one.textIf('original_no'),
    notifiedOn: one.dayIf('notified_on'),
  });
  return { ...known, gross: one.amount('gross', currency) };
}

/** 免税 and 不征税 are a rate of nothing. */
const EXEMPT: ReadonlySet<unknown> = new Set(['免税', '不征税', 'exempt']);

function taxRateOf(input: Fields): Decimal | undefined {
  return EXEMPT.has(input.raw('rate')) ? new Decimal(0) : input.rateIf('rate');
}

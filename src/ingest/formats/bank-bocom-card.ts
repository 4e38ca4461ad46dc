import { parseCurrency, type Currency } from '../../model/currency.ts';
import { negate, parseAmount, ZERO, type Minor } from '../../model/money.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { cardLine } from '../rows/card-line.ts';

const columns = {
  tradedOn: ['交易日期'],
  bookedOn: ['记账日期'],
  card: ['卡号', '卡号末四位'],
  currency: ['币种'],
  memo: ['交易说明'],
  original: ['交易币种/金额'],
  money: ['入账币种/金额', '入帐币种/金额'],
} as const;
type Field = keyof typeof columns;

/** 交通银行信用卡 (formats/cn.md §16): all amounts positive behind their currency; the text says which way they went. */
const bankBocomCard: FormatProfile<'bank', Field> = {
  id: 'bank-bocom-card',
  title: { en: 'Bank of Communications credit card statement', zh: '交通银行信用卡账单' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount and day', zh: '按金额和日期' },
  columns,
  known: ['tradedOn', 'bookedOn', 'memo', 'original', 'money'],
  read: (row) => {
    const { currency, size } = moneyOf(row);
    if (size < ZERO) row.fail('AMOUNT_SIGN', 'money');
    return { ...cardLine(row, isIncoming(row) ? size : negate(size)), currency };
  },
};
export default bankBocomCard;

const IN = /^(?:退货|退款|信用卡还款|还款|返现|返还|调整贷记|冲正)/u;
const OUT = /^(?:消费|取现|分期|年费|利息|手续费|违约金|滞纳金|预借现金|转出|扣款|支付)/u;

function isIncoming(row: Row<Field>): boolean {
  const words = row.needText('memo');
  if (!IN.test(words) && !OUT.test(words)) row.fail('KIND_UNKNOWN', 'memo');
  return IN.test(words);
}

/** `CNY 123.18`, `CNY13.50`. */
function moneyOf(row: Row<Field>): { readonly currency: Currency; readonly size: Minor } {
  const [, code = '', digits = ''] = /^([A-Z]{3})\s*(\S+)$/u.exec(row.needText('money')) ?? [];
  const currency = parseCurrency(code);
  if (currency === undefined) row.fail('CURRENCY_UNKNOWN', 'money');
  const reading = parseAmount(digits, currency ?? row.currency);
  if (!reading.ok) row.fail('AMOUNT_UNREADABLE', 'money');
  return { currency: currency ?? row.currency, size: reading.ok ? reading.minor : ZERO };
}

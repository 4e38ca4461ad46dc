import { parseMonth } from '../../model/day.ts';
import { Decimal } from '../../model/money.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';

const columns = {
  date: ['date', '日期', '月份'],
  from: ['from', '原币', '外币'],
  to: ['to', '本币', '记账本位币'],
  rate: ['rate', '汇率'],
  source: ['source', '来源'],
} as const;
type Field = keyof typeof columns;

/** 规范汇率表: what one unit of a currency is worth in another, by day or by month, in the columns of CLI.md. */
const canonicalRates: FormatProfile<'rates', Field> = {
  id: 'canonical-rates',
  title: { en: 'Exchange rates (canonical CSV)', zh: '汇率（规范 CSV）' },
  kind: 'rates',
  grade: 'A',
  joins: { en: 'currencies and day', zh: '币种、日期' },
  columns,
  known: ['date', 'from', 'to', 'rate'],
  general: true,
  example: { date: '2026-06-30', from: 'USD', to: 'CNY', rate: '7.1586', source: '中国外汇交易中心' },
  read: (row) => {
    const from = row.currencyOf('from');
    const to = row.currencyOf('to');
    if (from === undefined) row.needText('from');
    if (to === undefined || from === to) row.fail('CURRENCY_UNKNOWN', 'to');
    const validOn = monthOf(row.needText('date')) ?? row.needDay('date');
    const rate = rateOf(row);
    if (from === undefined || to === undefined || rate === undefined) return undefined;
    return defined({
      line: row.line,
      name: `${from}/${to} ${validOn}`,
      validOn,
      currency: from,
      to,
      rate,
      source: row.text('source'),
    });
  },
};
export default canonicalRates;

/** `2026-06`, `2026/6`, `2026年6月`: a rate of the whole month. */
function monthOf(text: string): string | undefined {
  const [, year = '', month = ''] = /^(\d{4})[-/.年](\d{1,2})月?$/u.exec(text.trim()) ?? [];
  const name = `${year}-${month.padStart(2, '0')}`;
  return parseMonth(name) === undefined ? undefined : name;
}

/** Above nothing, with at most ten places: exact as printed. */
function rateOf(row: Row<Field>): string | undefined {
  const text = row.needText('rate').normalize('NFKC');
  if (/^\d{1,6}(?:\.\d{1,10})?$/.test(text) && !new Decimal(text).isZero()) return new Decimal(text).toFixed();
  row.fail('AMOUNT_UNREADABLE', 'rate');
  return undefined;
}

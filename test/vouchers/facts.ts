import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import type { BookFact, Standard, VoucherSettings } from '../../src/model/ledger.ts';
import { Decimal, minor } from '../../src/model/money.ts';
import type { VoucherLine } from '../../src/model/voucher.ts';
import { chartOf, journalBook, type Draft } from '../../src/vouchers/index.ts';

export interface Rules {
  readonly standard?: Standard;
  readonly vat?: string;
  readonly groupBy?: 'month' | 'day';
}

export function settingsOf({ standard = 'enterprise', vat, groupBy = 'month' }: Rules = {}): VoucherSettings {
  return {
    standard,
    chart: { roles: {}, banks: {}, wallets: {} },
    groupBy,
    saleOn: 'paid',
    word: '记',
    preparedBy: '',
    rates: {},
    ...(vat === undefined ? {} : { vatRate: new Decimal(vat) }),
  };
}

export type Bare<T> = T extends BookFact
  ? Omit<T, 'on' | 'currency' | 'place'> & Partial<Pick<T, 'on' | 'place'>>
  : never;

/** A fact of 10 June from line 7 of a file, unless said otherwise. */
export function fact(bare: Bare<BookFact>): BookFact {
  return { on: '2026-06-10' as Day, currency: CNY, place: { file: 'june.csv', line: 7 }, ...bare };
}

/** A row of a wallet's statement; the order is the platform's and recognised, unless said otherwise. */
export function row(line: string, gross: number, fee: number, more: object = {}): BookFact {
  return fact({
    kind: 'line',
    line,
    wallet: 'shop',
    gross: minor(gross),
    fee: minor(fee),
    net: minor(gross - fee),
    order: 'platform',
    isRecognised: true,
    platform: 'market',
    ...more,
  } as Bare<BookFact>);
}

export function draftsOf(facts: readonly BookFact[], rules: Rules = {}): readonly Draft[] {
  const settings = settingsOf(rules);
  const vatRate = settings.vatRate;
  const chart = chartOf(settings, new Map());
  const book = journalBook({ chart, ...(vatRate === undefined ? {} : { vatRate }) }, settings.groupBy);
  for (const one of facts) book.post(one);
  return book.drafts();
}

/** `Dr 1012 其他货币资金-shop 99.40`, a line each. */
export function entriesOf(facts: readonly BookFact[], rules: Rules = {}): readonly string[] {
  return draftsOf(facts, rules).flatMap((draft) => draft.lines.map(lineText));
}

function lineText({ account, debit, credit, customer }: VoucherLine): string {
  const amount = debit === 0 ? credit : debit;
  const yuan = (amount / 100).toFixed(2);
  return [
    debit === 0 ? 'Cr' : 'Dr',
    account.code,
    account.name,
    ...(customer === undefined ? [] : [customer]),
    yuan,
  ].join(' ');
}

import { isMap } from 'yaml';

import { parseMonth } from '../../model/day.ts';
import { parseCurrency } from '../../model/currency.ts';
import {
  ACCOUNT_ROLES,
  STANDARDS,
  type AccountNames,
  type AccountRole,
  type ChartSettings,
  type KnownRate,
  type VoucherSettings,
} from '../../model/ledger.ts';
import { Decimal } from '../../model/money.ts';
import type { AccountSettings } from '../../model/settings.ts';
import { entriesOf, fieldsOf, isText, lineOf, refuse, refuseKey, type Fields, type Spot } from './nodes.ts';
import { choiceOf, rateOf, textOf } from './values.ts';

const KEYS = ['standard', 'accounts', 'group_by', 'sale_on', 'vat', 'word', 'prepared_by', 'rates'];
/** `100201 银行存款-建行`: the code, a blank, the name. */
const ACCOUNT = /^([0-9A-Za-z.]{1,20}) +(\S.*)$/u;
const EXCHANGE_RATE = /^\d{1,7}(?:\.\d{1,8})?$/;
const WORD_CHARS = 4;

/** `vouchers:` with its defaults: enterprise standard, a voucher a month, sales on the day they were paid, 记. */
export function readVouchers(spot: Spot | undefined, accounts: readonly AccountSettings[]): VoucherSettings {
  const fields = spot === undefined ? undefined : fieldsOf(spot, KEYS);
  const vatRate = optional(fields, 'vat', vatOf);
  return {
    standard: optional(fields, 'standard', (one) => choiceOf(one, STANDARDS)) ?? 'enterprise',
    chart: readChart(fields?.get('accounts'), accounts),
    groupBy: optional(fields, 'group_by', (one) => choiceOf(one, ['month', 'day'])) ?? 'month',
    saleOn: optional(fields, 'sale_on', (one) => choiceOf(one, ['paid', 'confirmed'])) ?? 'paid',
    word: optional(fields, 'word', wordOf) ?? '记',
    preparedBy: optional(fields, 'prepared_by', textOf) ?? '',
    rates: optional(fields, 'rates', readRates) ?? {},
    ...(vatRate === undefined ? {} : { vatRate }),
  };
}

/** `13%`; `unknown` says that nobody knows, `0%` that there is none. */
function vatOf(spot: Spot): Decimal | undefined {
  return textOf(spot) === 'unknown' ? undefined : rateOf(spot);
}

/** 凭证字: 记, 收, 付, 转 … */
function wordOf(spot: Spot): string {
  const text = textOf(spot);
  return text.length <= WORD_CHARS && /^[\p{L}\p{N}]+$/u.test(text) ? text : refuse(spot, 'voucher-word');
}

function readChart(spot: Spot | undefined, accounts: readonly AccountSettings[]): ChartSettings {
  if (spot === undefined) return { roles: {}, banks: {}, wallets: {} };
  const fields = fieldsOf(spot, ACCOUNT_ROLES);
  const roles: Partial<Record<AccountRole, AccountNames>> = {};
  for (const role of ACCOUNT_ROLES) {
    const one = fields.get(role);
    if (one !== undefined && isText(one)) roles[role] = namesOf(one);
    else if (one !== undefined && role !== 'bank' && role !== 'wallet') refuse(one, 'ledger-account');
  }
  return { roles, banks: ofEach(fields, 'bank', accounts), wallets: ofEach(fields, 'wallet', accounts) };
}

/** `wallet: { shop: 101201 其他货币资金-小店 }`: a code and name for each account. */
function ofEach(
  fields: Fields,
  kind: AccountSettings['kind'],
  accounts: readonly AccountSettings[],
): Readonly<Record<string, AccountNames>> {
  const spot = fields.get(kind);
  if (spot === undefined || isText(spot)) return {};
  if (!isMap(spot.node)) refuse(spot, 'ledger-account');
  const known = accounts.filter((account) => account.kind === kind).map((account) => account.id);
  const entries = entriesOf(spot, spot.node).map((entry): readonly [string, AccountNames] => {
    if (!known.includes(entry.key)) refuseKey(entry, known);
    return [entry.key, namesOf(entry)];
  });
  return Object.fromEntries(entries);
}

function namesOf(spot: Spot): AccountNames {
  const [, code, name] = ACCOUNT.exec(textOf(spot)) ?? refuse(spot, 'ledger-account');
  return { code: code ?? '', name: name ?? '' };
}

/** `rates: { USD: { 2026-06: 7.18 } }`: what a foreign currency is booked at, by month. */
function readRates(spot: Spot): VoucherSettings['rates'] {
  if (!isMap(spot.node)) refuse(spot, 'map');
  const currencies = entriesOf(spot, spot.node).map((entry) => {
    const currency = parseCurrency(entry.key) ?? refuse(entry, 'currency');
    return [currency, readMonths(entry)] as const;
  });
  return Object.fromEntries(currencies);
}

function readMonths(spot: Spot): Readonly<Record<string, KnownRate>> {
  if (!isMap(spot.node)) refuse(spot, 'map');
  const months = entriesOf(spot, spot.node).map((entry): readonly [string, KnownRate] => {
    if (parseMonth(entry.key) === undefined) refuse(entry, 'month');
    const rate = EXCHANGE_RATE.test(textOf(entry)) ? new Decimal(textOf(entry)) : new Decimal(0);
    if (rate.isZero()) refuse(entry, 'exchange-rate');
    return [entry.key, { rate, place: { file: entry.source.file, line: lineOf(entry) } }];
  });
  return Object.fromEntries(months);
}

function optional<T>(fields: Fields | undefined, key: string, read: (spot: Spot) => T): T | undefined {
  const spot = fields?.get(key);
  return spot === undefined ? undefined : read(spot);
}

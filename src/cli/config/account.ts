import type { Currency } from '../../model/currency.ts';
import { parsePlatform, PLATFORM_IDS } from '../../model/platform.ts';
import type { AccountKind, AccountSettings } from '../../model/settings.ts';
import { editDistance, nearest } from '../nearest.ts';
import { readCycles, readPayouts } from './cycle.ts';
import { readFees } from './fee.ts';
import { fieldsOf, membersOf, refuse, type Fields, type Spot } from './nodes.ts';
import { readBankLines } from './rules.ts';
import { choiceOf, currencyOf, textOf } from './values.ts';

const ACCOUNT_KEYS = [
  'id',
  'kind',
  'name',
  'platform',
  'number',
  'currency',
  'fee',
  'bank_lines',
  'settles',
  'pays_out',
  'reserve',
];
const KINDS: readonly AccountKind[] = ['bank', 'wallet'];
/** An id is part of a ref (`bank:ACCOUNT/REF`): no slash, colon or blank. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
/** Names under which the books keep what belongs to no account. */
const TAKEN = ['orders', 'receivables'];
const PLATFORM = /^[a-z][a-z0-9-]{1,31}$/;

/** The accounts in the order of the file; `currency` is that of the books. */
export function readAccounts(spot: Spot, currency: Currency): readonly AccountSettings[] {
  const members = membersOf(spot).map((member) => fieldsOf(member, ACCOUNT_KEYS));
  refuseTwice(members, 'id');
  refuseTwice(members, 'number');
  const banks = members.filter((fields) => kindOf(fields) === 'bank').map((fields) => idOf(fields.need('id')));
  return members.map((fields) => readAccount(fields, currency, banks));
}

function readAccount(fields: Fields, bookCurrency: Currency, banks: readonly string[]): AccountSettings {
  const id = idOf(fields.need('id'));
  const kind = kindOf(fields);
  const name = fields.get('name');
  const number = fields.get('number');
  const currencySpot = fields.get('currency');
  const currency = currencySpot === undefined ? bookCurrency : currencyOf(currencySpot);
  return {
    id,
    kind,
    ...(name === undefined ? {} : { name: textOf(name) }),
    ...(number === undefined ? {} : { number: textOf(number) }),
    currency,
    ...(kind === 'wallet' ? readWallet(fields, currency, banks) : refuseWalletKeys(fields)),
  };
}

function readWallet(fields: Fields, currency: Currency, banks: readonly string[]): Partial<AccountSettings> {
  const platform =
    fields.get('platform') ?? refuse({ ...fields.spot, key: 'platform', node: undefined }, 'wallet-platform');
  const fee = fields.get('fee');
  const bankLines = fields.get('bank_lines');
  const settles = fields.get('settles');
  const paysOut = fields.get('pays_out');
  const reserve = fields.get('reserve');
  return {
    platform: platformOf(platform),
    ...(fee === undefined ? {} : { fees: readFees(fee, currency) }),
    ...(bankLines === undefined ? {} : { bankLines: readBankLines(bankLines) }),
    ...(settles === undefined ? {} : { settles: readCycles(settles, currency) }),
    ...(paysOut === undefined ? {} : { paysOut: readPayouts(paysOut, currency, banks) }),
    ...(reserve === undefined ? {} : { reserve: readCycles(reserve, currency) }),
  };
}

function refuseWalletKeys(fields: Fields): Partial<AccountSettings> {
  for (const key of ['platform', 'fee', 'bank_lines', 'settles', 'pays_out', 'reserve']) {
    const spot = fields.get(key);
    if (spot !== undefined) refuse(spot, 'wallet-only');
  }
  return {};
}

function kindOf(fields: Fields): AccountKind {
  return choiceOf(fields.need('kind'), KINDS);
}

function idOf(spot: Spot): string {
  const id = textOf(spot);
  return ID.test(id) && !TAKEN.includes(id) ? id : refuse(spot, 'account-id');
}

/** A platform of the table under any of its names, or a new id; what is one letter off a known id is a mistake. */
function platformOf(spot: Spot): string {
  const text = textOf(spot);
  const known = parsePlatform(text);
  if (known !== undefined) return known;
  const near = nearest(text, PLATFORM_IDS);
  const mistyped = near !== undefined && editDistance(text, near) === 1;
  if (PLATFORM.test(text) && !mistyped) return text;
  return refuse(spot, 'platform', near === undefined ? {} : { nearest: near });
}

function refuseTwice(accounts: readonly Fields[], key: 'id' | 'number'): void {
  const seen = new Set<string>();
  for (const fields of accounts) {
    const spot = fields.get(key);
    if (spot === undefined) continue;
    const whose = key === 'id' ? '' : `${platformText(fields)}:`;
    const text = whose + textOf(spot);
    if (seen.has(text)) refuse(spot, 'unique');
    seen.add(text);
  }
}

/** The same number at two platforms is two accounts. */
function platformText(fields: Fields): string {
  const spot = fields.get('platform');
  return spot === undefined ? '' : textOf(spot);
}

import { LineCounter, parseDocument } from 'yaml';

import { CNY, type Currency } from '../../model/currency.ts';
import { parseFullTerms } from '../../model/early-discount.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { StopError } from '../../model/problem.ts';
import { INVOICED, type BookSettings, type CheckSettings, type TermsSettings } from '../../model/settings.ts';
import { readAccounts } from './account.ts';
import { readClose } from './close.ts';
import { readLateFee } from './late-fee.ts';
import { readReceivables } from './receivables.ts';
import { fieldsOf, refuse, type Fields, type Source, type Spot } from './nodes.ts';
import { readMatch, readTolerance, readWriteOff } from './rules.ts';
import { choiceOf, currencyOf, daysOf, textOf, timezoneOf } from './values.ts';
import { readVouchers } from './vouchers.ts';

const BOOK_KEYS = [
  'book',
  'currency',
  'timezone',
  'calendar',
  'accounts',
  'terms',
  'receivables',
  'tolerance',
  'match',
  'write_off',
  'check',
  'vouchers',
  'close',
  'invoices',
  'formats',
];
const TIMEZONE = 'Asia/Shanghai';
const CALENDAR = 'cn';
const NET_DAYS = 30;
const BANK_GRACE_DAYS = 3;

/**
 * settle.yaml → settings with the defaults of CLI.md filled in; `formats` are read by readFormats. Throws the first mistake in the file as `CONFIG_…` with
 * its line; `file` is what the message calls it.
 */
export function readSettings(text: string, file = 'settle.yaml'): BookSettings {
  const root = rootOf(text, file);
  const fields = fieldsOf(root, BOOK_KEYS);
  const currency = optional(fields, 'currency', currencyOf) ?? CNY;
  const accounts = readAccounts(fields.need('accounts'), currency);
  return {
    book: textOf(fields.need('book')),
    currency,
    timezone: optional(fields, 'timezone', timezoneOf) ?? TIMEZONE,
    calendar: optional(fields, 'calendar', calendarOf) ?? CALENDAR,
    accounts,
    terms: readTerms(fields.get('terms'), currency),
    receivables: readReceivables(fields.get('receivables'), currency),
    tolerance: readTolerance(fields.get('tolerance'), currency),
    match: readMatch(fields.get('match')),
    writeOff: readWriteOff(fields.get('write_off'), currency),
    check: readCheck(fields.get('check')),
    vouchers: readVouchers(fields.get('vouchers'), accounts),
    close: readClose(fields.get('close')),
    ...readInvoices(fields.get('invoices')),
  };
}

/** Every value as text (YAML's failsafe schema): `0.00` keeps its places, a number of 20 digits its digits. */
export function rootOf(text: string, file: string): Spot {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false,
    version: '1.2',
  });
  const source: Source = { file, lines: text.split(/\r\n|\n|\r/u), counter, document };
  const [mistake] = document.errors;
  if (mistake) {
    const { line } = counter.linePos(mistake.pos[0]);
    const excerpt = source.lines[line - 1] ?? '';
    if (mistake.code === 'DUPLICATE_KEY')
      throw new StopError('CONFIG_VALUE', { file, line, excerpt, expected: 'unique' });
    throw new StopError('CONFIG_UNREADABLE', { file, line, excerpt, reason: mistake.message }, [], mistake);
  }
  return { source, path: '', key: file, offset: 0, node: document.contents ?? undefined };
}

function readTerms(spot: Spot | undefined, currency: Currency): TermsSettings {
  const fields = spot === undefined ? undefined : fieldsOf(spot, ['default', 'late_fee']);
  const terms = fields?.get('default');
  return {
    ...(terms === undefined ? { default: { type: 'net', days: NET_DAYS } } : readDefaultTerms(terms)),
    ...readLateFee(fields?.get('late_fee'), currency),
  };
}

function readDefaultTerms(spot: Spot): Pick<TermsSettings, 'default' | 'early' | 'parts'> {
  const { terms, early, parts } = parseFullTerms(textOf(spot)) ?? refuse(spot, 'terms');
  return { default: terms, ...(early === undefined ? {} : { early }), ...(parts === undefined ? {} : { parts }) };
}

/** `invoices: { due_days: 15, whose: customers }`: without it no order is asked for its invoice. */
function readInvoices(spot: Spot | undefined): Pick<BookSettings, 'invoices'> {
  if (spot === undefined) return {};
  const fields = fieldsOf(spot, ['due_days', 'whose']);
  const dueDays = daysOf(fields.need('due_days'));
  return { invoices: { dueDays, whose: optional(fields, 'whose', (one) => choiceOf(one, INVOICED)) ?? 'customers' } };
}

function readCheck(spot: Spot | undefined): CheckSettings {
  const fields = spot === undefined ? undefined : fieldsOf(spot, ['fail_on', 'bank_grace_days']);
  return {
    failOn: optional(fields, 'fail_on', (one) => choiceOf(one, SEVERITIES)) ?? 'high',
    bankGraceDays: optional(fields, 'bank_grace_days', daysOf) ?? BANK_GRACE_DAYS,
  };
}

/** `cn`, or the name of a file beside settle.yaml that extends it. */
function calendarOf(spot: Spot): string {
  const text = textOf(spot);
  if (text === CALENDAR) return text;
  const isName = /^[^/\\]+\.(?:json|ya?ml)$/iu.test(text) && !text.startsWith('.');
  return isName ? text : refuse(spot, 'calendar');
}

function optional<T>(fields: Fields | undefined, key: string, read: (spot: Spot) => T): T | undefined {
  const spot = fields?.get(key);
  return spot === undefined ? undefined : read(spot);
}

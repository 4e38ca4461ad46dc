import type { FormatInfo, NameFacts } from '../ingest/index.ts';
import { parseCurrency, type Currency } from '../model/currency.ts';
import { StopError } from '../model/problem.ts';
import type { AccountSettings, BookSettings } from '../model/settings.ts';
import type { NewAccount } from '../store/write/accounts.ts';

/** What is known of whose a statement is, before its rows are stored. */
export interface AccountClue {
  readonly format: FormatInfo;
  /** Account number or id in the row, or in the file's preamble. */
  readonly said?: string;
  /** Platform named by the row where the format serves several. */
  readonly platform?: string;
  readonly name: NameFacts;
  /** Numbers that statements brought before gave to accounts, by the account's id. */
  readonly numbers?: ReadonlyMap<string, string>;
  /** `--account`. */
  readonly given?: string;
  readonly currency: Currency;
}

/** A merchant or account number as it opens a platform's file name: `1900000001All2026-06-01.csv`. */
const NAMED_NUMBER = /^(?!20\d{6}$)\d{9,24}$/;

/**
 * Whose statement it is (CLI.md, Books): what the file says; else a configured number in the file's name, the only
 * account of that platform, `--account`; else the file is refused. An account that settle.yaml doesn't know is proposed
 * under a name made of platform and number.
 */
export function whoseAccount(settings: BookSettings, clue: AccountClue): NewAccount {
  const { kind } = clue.format;
  if (kind === 'orders') return { ref: 'orders', kind: 'orders', currency: settings.currency };
  if (kind !== 'settlement' && kind !== 'bank')
    return { ref: 'receivables', kind: 'receivables', currency: settings.currency };
  const platform = clue.format.platform ?? clue.platform;
  const fitting = settings.accounts.filter(
    (account) =>
      account.kind === (kind === 'bank' ? 'bank' : 'wallet') &&
      (platform === undefined || account.platform === platform),
  );
  const given = clue.given === undefined ? undefined : givenAccount(settings, clue.given);
  if (clue.said !== undefined) return saidAccount(fitting, clue.said, { clue, platform, given });
  const account = given ? fromSettings(given) : unsaidAccount(fitting, clue, platform);
  if (account) return account;
  throw new StopError('ACCOUNT_NEEDED', {
    format: clue.format.id,
    accounts: fitting.map((one) => one.id).join(', '),
  });
}

/** Nothing in the file and nobody says whose it is: a number in its name, or the only account it can be. */
function unsaidAccount(
  fitting: readonly AccountSettings[],
  clue: AccountClue,
  platform: string | undefined,
): NewAccount | undefined {
  const named = fitting.find(
    (account) => account.number !== undefined && clue.name.numbers.includes(digits(account.number)),
  );
  if (named) return fromSettings(named);
  const number = clue.format.kind === 'bank' ? undefined : clue.name.numbers.find((run) => NAMED_NUMBER.test(run));
  const only = onlyOf(fitting, clue, number);
  if (only) return only;
  if (platform === undefined || (number === undefined && fitting.length > 0)) return undefined;
  return proposed(platform, number, clue.currency, 'wallet');
}

/** The only account it can be; without a number in settle.yaml the one in the name is its number, unless it has another. */
function onlyOf(
  [only, ...others]: readonly AccountSettings[],
  clue: AccountClue,
  number: string | undefined,
): NewAccount | undefined {
  if (only === undefined || others.length > 0) return undefined;
  if (number === undefined) return fromSettings(only);
  if (only.number !== undefined || !isFree(clue, only.id, number)) return undefined;
  return { ...fromSettings(only), number };
}

interface SaidContext {
  readonly clue: AccountClue;
  readonly platform: string | undefined;
  readonly given: AccountSettings | undefined;
}

function saidAccount(fitting: readonly AccountSettings[], said: string, context: SaidContext): NewAccount {
  const { clue, platform, given } = context;
  const known = fitting.find((account) => account.id === said || isSameNumber(account.number, said));
  if (known) {
    if (given && given.id !== known.id) throw new StopError('ACCOUNT_OTHER', { said, given: given.id });
    return fromSettings(known);
  }
  if (given) {
    if (isOpen(said, given)) return fromSettings(given);
    throw new StopError('ACCOUNT_OTHER', { said, given: given.id });
  }
  // The only account it can be has no number in settle.yaml yet: this is its number.
  const [only, ...others] = fitting;
  if (only && others.length === 0 && only.number === undefined && isFree(clue, only.id, said)) {
    return { ...fromSettings(only), number: said };
  }
  return proposedFor(said, clue, platform);
}

/** An account nobody has named is proposed once, however its number is printed the next time. */
function proposedFor(said: string, clue: AccountClue, platform: string | undefined): NewAccount {
  const kind = clue.format.kind === 'bank' ? 'bank' : 'wallet';
  const own = `${platform ?? kind}-`;
  const met = [...(clue.numbers ?? [])].find(([ref, number]) => ref.startsWith(own) && isSameNumber(number, said));
  const account = proposed(platform, plainNumber(said), clue.currency, kind);
  return met === undefined ? account : { ...account, ref: met[0], number: met[1] };
}

/** Nobody else's statements went to it before: of two numbers only one can be its own. */
function isFree({ numbers }: AccountClue, ref: string, said: string): boolean {
  const before = numbers?.get(ref);
  return before === undefined || isSameNumber(before, said);
}

/** A masked or shortened number, or words like `Checking`, are taken at the person's word; another number isn't. */
function isOpen(said: string, { number }: AccountSettings): boolean {
  return number === undefined || !/\d/u.test(said) || isMaskOf(said, number);
}

function isMaskOf(said: string, number: string): boolean {
  const pattern = said.replace(/[^\d*xX]/gu, '');
  if (!/[*xX]/.test(pattern)) return digits(number).endsWith(digits(said)) && digits(said).length >= 4;
  return new RegExp(`^${pattern.replace(/[*xX]+/gu, '\\d*')}$`, 'u').test(digits(number));
}

function givenAccount(settings: BookSettings, given: string): AccountSettings {
  const account = settings.accounts.find((candidate) => candidate.id === given);
  if (account) return account;
  throw new StopError('ACCOUNT_UNKNOWN', { account: given, known: settings.accounts.map((one) => one.id).join(', ') });
}

function fromSettings(account: AccountSettings): NewAccount {
  return {
    ref: account.id,
    kind: account.kind,
    currency: account.currency,
    ...(account.platform === undefined ? {} : { platform: account.platform }),
    ...(account.number === undefined ? {} : { number: account.number }),
  };
}

function proposed(
  platform: string | undefined,
  number: string | undefined,
  currency: Currency,
  kind: 'bank' | 'wallet',
): NewAccount {
  const name = platform ?? kind;
  return {
    ref: number === undefined ? name : `${name}-${number}`,
    kind,
    currency,
    ...(platform === undefined ? {} : { platform }),
    ...(number === undefined ? {} : { number }),
  };
}

/** Whether two ways of printing a number mean one account. */
function isSameNumber(number: string | undefined, said: string): boolean {
  return number !== undefined && bare(plainNumber(number)) === bare(plainNumber(said));
}

const IBAN = /^[A-Z]{2}\d{2}(?:\s?[A-Z\d]){10,30}$/u;
const CARD = /^(?:\d{4} ){3,4}\d{1,4}$/u;
const WITH_CURRENCY = /^(?=(?:\D*\d){5})(?<number>.*\d)\s*(?<code>[A-Z]{3})$/u;

/** What some banks print around a number isn't part of it: blanks inside an IBAN, the currency behind (`NL91…4300EUR`). */
function plainNumber(said: string): string {
  const { number = '', code = '' } = WITH_CURRENCY.exec(said)?.groups ?? {};
  const plain = parseCurrency(code) === undefined ? said : number.trim();
  return IBAN.test(plain) || CARD.test(plain) ? plain.replace(/\s/gu, '') : plain;
}

/** A number as it is compared: `GB29 NWBK 6016…` is an IBAN with blanks, letters tell accounts apart too. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

function digits(text: string): string {
  return text.replace(/\D/gu, '');
}

import type { OpenBankLine } from '../model/match.ts';

/** What a customer is known by. */
export interface KnownPayer {
  readonly customer: string;
  readonly aliases: readonly string[];
  readonly taxId?: string;
  readonly bankAccounts: readonly string[];
}

export type PayerLine = Pick<OpenBankLine, 'counterparty' | 'counterpartyAccount' | 'memo'>;
export type RecognisePayer = (line: PayerLine) => string | undefined;

/** An account number shorter than this is a place number or a typing mistake. */
const ACCOUNT_DIGITS_MIN = 8;
const TAX_ID = /[0-9A-Z]{15,20}/gu;

/**
 * Tells which customer a bank line comes from: by the other side's account number, then by the tax number in its words,
 * then by its name or an alias, whole, whatever the width of its brackets. Two customers that fit are none.
 */
export function payerRecogniser(customers: readonly KnownPayer[]): RecognisePayer {
  const accounts = new Index();
  const taxIds = new Index();
  const names = new Index();
  for (const { customer, aliases, taxId, bankAccounts } of customers) {
    for (const account of bankAccounts) accounts.add(digitsOf(account), customer);
    taxIds.add(taxId?.trim().toUpperCase(), customer);
    for (const name of [customer, ...aliases]) names.add(plainName(name), customer);
  }
  return ({ counterparty = '', counterpartyAccount = '', memo = '' }) => {
    const words = `${counterparty} ${memo}`.normalize('NFKC').toUpperCase();
    const numbers = new Set(words.match(TAX_ID) ?? []);
    return (
      accounts.get(digitsOf(counterpartyAccount)) ??
      [...numbers].map((number) => taxIds.get(number)).find((found) => found !== undefined) ??
      names.get(plainName(counterparty))
    );
  };
}

/** Keys that only one customer has. */
class Index {
  readonly #owners = new Map<string, string | undefined>();

  add(key: string | undefined, customer: string): void {
    if (key === undefined || key === '') return;
    const isShared = this.#owners.has(key) && this.#owners.get(key) !== customer;
    this.#owners.set(key, isShared ? undefined : customer);
  }

  get(key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#owners.get(key);
  }
}

function digitsOf(account: string): string | undefined {
  const digits = account.normalize('NFKC').replace(/[^0-9]/gu, '');
  return digits.length >= ACCOUNT_DIGITS_MIN ? digits : undefined;
}

/** A name without the spaces, dots and brackets that banks write in one way or another. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,·()[\]【】〔〕'"-]/gu, '');
}

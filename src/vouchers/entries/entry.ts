import type { AccountRole, BookFact, LedgerAccount } from '../../model/ledger.ts';
import { Decimal, minor, minus, negate, type Minor } from '../../model/money.ts';
import type { VoucherKind } from '../../model/voucher.ts';
import type { Chart } from '../chart.ts';

/** One posting of an entry, on the side it belongs to; below zero it is red (红字). */
export interface Posting {
  readonly account: LedgerAccount;
  readonly side: 'debit' | 'credit';
  readonly amount: Minor;
  readonly customer?: string;
  readonly platform?: string;
}

/** What one fact puts into the ledger. */
export interface Entry {
  readonly kind: VoucherKind;
  readonly about: string;
  readonly postings: readonly Posting[];
}

/** What entries rest on beside the fact. */
export interface EntryContext {
  readonly chart: Chart;
  /** VAT contained in sales; undefined where it isn't known. */
  readonly vatRate?: Decimal;
}

export type FactOf<K extends BookFact['kind']> = Extract<BookFact, { readonly kind: K }>;

/** Whose the amount is, and the bank or wallet it lies in. */
export type Aux = Partial<Pick<Posting, 'customer' | 'platform'>> & { readonly ref?: string | undefined };

/** Writes postings by role. */
export interface Pen {
  readonly debit: (role: AccountRole, amount: Minor, aux?: Aux) => Posting;
  readonly credit: (role: AccountRole, amount: Minor, aux?: Aux) => Posting;
}

export function penOf({ chart }: EntryContext): Pen {
  const posting = (side: Posting['side'], role: AccountRole, amount: Minor, aux: Aux = {}): Posting => {
    const { ref, ...others } = aux;
    return { account: chart.account(role, ref), side, amount, ...others };
  };
  return {
    debit: (role, amount, aux) => posting('debit', role, amount, aux),
    credit: (role, amount, aux) => posting('credit', role, amount, aux),
  };
}

/** Money in is a debit, money out a credit: nothing that moved in an account is red. */
export function moved(pen: Pen, role: AccountRole, amount: Minor, aux?: Aux): Posting {
  return amount < 0 ? pen.credit(role, negate(amount), aux) : pen.debit(role, amount, aux);
}

/**
 * Revenue and the VAT in it, as credits: net = gross / (1 + rate), rounded half up, and the tax is the rest
 * (DOMAIN.md 1.8, F02). `tax`: as the invoice says. Without either the whole is revenue.
 */
export function revenue(pen: Pen, gross: Minor, { vatRate }: EntryContext, given: TaxAndPlatform): readonly Posting[] {
  const { tax, ...aux } = given;
  const net = netOf(gross, vatRate, tax);
  const contained = minus(gross, net);
  return [pen.credit('revenue', net, aux), ...(contained === 0 ? [] : [pen.credit('vat', contained, aux)])];
}

interface TaxAndPlatform extends Aux {
  readonly tax?: Minor | undefined;
}

function netOf(gross: Minor, vatRate: Decimal | undefined, tax: Minor | undefined): Minor {
  if (tax !== undefined) return minus(gross, tax);
  if (vatRate === undefined) return gross;
  return minor(new Decimal(gross).dividedBy(vatRate.plus(1)).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber());
}

/** Aux without keys for what isn't known. */
export function whose({
  customer,
  platform,
}: {
  readonly customer?: string | undefined;
  readonly platform?: string | undefined;
}): Aux {
  return { ...(customer === undefined ? {} : { customer }), ...(platform === undefined ? {} : { platform }) };
}

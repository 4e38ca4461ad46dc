import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import { absolute, formatAmount, minor, minus, type Minor } from '../../model/money.ts';
import type { RowProblem } from '../../model/problem.ts';
import type { BankLine } from '../../model/statement.ts';
import { amountProblem } from '../amount.ts';
import { defined, type Defined } from '../defined.ts';
import { elementsAt, textAt, written, type XmlElement } from '../tokenise/xml-element.ts';
import { camtDetails } from './camt-details.ts';
import { camtAmount, camtCurrency, camtDay, camtReference } from './camt-values.ts';

/** An entry (`Ntry`) of a statement whose end hasn't been read: which sign a doubtful one has, its balances decide. */
export interface CamtEntry {
  /** Signed by `CdtDbtInd` alone: money in is positive. */
  readonly row: Omit<BankLine, 'bookedAt'>;
  /** Absent where the entry names none: then it is the statement's. */
  readonly bookedOn?: Day;
  /** It reverses an entry: some banks print the original's direction. */
  readonly reversal: boolean;
  /** Its amount has a sign of its own, which isn't allowed. */
  readonly signed: boolean;
  /** As it is written, where it names no day and may have to be kept aside. */
  readonly raw?: string;
}

export type CamtReading =
  | { readonly kind: 'booked'; readonly entry: CamtEntry; readonly remarks: readonly RowProblem[] }
  | { readonly kind: 'pending'; readonly amount?: Minor; readonly remarks: readonly RowProblem[] }
  | { readonly kind: 'problem'; readonly problem: RowProblem };

/** What is known of the account before its entries. */
export interface CamtAccountFacts {
  readonly number: string | undefined;
  readonly currency: Currency | undefined;
}

const PENDING = new Set(['PDNG', 'INFO', 'FUTR']);

/**
 * One `Ntry`: the bank's line; its details are never money of their own (formats/bank.md 2). Booked when its status is
 * BOOK or not told. Problems: no readable amount, finer than its currency, no currency, no direction, no date where
 * one is written.
 */
export function readCamtEntry(entry: XmlElement, account: CamtAccountFacts): CamtReading {
  const { line } = entry;
  const status = textAt(entry, 'Sts', 'Sts/Cd', 'Sts/Prtry')?.toUpperCase() ?? 'BOOK';
  const money = moneyOf(entry, account);
  if (status !== 'BOOK') {
    const remarks: RowProblem[] = [{ code: 'KIND_UNKNOWN', line, column: 'Sts', text: status }];
    const amount = 'code' in money ? undefined : money.amount;
    return { kind: 'pending', ...defined({ amount }), remarks: PENDING.has(status) ? [] : remarks };
  }
  if ('code' in money) return { kind: 'problem', problem: money };
  const days = daysOf(entry);
  if ('code' in days) return { kind: 'problem', problem: days };
  return bookedEntry(entry, account, money, days);
}

interface Money {
  readonly amount: Minor;
  readonly currency: Currency;
  readonly signed: boolean;
}

function moneyOf(entry: XmlElement, account: CamtAccountFacts): Money | RowProblem {
  const { line } = entry;
  const money = elementsAt(entry, 'Amt')[0];
  if (money === undefined) return { code: 'AMOUNT_MISSING', line, column: 'Amt' };
  const currency = camtCurrency(money, account.currency);
  if (currency === undefined)
    return { code: 'CURRENCY_UNKNOWN', line, column: 'Amt', text: money.attributes['Ccy'] ?? '' };
  const reading = camtAmount(money.text, currency);
  if (!reading.ok) return { code: amountProblem(reading), line, column: 'Amt', text: money.text };
  const direction = textAt(entry, 'CdtDbtInd');
  if (direction !== 'CRDT' && direction !== 'DBIT')
    return { code: 'AMOUNT_SIGN', line, column: 'CdtDbtInd', text: direction ?? '' };
  const size = absolute(reading.minor);
  return { amount: minor(direction === 'CRDT' ? size : -size), currency, signed: reading.minor < 0 };
}

type Days = Defined<{ readonly bookedOn: Day | undefined; readonly valueOn: Day | undefined }>;

/** Both are optional, and one never stands for the other here. */
function daysOf(entry: XmlElement): Days | RowProblem {
  const booked = textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm');
  const bookedOn = camtDay(booked);
  if (booked !== undefined && bookedOn === undefined)
    return { code: 'DATE_UNREADABLE', line: entry.line, column: 'BookgDt', text: booked };
  return defined({ bookedOn, valueOn: camtDay(textAt(entry, 'ValDt/Dt', 'ValDt/DtTm')) });
}

function bookedEntry(
  entry: XmlElement,
  { number }: CamtAccountFacts,
  { amount, currency, signed }: Money,
  { bookedOn, valueOn }: Days,
): CamtReading {
  const { line } = entry;
  const { sum, charges, ...details } = camtDetails(entry, { amount, currency, own: number });
  const remarks: RowProblem[] = [];
  if (sum !== undefined && !explains(charges, minus(sum, amount)))
    remarks.push({ code: 'CONTROL_TOTAL_DIFFERS', line, column: 'TxDtls', text: formatAmount(sum, currency) });
  const reference = referenceOf(entry);
  return {
    kind: 'booked',
    entry: {
      row: { line, ...defined({ valueOn }), amount, currency, ...details, ...defined({ reference }) },
      ...defined({ bookedOn, raw: bookedOn === undefined && valueOn === undefined ? written(entry) : undefined }),
      reversal: /^(?:true|1)$/iu.test(textAt(entry, 'RvslInd') ?? ''),
      signed,
    },
    remarks,
  };
}

function explains(charges: readonly Minor[], difference: Minor): boolean {
  return difference === 0 || charges.some((charge) => absolute(charge) === absolute(difference));
}

/** The bank's own number of the entry; that of its only detail says as much. */
function referenceOf(entry: XmlElement): string | undefined {
  const details = elementsAt(entry, 'NtryDtls/TxDtls');
  const [only] = details.length === 1 ? details : [];
  return (
    camtReference(textAt(entry, 'AcctSvcrRef')) ??
    (only === undefined ? undefined : camtReference(textAt(only, 'Refs/AcctSvcrRef'))) ??
    camtReference(textAt(entry, 'NtryRef'))
  );
}

import { parseCurrency, type Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import type { Minor } from '../../model/money.ts';
import type { RowProblem } from '../../model/problem.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import { textAt, written, type XmlElement } from '../tokenise/xml-element.ts';
import { readCamtBalance, type CamtBalance } from './camt-balances.ts';
import { readCamtEntry, type CamtEntry } from './camt-entry.ts';
import { camtAccount, camtDay } from './camt-values.ts';

/** What a statement says of itself before its balances and entries. */
export interface CamtHead {
  readonly account?: string;
  /** The account's, where it is told. */
  readonly currency?: Currency;
  readonly id?: string;
  /** The running number of the account's statements. */
  readonly sequence?: string;
  readonly page?: number;
  readonly lastPage?: boolean;
  /** It says that it is a copy or a duplicate. */
  readonly copy?: boolean;
  readonly period?: { readonly from: Day; readonly to: Day; readonly toMidnight: boolean };
}

/** One `Stmt`, `Rpt` or `Ntfctn`: a statement, or a page of one, as its children come. */
export class CamtPage {
  readonly line: number;
  readonly balances: CamtBalance[] = [];
  readonly entries: CamtEntry[] = [];
  readonly summaries: XmlElement[] = [];
  readonly collected = new Collected();
  readonly pendingAmounts: Minor[] = [];
  head: CamtHead = {};
  private readonly otherwise: Currency;

  /** `otherwise`: the currency of amounts that name none, where the account names none. */
  constructor(line: number, otherwise: Currency) {
    this.line = line;
    this.otherwise = otherwise;
  }

  take(element: XmlElement): void {
    switch (element.name) {
      case 'Ntry':
        this.takeEntry(element);
        break;
      case 'Bal':
        this.takeBalance(element);
        break;
      case 'TxsSummry':
        this.summaries.push(element);
        break;
      default:
        this.head = { ...this.head, ...headFrom(element) };
    }
  }

  private takeBalance(element: XmlElement): void {
    const account = this.head.currency ?? this.balances[0]?.currency;
    const balance = readCamtBalance(element, account, this.otherwise);
    if (balance === undefined) return;
    if ('currency' in balance) this.balances.push(balance);
    else this.refuse(balance, element);
  }

  private takeEntry(element: XmlElement): void {
    const { account, currency } = this.head;
    const facts = { number: account, currency: currency ?? this.balances[0]?.currency ?? this.otherwise };
    const reading = readCamtEntry(element, facts);
    if (reading.kind === 'problem') {
      this.refuse(reading.problem, element);
      return;
    }
    if (reading.kind === 'booked') this.entries.push(reading.entry);
    else {
      this.collected.pending += 1;
      if (reading.amount !== undefined) this.pendingAmounts.push(reading.amount);
    }
    for (const remark of reading.remarks) this.collected.remark(remark);
  }

  private refuse(problem: RowProblem, element: XmlElement): void {
    this.collected.problem(problem);
    this.collected.reject(problem, [written(element)]);
  }
}

function headFrom(element: XmlElement): CamtHead {
  const { name, text } = element;
  switch (name) {
    case 'Id':
      return text === '' ? {} : { id: text };
    case 'ElctrncSeqNb':
      return /[1-9]/.test(text) ? { sequence: text } : {};
    case 'CpyDplctInd':
      return { copy: true };
    case 'Acct':
      return defined({ account: camtAccount(element), currency: currencyOf(element) });
    case 'StmtPgntn':
    case 'RptPgntn':
    case 'NtfctnPgntn':
      return defined({ page: pageNumber(element), lastPage: textAt(element, 'LastPgInd') === 'true' });
    case 'FrToDt':
      return defined({ period: periodOf(element) });
    default:
      return {};
  }
}

function currencyOf(account: XmlElement): Currency | undefined {
  const text = textAt(account, 'Ccy');
  return text === undefined ? undefined : parseCurrency(text);
}

function pageNumber(pagination: XmlElement): number | undefined {
  const text = textAt(pagination, 'PgNb');
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

function periodOf(element: XmlElement): CamtHead['period'] {
  const [start, end] = [textAt(element, 'FrDtTm', 'FrDt'), textAt(element, 'ToDtTm', 'ToDt')];
  const [from, to] = [camtDay(start), camtDay(end)];
  if (from === undefined || to === undefined || from > to) return undefined;
  return { from, to, toMidnight: end?.includes('T00:00:00') === true };
}

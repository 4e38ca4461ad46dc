import { parseCurrency, type Currency } from '../../model/currency.ts';
import { wholeDay, type Day } from '../../model/day.ts';
import { minor, negate, type Minor } from '../../model/money.ts';
import { StopError, type ProblemCode } from '../../model/problem.ts';
import type { BankLine, StatementIssue } from '../../model/statement.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentStatement } from '../document.ts';
import type { Bai2Record } from '../tokenise/bai2.ts';
import { bai2Day, readAccount, readDetail, type Bai2Account, type Bai2Detail } from './bai2-fields.ts';
import { partyIn } from './bai2-party.ts';

/** What the group above an account says of it. */
export interface Bai2Group {
  readonly line: number;
  readonly asOf: Day;
  readonly currency: string;
  /** Only these are booked: others delete, test or come before the day is over (formats/bank.md 4). */
  readonly booked: boolean;
  /** The status of a group that says itself that it is no report. */
  readonly ignored: string | undefined;
}

const OPENING = '010';
const CLOSING = '015';
/** Without a currency in the file. */
const USUAL_CURRENCY = 'USD';

/** An account's part of a group, as it is read. */
export class Bai2Reading {
  /** Sums of the amounts as written: of the `03`, of the details, of the details by their sign. */
  private readonly sums = { summaries: 0, details: 0, net: 0 };
  private readonly collected = new Collected();
  private readonly rows: BankLine[] = [];
  private readonly issues: StatementIssue[] = [];
  private readonly account: Bai2Account;
  private readonly currency: Currency;
  private readonly record: Bai2Record;
  private readonly group: Bai2Group;
  /** Of this account and its details, with continuations. */
  private records: number;

  /** Throws CURRENCY_UNKNOWN: without its currency no amount of it has a unit. */
  constructor(record: Bai2Record, group: Bai2Group, file: string) {
    this.record = record;
    this.group = group;
    this.records = record.records;
    this.account = readAccount(record);
    for (const { amount } of this.account.summaries) this.sums.summaries += amount;
    for (const text of this.account.unread) this.remark('KIND_UNKNOWN', record, text);
    const code = this.account.currency || group.currency || USUAL_CURRENCY;
    const currency = parseCurrency(code);
    if (currency === undefined) {
      throw new StopError('CURRENCY_UNKNOWN', { file, line: record.line, column: record.code, text: code });
    }
    this.currency = currency;
    if (group.ignored !== undefined) this.remark('KIND_UNKNOWN', record, group.ignored);
  }

  detail(record: Bai2Record): void {
    this.records += record.records;
    const detail = readDetail(record);
    this.sums.details += detail.amount ?? 0;
    const raises = directionOf(detail.type);
    if (raises === undefined || !this.group.booked) {
      this.collected.pending += 1;
      if (raises !== undefined) this.sums.net += raises ? (detail.amount ?? 0) : -(detail.amount ?? 0);
      // A type whose direction the bank alone knows is listed: its money is never guessed.
      else if (detail.type !== NON_MONETARY) this.remark('KIND_UNKNOWN', record, `16,${detail.type}`);
      return;
    }
    if (detail.amount === undefined) {
      this.refuse(detail.amountText === '' ? 'AMOUNT_MISSING' : 'AMOUNT_UNREADABLE', record, detail.amountText);
      return;
    }
    this.keep(record, detail, raises ? minor(detail.amount) : negate(minor(detail.amount)));
  }

  private keep({ line }: Bai2Record, detail: Bai2Detail, amount: Minor): void {
    this.sums.net += amount;
    const value = detail.valueDay === undefined || detail.valueDay === '' ? undefined : bai2Day(detail.valueDay);
    const text = detail.texts.join(' ').replace(/\s+/gu, ' ').trim();
    const [reference, other] = [detail.bankReference, detail.customerReference].filter((one) => !/^0*$/.test(one));
    // A payout's number may stand in the one reference as well as in the other.
    const memo = other === undefined || text.includes(other) ? text : `${text} ${other}`.trim();
    this.rows.push(
      defined({
        line,
        bookedAt: wholeDay(this.group.asOf),
        valueOn: value,
        amount,
        currency: this.currency,
        counterparty: partyIn(detail.texts, amount > 0),
        reference,
        memo: memo === '' ? undefined : memo,
      }),
    );
  }

  /** The trailer's sum and count against what was read; some banks sum the details only, or their net. */
  check(record: Bai2Record, declared: number | undefined, count: number | undefined): void {
    this.records += record.records;
    const { summaries, details, net } = this.sums;
    if (declared === undefined) this.remark('AMOUNT_UNREADABLE', record, record.pieces[0] ?? '');
    else if (![summaries + details, details, net].includes(declared)) {
      this.issue(record, '49 control total', { expected: declared, actual: summaries + details, unit: 'amount' });
    }
    if (count !== undefined && count !== this.records) {
      this.issue(record, '49 records', { expected: count, actual: this.records, unit: 'count' });
    }
  }

  /** Also those of the group and the file, whose last account this is. */
  issue(
    { line }: Bai2Record,
    what: string,
    { expected, actual, unit }: Pick<StatementIssue, 'expected' | 'actual' | 'unit'>,
  ): void {
    const currency = unit === 'amount' ? { currency: this.currency } : {};
    this.issues.push({ code: 'control-total', line, what, expected, actual, unit, ...currency });
  }

  /** Records so far, with the trailer once it was checked. */
  counted(): number {
    return this.records;
  }

  statement(): DocumentStatement<'bank'> {
    const { booked, asOf } = this.group;
    const { account } = this.account;
    const number = `${asOf} ${account}`;
    const balance = (type: string): Minor | undefined => {
      const summary = booked ? this.account.summaries.find((one) => one.type === type) : undefined;
      return summary === undefined ? undefined : minor(summary.amount);
    };
    return defined({
      line: this.record.line,
      account: account === '' ? undefined : account,
      statement: booked ? number : undefined,
      currency: this.currency,
      from: booked ? asOf : undefined,
      to: booked ? asOf : undefined,
      opening: balance(OPENING),
      closing: balance(CLOSING),
      closingLine: this.record.line,
      rows: this.rows,
      pending: this.collected.pending,
      issues: this.issues,
      problems: this.collected.problems,
      rejected: this.collected.rejected,
      remarks: this.collected.remarks,
    });
  }

  private remark(code: ProblemCode, { line, code: column }: Bai2Record, text: string): void {
    this.collected.remark({ code, line, column, text });
  }

  private refuse(code: ProblemCode, record: Bai2Record, text: string): void {
    const problem = { code, line: record.line, column: record.code, text };
    this.collected.problem(problem);
    this.collected.reject(problem, [record.code, ...record.pieces]);
  }
}

const NON_MONETARY = '890';

/** Whether a type raises the balance; undefined for loans, notes and a bank's own types, which tell no direction. */
function directionOf(type: string): boolean | undefined {
  if (!/^[1-6]\d\d$/.test(type)) return undefined;
  return type < '400';
}

import type { Currency } from '../../model/currency.ts';
import { wholeDay, type Moment } from '../../model/day.ts';
import type { Minor } from '../../model/money.ts';
import { StopError, type ProblemCode } from '../../model/problem.ts';
import type { BankLine } from '../../model/statement.ts';
import { amountProblem, readAmount } from '../amount.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';
import type { DateOrder } from '../moment.ts';
import type { DecimalMark } from '../profile.ts';
import { qifRecords, type QifRecord } from '../tokenise/qif.ts';
import { orderOf, qifDay } from './qif-dates.ts';

/** Lists of money that moved; others are investments, categories, classes, memorised entries (formats/bank.md 5). */
const ENTRIES: ReadonlySet<string> = new Set(['bank', 'ccard', 'cash', 'oth a', 'oth l']);
/** Lists that say nothing about money. */
const LISTS: ReadonlySet<string> = new Set(['account', 'option', 'cat', 'class', 'memorized']);

/**
 * The accounts of a QIF text. All of it is read first: the order of its dates shows only in the whole file. Throws
 * FORMAT_UNKNOWN for one that holds no entries of a bank at all.
 */
export async function* qifStatements(
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<DocumentStatement<'bank'>> {
  const accounts = new Map<string | undefined, QifRecord[]>();
  const skipped = new Map<string, QifRecord>();
  for await (const record of qifRecords(text, context.file)) {
    if (!ENTRIES.has(record.section)) {
      if (!skipped.has(record.section)) skipped.set(record.section, record);
      continue;
    }
    const records = accounts.get(record.account);
    if (records === undefined) accounts.set(record.account, [record]);
    else records.push(record);
  }
  if (accounts.size === 0) throw withoutEntries(context.file, [...skipped.keys()]);
  const entries = [...accounts.values()].flat();
  const mark = markOf(entries.map((record) => valueOf(record, 'T') ?? valueOf(record, 'U') ?? ''));
  const order = context.dateOrder ?? orderOf(entries.map((record) => valueOf(record, 'D') ?? ''));
  const others = [...skipped.values()].filter(({ section }) => !LISTS.has(section));
  for (const [account, records] of accounts) {
    const reading = new QifReading(order, mark, context.currency);
    for (const { section, line } of others.splice(0)) {
      reading.collected.remark({ code: 'KIND_UNKNOWN', line, text: `!Type:${section}` });
    }
    for (const record of records) reading.take(record);
    yield reading.statement(records[0]?.line ?? 1, account);
  }
}

function withoutEntries(file: string, sections: readonly string[]): StopError {
  const what = sections.map((section) => (section === 'account' ? '!Account' : `!Type:${section}`)).join(', ');
  return new StopError('FORMAT_UNKNOWN', { file, what: what === '' ? 'QIF' : `QIF ${what}` });
}

/** The mark that stands before one or two last digits somewhere in the file; `1.005` alone could be either. */
function markOf(amounts: readonly string[]): DecimalMark {
  const marks = new Set(amounts.map((text) => /([.,])\d{1,2}$/.exec(text)?.[1]));
  if (marks.has('.') === marks.has(',')) return 'shown';
  return marks.has(',') ? ',' : '.';
}

function valueOf({ fields }: QifRecord, letter: string): string | undefined {
  const value = fields.find(([one]) => one === letter)?.[1];
  return value === '' ? undefined : value;
}

class QifReading {
  readonly collected = new Collected();
  private readonly rows: BankLine[] = [];
  private opening: Minor | undefined;
  private readonly order: DateOrder | 'ambiguous';
  private readonly mark: DecimalMark;
  private readonly currency: Currency;

  constructor(order: DateOrder | 'ambiguous', mark: DecimalMark, currency: Currency) {
    this.order = order;
    this.mark = mark;
    this.currency = currency;
  }

  take(record: QifRecord): void {
    const amount = this.amount(record);
    const bookedAt = this.day(record);
    if (amount === undefined || bookedAt === undefined) return;
    // Quicken begins an account with its balance as an entry; one of zero is kept as a note like any other.
    if (this.rows.length === 0 && this.opening === undefined && amount !== 0 && isOpening(record)) {
      this.opening = amount;
      return;
    }
    const number = valueOf(record, 'N');
    this.rows.push(
      defined({
        line: record.line,
        bookedAt,
        amount,
        currency: this.currency,
        counterparty: valueOf(record, 'P'),
        reference: number !== undefined && /\d/.test(number) ? number : undefined,
        memo: valueOf(record, 'M') ?? splitMemo(record) ?? valueOf(record, 'L'),
      }),
    );
  }

  statement(line: number, account: string | undefined): DocumentStatement<'bank'> {
    const { rows, opening, currency } = this;
    const { problems, rejected, remarks } = this.collected;
    return defined({ line, account, currency, opening, rows, problems, rejected, remarks });
  }

  /** `T`, else `U`, which is the same number again. */
  private amount(record: QifRecord): Minor | undefined {
    const text = valueOf(record, 'T') ?? valueOf(record, 'U');
    const reading = text === undefined ? undefined : readAmount(text, this.currency, this.mark);
    if (reading?.ok === true) return reading.minor;
    this.refuse(reading === undefined ? 'AMOUNT_MISSING' : amountProblem(reading), record, 'T');
    return undefined;
  }

  private day(record: QifRecord): Moment | undefined {
    const text = valueOf(record, 'D') ?? '';
    const day = qifDay(text, this.order === 'ambiguous' ? undefined : this.order);
    if (day !== undefined) return wholeDay(day);
    const isDate = this.order === 'ambiguous' && (qifDay(text, 'dmy') ?? qifDay(text, 'mdy')) !== undefined;
    this.refuse(isDate ? 'DATE_AMBIGUOUS' : 'DATE_UNREADABLE', record, 'D');
    return undefined;
  }

  private refuse(code: ProblemCode, record: QifRecord, column: string): void {
    const problem = { code, line: record.line, column, text: valueOf(record, column) ?? '' };
    this.collected.problem(problem);
    this.collected.reject(
      problem,
      record.fields.map(([letter, value]) => letter + value),
    );
  }
}

/** `POpening Balance` of the account itself: `L[Checking]`. */
function isOpening(record: QifRecord): boolean {
  return /^opening balance$/iu.test(valueOf(record, 'P') ?? '') && /^\[.*\]$/u.test(valueOf(record, 'L') ?? '');
}

/** The notes of its parts; the parts' amounts are inside the entry's own. */
function splitMemo({ fields }: QifRecord): string | undefined {
  const notes = fields.filter(([letter, value]) => letter === 'E' && value !== '').map(([, value]) => value);
  return notes.length === 0 ? undefined : notes.join('; ');
}

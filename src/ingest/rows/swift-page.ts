import type { Currency } from '../../model/currency.ts';
import { wholeDay, type Day } from '../../model/day.ts';
import { absolute, negate, plus, ZERO, type Minor } from '../../model/money.ts';
import { StopError, type ProblemCode } from '../../model/problem.ts';
import type { BankLine, StatementIssue } from '../../model/statement.ts';
import { amountProblem } from '../amount.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentContext } from '../document.ts';
import type { SwiftField, SwiftMessage } from '../tokenise/mt940.ts';
import { readEntry, type SwiftEntry } from './swift-entry.ts';
import {
  entryDay,
  readBalance,
  readSum,
  swiftAmount,
  swiftDay,
  type SwiftBalance,
  type SwiftDay,
} from './swift-fields.ts';
import { partyAndMemo } from './swift-party.ts';

/** A balance with whether it is only carried over to or from another page (`:60M:`, `:62M:`). */
export interface PageBalance extends SwiftBalance {
  readonly carried: boolean;
}

/** One message read: a statement or a page of one. */
export interface SwiftPage {
  readonly line: number;
  /** As `:25:` prints it. */
  readonly account?: string;
  /** Of `:28C:`, as printed; zeros are none. */
  readonly number?: string;
  readonly sequence?: number;
  readonly currency: Currency;
  readonly opening?: PageBalance;
  readonly closing?: PageBalance;
  readonly rows: readonly BankLine[];
  /** An interim report (MT942): nothing in it is booked. */
  readonly interim: boolean;
  readonly issues: readonly StatementIssue[];
  readonly collected: Collected;
}

const KNOWN = /^(?:20|21|25P?|28C?|60[FM]|61|62[FM]|6[45][FM]?|86|34F|13D?|90[CD])$/;
/** `C261102EUR1`: what is shorter was cut off. */
const SHORTEST_BALANCE = 11;
const INTERIM = /^(?:34F|13D?|90[CD])$/;

/**
 * A message as a page of a statement (formats/bank.md 1). What can't be read of an entry is a problem, of the fields
 * around them a remark. Throws CURRENCY_UNKNOWN, FILE_TRUNCATED for a statement without a closing balance, or with the start of one.
 */
export function readPage(message: SwiftMessage, context: DocumentContext): SwiftPage {
  return new PageReading(message, context).page();
}

class PageReading {
  private readonly collected = new Collected();
  private readonly rows: BankLine[] = [];
  private readonly counted = { C: { count: 0, sum: ZERO }, D: { count: 0, sum: ZERO } };
  private readonly message: SwiftMessage;
  private readonly interim: boolean;
  private readonly opening: PageBalance | undefined;
  private readonly closing: PageBalance | undefined;
  private readonly currency: Currency;

  constructor(message: SwiftMessage, context: DocumentContext) {
    this.message = message;
    const openings = this.fields(/^60[FM]$/);
    const closings = this.fields(/^62[FM]$/);
    this.interim = openings.length === 0 && closings.length === 0 && this.fields(INTERIM).length > 0;
    const closing = closings.at(-1)?.lines.join('').trim() ?? '';
    if (!this.interim && closing.length < SHORTEST_BALANCE) {
      throw new StopError('FILE_TRUNCATED', { file: context.file, line: message.line, what: ':62F:' });
    }
    this.opening = this.balance(openings[0]);
    this.closing = this.balance(closings.at(-1));
    for (const field of this.fields(/^6[45]/)) this.balance(field);
    this.currency = this.currencyOfPage(context);
  }

  page(): SwiftPage {
    this.readEntries();
    this.remarkUnknown();
    const [number, sequence] = this.text(/^28C?$/).split('/');
    return defined({
      line: this.message.line,
      account: this.text(/^25P?$/) === '' ? undefined : this.text(/^25P?$/),
      number: number === undefined || !/[1-9]/.test(number) ? undefined : number.trim(),
      sequence: /^\s*\d+\s*$/.test(sequence ?? '') ? Number(sequence) : undefined,
      currency: this.currency,
      opening: this.opening,
      closing: this.closing,
      rows: this.rows,
      interim: this.interim,
      issues: this.collected.problems.length > 0 ? [] : this.sumIssues(),
      collected: this.collected,
    });
  }

  private fields(tags: RegExp): readonly SwiftField[] {
    return this.message.fields.filter(({ tag }) => tags.test(tag));
  }

  /** The first line of the first such field. */
  private text(tags: RegExp): string {
    return this.fields(tags)[0]?.lines[0]?.trim() ?? '';
  }

  private balance(field: SwiftField | undefined): PageBalance | undefined {
    if (field === undefined) return undefined;
    const balance = readBalance(field);
    if (balance === undefined || balance.trailing) this.remark('AMOUNT_UNREADABLE', field);
    return balance && { ...balance, carried: field.tag.endsWith('M') };
  }

  /**
   * That of its balances or sums; an interim report, of which nothing is booked, may do without. Two of them, or none,
   * would make every amount a guess: the file is refused, whatever else in it is good.
   */
  private currencyOfPage(context: DocumentContext): Currency {
    const { opening, closing } = this;
    const balances = [opening, closing].flatMap((balance) => balance?.currency ?? []);
    const [currency = this.interimCurrency(), other = currency] = balances;
    if (currency !== undefined && currency === other) return currency;
    if (this.interim) return context.currency;
    const text = balances.length > 0 ? balances.join(' ≠ ') : this.text(/^60[FM]$/);
    const line = closing?.line ?? this.message.line;
    throw new StopError('CURRENCY_UNKNOWN', { file: context.file, line, column: ':60F:, :62F:', text });
  }

  private interimCurrency(): Currency | undefined {
    const sums = this.fields(/^(?:90[CD]|34F)$/);
    return sums.flatMap((field) => readSum(field) ?? readSum(withoutMark(field)) ?? [])[0]?.currency;
  }

  private readEntries(): void {
    let open: { readonly field: SwiftField; readonly below: string[] } | undefined;
    const entries: { readonly field: SwiftField; readonly below: readonly string[] }[] = [];
    for (const field of this.message.fields) {
      if (field.tag === '61') entries.push((open = { field, below: [] }));
      else if (field.tag === '86') open?.below.push(...field.lines);
      // What follows the balances is about the statement, not its last entry.
      else if (field.tag.startsWith('62')) open = undefined;
    }
    for (const { field, below } of entries) this.readEntry(field, below);
  }

  private readEntry(field: SwiftField, below: readonly string[]): void {
    const entry = readEntry(field);
    if (entry === undefined) {
      this.refuse('AMOUNT_UNREADABLE', field);
      return;
    }
    const reading = swiftAmount(entry.amount, this.currency);
    const days = this.days(entry, field);
    if (!reading.ok) this.refuse(amountProblem(reading), field);
    else if (days === undefined) this.refuse('DATE_UNREADABLE', field);
    else this.keep({ entry, amount: reading.minor, days, line: field.line, below });
  }

  private keep({ entry, amount, days, line, below }: ReadEntry): void {
    const raises = entry.mark === 'C' || entry.mark === 'RD' || entry.mark === 'EC';
    const side = this.counted[raises ? 'C' : 'D'];
    side.count += 1;
    side.sum = plus(side.sum, amount);
    if (this.interim || entry.mark.startsWith('E')) {
      this.collected.pending += 1;
      return;
    }
    this.rows.push(
      defined({
        line,
        bookedAt: wholeDay(days.booked),
        valueOn: days.value,
        amount: raises ? amount : negate(amount),
        currency: this.currency,
        ...partyAndMemo(entry, below),
      }),
    );
  }

  private days(entry: SwiftEntry, field: SwiftField): EntryDays | undefined {
    const value = this.checked(swiftDay(entry.valueDay), field);
    const near = value ?? this.closing?.day ?? this.opening?.day;
    if (near === undefined) return undefined;
    const booked = entry.bookedDay === undefined ? undefined : this.checked(entryDay(entry.bookedDay, near), field);
    return { booked: booked ?? near, ...(value !== undefined && { value }) };
  }

  /** A day the calendar doesn't have is told, and doesn't refuse the file (30 February at banks of 30-day months). */
  private checked(day: SwiftDay | undefined, field: SwiftField): Day | undefined {
    const told = this.collected.remarks.at(-1)?.line === field.line;
    if ((day === undefined || day.bent) && !told) this.remark('DATE_UNREADABLE', field);
    return day?.day;
  }

  private remarkUnknown(): void {
    const seen = new Set<string>();
    for (const field of this.message.fields) {
      if (KNOWN.test(field.tag) || seen.has(field.tag)) continue;
      seen.add(field.tag);
      this.remark('KIND_UNKNOWN', field);
    }
  }

  /** `:90D:` and `:90C:` against the entries. */
  private sumIssues(): readonly StatementIssue[] {
    return this.fields(/^90[CD]$/).flatMap((field) => {
      const declared = readSum(field);
      if (declared === undefined) {
        this.remark('AMOUNT_UNREADABLE', field);
        return [];
      }
      const { line, tag, count, sum, currency } = declared;
      const found = this.counted[tag === '90C' ? 'C' : 'D'];
      const facts = { code: 'control-total' as const, line, what: `:${tag}:`, currency };
      return [
        ...(count === undefined || count === found.count
          ? []
          : [{ ...facts, expected: count, actual: found.count, unit: 'count' as const }]),
        ...(absolute(sum) === found.sum
          ? []
          : [{ ...facts, expected: sum, actual: found.sum, unit: 'amount' as const }]),
      ];
    });
  }

  private remark(code: ProblemCode, { line, tag, lines }: SwiftField): void {
    this.collected.remark({ code, line, column: `:${tag}:`, text: lines[0] ?? '' });
  }

  private refuse(code: ProblemCode, { line, tag, lines }: SwiftField): void {
    const problem = { code, line, column: `:${tag}:`, text: lines[0] ?? '' };
    this.collected.problem(problem);
    this.collected.reject(problem, [`:${tag}:${lines.join('\n')}`]);
  }
}

interface EntryDays {
  readonly booked: Day;
  readonly value?: Day;
}

interface ReadEntry {
  readonly entry: SwiftEntry;
  readonly amount: Minor;
  readonly days: EntryDays;
  readonly line: number;
  readonly below: readonly string[];
}

/** `EURD0,00` without its mark, as `:34F:` prints it. */
function withoutMark(field: SwiftField): SwiftField {
  return { ...field, lines: [(field.lines[0] ?? '').replace(/^(\s*[A-Z]{3})[CD]/, '$1')] };
}

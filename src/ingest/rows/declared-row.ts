import { parseCurrency, type Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import { dayOf } from '../../model/day.ts';
import { absolute, negate, type Minor } from '../../model/money.ts';
import type { ProblemCode } from '../../model/problem.ts';
import { readMoment } from '../moment.ts';
import type { Row } from '../profile.ts';
import type { KindRule, KindTable, Sign, Signs } from './signs.ts';

/** What a declaration says about the cells of a row. */
export interface CellRules {
  readonly signs: Signs;
  readonly money: readonly string[];
  readonly kinds?: KindTable;
  /** A date as it is printed → the spelling we keep. */
  readonly datePattern?: (text: string) => string | undefined;
  /** The field whose day goes on for the rows below that have none. */
  readonly carried?: string;
  readonly currency?: Currency | 'printed';
}

/** Stands for every other word. */
const OTHERS = '*';
/** Stands in for a cell that couldn't be read; its row has a problem and is never handed out. */
const UNREAD = '1900-01-01' as Moment;
/** The word by which the canonical CSV takes a row that needs no sign of its own. */
const ANY_KIND = 'adjustment';

/** The row of a declared format, its cells as the canonical CSV has them: signs, words and dates put right. */
export class DeclaredRow implements Row {
  private readonly row: Row;
  private readonly rules: CellRules;
  private above: Moment | undefined;

  constructor(row: Row, rules: CellRules) {
    this.row = row;
    this.rules = rules;
  }

  get line(): number {
    return this.row.line;
  }

  get account(): string | undefined {
    return this.row.account;
  }

  get currency(): Currency {
    if (this.rules.currency !== 'printed') return this.row.currency;
    for (const field of this.rules.money) {
      const printed = currencyIn(this.row.text(field) ?? '');
      if (printed !== undefined) return printed;
    }
    return this.row.currency;
  }

  has(field: string): boolean {
    return this.row.has(field) || (field === 'kind' && this.rules.kinds !== undefined);
  }

  get debitsAreMinus(): boolean {
    return this.row.debitsAreMinus;
  }

  text(field: string): string | undefined {
    if (field === 'direction') return this.direction();
    if (field === 'kind' && this.rules.kinds !== undefined) return this.kindWord();
    return this.row.text(field);
  }

  texts(field: string): readonly string[] {
    return this.row.texts(field);
  }

  id(field: string): string | undefined {
    return this.row.id(field);
  }

  needId(field: string): string {
    return this.row.needId(field);
  }

  needText(field: string): string {
    return this.row.needText(field);
  }

  amount(field: string): Minor | undefined {
    const amount = this.row.amountIn(field, this.currency);
    return amount === undefined ? undefined : signed(amount, this.signOf(field));
  }

  needAmount(field: string): Minor {
    return this.amount(field) ?? this.row.needAmount(field);
  }

  roundedAmount(field: string): Minor | undefined {
    const amount = this.row.roundedAmount(field);
    return amount === undefined ? undefined : signed(amount, this.signOf(field));
  }

  amountIn(field: string, currency: Currency): Minor | undefined {
    const amount = this.row.amountIn(field, currency);
    return amount === undefined ? undefined : signed(amount, this.signOf(field));
  }

  unitAmount(field: string, places?: number): Minor | undefined {
    const amount = this.row.unitAmount(field, places);
    return amount === undefined ? undefined : signed(amount, this.signOf(field));
  }

  currencyOf(field: string): Currency | undefined {
    return this.row.currencyOf(field);
  }

  moment(field: string): Moment | undefined {
    const text = this.row.text(field);
    if (field === this.rules.carried && text === undefined) return this.above;
    const moment = this.read(field, text);
    if (field === this.rules.carried) this.above = moment;
    return moment;
  }

  momentOf(day: string, time: string): Moment | undefined {
    if (this.rules.datePattern === undefined && this.rules.carried === undefined) return this.row.momentOf(day, time);
    const moment = this.moment(day);
    const clock = this.row.momentOf(time, time);
    return moment === undefined || clock === undefined ? moment : (`${dayOf(moment)}${clock.slice(10)}` as Moment);
  }

  needMoment(field: string): Moment {
    const moment = this.moment(field);
    if (moment !== undefined) return moment;
    this.row.fail('DATE_UNREADABLE', field);
    return UNREAD;
  }

  day(field: string): Day | undefined {
    const moment = this.moment(field);
    return moment === undefined ? undefined : dayOf(moment);
  }

  needDay(field: string): Day {
    return dayOf(this.needMoment(field));
  }

  fail(code: ProblemCode, field: string): void {
    this.row.fail(code, field);
  }

  remark(code: ProblemCode, field: string): void {
    this.row.remark(code, field);
  }

  tally(name: string, amount: Minor): void {
    this.row.tally(name, amount);
  }

  tallyExactly(name: string, field: string): void {
    this.row.tallyExactly(name, field);
  }

  /** What the platform's word for the row means; a word nobody declared leaves the row's sign as it is printed. */
  kindRule(): KindRule {
    const { kinds } = this.rules;
    const words = this.row.text('kind')?.toLowerCase();
    return kinds?.words.get(words ?? '') ?? kinds?.others ?? { kind: 'unknown' };
  }

  /** A word nobody declared, where only the declared words tell in from out: never guessed. */
  hasUnknownSign(): boolean {
    const { kinds } = this.rules;
    if (kinds === undefined || kinds.others !== undefined) return false;
    if (kinds.words.has(this.row.text('kind')?.toLowerCase() ?? '')) return false;
    return [...kinds.words.values()].some(({ sign }) => sign === 'in' || sign === 'out');
  }

  private kindWord(): string {
    const { kind } = this.kindRule();
    return kind === 'unknown' ? ANY_KIND : kind;
  }

  /** `+` and `-` for the declared words; anything else as it stands, so that an unknown word is told. */
  private direction(): string | undefined {
    const text = this.row.text('direction');
    const words = text?.toLowerCase() ?? '';
    const { in: incoming = [], out: outgoing = [] } = this.rules.signs;
    if (text === undefined || incoming.length + outgoing.length === 0) return text;
    if (incoming.includes(words)) return '+';
    if (outgoing.includes(words)) return '-';
    if (incoming.includes(OTHERS)) return '+';
    return outgoing.includes(OTHERS) ? '-' : '?';
  }

  private signOf(field: string): Sign {
    const own = this.rules.signs.columns.get(field) ?? 'signed';
    if (this.rules.kinds === undefined) return own;
    const rule = this.kindRule();
    if (field === 'fee') return rule.fee === undefined ? own : charged(rule.fee);
    return rule.sign ?? own;
  }

  private read(field: string, text: string | undefined): Moment | undefined {
    const { datePattern } = this.rules;
    if (datePattern === undefined || text === undefined) return this.row.moment(field);
    const reading = readMoment(datePattern(text) ?? '', 'ymd');
    if (reading.ok) return reading.moment;
    this.row.fail('DATE_UNREADABLE', field);
    return undefined;
  }
}

/** A fee is positive when charged: `out` of the seller's pocket. */
function charged(sign: Sign): Sign {
  if (sign === 'in') return 'out';
  return sign === 'out' ? 'in' : sign;
}

function signed(amount: Minor, sign: Sign): Minor {
  switch (sign) {
    case 'signed':
      return amount;
    case 'inverted':
      return negate(amount);
    case 'in':
      return absolute(amount);
    case 'out':
      return negate(absolute(amount));
  }
}

const MARKS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

/** The currency an amount names beyond doubt: `£12.00`, `12,00 EUR`, `-€3`. A `$` is many countries'. */
function currencyIn(text: string): Currency | undefined {
  const word = /[€£]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/u.exec(text)?.[0] ?? '';
  return parseCurrency(MARKS[word] ?? word);
}

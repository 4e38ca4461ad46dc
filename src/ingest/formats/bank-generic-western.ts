import { absolute, negate, ZERO, type Minor } from '../../model/money.ts';
import { oncePer } from '../../model/once-per.ts';
import type { BankLine } from '../../model/statement.ts';
import { DeclaredRow } from '../rows/declared-row.ts';
import type { FormatProfile, Reading, Row } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import {
  ACCOUNT_MARKS,
  BALANCE_WORDS,
  BOOKED,
  NOT_BOOKED,
  NOT_WESTERN_BANK,
  WESTERN_COLUMNS,
  WESTERN_IN,
  WESTERN_OUT,
} from './words/western-bank.ts';

const ENDS =
  '^(?:disclaimer|total|summe|gesamt|kontostand|opening balance|closing balance|ending balance|totale|totaal|\\*{3})';

/**
 * A bank's CSV by the names its columns usually carry in the West (formats/bank.md §6). One amount column is taken as
 * signed, and only of an account's statement: a card's prints purchases without a sign as often as with one.
 */
const bankGenericWestern: FormatProfile<'bank'> = {
  id: 'bank-generic-western',
  title: { en: 'Bank CSV by its usual column names (Western)', zh: '欧美银行流水（按常用列名识别）' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    ...WESTERN_COLUMNS,
    accountMark: ACCOUNT_MARKS,
    status: ['Status', 'State'],
    info: ['Info'],
  },
  known: [
    'bookedOn',
    ['amount', 'credit'],
    ['debit', 'balance', 'direction', 'account', 'counterpartyAccount', 'accountMark'],
  ],
  never: NOT_WESTERN_BANK,
  general: true,
  western: true,
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  preamble: {
    account: [
      /(?<![A-Z\d])([A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?)(?![A-Z\d])/u,
      /(?:account|konto|rekening|compte|cuenta|conto)[^\d]{0,40}?(\d[\d /-]{4,30}\d)/iu,
    ],
  },
  footer: { starts: new RegExp(ENDS, 'iu'), follows: new RegExp(`${ENDS.slice(0, -1)}|[^\\d].*[.:])`, 'iu') },
  chained: true,
  read: (row) => (isText(row) || isBalance(row) ? [] : readEntry(row)),
};
export default bankGenericWestern;

/** A second line of the description above it. */
function isText(row: Row): boolean {
  const fields = ['bookedOn', 'amount', 'credit', 'debit'] as const;
  return fields.every((field) => row.text(field) === undefined);
}

/** `Beginning balance as of 01/01/2026` among the entries: a balance and nothing that moved it. */
function isBalance(row: Row): boolean {
  const hasMoved = (['amount', 'credit', 'debit'] as const).some((field) => row.text(field) !== undefined);
  return !hasMoved && row.text('balance') !== undefined && row.texts('memo').some((text) => BALANCE_WORDS.test(text));
}

/** A row that isn't booked is counted as pending; a status nobody knows could be either. */
function readEntry(row: Row): Reading<BankLine> {
  const status = row.text('status');
  const date = row.text('bookedOn');
  if ([status, date, row.text('info')].some((text) => text !== undefined && NOT_BOOKED.test(text))) return undefined;
  if (status !== undefined && !BOOKED.test(status)) row.fail('KIND_UNKNOWN', 'status');
  return bankLine(viewOf(row));
}

/** One reader serves all rows of a statement: how its debits are printed is kept beside it. */
const viewOf = oncePer((row: Row) => new WesternRow(row));

const RULES = {
  signs: { columns: new Map(), in: WESTERN_IN, out: WESTERN_OUT },
  money: ['amount', 'credit', 'debit'],
  currency: 'printed',
} as const;

/** The signed amount stands above the two columns that repeat it; debits are printed all with a minus or all without. */
class WesternRow extends DeclaredRow {
  private minus: boolean | undefined;

  override has(field: string): boolean {
    if (field === 'credit' || field === 'debit') return !super.has('amount') && super.has(field);
    return super.has(field);
  }

  constructor(row: Row) {
    super(row, RULES);
  }

  override amount(field: string): Minor | undefined {
    const amount = super.amount(field);
    if (field !== 'debit' || amount === undefined || amount === 0) return amount;
    this.minus ??= amount < 0;
    if (this.minus !== amount < 0) this.fail('AMOUNT_SIGN', field);
    return this.minus ? absolute(amount) : amount;
  }

  override needAmount(field: string): Minor {
    const amount = super.needAmount(field);
    if (field === 'amount' && !this.repeats(amount)) this.fail('AMOUNT_SIGN', field);
    return amount;
  }

  /** The columns for in and out, where a file has them besides, say the same. */
  private repeats(amount: Minor): boolean {
    const [credit = ZERO, debit = ZERO] = [super.amount('credit'), super.amount('debit')];
    if (credit === 0 && debit === 0) return true;
    const both = credit !== 0 && debit !== 0;
    return !both && (credit === 0 ? negate(absolute(debit)) : absolute(credit)) === amount;
  }
}

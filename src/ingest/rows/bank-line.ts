import type { Moment } from '../../model/day.ts';
import { absolute, negate, ZERO, type Minor } from '../../model/money.ts';
import type { BankLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { Reading, Row } from '../profile.ts';

/**
 * Fields a bank's profile may name. Money is `credit` (in) and `debit` (out), or `amount` with or without `direction`.
 * Of a payment's two ends (`payer…`, `payee…`) the counterparty is the payer on a credit and the payee on a debit. A
 * `party` is the other side's name with its account behind it, or one of the two.
 */
export type BankField =
  | 'account'
  | 'bookedOn'
  | 'bookedTime'
  | 'valueOn'
  | 'credit'
  | 'debit'
  | 'amount'
  | 'direction'
  | 'balance'
  | 'currency'
  | 'counterparty'
  | 'counterpartyAccount'
  | 'payer'
  | 'payerAccount'
  | 'payee'
  | 'payeeAccount'
  | 'party'
  | 'reference'
  | 'memo';

/** 贷, 来账, 收入 … = money in; 借, 往账, 支出 … = money out: the bank's view of the account (formats/cn.md §15). */
const IN = /^(?:贷|来[账帐]|收|转入|存入|入|credit|cr?$|c$|\+$)/iu;
const OUT = /^(?:借|往[账帐]|支|付|转出|支取|出|debit|dr?$|d$|-$)/iu;

/** One row of a bank statement: the fields the profile has, money in positive. Needs `bookedOn` and an amount. */
export function bankLine(row: Row<BankField>): Reading<BankLine> {
  if (isBalanceAlone(row)) return [];
  const amount = signedAmount(row);
  const incoming = amount > 0;
  const memo = row.texts('memo').filter(isTold).join(' ');
  if (amount > 0) row.tally('credit', amount);
  if (amount < 0) row.tally('debit', absolute(amount));
  row.tally('all', amount);
  return defined({
    line: row.line,
    account: row.id('account'),
    bookedAt: bookedMoment(row),
    valueOn: row.day('valueOn'),
    amount,
    currency: row.currency,
    balance: balanceAfter(row),
    ...otherSide(row, incoming),
    reference: row.id('reference'),
    memo: memo === '' ? undefined : memo,
  });
}

const BALANCE_WORDS =
  /^(?:期初|期末|上期|本期|上日|昨日|承前|承上|上页|本页|转次|过次|结转)(?:页|期|日)?(?:结余|余额)?$/u;

/** `期初余额`, `承前页`: a row that tells a balance and no entry. */
function isBalanceAlone(row: Row<BankField>): boolean {
  if (row.text('balance') === undefined) return false;
  const moved = (['credit', 'debit', 'amount'] as const).some((field) => !isNone(row.text(field)));
  return !moved && row.texts('memo').some((text) => BALANCE_WORDS.test(text));
}

/** Statements made from a printed page fill an empty cell with dashes. */
function isTold(text: string | undefined): text is string {
  return text !== undefined && !/^-+$/u.test(text);
}

/** A name with a number behind it: `某某公司 6226020000000000`, `北京某某中心1111111111`. */
const PARTY = /^(?<name>.*?[^\s\d*])?\s*(?<number>[\d*]{6,34})?$/u;

function otherSide(row: Row<BankField>, incoming: boolean): Pick<BankLine, 'counterparty' | 'counterpartyAccount'> {
  const party = row.text('party');
  const { name, number } = (isTold(party) ? PARTY.exec(party)?.groups : undefined) ?? {};
  const counterparty = row.text('counterparty') ?? row.text(incoming ? 'payer' : 'payee') ?? name;
  const account = row.id('counterpartyAccount') ?? row.id(incoming ? 'payerAccount' : 'payeeAccount') ?? number;
  return defined({
    counterparty: isTold(counterparty) ? counterparty : undefined,
    counterpartyAccount: isTold(account) ? account : undefined,
  });
}

/** `**,***.**`, `xx,yyyy.zz`: a balance that somebody has blacked out before handing the statement on. */
const MASKED = /^[*xyz]+(?:[.,][*xyz]+)*$/iu;

function balanceAfter(row: Row<BankField>): Minor | undefined {
  if (!MASKED.test(row.text('balance') ?? '')) return row.amount('balance');
  row.remark('AMOUNT_UNREADABLE', 'balance');
  return undefined;
}

function bookedMoment(row: Row<BankField>): Moment {
  const day = row.needMoment('bookedOn');
  return row.has('bookedTime') ? (row.momentOf('bookedOn', 'bookedTime') ?? day) : day;
}

/** Signed, money in positive: of the two columns, unless only the single one holds something. */
function signedAmount(row: Row<BankField>): Minor {
  if (!row.has('credit') && !row.has('debit')) return fromOneColumn(row);
  const inSingle =
    row.text('credit') === undefined && row.text('debit') === undefined && row.text('amount') !== undefined;
  return inSingle ? fromOneColumn(row) : fromTwoColumns(row);
}

/** A row has its amount on one side: with both filled, or none, it is a problem. */
function fromTwoColumns(row: Row<BankField>): Minor {
  const credit = row.amount('credit') ?? ZERO;
  const debit = row.amount('debit') ?? ZERO;
  if (credit !== 0 && debit !== 0) row.fail('AMOUNT_SIGN', 'debit');
  if (credit !== 0) return credit;
  // 支出金额（-元） is printed with a minus by some, throughout; by the others a reversal is printed red there.
  if (debit !== 0) return row.debitsAreMinus ? debit : negate(debit);
  if (isNone(row.text('credit')) && isNone(row.text('debit'))) row.fail('AMOUNT_MISSING', 'credit');
  return ZERO;
}

function fromOneColumn(row: Row<BankField>): Minor {
  const amount = row.needAmount('amount');
  if (!row.has('direction')) return amount;
  const words = row.text('direction') ?? '';
  if (IN.test(words)) return amount;
  if (OUT.test(words)) return amount < 0 ? amount : negate(amount);
  row.fail('KIND_UNKNOWN', 'direction');
  return ZERO;
}

/** Blank, a dash or a zero: no amount on this side (formats/cn.md §15); a row needs one on the other. */
function isNone(text: string | undefined): boolean {
  return text === undefined || /^[-/\\_—+0.,¥元]*$/u.test(text.normalize('NFKC'));
}

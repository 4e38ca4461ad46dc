import { parseCurrency, type Currency } from '../../model/currency.ts';
import { dayOf, wholeDay, type Day } from '../../model/day.ts';
import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import type { RowProblem } from '../../model/problem.ts';
import type { BankLine } from '../../model/statement.ts';
import { amountProblem } from '../amount.ts';
import { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentStatement } from '../document.ts';
import { corrected } from './ofx-corrections.ts';
import type { OfxEntry, OfxStatement } from './ofx-tree.ts';
import { ofxAmount, ofxDay, radixOf, type OfxRadix } from './ofx-values.ts';

/**
 * A bank's or card's statement. Its ledger balance closes it; it has no opening balance, which is worked out only where
 * the ledger balance is of a day that the statement covers and no entry is later (formats/bank.md 3).
 */
export function ofxStatement(statement: OfxStatement, otherwise: Currency): DocumentStatement<'bank'> {
  const { leaves } = statement;
  const collected = new Collected();
  const currency = currencyOf(statement, collected) ?? otherwise;
  const { entries, gone, remarks } = corrected(statement.entries);
  const radix = radixOf([...entries.map((entry) => entry.leaves['TRNAMT'] ?? ''), leaves['BALAMT'] ?? '']);
  const rows = entries.flatMap((entry) => {
    const reading = readEntry(entry, currency, radix);
    if (!('code' in reading)) return [reading];
    collected.problem(reading);
    collected.reject(reading, [
      Object.entries(entry.leaves)
        .map(([name, text]) => `<${name}>${text ?? ''}`)
        .join(''),
    ]);
    return [];
  });
  const days = periodOf(statement, rows);
  const balance = closingOf(statement, currency, radix);
  const opening = collected.problems.length > 0 ? undefined : openingOf(balance, rows, currency, days);
  for (const remark of [...remarks, ...repeats(rows), ...balance.remarks]) collected.remark(remark);
  return {
    line: statement.line,
    ...defined({ account: leaves['ACCTID'] }),
    currency,
    ...days,
    ...defined({ opening, closing: balance.amount, closingLine: statement.balanceLine }),
    rows: opening === undefined ? rows : withBalances(rows, opening),
    pending: statement.pending + gone,
    problems: collected.problems,
    problemsBeyond: collected.beyond,
    rejected: collected.rejected,
    remarks: collected.remarks,
  };
}

/** The account's; undefined when it names none. One that isn't in ISO 4217 is a problem of the statement. */
function currencyOf({ leaves, line }: OfxStatement, collected: Collected): Currency | undefined {
  const named = leaves['CURDEF'];
  const currency = named === undefined ? undefined : parseCurrency(named);
  if (named !== undefined && currency === undefined)
    collected.problem({ code: 'CURRENCY_UNKNOWN', line, column: 'CURDEF', text: named });
  return currency;
}

function readEntry({ line, leaves }: OfxEntry, currency: Currency, radix: OfxRadix): BankLine | RowProblem {
  // In `CURRENCY` the amount is still in that one; in `ORIGCURRENCY` it has been converted.
  const own = parseCurrency(leaves['CURRENCY.CURSYM'] ?? '') ?? currency;
  const written = leaves['TRNAMT'] ?? '';
  const reading = ofxAmount(written, own, radix);
  if (!reading.ok) return { code: amountProblem(reading), line, column: 'TRNAMT', text: written };
  const posted = leaves['DTPOSTED'] ?? '';
  const bookedOn = ofxDay(posted);
  if (bookedOn === undefined) return { code: 'DATE_UNREADABLE', line, column: 'DTPOSTED', text: posted };
  const memo = [leaves['EXTDNAME'], leaves['MEMO'], leaves['CHECKNUM'], leaves['REFNUM']].filter(isText).join(' ');
  return defined({
    line,
    bookedAt: wholeDay(bookedOn),
    valueOn: ofxDay(leaves['DTAVAIL']),
    amount: reading.minor,
    currency: own,
    counterparty: leaves['NAME'] ?? leaves['PAYEE.NAME'],
    counterpartyAccount: leaves['BANKACCTTO.ACCTID'] ?? leaves['CCACCTTO.ACCTID'],
    reference: leaves['FITID'],
    memo: memo === '' ? undefined : memo,
  });
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

/** A download of «everything» begins here: no statement of it. */
const FIRST_REAL_YEAR = '1971';

/** The days it says it covers, unless they can't be, or an entry lies outside them. */
function periodOf({ leaves }: OfxStatement, rows: readonly BankLine[]): { readonly from?: Day; readonly to?: Day } {
  const [from, to] = [ofxDay(leaves['DTSTART']), ofxDay(leaves['DTEND'])];
  if (from === undefined || to === undefined || from > to || from < FIRST_REAL_YEAR) return {};
  const days = rows.map(({ bookedAt }) => dayOf(bookedAt));
  return days.every((day) => day >= from && day <= to) ? { from, to } : {};
}

interface Closing {
  readonly amount?: Minor;
  readonly day?: Day;
  readonly remarks: readonly RowProblem[];
}

/** A ledger balance that can't be read is none; it spoils no entry. */
function closingOf({ leaves, balanceLine }: OfxStatement, currency: Currency, radix: OfxRadix): Closing {
  if (balanceLine === undefined) return { remarks: [] };
  const written = leaves['BALAMT'] ?? '';
  const reading = ofxAmount(written, currency, radix);
  if (reading.ok) return { amount: reading.minor, ...defined({ day: ofxDay(leaves['DTASOF']) }), remarks: [] };
  return { remarks: [{ code: amountProblem(reading), line: balanceLine, column: 'BALAMT', text: written }] };
}

function openingOf(
  { amount, day }: Closing,
  rows: readonly BankLine[],
  currency: Currency,
  { from, to }: { readonly from?: Day; readonly to?: Day },
): Minor | undefined {
  if (amount === undefined || day === undefined || from === undefined || to === undefined) return undefined;
  if (day < from || day > to) return undefined;
  if (rows.some((row) => row.currency !== currency || dayOf(row.bookedAt) > day)) return undefined;
  return minus(
    amount,
    rows.reduce((sum, row) => plus(sum, row.amount), ZERO),
  );
}

/** The balance after each row by its day; of a list that begins with the newest, the last of a day came first. */
function withBalances(rows: readonly BankLine[], opening: Minor): readonly BankLine[] {
  const newestFirst = (rows[0]?.bookedAt ?? '') > (rows.at(-1)?.bookedAt ?? '');
  const inOrder = rows.map((row, index) => ({ row, index }));
  if (newestFirst) inOrder.reverse();
  inOrder.sort((left, right) => compare(left.row.bookedAt, right.row.bookedAt));
  const balances: Minor[] = [];
  let balance = opening;
  for (const { row, index } of inOrder) {
    balance = plus(balance, row.amount);
    balances[index] = balance;
  }
  return rows.map((row, index) => ({ ...row, balance: balances[index] ?? opening }));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** A number that names several entries of a day and amount, or none, tells none of them apart: they are still entries. */
function repeats(rows: readonly BankLine[]): readonly RowProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ line, reference, bookedAt, amount }): readonly RowProblem[] => {
    if (reference === undefined) return [{ code: 'ID_MISSING', line, column: 'FITID' }];
    const key = JSON.stringify([reference, bookedAt, amount]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ code: 'ID_MISSING', line, column: 'FITID', text: reference }];
  });
}

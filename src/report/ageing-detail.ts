import { daysBetween, type Day } from '../model/day.ts';
import { minus, plus, ZERO } from '../model/money.ts';
import type { DebtPart, ReceiptCase, ReceivableCase, ReductionKind } from '../model/receivable-case.ts';
import type { Cell, Row } from '../model/table.ts';
import { ageOfIssue, bucketOf } from '../receivables/index.ts';
import { loadLetters, type SentLetter } from '../store/read/dunning-letters.ts';
import { byKey, money } from './columns.ts';
import { lateFeeOfPart } from './customer-money.ts';
import { partKey } from './dunning-cases.ts';
import { nextAction } from './next-action.ts';
import type { ReportContext } from './report.ts';

/** Every debt (each part of a plan) with anything open, then money that pays nothing: the rows add up to the summary's. */
export async function detailRows(
  context: ReportContext,
  receivables: readonly ReceivableCase[],
  receipts: readonly ReceiptCase[],
): Promise<readonly Row[]> {
  const letters = await loadLetters(context.db, context.asOf);
  const debts = receivables.flatMap((one) =>
    one.parts.filter((part) => part.open > 0).map((part) => debtRow(one, part, letters, context)),
  );
  const over = receivables.filter((one) => one.open < 0).map((one) => overpaidRow(one));
  const unapplied = receipts.filter((one) => one.unapplied > 0).map(receiptRow);
  return [...debts, ...over, ...unapplied].sort(
    byKey((row) =>
      [row['customer'], row['due'] ?? '9999-12-31', row['date'], row['ref'], row['part']].map(textOf).join('\n'),
    ),
  );
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

function debtRow(one: ReceivableCase, part: DebtPart, letters: readonly SentLetter[], context: ReportContext): Row {
  const { asOf, options } = context;
  const { currency, customer, ref, openedOn } = one;
  const bucket = options?.by === 'invoice' ? ageOfIssue(openedOn, asOf) : bucketOf(part.dueOn, asOf);
  const kind = one.invoiceNo === undefined ? 'order' : 'invoice';
  return {
    customer,
    salesperson: one.salesperson,
    ref,
    kind: part.no === undefined ? kind : 'instalment',
    part: part.no,
    date: openedOn,
    due: part.dueOn,
    days_overdue: part.daysOverdue,
    days_since: daysBetween(openedOn, asOf),
    bucket,
    currency,
    original: money(part.amount, currency),
    paid: money(loweredBy(part, 'receipt', 'platform'), currency),
    credited: money(loweredBy(part, 'credit-note', 'discount', 'write-off'), currency),
    open: money(part.open, currency),
    [bucket]: money(part.open, currency),
    late_fee: money(lateFeeOfPart(one, part, context), currency),
    discount: money(one.offered?.amount, currency),
    discount_until: one.offered?.until,
    disputed: one.isDisputed ? true : undefined,
    promised_by: one.promise?.by,
    last_contact: lastLetter(letters, customer, partKey({ ref, ...(part.no === undefined ? {} : { part: part.no }) })),
    next_action: part.daysOverdue > 0 ? nextAction(one, part, context) : undefined,
    file: one.place.file,
    line: one.place.line,
  };
}

function loweredBy(part: DebtPart, ...kinds: readonly ReductionKind[]): number {
  return plus(ZERO, ...part.reductions.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount));
}

function lastLetter(letters: readonly SentLetter[], customer: string, key: string): Day | undefined {
  return letters.findLast((letter) => letter.customer === customer && letter.refs.includes(key))?.on;
}

/** More came than was owed. */
function overpaidRow(one: ReceivableCase): Row {
  const { currency } = one;
  return {
    customer: one.customer,
    salesperson: one.salesperson,
    ref: one.ref,
    kind: 'unapplied',
    date: one.reductions.at(-1)?.on ?? one.openedOn,
    currency,
    unapplied: money(minus(ZERO, one.open), currency),
    file: one.place.file,
    line: one.place.line,
  };
}

function receiptRow(one: ReceiptCase): Row {
  return {
    customer: one.customer,
    ref: one.ref,
    kind: 'unapplied',
    date: one.on,
    currency: one.currency,
    unapplied: money(one.unapplied, one.currency),
    file: one.place.file,
    line: one.place.line,
  };
}

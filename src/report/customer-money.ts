import type { ReceivableCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, daysBetween, type Day } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import type { OpenBankLine } from '../model/match.ts';
import { lateFee, type Credit, type Payment } from '../receivables/index.ts';
import type { GroupMember } from '../store/read/groups.ts';
import { loadMembers } from '../store/read/groups.ts';
import { loadBankLines } from '../store/read/open-items.ts';
import { loadReceipts, loadReceivables, type StoredReceipt } from '../store/read/receivables.ts';
import type { ReportContext } from './report.ts';

/** A receivable with what the customer paid on it, day by day. */
export interface CustomerMoney extends ReceivableCase {
  readonly openedOn: Day;
  readonly salesperson?: string;
  readonly payments: readonly Payment[];
}

/** Receivables as of the day, narrowed by the filters `customer` and `order`. */
export async function loadCustomerMoney(context: ReportContext): Promise<readonly CustomerMoney[]> {
  const { db, asOf, filters } = context;
  const stored = new Map((await loadReceivables(db)).map((row) => [row.ref, row]));
  const members = (await loadMembers(db, addDays(asOf, 1))).filter((one) => one.leg === 'receipt-receivable');
  return (await context.money()).flatMap((one) => {
    if (one.kind !== 'receivable') return [];
    if (filters.customer !== undefined && filters.customer !== one.customer) return [];
    if (filters.order !== undefined && filters.order !== one.orderNo) return [];
    const row = stored.get(one.ref);
    const salesperson = row?.salesperson;
    const payments = members
      .filter((member) => member.side === 'expected' && member.ref === one.ref && member.amount !== 0)
      .map((member) => ({ on: member.matchedOn, amount: member.amount }));
    return [
      { ...one, openedOn: row?.openedOn ?? one.dueOn, payments, ...(salesperson === undefined ? {} : { salesperson }) },
    ];
  });
}

/** Late fee up to the day by the books' rate; undefined where the terms name none. */
export function lateFeeOf(one: CustomerMoney, { settings, asOf }: ReportContext): Minor | undefined {
  const ratePerDay = settings.terms.lateFeeRatePerDay;
  if (ratePerDay === undefined || one.original <= 0) return undefined;
  return lateFee({ dueOn: one.dueOn, asOf, principal: one.original, payments: one.payments, ratePerDay }).fee;
}

interface OverpaidRow {
  readonly customer: string;
  readonly currency: Currency;
  readonly on: Day;
  readonly amount: number;
}

/** Customers' money that pays nothing: overpayments of what it names, and receipts that name nothing known. */
export async function loadCredits(context: ReportContext): Promise<readonly Credit[]> {
  const { db, asOf } = context;
  const next = addDays(asOf, 1);
  const customers = new Map((await loadReceivables(db)).map((row) => [row.ref, row.customer]));
  const overpaid = await db.all<OverpaidRow & { readonly ref: string }>(
    `SELECT MIN(m.ref) AS ref, g.currency, g.matched_on AS "on", g.difference_minor AS amount
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id AND m.side = 'expected'
     WHERE g.leg = 'receipt-receivable' AND g.state <> 'suggested' AND g.matched_on < :next AND g.difference_minor > 0
     GROUP BY g.id, g.currency, g.matched_on, g.difference_minor ORDER BY g.id`,
    { next },
  );
  const members = await loadMembers(db, next);
  const receipts = (await loadReceipts(db)).filter((one) => one.receivedOn <= asOf && !isReturned(one));
  const free = receipts.filter((one) => !isApplied(one, members, context.asOf));
  const bankLines = appliedLines(await loadBankLines(db), members);
  return [
    ...overpaid.flatMap((row) => {
      const customer = customers.get(row.ref);
      return customer === undefined
        ? []
        : [{ customer, currency: row.currency, on: row.on, amount: minor(row.amount) }];
    }),
    ...free
      .filter((one) => !bankLines.some((line) => isSameMoney(one, line)))
      .map((one) => ({ customer: one.customer, currency: one.currency, on: one.receivedOn, amount: one.amount })),
  ].filter((credit) => context.filters.customer === undefined || context.filters.customer === credit.customer);
}

function isApplied(receipt: StoredReceipt, members: readonly GroupMember[], asOf: Day): boolean {
  return members.some((one) => one.item === 'receipt' && one.itemId === receipt.id && one.matchedOn <= asOf);
}

function appliedLines(lines: readonly OpenBankLine[], members: readonly GroupMember[]): readonly OpenBankLine[] {
  const applied = new Set(members.filter((one) => one.item === 'bank').map((one) => one.itemId));
  return lines.filter((line) => applied.has(line.id));
}

/** Transfers are in the bank within days; further apart they aren't the same money. */
const TIE_DAYS_MAX = 3;

/** The receipts file and the bank may tell the same money: by the bank's number, else by customer, amount and day. */
export function isSameMoney(receipt: StoredReceipt, line: OpenBankLine): boolean {
  if (line.amount !== receipt.amount || line.currency !== receipt.currency) return false;
  if (receipt.reference !== undefined && receipt.reference === line.reference) return true;
  const apart = Math.abs(daysBetween(receipt.receivedOn, dayOf(line.bookedAt)));
  return receipt.customer === line.counterparty && apart <= TIE_DAYS_MAX;
}

/** 退票: the money went back. */
export function isReturned(receipt: StoredReceipt): boolean {
  return /退票|退回|returned|bounced/iu.test(receipt.status ?? '');
}

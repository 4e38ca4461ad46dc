import { dayOf, daysBetween } from '../model/day.ts';
import type { OpenBankLine } from '../model/match.ts';
import type { StoredReceipt } from '../store/read/receipts.ts';

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

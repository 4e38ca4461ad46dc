import type { LineFacts, OrderCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import type { Finding, FindingCode, FindingLeg, Place, Severity } from '../model/finding.ts';
import { minor, type Minor } from '../model/money.ts';
import { present } from '../model/present.ts';

/** What a kind says of itself; absent keys may be undefined here and are left out of the finding. */
export interface Draft {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly leg: FindingLeg;
  readonly orderNo?: string | undefined;
  readonly tradeNo?: string | undefined;
  readonly batchNo?: string | undefined;
  readonly bankRef?: string | undefined;
  readonly account?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly expected?: Minor | undefined;
  readonly actual?: Minor | undefined;
  readonly currency: Currency;
  readonly date: Day;
  readonly since: Day;
  readonly place?: Place | undefined;
  readonly others?: readonly string[] | undefined;
  readonly details?: Readonly<Record<string, string>> | undefined;
}

/** Adds the difference (actual − expected; the whole of the only side) and drops what is undefined. */
export function finding(draft: Draft): Finding {
  const { expected, actual } = draft;
  const known = expected !== undefined || actual !== undefined;
  const difference = known ? minor((actual ?? 0) - (expected ?? 0)) : undefined;
  return present({ ...draft, difference });
}

/** Where an order's finding points: its own row, else the first line that speaks of it. */
export function orderRefs(
  subject: OrderCase,
  line?: LineFacts,
): Pick<Draft, 'orderNo' | 'tradeNo' | 'account' | 'counterparty' | 'place'> {
  const { order } = subject;
  const shown = line ?? subject.lines[0];
  return {
    ...(shown && { tradeNo: shown.tradeNo, account: shown.account }),
    orderNo: [subject.orderNo, order?.orderNo, shown?.orderNo].find((number) => number !== undefined),
    counterparty: order?.customer,
    place: [line, order, shown].find((row) => row !== undefined)?.place,
  };
}

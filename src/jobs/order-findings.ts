import { findIn } from '../discrepancy/index.ts';
import type { CheckContext, OrderCase } from '../model/case.ts';
import { addDays, type Day } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Database } from '../store/database.ts';
import { textDigest } from '../store/read/digest.ts';
import { isJudgedBy } from '../store/read/judged-orders.ts';
import { loadLinesWithoutOrder } from '../store/read/line-cases.ts';
import { keptListHolds } from '../store/read/odd-orders.ts';
import { loadOddOrders, type OrderWithLines } from '../store/read/order-cases.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import { noteJudged, noteKeptFindings, type JudgedOrder } from '../store/write/judged-orders.ts';
import { caseMaker, rateFractions, type CaseOptions } from './order-cases.ts';

export interface OrderFindingOptions extends CaseOptions {
  /**
   * Names the program, the settings and the calendar: findings kept under the same rules hold as long as their rows do.
   * Undefined: every odd order is judged anew.
   */
  readonly rules?: string | undefined;
}

/** What kept findings rest on: the rules, and the accounts they were applied to. */
export function judgedBasis(rules: string, accounts: readonly StoredAccount[]): string {
  return textDigest(`${rules}\n${JSON.stringify(accounts)}`);
}

/** A finding, and the order it is kept for; undefined where nothing is kept. */
export interface OrderFinding {
  readonly finding: Finding;
  readonly keptFor?: number;
}

/**
 * The findings of every odd order and of lines without one, some hundred orders at a time. Those of orders that were
 * judged before, and hold, don't come: the store notes them by itself. The other orders are judged, and noted to be kept
 * when `isNoted` (store/write/judged-orders.ts).
 */
export async function* orderFindings(
  db: Database,
  { accounts, context, isNoted }: { accounts: readonly StoredAccount[]; context: CheckContext; isNoted: boolean },
  options: OrderFindingOptions,
): AsyncIterable<readonly OrderFinding[]> {
  const { asOf, rules } = options;
  const next = addDays(asOf, 1);
  const rates = rateFractions(accounts, options.settings);
  const caseOf = caseMaker(accounts, options);
  const mayBeKept = rules !== undefined && (await keptListHolds(db, next, rates));
  const isKept = mayBeKept && (await isJudgedBy(db, judgedBasis(rules, accounts)));
  if (isKept) await noteKeptFindings(db, asOf);
  for await (const batch of loadOddOrders(db, { next, rates, ...(isKept ? { unjudgedAsOf: asOf } : {}) })) {
    const judged = batch.map((one) => {
      const subject = caseOf(one);
      const keep = isNoted && mayBeKept ? toKeep(one, subject, asOf) : undefined;
      return { keep, findings: findIn(subject, context) };
    });
    const toNote = judged.flatMap(({ keep }) => keep ?? []);
    if (toNote.length > 0) await noteJudged(db, toNote);
    yield judged.flatMap(({ keep, findings }) =>
      findings.map((finding) => ({ finding, ...(keep !== undefined && { keptFor: keep.orderId }) })),
    );
  }
  let lone: OrderFinding[] = [];
  for await (const one of loadLinesWithoutOrder(db, next, rates)) {
    lone.push(...findIn(caseOf(one), context).map((finding) => ({ finding })));
    if (lone.length < FINDINGS_AT_ONCE) continue;
    yield lone;
    lone = [];
  }
  yield lone;
}

const FINDINGS_AT_ONCE = 200;

/**
 * An order's findings change with the day alone when it gets past due, once all its rows are in time. Not kept: what
 * rests on a customer's terms, which change without the order's rows, and an order without a day of its own, which
 * stands for the day asked for.
 */
function toKeep({ id, order }: OrderWithLines, { lastOn }: OrderCase, asOf: Day): JudgedOrder | undefined {
  if (id === undefined || order === undefined) return undefined;
  const restsOnTerms = order.paidAt === undefined && order.customer !== undefined;
  const hasDay = (order.paidAt ?? order.orderedAt) !== undefined;
  if (restsOnTerms || !hasDay) return undefined;
  const isPast = lastOn !== undefined && asOf > lastOn;
  return { orderId: id, holdsFrom: isPast ? addDays(lastOn, 1) : '', holdsTo: isPast ? undefined : lastOn };
}

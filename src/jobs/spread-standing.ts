import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { plus } from '../model/money.ts';
import type { ReceivableEvent } from '../model/receivable.ts';
import type { LateFeeMove, Reduction } from '../model/receivable-case.ts';
import type { BookSettings } from '../model/settings.ts';
import {
  debtState,
  decidedLateFees,
  lateFeeStanding,
  type SpreadItem,
  type SpreadStanding,
} from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';
import { agreedParts } from './receivable-book.ts';

/** A payment that standing groups hold. */
export type HeldPayment = Pick<Reduction, 'on' | 'amount'>;

export interface SpreadAround {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** The debt's own row; undefined where the money pays none of the books'. */
  readonly row: ReceivableRow | undefined;
  /** Decisions about this debt, oldest first. */
  readonly events: readonly ReceivableEvent[];
  /** What people matched themselves, and closed months hold: paid of the debt, and of its late fee. */
  readonly held: readonly HeldPayment[];
  readonly feesHeld: readonly HeldPayment[];
}

/** How a debt stands on the day money is spread, so that money pays what the reports of that day print. */
export function spreadStanding(item: SpreadItem, on: Day, around: SpreadAround): SpreadStanding {
  const { settings, calendar, row, events } = around;
  const total = row?.amount ?? item.original;
  const held = around.held.filter((one) => one.on <= on).map((one): Reduction => ({ ...one, kind: 'receipt' }));
  const reductions = item.paid
    .filter((one) => one.isLateFee !== true)
    .map(({ on: day, amount }): Reduction => ({ on: day, amount, kind: 'receipt' }));
  const state = debtState({
    original: total,
    dueOn: item.dueOn,
    agreed: row === undefined ? [] : agreedParts(row, settings, calendar),
    reductions: [...held, ...reductions],
    events: events.filter((event) => event.on <= on),
    asOf: on,
    promiseGraceDays: 0,
  });
  const terms = lateFeeTermsFor(settings, item.customer ?? '', item.currency);
  const { owed, undecided } = lateFeeStanding({ ...state, lateFeeMoves: movesOf(item, on, around) }, terms, on);
  return { dueOn: state.dueOn, writtenOff: state.writtenOff, lateFee: plus(owed, undecided) };
}

function movesOf(item: SpreadItem, on: Day, { events, feesHeld }: SpreadAround): readonly LateFeeMove[] {
  const paid = item.paid
    .filter((one) => one.isLateFee === true)
    .map((one): LateFeeMove => ({ on: one.on, kind: 'paid', amount: one.amount }));
  const held = feesHeld.filter((one) => one.on <= on).map((one): LateFeeMove => ({ ...one, kind: 'paid' }));
  return [...decidedLateFees(events, on), ...held, ...paid];
}

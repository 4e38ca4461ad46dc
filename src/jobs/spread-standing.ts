import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import { lateFeeTermsFor } from '../model/late-fee-terms.ts';
import { minus, plus, ZERO } from '../model/money.ts';
import type { ReceivableEvent } from '../model/receivable.ts';
import type { Reduction } from '../model/receivable-case.ts';
import type { BookSettings } from '../model/settings.ts';
import { debtState, lateFeesOf, type SpreadItem, type SpreadStanding } from '../receivables/index.ts';
import type { ReceivableRow } from '../store/read/receivables.ts';
import { agreedParts } from './receivable-book.ts';

interface Around {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** The debt's own row; undefined where the money pays none of the books'. */
  readonly row: ReceivableRow | undefined;
  /** Decisions about this debt, oldest first. */
  readonly events: readonly ReceivableEvent[];
}

/** How a debt stands on the day money is spread, so that money pays what the reports of that day print. */
export function spreadStanding(item: SpreadItem, on: Day, { settings, calendar, row, events }: Around): SpreadStanding {
  // What people matched themselves, and closed months hold, was paid before any of this.
  const total = row?.amount ?? item.original;
  const held: Reduction = { on: item.openedOn, amount: minus(total, item.original), kind: 'receipt' };
  const reductions = item.paid
    .filter((one) => one.isLateFee !== true)
    .map(({ on: day, amount }): Reduction => ({ on: day, amount, kind: 'receipt' }));
  const state = debtState({
    original: total,
    dueOn: item.dueOn,
    agreed: row === undefined ? [] : agreedParts(row, settings, calendar),
    reductions: held.amount === 0 ? reductions : [held, ...reductions],
    events: events.filter((event) => event.on <= on),
    asOf: on,
    promiseGraceDays: 0,
  });
  const terms = lateFeeTermsFor(settings, item.customer ?? '', item.currency);
  const paid = item.paid.filter((one) => one.isLateFee === true).map((one) => one.amount);
  const fees = terms === undefined ? [] : lateFeesOf({ ...state, lateFeePaid: plus(ZERO, ...paid) }, terms, on);
  return { dueOn: state.dueOn, writtenOff: state.writtenOff, lateFee: plus(ZERO, ...fees) };
}

import type { Day } from '../model/day.ts';
import type { OpenReceivable, Receipt } from './application.ts';
import { compareText } from './order.ts';

/** What happens on a day, in the order in which it is taken. */
export type Step =
  | {
      readonly kind: 'opened' | 'billed';
      readonly on: Day;
      readonly ref: string;
      readonly receivables: readonly OpenReceivable[];
    }
  | { readonly kind: 'received' | 'returned'; readonly on: Day; readonly ref: string; readonly receipt: Receipt };

const STEP_ORDER = ['opened', 'billed', 'received', 'returned'];

/** By day, then what opened, what was billed, what came, what went back; each by ref. */
export function stepsOf(receivables: readonly OpenReceivable[], receipts: readonly Receipt[]): readonly Step[] {
  const steps: Step[] = [
    ...byDay(receivables, (one) => [one.openedOn]).map((day) => ({ kind: 'opened' as const, ref: '', ...day })),
    ...byDay(receivables, billedDays).map((day) => ({ kind: 'billed' as const, ref: '', ...day })),
    ...receipts.map((receipt) => ({ kind: 'received' as const, on: receipt.receivedOn, ref: receipt.ref, receipt })),
    ...receipts.flatMap((receipt) => {
      const { ref, returnedOn } = receipt;
      return returnedOn === undefined ? [] : [{ kind: 'returned' as const, on: returnedOn, ref, receipt }];
    }),
  ];
  return steps.sort(
    (left, right) =>
      compareText(left.on, right.on) ||
      STEP_ORDER.indexOf(left.kind) - STEP_ORDER.indexOf(right.kind) ||
      compareText(left.ref, right.ref),
  );
}

function billedDays({ billed = [] }: OpenReceivable): readonly Day[] {
  return [...new Set(billed.filter(({ amount }) => amount > 0).map(({ on }) => on))];
}

/** The receivables of each day that `daysOf` names. */
function byDay(
  receivables: readonly OpenReceivable[],
  daysOf: (one: OpenReceivable) => readonly Day[],
): readonly { readonly on: Day; readonly receivables: readonly OpenReceivable[] }[] {
  const days = new Map<Day, OpenReceivable[]>();
  for (const receivable of receivables) {
    for (const day of daysOf(receivable)) {
      const own = days.get(day);
      if (own) own.push(receivable);
      else days.set(day, [receivable]);
    }
  }
  return [...days].map(([on, own]) => ({ on, receivables: own }));
}

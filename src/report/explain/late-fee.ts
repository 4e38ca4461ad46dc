import type { Currency } from '../../model/currency.ts';
import type { Decision, ReceivableEvent } from '../../model/receivable.ts';
import type { Words } from '../../model/words.ts';
import { loadReceivableEvents } from '../../store/read/receivable-events.ts';
import type { ReportContext } from '../report.ts';
import { say, type Step } from './step.ts';

type LateFeeDecision = Extract<Decision, { readonly kind: 'late-fee' | 'waive' }>;

/** What people billed and waived of a debt's late fee by the day, and what of it they took back; by the debt's ref. */
export async function lateFeeSteps(
  { db, asOf }: ReportContext,
  ref: string,
  currency: Currency,
): Promise<readonly Step[]> {
  const events = (await loadReceivableEvents(db, asOf)).filter((event) => event.ref === ref);
  return events.flatMap((event): readonly Step[] => {
    const { decision, id, on, undoneOn } = event;
    if (decision.kind !== 'late-fee' && decision.kind !== 'waive') return [];
    const step = { step: 'late-fee' as const, ref: id, currency };
    const made: Step = { ...step, date: on, amount: signed(decision), text: madeWords(decision, event) };
    const undone = undoneOn === undefined ? [] : [{ ...step, date: undoneOn, amount: -signed(decision), text: UNDONE }];
    return [made, ...undone];
  });
}

const UNDONE = say('taken back', '已撤销');

/** As it changes what the customer is asked for. */
function signed({ kind, amount }: LateFeeDecision): number {
  return kind === 'waive' ? -amount : amount;
}

function madeWords({ kind }: LateFeeDecision, { on, operator, approvedBy, reason }: ReceivableEvent): Words {
  const who =
    approvedBy === undefined
      ? say(operator, operator)
      : say(`${operator}, ${approvedBy}`, `${operator}、${approvedBy}`);
  return kind === 'waive'
    ? say(`waived by ${who.en}: ${reason}`, `${who.zh}豁免：${reason}`)
    : say(`billed up to ${on} by ${who.en}: ${reason}`, `计至 ${on} 开单（${who.zh}）：${reason}`);
}

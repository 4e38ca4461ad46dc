import { byKey } from '../columns.ts';
import type { Step, StepName } from './step.ts';

/** Steps that happened on a day of their own; the others belong to the one they follow. */
const HAPPENINGS: ReadonlySet<StepName> = new Set([
  'ordered',
  'paid',
  'shipped',
  'confirmed',
  'invoiced',
  'settled',
  'balance',
  'payout',
  'batch',
  'returned',
  'bank',
  'receipt',
  'late-fee',
]);

/** A chain by its days, equal ones as they lead from order to bank; its findings stay at the end. */
export function inTime(chain: readonly Step[]): readonly Step[] {
  const end = chain.findIndex((step) => step.step === 'finding');
  const happened = end < 0 ? chain : chain.slice(0, end);
  const parts: { readonly day: string; readonly steps: Step[] }[] = [];
  for (const step of happened) {
    const part = parts.at(-1);
    const begins = step.date !== undefined && HAPPENINGS.has(step.step);
    if (part === undefined || begins) parts.push({ day: step.date?.slice(0, 10) ?? '', steps: [step] });
    else part.steps.push(step);
  }
  return [...parts.sort(byKey((part) => part.day)).flatMap((part) => part.steps), ...chain.slice(happened.length)];
}

import { standing, type Decision } from '../../model/decision.ts';
import type { Words } from '../../model/words.ts';
import type { Database } from '../../store/database.ts';
import { loadDecisions } from '../../store/read/decisions.ts';
import type { DecidedWhy } from '../decided-why.ts';
import { say, type Step } from './step.ts';

/** Who decided, when and why. */
export function decidedStep(ref: string, { operator, reason, decided_on: day }: DecidedWhy): Step {
  const why: Words = reason === '' ? say('', '') : say(`: ${reason}`, `：${reason}`);
  return {
    step: 'decision',
    date: day as Step['date'],
    ref,
    text: say(`by ${operator}${why.en}`, `${operator} 决定${why.zh}`),
  };
}

/** Pairs that people keep apart, by the refs of both. */
export type KeptApart = (one: string, other: string) => Words | undefined;

/** Says of two items that a person keeps them apart, and why. */
export async function keptApart(db: Database): Promise<KeptApart> {
  const apart = standing(await loadDecisions(db)).filter(({ verb }) => verb === 'unlink' || verb === 'reject');
  return (one, other) => {
    const decision = apart.find(({ body }) => [one, other].every((ref) => body.items.some((item) => item.ref === ref)));
    return decision && apartWords(decision);
  };
}

function apartWords({ operator, reason, decidedOn, run }: Decision): Words {
  return say(
    `decided: ${operator} keeps the two apart since ${decidedOn} (${reason}); undo: settle undo ${run}`,
    `人工决定：${operator} 自 ${decidedOn} 起不予勾对（${reason}）；撤销：settle undo ${run}`,
  );
}

import type { MatchPrints } from '../../jobs/match-plan.ts';
import { StopError } from '../../model/problem.ts';
import { readInput } from '../input-file.ts';
import type { World } from '../world.ts';

/** The prints of a plan that `match --dry-run --format json` showed. Throws PLAN_UNREADABLE. */
export function readPlan(world: World, path: string): MatchPrints {
  const plan = parsed(readInput(world, path, 'PLAN_UNREADABLE'), path);
  const prints = plan['plan'];
  if (plan['schema'] !== 'settle.match/1' || typeof prints !== 'object' || prints === null) {
    throw new StopError('PLAN_UNREADABLE', { file: path });
  }
  const texts = prints as Readonly<Record<string, unknown>>;
  const print = (name: keyof MatchPrints): string => {
    const text = texts[name];
    return typeof text === 'string' ? text : refuse(path, name);
  };
  return { rows: print('rows'), rules: print('rules'), decisions: print('decisions'), groups: print('groups') };
}

function refuse(file: string, name: string): never {
  throw new StopError('PLAN_UNREADABLE', { file, reason: `plan.${name}` });
}

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new StopError('PLAN_UNREADABLE', { file, reason: 'JSON' }, [], error);
  }
  throw new StopError('PLAN_UNREADABLE', { file, reason: 'JSON' });
}

import { dayOf } from '../../model/day.ts';
import { itemKey, type OpenBankLine } from '../../model/match.ts';
import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import { toleranceFor } from '../../model/rules.ts';
import { contest, type Contender } from './competing.ts';
import { dayKey, dayWorlds, namedRun, runProposal, type DayRun, type DayWorld } from './day-world.ts';
import { NOTHING_FOUND, together, type SearchAnswer, type SearchWorld } from './world.ts';

export const NAMED_DAYS = 'days-by-name';

interface Named extends Contender, DayRun {
  readonly fee: Minor;
}

/**
 * Days that the words of a credit name and that come to it, whenever it came: what was kept of them is none of it, or
 * what the contract or the same words say. Where two credits claim a day, or the sum is another, the words alone take
 * nothing.
 */
export function proposeNamedDays(search: SearchWorld): SearchAnswer {
  return together(
    dayWorlds(search).map((world) => {
      const { certain } = contest(world.credits.flatMap((credit) => namedIn(credit, world)));
      return { ...NOTHING_FOUND, proposals: certain.map((one) => proposalOf(one, world)) };
    }),
  );
}

function namedIn(credit: OpenBankLine, world: DayWorld): readonly Named[] {
  const { wallet, search } = world;
  const days = namedRun(credit, world) ?? [];
  const last = days.at(-1);
  if (!last || dayOf(credit.bookedAt) < last.day) return [];
  const sum = plus(...days.map(({ net }) => net));
  const tolerance = toleranceFor(search.tolerance.legs['settlement-bank'], sum, days.length);
  const fee = [world.transferFee, wallet.namedDays(credit)?.fee ?? ZERO, ZERO].find(
    (kept) => Math.abs(minus(sum, kept) - credit.amount) <= tolerance,
  );
  if (fee === undefined || search.isRejected(proposalOf({ credit, days, fee }, world))) return [];
  const about = itemKey('bank', { itemId: credit.id, accountId: 0, ref: '' });
  return [{ credit, days, fee, about, items: [about, ...days.map(({ day }) => dayKey(day, world))] }];
}

function proposalOf(
  { credit, days, fee }: DayRun & Pick<Named, 'fee'>,
  world: DayWorld,
): ReturnType<typeof runProposal> {
  return runProposal({ credit, days }, world, { pass: NAMED_DAYS, fee, evidence: { named: wordsOf(credit, world) } });
}

function wordsOf(credit: OpenBankLine, { wallet }: DayWorld): string {
  const named = wallet.namedDays(credit);
  return named === undefined ? '' : `${named.from}..${named.to}`;
}

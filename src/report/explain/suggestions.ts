import type { Suggestion } from '../../model/match.ts';
import { byKey } from '../columns.ts';
import type { ReportContext } from '../report.ts';
import { loadMembersOf, loadSuggestionsOf, type GroupItem } from './rows.ts';
import { amountText, joined, say, type Step } from './step.ts';
import { passWords } from './words.ts';

/** Groups that a person may accept for an item, best first: how good each is, and whom it names. */
export async function suggestionSteps(context: ReportContext, item: GroupItem): Promise<readonly Step[]> {
  const groups = await loadSuggestionsOf(context, item);
  const told = groups.map((group) => ({ group, told: JSON.parse(group.why) as Suggestion }));
  const steps: Step[] = [];
  for (const { group, told: how } of told.sort(
    byKey((one) => `${String(one.told.rank).padStart(3, '0')} ${one.group.id}`),
  )) {
    const others = (await loadMembersOf(context, group.id)).filter((one) => one.ref !== item.ref);
    const named = others.slice(0, NAMED_MAX).map((one) => `${one.ref} ${amountText(one.amount, group.currency)}`);
    const more = others.length > NAMED_MAX ? ` +${others.length - NAMED_MAX}` : '';
    steps.push({
      step: 'suggested',
      date: group.matched_on,
      ref: group.id,
      amount: group.difference,
      currency: group.currency,
      text: joined(
        passWords(group.pass),
        say(
          `score ${how.score}, rank ${how.rank} of ${how.rivals + 1}, ${how.coincidences} expected by chance`,
          `分值 ${how.score}，第 ${how.rank} 名（共 ${how.rivals + 1} 个候选），偶合期望 ${how.coincidences}`,
        ),
        say(`${named.join(', ')}${more}`, `${named.join('，')}${more}`),
        say(`settle accept ${group.id}`, `settle accept ${group.id} 采纳`),
      ),
    });
  }
  return steps;
}

/** A window may hold hundreds of lines: the group itself lists them all. */
const NAMED_MAX = 6;

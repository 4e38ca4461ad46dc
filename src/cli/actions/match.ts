import { matchOpenItems, type MatchOutcome } from '../../jobs/match-open-items.ts';
import { LAST_DAY } from '../../model/day.ts';
import { EXIT, invariant } from '../../model/problem.ts';
import type { Cell, Column, Table } from '../../model/table.ts';
import { answer, say, warn } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';
import { readPlan } from './match-plan.ts';

/**
 * Runs the passes over all open items. At a terminal it answers what each pass took; in the other forms it answers the
 * groups themselves, as `report matches` does. With `--dry-run` the books stay as they are. `--as-of` never cuts what is
 * matched for good, only what is shown; a dry run shows what would have been matched on that day.
 */
export async function run(call: Call): Promise<number> {
  refuseMixed(call);
  if (call.given.flag('trial')) return (await import('./match-trial.ts')).trial(call);
  const planned = call.given.text('plan');
  const plan = planned === undefined ? undefined : readPlan(call.world, planned);
  return withSession(call, 'write', async (session) => {
    const { books, settings, calendar, asOf, operator } = session;
    const dryRun = call.given.flag('dry-run');
    const isCut = call.given.text('as-of') !== undefined;
    let groups: Table | undefined;
    const look = async (): Promise<void> => {
      if ((call.given.text('format') ?? 'table') !== 'table') groups = await matchesTable(call, session);
    };
    const options = {
      settings,
      calendar,
      dryRun,
      operator,
      at: call.world.now(),
      ...(isCut && dryRun ? { asOf } : {}),
      ...(plan === undefined ? {} : { plan }),
    };
    const result = await matchOpenItems(books, options, look);
    await tell(call, result);
    const facts = planFacts(result, dryRun && !isCut);
    const words = await import('../../report/tables.ts');
    const table = groups ?? passTable(result, settings.book, words);
    return answer(call, groups === undefined ? table : { ...table, facts: { ...table.facts, ...facts } }, EXIT.ok);
  });
}

/** What a plan rests on: only one that isn't cut off at a day can be applied. */
function planFacts({ prints }: MatchOutcome, isPlan: boolean): Readonly<Record<string, Cell>> {
  return isPlan ? { plan: { ...prints } } : {};
}

/** A trial, a plan and a dry run are three things. */
function refuseMixed({ given }: Call): void {
  const clash = (option: string, other: string): void => {
    const has = (name: string): boolean => given.text(name) !== undefined || given.flag(name);
    if (has(option) && has(other)) usage('together', { option: `--${option}`, other: `--${other}` });
  };
  clash('plan', 'dry-run');
  clash('plan', 'trial');
  clash('plan', 'as-of');
  clash('trial', 'dry-run');
  if (given.text('rules') !== undefined && !given.flag('trial')) {
    usage('needs', { option: '--rules', other: '--trial' });
  }
}

/** All groups, as of the day asked for, else with no day cut off. */
async function matchesTable(call: Call, session: Session): Promise<Table> {
  const [{ REPORTS }, { reportContext }] = await Promise.all([
    import('../../report/index.ts'),
    import('../report-context.ts'),
  ]);
  const isCut = call.given.text('as-of') !== undefined;
  const context = await reportContext(call, isCut ? session : { ...session, asOf: LAST_DAY });
  const table = await REPORTS.find((report) => report.name === 'matches')?.build(context);
  invariant(table !== undefined, 'there is a report of the matches');
  const { as_of: day, ...facts } = table.facts ?? {};
  return {
    ...table,
    schema: 'settle.match/1',
    facts: isCut ? { ...facts, as_of: day } : facts,
  };
}

async function tell(
  call: Call,
  { passes, ambiguities, suggested, limits, run: name, resting }: MatchOutcome,
): Promise<void> {
  const isPlan = call.given.flag('dry-run');
  const matched = passes.reduce((sum, pass) => sum + pass.matched, 0);
  if (resting.length > 0) {
    const groups = [...new Set(resting.map((one) => one.group))].join(', ');
    await warn(call, {
      en: `decisions that rest, since a row of theirs isn't in the books any more: ${groups}`,
      zh: `以下人工决定暂不生效，其明细已不在账上：${groups}`,
    });
  }
  if (name !== undefined && call.given.flag('verbose')) {
    await say(call, { en: `undo: settle undo ${name}`, zh: `撤销：settle undo ${name}` });
  }
  await say(call, {
    en: `${matched} items ${isPlan ? 'would be matched' : 'matched'}, ${suggested} groups suggested, ${ambiguities} left because several fit`,
    zh: `${isPlan ? '将' : ''}勾对 ${matched} 项，建议 ${suggested} 组，${ambiguities} 处因多个候选未勾对`,
  });
  for (const { limit, account, ref } of limits) {
    await say(call, {
      en: `not searched: ${ref} (${account}), more lines than the limit ${limit}`,
      zh: `未搜索：${ref}（${account}），明细笔数超过上限 ${limit}`,
    });
  }
}

type ValueWords = NonNullable<Column['values']>;

function passTable(
  { passes, ambiguities }: MatchOutcome,
  book: string,
  words: { readonly PASS_WORDS: ValueWords; readonly LEG_WORDS: ValueWords },
): Table {
  return {
    schema: 'settle.match/1',
    title: { en: 'Match', zh: '勾对' },
    columns: [
      { key: 'pass', title: { en: 'Pass', zh: '轮次' }, type: 'text', values: words.PASS_WORDS },
      { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text', values: words.LEG_WORDS },
      { key: 'matched', title: { en: 'Matched', zh: '勾对数' }, type: 'integer' },
      {
        key: 'ambiguities',
        title: { en: 'Left because several fit', zh: '因多个候选未勾对' },
        type: 'integer',
        wide: true,
      },
    ],
    rows: passes.map(({ pass, leg, matched }) => ({ pass, leg, matched })),
    totals: { matched: passes.reduce((sum, pass) => sum + pass.matched, 0), ambiguities },
    facts: { book },
  };
}

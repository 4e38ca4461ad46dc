import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { decideLateFees } from '../../jobs/decide-late-fee.ts';
import {
  decideReceivables,
  decideReturn,
  undoDecisions,
  type Decided,
  type DecideOptions,
  type DecisionMaker,
} from '../../jobs/decide-receivable.ts';
import type { Currency } from '../../model/currency.ts';
import { addDays, type Day } from '../../model/day.ts';
import type { Minor } from '../../model/money.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import type { ReceivableEvent } from '../../model/receivable.ts';
import type { Words } from '../../model/words.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { amountFor, decisionOf, refuseUnused } from '../receivable-options.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';

/** Lists what was decided about customers' debts, or decides: each decision an event of its own, taken back by another. */
export async function run(call: Call): Promise<number> {
  const [word = '', ...refs] = call.args;
  refuseUnused(call, word);
  if (word === 'list' || word === 'cheques') return list(call, word, refs);
  if (word === 'letters') {
    const letters = await import('./receivable-letters.ts');
    return letters.run(call);
  }
  return withSession(call, 'write', (session) => decide(call, session, word, refs));
}

async function list(call: Call, word: string, refs: readonly string[]): Promise<number> {
  const { decisionsTable, chequesTable } = await import('../../report/tables.ts');
  return withSession(call, 'read', async (session) => {
    const context = await reportContext(call, session);
    const table = word === 'list' ? await decisionsTable(context, refs) : await chequesTable(context);
    return answer(call, table, EXIT.ok);
  });
}

async function decide(call: Call, session: Session, word: string, refs: readonly string[]): Promise<number> {
  const { books, settings, calendar } = session;
  const maker = makerOf(call, session);
  const named = [...refs, ...customersOf(call)];
  const [first] = named;
  if (first === undefined) return usage('argument-needed', { command: `receivable ${word}`, argument: 'REF' });
  const { decidedTable, undoneTable } = await import('../../report/tables.ts');
  const plan = maker.dryRun;
  if (word === 'undo') {
    const events = await undoDecisions(books, refs, maker);
    const ended = await answer(call, undoneTable(events, settings, plan), EXIT.ok);
    await say(call, untilWhen(maker, events));
    return ended;
  }
  const options = { ...maker, settings, calendar };
  const decided = await decidedBy(call, books, { word, first, named }, options);
  const exit = await answer(call, decidedTable(decided, settings, maker.on, plan), EXIT.ok);
  await say(call, fromWhen(maker.on, decided.length === 0 ? undefined : decided.flatMap(({ id }) => id ?? [])));
  return exit;
}

interface Asked {
  readonly word: string;
  readonly first: string;
  readonly named: readonly string[];
}

async function decidedBy(
  call: Call,
  books: Session['books'],
  { word, first, named }: Asked,
  options: DecideOptions,
): Promise<readonly Decided[]> {
  switch (word) {
    case 'return':
      return decideReturn(books, first, options);
    case 'late-fee':
    case 'waive': {
      const amountIn = (currency: Currency): Minor | undefined => amountFor(call, currency).amount;
      return decideLateFees(books, word, named, { ...options, amountIn });
    }
    default:
      return decideReceivables(books, named, decisionOf(call, word), options);
  }
}

/** So many decisions are named in the command that takes them back; more are looked up. */
const NAMED_MOST = 5;

/**
 * From which day it holds, and the command that takes it back; a plan has nothing to take back. Undefined: no debt had
 * anything to decide about.
 */
function fromWhen(on: Day, ids: readonly string[] | undefined): Words {
  if (ids === undefined) {
    return { en: `there was nothing to decide about on ${on}`, zh: `${on} 没有需要处理的` };
  }
  if (ids.length === 0) {
    return { en: `would hold from ${on}: nothing was written`, zh: `将自 ${on} 起有效：未写入` };
  }
  const named = ids.length > NAMED_MOST ? 'e-…' : ids.join(' ');
  const many =
    ids.length > NAMED_MOST ? { en: ' («settle receivable list»)', zh: '（编号见 settle receivable list）' } : NONE;
  return {
    en: `holds from ${on}: reports as of an earlier day don't know it; to take it back: settle receivable undo ${named} --reason TEXT${many.en}`,
    zh: `自 ${on} 起有效：更早截止日期的报表不受影响；如需撤销：settle receivable undo ${named} --reason 原因${many.zh}`,
  };
}

/** From which day it no longer holds; what was decided before that day held until then. */
function untilWhen({ on, dryRun }: DecisionMaker, events: readonly ReceivableEvent[]): Words {
  const [first] = events.map((event) => event.on).sort();
  const en = `${dryRun ? 'would no longer hold' : 'no longer holds'} from ${on} on`;
  const zh = `${dryRun ? '将' : ''}自 ${on} 起不再有效`;
  if (first === undefined || first >= on) return { en: `${en}: it has never held`, zh: `${zh}，视同从未作出` };
  const last = addDays(on, -1);
  return {
    en: `${en}: reports as of ${first} to ${last} still know it (--on ${first} takes it back from its own day)`,
    zh: `${zh}：截止日期为 ${first} 至 ${last} 的报表仍按有效处理（用 --on ${first} 可自作出之日起撤销）`,
  };
}

const NONE: Words = { en: '', zh: '' };

function makerOf(call: Call, session: Session): DecisionMaker {
  const { given, world } = call;
  const approvedBy = given.text('approved-by');
  const reason = given.text('reason') ?? '';
  if (reason.trim() === '') usage('option-needed', { command: 'receivable', option: '--reason' });
  return {
    on: given.day('on') ?? session.asOf,
    reason,
    operator: session.operator,
    at: world.now(),
    dryRun: given.flag('dry-run'),
    ...(approvedBy === undefined ? {} : { approvedBy }),
  };
}

/** `--customers FILE`: each line a customer, all of whose open receivables are meant. */
function customersOf({ given, world }: Call): readonly string[] {
  const file = given.text('customers');
  if (file === undefined) return [];
  try {
    const lines = readFileSync(resolve(world.cwd, file), 'utf8').split(/\r\n|\n|\r/u);
    return lines.flatMap((line) => (line.trim() === '' ? [] : [`customer:${line.trim()}`]));
  } catch (error) {
    throw new StopError('FILE_UNREADABLE', { file, reason: errnoOf(error) }, [], error);
  }
}

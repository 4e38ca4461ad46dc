import { closeMonth, type CloseAnswer } from '../../jobs/close-month.ts';
import { EXIT } from '../../model/problem.ts';
import type { Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { answer, say } from '../answer.ts';
import { closeRequest, closeTables, monthOf } from '../close-look.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';
import { CHECK_COLUMNS, checkRow } from './close-checks.ts';

/** Closes a month when nothing blocks; ends with 1 when something does, and nothing is written then. */
export async function closeNow(call: Call, text: string): Promise<number> {
  const { given } = call;
  const { month } = monthOf(text);
  const overrides = (given.text('override') ?? '').split(',').flatMap((code) => (code === '' ? [] : [code.trim()]));
  const reason = given.text('reason');
  if (overrides.length > 0 && (reason ?? '').trim() === '')
    usage('needs-also', { option: '--override', other: '--reason' });
  const dryRun = given.flag('dry-run');
  return withSession(call, 'write', async (session) => {
    const order = { ...closeRequest(call, session, month), dryRun, overrides, isHard: given.flag('hard') };
    const closed = await closeMonth(session.books, { ...order, ...(reason === undefined ? {} : { reason }) }, () =>
      closeTables(call, session, month),
    );
    const unknown = overrides.find((code) => !closed.checks.some((line) => line.check.code === code));
    if (unknown !== undefined) usage('unknown-value', { option: '--override', text: unknown });
    const exit = await answer(
      call,
      tableOf(closed, { month, overrides, book: session.settings.book, dryRun }),
      closed.isClean ? EXIT.ok : EXIT.findings,
    );
    await say(call, outcome(closed, month));
    return exit;
  });
}

interface Facts {
  readonly month: string;
  readonly overrides: readonly string[];
  readonly book: string;
  readonly dryRun: boolean;
}

function tableOf(closed: CloseAnswer, { month, overrides, book, dryRun }: Facts): Table {
  const count = (state: string): number =>
    closed.checks.filter((line) => checkRow(line, overrides)['state'] === state).length;
  return {
    schema: 'settle.close/1',
    title: dryRun ? { en: 'Close (not written)', zh: '结账检查（未写入）' } : { en: 'Close', zh: '月末结账' },
    columns: CHECK_COLUMNS,
    rows: closed.checks.map((line) => checkRow(line, overrides)),
    totals: {
      passed: count('passed'),
      warned: count('warned'),
      overridden: count('overridden'),
      blocked: count('blocked'),
    },
    facts: {
      book,
      period: month,
      snapshot: closed.sha256,
      ...(closed.isClosed ? { version: closed.version } : {}),
      open_items: closed.openItems,
    },
  };
}

function outcome({ isClosed, isClean, version, checks }: CloseAnswer, month: string): Words {
  if (isClosed)
    return { en: `${month} is closed: snapshot ${month}#${version}`, zh: `${month} 已结账：快照 ${month}#${version}` };
  if (isClean) return { en: `${month} would be closed; nothing was written`, zh: `${month} 可以结账；未写入` };
  const codes = checks.filter((line) => line.state === 'blocked').map((line) => line.check.code);
  return {
    en: `${month} is not closed, ${codes.join(', ')} block; nothing was written`,
    zh: `${month} 未结账，${codes.join('、')} 未通过；未写入`,
  };
}

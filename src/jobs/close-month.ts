import type { Books } from '../store/open.ts';
import type { Database } from '../store/database.ts';
import { loadLastStatement } from '../store/read/closings.ts';
import { loadHead } from '../store/read/events.ts';
import { freezeAmbiguities, saveMonth, saveSnapshot } from '../store/write/closings.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveKeptVouchers } from '../store/write/kept-vouchers.ts';
import { lockTables } from '../store/write/lock.ts';
import {
  closableMonth,
  spanOf,
  workOutMonth,
  type CheckLine,
  type CloseRequest,
  type Look,
  type Worked,
} from './close-work.ts';
import { workOutMatches } from './match-open-items.ts';

export interface CloseOrder extends CloseRequest {
  readonly dryRun: boolean;
  /** No command opens it again. */
  readonly isHard: boolean;
  /** Codes of checks that a person lets pass although they block, with the reason. */
  readonly overrides: readonly string[];
  readonly reason?: string;
}

export interface CloseAnswer {
  readonly checks: readonly CheckLine[];
  /** Whether nothing blocks that isn't overridden. */
  readonly isClean: boolean;
  readonly isClosed: boolean;
  readonly version: number;
  readonly sha256: string;
  readonly openItems: number;
}

/** Ends a unit of work that is to leave nothing behind: a plan, or a month that isn't ready. */
class RolledBack extends Error {
  readonly answer: CloseAnswer;

  constructor(answer: CloseAnswer) {
    super('rolled back');
    this.answer = answer;
  }
}

/**
 * Closes a month in one step, all or nothing: matches once more, runs the checklist, keeps the snapshot, and locks every
 * row of its days. Blocked: nothing is written. Throws PERIOD_CLOSED and PERIOD_NOT_READY.
 */
export async function closeMonth(books: Books, order: CloseOrder, look: Look): Promise<CloseAnswer> {
  const { db } = books;
  try {
    return await db.atomic(async () => {
      const before = await closableMonth(db, order);
      await workOutMatches(db, order);
      const worked = await workOutMonth(db, order, look);
      const version = (before?.version ?? 0) + 1;
      const isClean = worked.checks.every(
        (line) => line.state !== 'blocked' || order.overrides.includes(line.check.code),
      );
      const answer = { ...worked, isClean, isClosed: false, version, openItems: worked.closing.length };
      if (order.dryRun || !isClean) throw new RolledBack(answer);
      await keep(db, { order, worked, version });
      return { ...answer, isClosed: true };
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer;
    throw error;
  }
}

interface Kept {
  readonly order: CloseOrder;
  readonly worked: Worked;
  readonly version: number;
}

async function keep(db: Database, { order, worked, version }: Kept): Promise<void> {
  const { month, operator, at, isHard, overrides, reason } = order;
  const { nextOn } = spanOf(month);
  const auditHead = await loadHead(db);
  const overridden = worked.checks
    .filter((line) => line.state === 'blocked' && overrides.includes(line.check.code))
    .map((line) => line.check.code);
  await appendEvent(db, {
    at,
    operator,
    verb: 'close',
    target: month,
    detail: {
      snapshot: worked.sha256,
      version,
      ...(overridden.length === 0 ? {} : { overridden: overridden.join(','), reason: reason ?? '' }),
      ...(isHard ? { hard: 1 } : {}),
    },
  });
  await freezeAmbiguities(db, month);
  await saveMonth(db, { month, nextOn, state: 'closed', version, isHard });
  await saveSnapshot(db, {
    ...{ month, version, sha256: worked.sha256, body: worked.text, auditHead, operator, closedAt: at },
    lastStatement: await loadLastStatement(db),
    checks: JSON.stringify(worked.checks.map(({ check, state, reasons }) => ({ code: check.code, state, reasons }))),
  });
  await saveKeptVouchers(db, worked.vouchers, version);
  await lockTables(db);
}

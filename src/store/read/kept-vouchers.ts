import type { Day } from '../../model/day.ts';
import { StopError } from '../../model/problem.ts';
import type { KeptRate, KeptVouchers } from '../../model/voucher.ts';
import type { Database } from '../database.ts';
import { keptDigest, parseBook, unpacked, type KeptTexts } from './kept-texts.ts';

/** A closed month, the first day after it, and whether its close kept its vouchers: earlier versions didn't. */
export interface ClosedMonth {
  readonly month: string;
  readonly nextOn: Day;
  readonly isKept: boolean;
}

export async function loadClosedMonths(db: Database): Promise<readonly ClosedMonth[]> {
  const rows = await db.all<Omit<ClosedMonth, 'isKept'> & { readonly kept: number }>(
    `SELECT c.month, c.next_on AS "nextOn", CASE WHEN b.month IS NULL THEN 0 ELSE 1 END AS kept
     FROM closing c LEFT JOIN close_voucher_book b ON b.month = c.month AND b.version = c.version
     WHERE c.state = 'closed' ORDER BY c.month`,
  );
  return rows.map(({ kept, ...row }) => ({ ...row, isKept: kept === 1 }));
}

/** What a close kept, as it is stored; undefined where it kept none. Without a version the month's last close. */
export async function loadKeptTexts(db: Database, month: string, version?: number): Promise<KeptTexts | undefined> {
  const [book] = await db.all<{ readonly body: string; readonly sha256: string; readonly version: number }>(
    `SELECT body, sha256, version FROM close_voucher_book
     WHERE month = :month AND version = COALESCE(:version, (SELECT MAX(version) FROM close_snapshot WHERE month = :month))`,
    { month, version: version ?? null },
  );
  if (book === undefined) return undefined;
  const vouchers = await db.all<KeptTexts['vouchers'][number]>(
    'SELECT number, body FROM close_voucher WHERE month = :month AND version = :version ORDER BY number',
    { month, version: book.version },
  );
  return { book: book.body, vouchers, sha256: book.sha256 };
}

/** The vouchers a close kept. Throws BOOKS_DAMAGED where they aren't what their digest says. */
export async function loadKeptVouchers(
  db: Database,
  month: string,
  version?: number,
): Promise<KeptVouchers | undefined> {
  const texts = await loadKeptTexts(db, month, version);
  if (texts === undefined) return undefined;
  const { book, vouchers, sha256 } = texts;
  if (keptDigest(book, vouchers) !== sha256) throw new StopError('BOOKS_DAMAGED', { path: `vouchers ${month}` });
  const exported = await db.all<{ readonly number: number }>(
    'SELECT number FROM v_exported_voucher WHERE period = :month',
    { month },
  );
  const given = new Set(exported.map(({ number }) => number));
  return {
    period: month,
    book: parseBook(book),
    vouchers: vouchers.map(({ number, body }) => unpacked(body, given.has(number))),
  };
}

/** What foreign vouchers of closed months were booked at; `but`: a month that is worked out anew. */
export async function loadKeptRates(db: Database, but?: string): Promise<readonly KeptRate[]> {
  const rows = await db.all<{ readonly body: string }>(
    `SELECT b.body FROM close_voucher_book b JOIN closing c ON c.month = b.month AND c.version = b.version
     WHERE c.state = 'closed' AND c.month <> COALESCE(:but, '') ORDER BY c.month`,
    { but: but ?? null },
  );
  return rows.flatMap(({ body }) => parseBook(body).rates);
}

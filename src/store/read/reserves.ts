import type { Currency } from '../../model/currency.ts';
import type { Moment } from '../../model/day.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** Money a platform holds back, or gives back of it: what is held grows by `amount`, or shrinks where it is negative. */
export interface ReserveMove {
  readonly account: string;
  readonly occurredAt: Moment;
  readonly orderNo?: string;
  readonly tradeNo?: string;
  readonly batchNo?: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly place: Place;
}

/** Reserves and releases before a day, by account and currency, in their order. */
export async function loadReserveMoves(db: Database, next: string): Promise<readonly ReserveMove[]> {
  const rows = await db.all<{
    account: string;
    occurred_at: Moment;
    order_no: string | null;
    trade_no: string | null;
    batch_no: string | null;
    gross_minor: number;
    currency: Currency;
    file: string;
    line: number;
  }>(
    `SELECT a.ref AS account, l.occurred_at, l.order_no, l.trade_no, l.batch_no, l.gross_minor, l.currency, p.file, l.line
     FROM v_line l JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     WHERE l.kind IN ('reserve', 'release') AND l.occurred_at < :next
       AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))
     ORDER BY a.ref, l.currency, l.occurred_at, l.gross_minor, p.sha256, l.line`,
    { next },
  );
  return rows.map((row) => ({
    account: row.account,
    occurredAt: row.occurred_at,
    amount: minor(0 - row.gross_minor),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.order_no === null ? {} : { orderNo: row.order_no }),
    ...(row.trade_no === null ? {} : { tradeNo: row.trade_no }),
    ...(row.batch_no === null ? {} : { batchNo: row.batch_no }),
  }));
}

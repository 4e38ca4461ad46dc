import type { Currency } from '../model/currency.ts';
import type { Day } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import { NOT_TOLD } from './line-groups.ts';
import type { ReportContext } from './report.ts';

/** Equal sales of a day that were paid with equal coupons of the merchant's own. */
export interface CouponSales {
  readonly account: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly shop: string | undefined;
  /** Of each sale; `coupon` is negative. */
  readonly gross: Minor;
  readonly coupon: Minor;
  readonly lines: number;
}

interface CouponRow {
  readonly account: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly shop: string | null;
  readonly gross: number;
  readonly coupon: number;
  readonly lines: number;
}

/** A coupon stands in the same row of its file as the sale. */
const COUPONS = `
  WITH coupon (statement_id, line, gross) AS (
    SELECT statement_id, line, SUM(gross_minor) FROM v_line
    WHERE kind = 'subsidy' AND gross_minor < 0 AND bill = 'trade' AND occurred_at >= :from AND occurred_at < :next
    GROUP BY statement_id, line
  )
  SELECT a.ref AS account, l.currency, substr(l.occurred_at, 1, 10) AS day, o.shop, l.gross_minor AS gross,
         c.gross AS coupon, COUNT(*) AS lines
  FROM v_line l JOIN coupon c ON c.statement_id = l.statement_id AND c.line = l.line
  JOIN v_account a ON a.id = l.account_id
  LEFT JOIN v_line_match m ON m.line_id = l.id LEFT JOIN v_order o ON o.id = m.order_id
  WHERE l.kind = 'sale' AND l.occurred_at >= :from AND l.occurred_at < :next
    AND ${NOT_TOLD}
  GROUP BY a.ref, l.currency, substr(l.occurred_at, 1, 10), o.shop, l.gross_minor, c.gross`;

/** The sales of a span that were paid with coupons of the merchant's own; moments as text, `next` exclusive. */
export async function loadCoupons(
  { db }: ReportContext,
  { from, next }: { readonly from: string; readonly next: string },
): Promise<readonly CouponSales[]> {
  const rows = await db.all<CouponRow>(COUPONS, { from, next });
  return rows.map((row) => ({
    ...row,
    shop: row.shop ?? undefined,
    gross: minor(row.gross),
    coupon: minor(row.coupon),
  }));
}

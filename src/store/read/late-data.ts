import type { LateCase } from '../../model/case.ts';
import type { Currency } from '../../model/currency.ts';
import type { Day, Moment } from '../../model/day.ts';
import { minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

interface LateRow {
  readonly item: LateCase['item'];
  readonly account: string | null;
  readonly ref: string;
  readonly order_no: string | null;
  readonly trade_no: string | null;
  readonly bank_ref: string | null;
  readonly counterparty: string | null;
  readonly day: Day;
  readonly orig: Moment;
  readonly before: number | null;
  readonly amount: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** Numbers with versions: what the books knew of it when it came late, and whether it says other money or another day. */
const LATE_NUMBERS = [
  {
    item: 'order',
    view: 'v_order',
    name: 'order_no',
    amount: 'payable_minor',
    day: 'COALESCE(n.paid_at, n.ordered_at)',
  },
  { item: 'invoice', view: 'v_invoice', name: 'invoice_no', amount: 'total_minor', day: 'n.issued_on' },
  { item: 'receipt', view: 'v_receipt', name: 'receipt_no', amount: 'amount_minor', day: 'n.received_on' },
] as const;

function lateNumbers({ item, view, name, amount, day }: (typeof LATE_NUMBERS)[number]): string {
  const before = `${view}_before`;
  return `
    SELECT '${item}' AS item, NULL AS account, '${item}:' || n.${name} AS ref, ${item === 'order' ? 'n.order_no' : 'NULL'} AS order_no,
           NULL AS trade_no, NULL AS bank_ref, n.customer AS counterparty, n.late_on AS day, ${day} AS orig,
           o.${amount} AS before, n.${amount} AS amount, n.currency, p.file, n.line
    FROM ${view} n JOIN v_place p ON p.statement_id = n.statement_id
    LEFT JOIN ${before} o ON o.${name} = n.${name} AND o.superseded_by = n.statement_id
    WHERE n.late_on < :next AND (o.id IS NULL OR o.${amount} <> n.${amount} OR o.currency <> n.currency)`;
}

/**
 * Rows that came for a closed month and say other money than it knew, as of the day before `next`; each with the day it
 * counts from and the day it is printed for.
 */
export async function loadLateRows(db: Database, next: Day): Promise<readonly LateCase[]> {
  const rows = await db.all<LateRow>(
    `SELECT 'line' AS item, a.ref AS account, COALESCE('trade:' || l.trade_no, 'order:' || l.order_no, p.file || ':' || l.line) AS ref,
            l.order_no, l.trade_no, NULL AS bank_ref, NULL AS counterparty, substr(l.occurred_at, 1, 10) AS day, l.orig_at AS orig,
            l.late_before AS before, l.net_minor AS amount, l.currency, p.file, l.line
     FROM v_line l JOIN v_account a ON a.id = l.account_id JOIN v_place p ON p.statement_id = l.statement_id
     WHERE l.orig_at IS NOT NULL AND l.occurred_at < :next
     UNION ALL
     SELECT 'bank', a.ref, COALESCE('bank:' || a.ref || '/' || b.reference, p.file || ':' || b.line), NULL, NULL, b.reference,
            b.counterparty, substr(b.booked_at, 1, 10), b.orig_at, b.late_before, b.amount_minor, b.currency, p.file, b.line
     FROM v_bank b JOIN v_account a ON a.id = b.account_id JOIN v_place p ON p.statement_id = b.statement_id
     WHERE b.orig_at IS NOT NULL AND b.booked_at < :next
     UNION ALL ${LATE_NUMBERS.map(lateNumbers).join(' UNION ALL ')}
     ORDER BY day, orig, ref, file, line`,
    { next },
  );
  return rows.map(lateCase);
}

/** A line's adjustment carries the difference; a new version of a number the whole amount. */
function lateCase(row: LateRow): LateCase {
  const isLine = row.item === 'line' || row.item === 'bank';
  const after = isLine ? row.amount + (row.before ?? 0) : row.amount;
  return {
    kind: 'late',
    item: row.item,
    ref: row.ref,
    day: row.day,
    origDay: row.orig.slice(0, 10) as Day,
    after: minor(after),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.before === null ? {} : { before: minor(row.before) }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(row.order_no === null ? {} : { orderNo: row.order_no }),
    ...(row.trade_no === null ? {} : { tradeNo: row.trade_no }),
    ...(row.bank_ref === null ? {} : { bankRef: row.bank_ref }),
    ...(row.counterparty === null ? {} : { counterparty: row.counterparty }),
  };
}

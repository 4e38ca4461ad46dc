export type LineKind = 'settlement' | 'bank';

interface Naming {
  /** What names a row beyond doubt, where it has such a number; else NULL. */
  readonly number: string;
  /** What names it as well as may be. */
  readonly name: string;
  readonly amount: string;
  /** All that is printed but the balance, which changes in every row behind one that changed. */
  readonly content: string;
}

/** How rows are told apart in versions of a statement; `r` is the row. */
export const NAMED: Readonly<Record<LineKind, Naming>> = {
  settlement: {
    number: `r.kind || ' ' || COALESCE(r.refund_no, r.trade_no, r.order_no, r.batch_no)`,
    name: `r.kind || ' ' || COALESCE(r.refund_no, r.trade_no, r.order_no, r.batch_no, r.occurred_at)`,
    amount: 'r.net_minor',
    content: `r.kind, r.occurred_at, r.order_no, r.trade_no, r.refund_no, r.batch_no, r.gross_minor, r.fee_minor,
              r.net_minor, r.currency`,
  },
  bank: {
    number: 'r.reference',
    name: `COALESCE(r.reference, substr(r.booked_at, 1, 10) || ' ' || COALESCE(r.counterparty, r.memo, ''))`,
    amount: 'r.amount_minor',
    content: `substr(r.booked_at, 1, 10), r.amount_minor, r.currency, r.reference, r.counterparty, r.memo`,
  },
};

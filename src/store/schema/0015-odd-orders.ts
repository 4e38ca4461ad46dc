/**
 * What matching leaves to be judged one by one: orders that aren't provably clean, and sale and refund lines that no order
 * has. Kept when matching, so that neither a check nor a report has to look at every order again. Rows that came late for a
 * closed month, and earlier versions of orders, are few: found by an index.
 */
export default `
CREATE TABLE odd_order (
  order_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL
) STRICT;

CREATE TABLE lone_line (
  line_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL
) STRICT;

CREATE INDEX settlement_late ON settlement_line (occurred_at) WHERE orig_at IS NOT NULL;
CREATE INDEX sales_order_old ON sales_order (order_no) WHERE newest = 0;
CREATE INDEX sales_order_late ON sales_order (late_on) WHERE late_on IS NOT NULL;
`;

/**
 * What a wallet's statements come to by day is kept beside their lines; rows that a newer one has taken the place of are
 * noted, so that matching goes on from where it stopped. Unusual lines and orders with a trade number are found by an
 * index. A bill's name is checked without a list, which SQLite would set up anew for every statement it runs.
 */
export default `
CREATE TABLE settlement_line_checked (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  bill TEXT NOT NULL CHECK (bill = 'trade' OR bill = 'fund' OR bill = 'both'),
  kind TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  settled_on TEXT,
  order_no TEXT,
  trade_no TEXT,
  refund_no TEXT,
  batch_no TEXT,
  gross_minor INTEGER NOT NULL CHECK (abs(gross_minor) <= 9007199254740991),
  fee_minor INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  balance_minor INTEGER,
  type_words TEXT,
  memo TEXT,
  kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1)),
  CHECK (net_minor = gross_minor - fee_minor)
) STRICT;
INSERT INTO settlement_line_checked (id, account_id, statement_id, line, bill, kind, occurred_at, settled_on, order_no,
    trade_no, refund_no, batch_no, gross_minor, fee_minor, net_minor, currency, balance_minor, type_words, memo, kept)
  SELECT id, account_id, statement_id, line, bill, kind, occurred_at, settled_on, order_no, trade_no, refund_no, batch_no,
    gross_minor, fee_minor, net_minor, currency, balance_minor, type_words, memo, kept
  FROM settlement_line ORDER BY id;
DROP TABLE settlement_line;
ALTER TABLE settlement_line_checked RENAME TO settlement_line;
CREATE INDEX settlement_payout ON settlement_line (account_id, occurred_at) WHERE kind IN ('payout', 'payout-return');
CREATE INDEX settlement_batch ON settlement_line (account_id, batch_no) WHERE batch_no IS NOT NULL;
CREATE INDEX settlement_unusual ON settlement_line (kind, occurred_at) WHERE kind IN ('chargeback', 'unknown');
CREATE INDEX sales_order_trade ON sales_order (trade_no) WHERE trade_no IS NOT NULL;

CREATE TABLE statement_day (
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  net_minor INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  PRIMARY KEY (account_id, statement_id, currency, day)
) STRICT;
INSERT INTO statement_day (account_id, statement_id, currency, day, net_minor, line_count)
  SELECT account_id, statement_id, currency, substr(occurred_at, 1, 10), SUM(net_minor), COUNT(*)
  FROM settlement_line WHERE kept = 1 AND kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit')
  GROUP BY account_id, statement_id, currency, substr(occurred_at, 1, 10);

CREATE TABLE stale_match (
  line_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL
) STRICT;
`;

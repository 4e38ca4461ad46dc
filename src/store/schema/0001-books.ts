/** The first schema: accounts, files, statements, rows, matches, findings, decisions, events. */
export default `
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'wallet', 'orders', 'receivables')),
  platform TEXT,
  number TEXT,
  currency TEXT NOT NULL
) STRICT;

CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  archived TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX file_sha256 ON file (sha256);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  file_id INTEGER NOT NULL REFERENCES file (id),
  kind TEXT NOT NULL,
  bill TEXT,
  from_on TEXT,
  to_on TEXT,
  stated INTEGER NOT NULL CHECK (stated IN (0, 1)),
  horizon TEXT,
  line_count INTEGER NOT NULL,
  currency TEXT NOT NULL,
  opening_minor INTEGER,
  closing_minor INTEGER,
  newest_first INTEGER NOT NULL CHECK (newest_first IN (0, 1)),
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_account ON statement (account_id, kind, from_on);

CREATE TABLE statement_issue (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  code TEXT NOT NULL CHECK (code IN ('control-total', 'balance-break')),
  line INTEGER NOT NULL,
  what TEXT NOT NULL,
  expected INTEGER NOT NULL,
  actual INTEGER NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('amount', 'count')),
  currency TEXT NOT NULL
) STRICT;

CREATE TABLE rejected_row (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT,
  cell TEXT,
  raw TEXT NOT NULL
) STRICT;

CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  order_no TEXT NOT NULL,
  platform TEXT,
  shop TEXT,
  customer TEXT,
  ordered_at TEXT,
  paid_at TEXT,
  shipped_at TEXT,
  confirmed_at TEXT,
  status TEXT,
  currency TEXT NOT NULL,
  gross_minor INTEGER,
  discount_minor INTEGER,
  shipping_minor INTEGER,
  payable_minor INTEGER NOT NULL CHECK (abs(payable_minor) <= 9007199254740991),
  refunded_minor INTEGER,
  due_on TEXT,
  salesperson TEXT,
  trade_no TEXT,
  payment_method TEXT,
  newest INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1))
) STRICT;
CREATE INDEX sales_order_no ON sales_order (order_no, newest);
CREATE INDEX sales_order_unpaid ON sales_order (customer) WHERE paid_at IS NULL;

CREATE TABLE settlement_line (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  bill TEXT NOT NULL CHECK (bill IN ('trade', 'fund', 'both')),
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
CREATE INDEX settlement_payout ON settlement_line (account_id, occurred_at) WHERE kind IN ('payout', 'payout-return');
CREATE INDEX settlement_batch ON settlement_line (account_id, batch_no) WHERE batch_no IS NOT NULL;

CREATE TABLE bank_line (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  booked_at TEXT NOT NULL,
  value_on TEXT,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 9007199254740991),
  currency TEXT NOT NULL,
  balance_minor INTEGER,
  counterparty TEXT,
  counterparty_account TEXT,
  reference TEXT,
  memo TEXT,
  kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1))
) STRICT;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  invoice_no TEXT NOT NULL,
  kind TEXT,
  issued_on TEXT NOT NULL,
  customer TEXT NOT NULL,
  customer_tax_id TEXT,
  order_no TEXT,
  net_minor INTEGER,
  tax_rate TEXT,
  tax_minor INTEGER,
  total_minor INTEGER NOT NULL CHECK (abs(total_minor) <= 9007199254740991),
  currency TEXT NOT NULL,
  due_on TEXT,
  original_no TEXT,
  notified_on TEXT,
  newest INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1))
) STRICT;
CREATE INDEX invoice_no ON invoice (invoice_no);

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  customer TEXT NOT NULL,
  aliases TEXT,
  tax_id TEXT,
  bank_accounts TEXT,
  terms TEXT,
  credit_limit_minor INTEGER,
  salesperson TEXT,
  contact TEXT,
  currency TEXT NOT NULL,
  newest INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1))
) STRICT;

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  receipt_no TEXT NOT NULL,
  received_on TEXT NOT NULL,
  customer TEXT NOT NULL,
  method TEXT,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 9007199254740991),
  currency TEXT NOT NULL,
  reference TEXT,
  applies_to TEXT,
  cheque_no TEXT,
  status TEXT,
  newest INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1))
) STRICT;

CREATE TABLE line_match (
  line_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  pass TEXT NOT NULL
) STRICT;

CREATE TABLE fund_tie (
  fund_line_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  trade_line_id INTEGER NOT NULL,
  pass TEXT NOT NULL
) STRICT;

CREATE TABLE match_group (
  id TEXT NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL,
  leg TEXT NOT NULL,
  shape TEXT NOT NULL CHECK (shape IN ('1:1', '1:n', 'n:1', 'n:m')),
  state TEXT NOT NULL CHECK (state IN ('auto', 'suggested', 'manual')),
  pass TEXT NOT NULL,
  difference_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  matched_on TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE match_member (
  group_id TEXT NOT NULL REFERENCES match_group (id),
  account_id INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('expected', 'actual')),
  item TEXT NOT NULL CHECK (item IN ('order', 'line', 'bank', 'invoice', 'receipt', 'batch')),
  item_id INTEGER NOT NULL,
  ref TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (group_id, side, item, item_id, ref)
) STRICT;
CREATE INDEX match_member_item ON match_member (item, item_id);

CREATE TABLE ambiguity (
  id TEXT NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL,
  leg TEXT NOT NULL,
  currency TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE ambiguity_member (
  ambiguity_id TEXT NOT NULL REFERENCES ambiguity (id),
  account_id INTEGER NOT NULL,
  item TEXT NOT NULL CHECK (item IN ('line', 'batch', 'bank')),
  item_id INTEGER NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (ambiguity_id, item, item_id, ref)
) STRICT;

CREATE TABLE finding (
  id TEXT NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  body TEXT NOT NULL,
  first_as_of TEXT NOT NULL,
  last_as_of TEXT NOT NULL,
  cleared_as_of TEXT
) STRICT;

CREATE TABLE resolution (
  finding_id TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  resolution TEXT NOT NULL,
  reason TEXT NOT NULL,
  operator TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (finding_id, seq)
) STRICT;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  verb TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER event_keeps_rows BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_keeps_words BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE run (
  verb TEXT NOT NULL PRIMARY KEY,
  summary TEXT NOT NULL
) STRICT;
`;

/**
 * Rates of exchange files, by day (`2026-06-30`) or month (`2026-06`): exact text, since they are no amounts. Of several
 * with one name the newest is shown, as of orders and customers. What platforms hold back is few rows of many: they have an
 * index of their own.
 */
export default `
CREATE TABLE exchange_rate (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  valid_on TEXT NOT NULL,
  currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  source TEXT,
  newest INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1)),
  superseded_by INTEGER
) STRICT;
CREATE INDEX exchange_rate_name ON exchange_rate (name);
CREATE INDEX settlement_reserve ON settlement_line (account_id, occurred_at) WHERE kind IN ('reserve', 'release');
`;

/**
 * What people decide about a customer's debt (extension, plan, dispute, promise, method, write-off, return), and the
 * letters that were made: rows are added, never changed. A decision is taken back by a row of its own. A member of a
 * match may count from a later day than its group: money that waited for its invoice.
 */
export default `
CREATE TABLE receivable_event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('extend', 'plan', 'dispute', 'promise', 'method', 'write-off', 'return', 'undo')),
  ref TEXT NOT NULL,
  on_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator TEXT NOT NULL,
  approved_by TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  body TEXT NOT NULL,
  undoes TEXT UNIQUE REFERENCES receivable_event (id),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX receivable_event_ref ON receivable_event (ref);
CREATE TRIGGER receivable_event_keeps_rows BEFORE DELETE ON receivable_event
BEGIN SELECT RAISE(ABORT, 'decisions about receivables are append-only'); END;
CREATE TRIGGER receivable_event_keeps_words BEFORE UPDATE ON receivable_event
BEGIN SELECT RAISE(ABORT, 'decisions about receivables are append-only'); END;

CREATE TABLE dunning_letter (
  seq INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  customer TEXT NOT NULL,
  currency TEXT NOT NULL,
  level INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator TEXT NOT NULL,
  items TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  UNIQUE (customer, currency, level, on_day)
) STRICT;
CREATE TRIGGER dunning_letter_keeps_rows BEFORE DELETE ON dunning_letter
BEGIN SELECT RAISE(ABORT, 'the dunning log is append-only'); END;
CREATE TRIGGER dunning_letter_keeps_words BEFORE UPDATE ON dunning_letter
BEGIN SELECT RAISE(ABORT, 'the dunning log is append-only'); END;

ALTER TABLE match_member ADD COLUMN counts_from TEXT;
`;

/**
 * Closed months: their states, snapshots and signatures; where a row that came late really belongs; which version of a
 * number the books knew by when; and what couldn't be told apart when a month was closed. The triggers that lock rows
 * are made by the first close (store/write/lock.ts): books without one don't pay for them.
 */
const VERSIONED = ['sales_order', 'invoice', 'customer', 'receipt'];

export default `
CREATE TABLE closing (
  month TEXT NOT NULL PRIMARY KEY CHECK (length(month) = 7),
  next_on TEXT NOT NULL CHECK (length(next_on) = 10),
  state TEXT NOT NULL CHECK (state IN ('review', 'closed', 'reopened', 'needs-reclose')),
  version INTEGER NOT NULL,
  hard INTEGER NOT NULL CHECK (hard IN (0, 1))
) STRICT;
CREATE TRIGGER closing_stays BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: months are reopened by settle reopen'); END;
CREATE TRIGGER closing_follows_event BEFORE UPDATE ON closing
WHEN OLD.hard = 1 AND OLD.state = 'closed' OR OLD.month <> NEW.month OR OLD.next_on <> NEW.next_on OR NOT EXISTS (
  SELECT 1 FROM event WHERE seq = (SELECT MAX(seq) FROM event) AND verb IN ('close', 'sign', 'reopen') AND target <= NEW.month)
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: months are reopened by settle reopen'); END;

CREATE TABLE close_snapshot (
  month TEXT NOT NULL REFERENCES closing (month),
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  last_statement INTEGER NOT NULL,
  audit_head TEXT NOT NULL,
  checks TEXT NOT NULL,
  operator TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  PRIMARY KEY (month, version)
) STRICT;
CREATE TRIGGER close_snapshot_keeps_rows BEFORE DELETE ON close_snapshot
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: snapshots are never removed'); END;
CREATE TRIGGER close_snapshot_keeps_words BEFORE UPDATE ON close_snapshot
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: snapshots are never changed'); END;

CREATE TABLE close_signature (
  month TEXT NOT NULL REFERENCES closing (month),
  seq INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('preparer', 'reviewer')),
  name TEXT NOT NULL CHECK (name <> ''),
  signed_at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (month, seq)
) STRICT;
CREATE TRIGGER close_signature_keeps_rows BEFORE DELETE ON close_signature
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: signatures are never removed'); END;
CREATE TRIGGER close_signature_keeps_words BEFORE UPDATE ON close_signature
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: signatures are never changed'); END;

CREATE TABLE frozen_ambiguity (
  month TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  leg TEXT NOT NULL,
  currency TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (month, id)
) STRICT;
CREATE TABLE frozen_ambiguity_member (
  month TEXT NOT NULL,
  ambiguity_id TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  item TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (month, ambiguity_id, item, item_id, ref)
) STRICT;

ALTER TABLE settlement_line ADD COLUMN orig_at TEXT;
ALTER TABLE settlement_line ADD COLUMN late_before INTEGER;
ALTER TABLE bank_line ADD COLUMN orig_at TEXT;
ALTER TABLE bank_line ADD COLUMN late_before INTEGER;
ALTER TABLE sales_order ADD COLUMN late_on TEXT;
ALTER TABLE invoice ADD COLUMN late_on TEXT;
ALTER TABLE receipt ADD COLUMN late_on TEXT;
ALTER TABLE statement ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
${VERSIONED.map((table) => `ALTER TABLE ${table} ADD COLUMN superseded_by INTEGER;`).join('\n')}
`;

/**
 * A late fee is billed or waived by a decision about its debt. The table is made anew, for SQLite can't change a check;
 * so are the triggers that keep its rows, those of closed months too.
 */
export default `
CREATE TABLE receivable_event_kinds (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('extend', 'plan', 'dispute', 'promise', 'method', 'write-off', 'late-fee', 'waive',
    'return', 'undo')),
  ref TEXT NOT NULL,
  on_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator TEXT NOT NULL,
  approved_by TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  body TEXT NOT NULL,
  undoes TEXT UNIQUE REFERENCES receivable_event_kinds (id),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
INSERT INTO receivable_event_kinds (seq, id, account_id, kind, ref, on_day, recorded_at, operator, approved_by, reason,
    body, undoes)
  SELECT seq, id, account_id, kind, ref, on_day, recorded_at, operator, approved_by, reason, body, undoes
  FROM receivable_event ORDER BY seq;
DROP TABLE receivable_event;
ALTER TABLE receivable_event_kinds RENAME TO receivable_event;
CREATE INDEX receivable_event_ref ON receivable_event (ref);
CREATE TRIGGER receivable_event_keeps_rows BEFORE DELETE ON receivable_event
BEGIN SELECT RAISE(ABORT, 'decisions about receivables are append-only'); END;
CREATE TRIGGER receivable_event_keeps_words BEFORE UPDATE ON receivable_event
BEGIN SELECT RAISE(ABORT, 'decisions about receivables are append-only'); END;
CREATE TRIGGER closed_receivable_event_added BEFORE INSERT ON receivable_event
  WHEN NEW.on_day < (SELECT MAX(c.next_on) FROM closing c WHERE c.state = 'closed')
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: a row of receivable_event in a closed month is not added'); END;
`;

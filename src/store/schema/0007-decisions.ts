/**
 * What people decided about matches, append-only; what follows from it for lines and orders; what of the automatic
 * groups is set aside by it until the next match; and what the last match found, so that it can be undone.
 */
export default `
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  run TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb IN ('link', 'accept', 'unlink', 'reject', 'undo')),
  leg TEXT NOT NULL,
  group_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  operator TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  undoes INTEGER REFERENCES decision (seq),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX decision_group ON decision (group_id);
CREATE TRIGGER decision_keeps_rows BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_keeps_words BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE TABLE line_exception (
  line_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('linked', 'apart')),
  PRIMARY KEY (line_id, order_id)
) STRICT;

ALTER TABLE match_group ADD COLUMN written_off_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE match_group ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1));
ALTER TABLE ambiguity ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1));

CREATE TABLE match_run (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  last_line INTEGER NOT NULL,
  last_order INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE past_row (
  place INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  of_table TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
`;

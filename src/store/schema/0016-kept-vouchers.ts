/**
 * A closed month's vouchers as they stood when it was closed, a version a snapshot. Rows come first, the book that seals
 * them last: from then on neither is added to, changed or removed. Only a close writes here; its event goes before.
 */
const SEALED = `EXISTS (SELECT 1 FROM close_voucher_book b WHERE b.month = NEW.month AND b.version = NEW.version)`;
const NOT_CLOSING = `NOT EXISTS (
  SELECT 1 FROM event WHERE seq = (SELECT MAX(seq) FROM event) AND verb = 'close' AND target = NEW.month)`;

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_is_sealed BEFORE INSERT ON ${table} WHEN ${SEALED} OR ${NOT_CLOSING}
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: vouchers of a closed month are never added'); END;
CREATE TRIGGER ${table}_keeps_rows BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: vouchers of a closed month are never removed'); END;
CREATE TRIGGER ${table}_keeps_words BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED: vouchers of a closed month are never changed'); END;
`;

export default `
CREATE TABLE close_voucher_book (
  account_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (account_id, month, version),
  FOREIGN KEY (month, version) REFERENCES close_snapshot (month, version)
) STRICT;

CREATE TABLE close_voucher (
  account_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  body TEXT NOT NULL,
  PRIMARY KEY (account_id, month, version, number)
) STRICT;
${['close_voucher_book', 'close_voucher'].map(appendOnly).join('')}`;

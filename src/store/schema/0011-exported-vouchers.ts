/**
 * Vouchers as they were handed to another program: number and contents never change any more, what comes later gets
 * further vouchers. `sha256` is that of `body`. Which programs got them stands beside.
 */
export default `
CREATE TABLE exported_voucher (
  account_id INTEGER NOT NULL,
  period TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  word TEXT NOT NULL,
  topic TEXT NOT NULL,
  part INTEGER NOT NULL CHECK (part > 0),
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  exported_at TEXT NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (account_id, period, number),
  UNIQUE (account_id, period, topic, part)
) STRICT;
CREATE TRIGGER exported_voucher_keeps_rows BEFORE DELETE ON exported_voucher
BEGIN SELECT RAISE(ABORT, 'exported vouchers are append-only'); END;
CREATE TRIGGER exported_voucher_keeps_words BEFORE UPDATE ON exported_voucher
BEGIN SELECT RAISE(ABORT, 'exported vouchers are append-only'); END;

CREATE TABLE voucher_export (
  account_id INTEGER NOT NULL,
  period TEXT NOT NULL,
  number INTEGER NOT NULL,
  program TEXT NOT NULL,
  PRIMARY KEY (account_id, period, number, program)
) STRICT;
`;

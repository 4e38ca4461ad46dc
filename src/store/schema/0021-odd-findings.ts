/**
 * What a check found about an odd order stands in rows of its own, named and in their order as they were noted: the next
 * check takes them over as they are. `holds_from` is null where an order isn't judged yet, or not to be kept.
 */
export default `
ALTER TABLE odd_order DROP COLUMN findings;
UPDATE odd_order SET holds_from = NULL, holds_to = NULL WHERE holds_from IS NOT NULL;

CREATE TABLE odd_finding (
  order_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  currency TEXT NOT NULL,
  difference_minor INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (order_id, place)
) STRICT;
`;

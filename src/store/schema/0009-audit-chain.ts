/**
 * The event log as a hash chain. Events of earlier versions are chained by the migration in their order, with
 * `event_hash`, a function the connection lends it: from then on a changed, removed or added row shows.
 */
export default `
ALTER TABLE event ADD COLUMN prev_hash TEXT;
ALTER TABLE event ADD COLUMN hash TEXT;
DROP TRIGGER event_keeps_words;
UPDATE event SET prev_hash = chained.prev, hash = chained.link
FROM (
  WITH RECURSIVE chain (seq, prev, link) AS (
    SELECT seq, '', event_hash('', seq, at, operator, verb, target, detail) FROM event
    WHERE seq = (SELECT MIN(seq) FROM event)
    UNION ALL
    SELECT e.seq, c.link, event_hash(c.link, e.seq, e.at, e.operator, e.verb, e.target, e.detail)
    FROM chain c JOIN event e ON e.seq = (SELECT MIN(n.seq) FROM event n WHERE n.seq > c.seq)
  )
  SELECT seq, prev, link FROM chain
) AS chained
WHERE event.seq = chained.seq;
CREATE TRIGGER event_keeps_words BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_joins_chain BEFORE INSERT ON event
WHEN NEW.hash IS NULL
  OR NEW.prev_hash IS NOT COALESCE((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), '')
  OR NEW.seq IS NOT COALESCE((SELECT MAX(seq) FROM event), 0) + 1
BEGIN SELECT RAISE(ABORT, 'events follow each other'); END;
`;

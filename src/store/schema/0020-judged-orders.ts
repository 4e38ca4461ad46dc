/**
 * What a check found about an odd order is kept beside it, with the days as of which it holds: a night judges what
 * is new. Null: not judged yet, or not to be kept.
 */
export default `
ALTER TABLE odd_order ADD COLUMN findings TEXT;
ALTER TABLE odd_order ADD COLUMN holds_from TEXT;
ALTER TABLE odd_order ADD COLUMN holds_to TEXT;
`;

/** A statement's own number or id, where its file names one: several statements of an account may lie in one file. */
export default `
ALTER TABLE statement ADD COLUMN number TEXT;
`;

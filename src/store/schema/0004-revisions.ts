/** A statement sent again with other rows takes the place of the one before it, whose rows stay readable. */
export default `
ALTER TABLE statement ADD COLUMN layout TEXT;
ALTER TABLE statement ADD COLUMN replaced_by INTEGER REFERENCES statement (id);
`;

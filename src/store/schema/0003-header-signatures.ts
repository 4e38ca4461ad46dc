/** Headers that a person has given a format with `--as`: a file under the same header is read so without being told. */
export default `
CREATE TABLE header_signature (
  signature TEXT NOT NULL PRIMARY KEY CHECK (signature <> ''),
  format TEXT NOT NULL CHECK (format <> ''),
  saved_at TEXT NOT NULL
) STRICT;
`;

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gu;

/**
 * Reads JSON with each number as the text that stands there: `100.00` keeps its places, `12345678901234567.89` its
 * digits. Throws a SyntaxError where it isn't JSON.
 */
export function parseExactly(text: string): unknown {
  JSON.parse(text);
  return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

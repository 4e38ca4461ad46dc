/**
 * Control characters (C0, DEL, C1), format characters (bidi marks, zero-width, soft hyphen, tags), line and paragraph
 * separators, lone surrogates: whatever a terminal would obey or hide instead of show.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from a file as one line that is safe on a terminal: `\x1b`, `\n` and `U+202E` stand where such characters were. */
export function sanitise(text: string): string {
  return text.replace(UNSEEN, shown);
}

/** The same for text that may keep its line feeds: the cell of a CSV file, a message of several lines. */
export function sanitiseLines(text: string): string {
  return text.replaceAll('\r\n', '\n').split('\n').map(sanitise).join('\n');
}

/** JSON text in which such characters are `\u` escapes: JSON.stringify itself lets DEL, C1 and bidi marks through. */
export function escapeJson(json: string): string {
  return json.replace(UNSEEN, (character) => {
    let escaped = '';
    for (let index = 0; index < character.length; index += 1) {
      escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return SHORT[character] ?? (code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `U+${hex.toUpperCase().padStart(4, '0')}`);
}

import { sanitiseLines } from './sanitise.ts';

/**
 * First characters that make a spreadsheet take text for a formula (OWASP ASVS 1.2.10, with the full-width forms).
 * Apostrophes before them count too, so that taking one off again always gives back the text that was.
 */
const FORMULA_START = /^'*[=+\-@\t\r\n\0＝＋－＠]/u;

/** Text that a spreadsheet would run as a formula gets an apostrophe. */
export function guardedText(text: string): string {
  return (FORMULA_START.test(text) ? "'" : '') + sanitiseLines(text);
}

export function quoted(text: string): string {
  return /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

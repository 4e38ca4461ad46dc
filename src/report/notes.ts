import type { Note } from '../model/table.ts';

/** A sentence below a report. */
export function note(en: string, zh: string): Note {
  return { words: { en, zh } };
}

/** A sentence that also goes to stderr. */
export function warning(en: string, zh: string): Note {
  return { words: { en, zh }, warning: true };
}
